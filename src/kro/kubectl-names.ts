import { StringShape } from '../contract/shape';

/** A release of kro, such as the platform names it. */
export const KRO_VERSION: StringShape = {
  kind: 'string',
  pattern: '^v?[0-9]+\\.[0-9]+\\.[0-9]+$',
  meaning: 'the version of kro as MAJOR.MINOR.PATCH',
  maxLength: 32,
};

/** Since then kro takes names for kubectl. An older one rejects a graph that has them. */
const SINCE = [0, 9, 4];

/** By which other names `kubectl get` finds tables: a short one, and a category with all that is AWS's. */
export function kubectlNames(kroVersion?: string): { shortNames?: string[]; categories?: string[] } {
  return kroVersion !== undefined && isAtLeast(kroVersion, SINCE) ? { shortNames: ['ddb'], categories: ['aws'] } : {};
}

function isAtLeast(version: string, least: readonly number[]): boolean {
  const numbers = version.replace(/^v/, '').split('.').map(Number);
  const differs = least.findIndex((number, i) => numbers[i] !== number);
  return differs === -1 || numbers[differs] > least[differs];
}
