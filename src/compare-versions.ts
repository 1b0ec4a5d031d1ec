/** Compares two versions such as 1.2.3 by their numbers, of which the second may have fewer; what a release is called beyond them does not count. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.replace(/^v/, '').split(/[-+]/)[0].split('.').map(Number));
  const i = a.findIndex((part, at) => part !== (b[at] ?? 0));
  return i < 0 ? 0 : a[i] - (b[i] ?? 0);
}
