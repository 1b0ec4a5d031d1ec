/** A text of JSON, which is YAML too: `kubectl get -o json` prints thousands of objects as one, and the library takes a millisecond each. */
export function readPlainJson(text: string): { readonly value: unknown } | undefined {
  if (!/^\s*\{/.test(text)) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    // JSON.parse takes the last of two equal keys silently; the library rejects them.
    return keysIn(value) === (text.match(/"(?:[^"\\]|\\.)*"\s*:/g) ?? []).length ? { value } : undefined;
  } catch {
    // No JSON, or nested too deep to be counted.
    return undefined;
  }
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  const inner = Object.values(value).reduce<number>((sum, item) => sum + keysIn(item), 0);
  return Array.isArray(value) ? inner : inner + Object.keys(value).length;
}
