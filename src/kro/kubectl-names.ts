import { compareVersions } from '../compare-versions';
import { StringShape } from '../contract/shape';
import { KUBECTL_NAMES_SINCE_KRO } from '../support-matrix';

/** A release of kro, such as the platform names it. */
export const KRO_VERSION: StringShape = {
  kind: 'string',
  pattern: '^v?[0-9]+\\.[0-9]+\\.[0-9]+$',
  meaning: 'the version of kro as MAJOR.MINOR.PATCH',
  maxLength: 32,
};

/** By which other names `kubectl get` finds tables: a short one, and a category with all that is AWS's. */
export function kubectlNames(kroVersion?: string): { shortNames?: string[]; categories?: string[] } {
  return kroVersion !== undefined && compareVersions(kroVersion, KUBECTL_NAMES_SINCE_KRO) >= 0 ? { shortNames: ['ddb'], categories: ['aws'] } : {};
}
