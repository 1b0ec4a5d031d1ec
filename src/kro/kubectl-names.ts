import { compareVersions } from '../compare-versions';
import { StringShape } from '../contract/shape';
import { validateValue } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';
import { KUBECTL_NAMES_SINCE_KRO, minimumVersion } from '../support-matrix';

/** A release of kro, such as the platform names it. */
const KRO_VERSION: StringShape = {
  kind: 'string',
  pattern: '^v?[0-9]+\\.[0-9]+\\.[0-9]+$',
  meaning: 'the version of kro as MAJOR.MINOR.PATCH',
  maxLength: 32,
};

/** What is wrong with the release that the platform names, as `check-cluster` says it of the one in the cluster. */
export function validateKroVersion(property: string, value: unknown): Violation[] {
  const wrong = value === undefined ? [] : validateValue(property, value, KRO_VERSION);
  const minimum = minimumVersion('kro');
  return value === undefined || wrong.length > 0 || compareVersions(String(value), minimum) >= 0 ? wrong : [{
    code: 'InvalidValue', property, value, problem: `is older than ${minimum}, the oldest that is supported`, fix: 'Upgrade kro.',
  }];
}

/** By which other names `kubectl get` finds tables: a short one, and a category with all that is AWS's. */
export function kubectlNames(kroVersion?: string): { shortNames?: string[]; categories?: string[] } {
  return kroVersion !== undefined && compareVersions(kroVersion, KUBECTL_NAMES_SINCE_KRO) >= 0 ? { shortNames: ['ddb'], categories: ['aws'] } : {};
}
