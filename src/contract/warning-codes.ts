import { RULES } from './rules';
import { didYouMean, isWarning, Violation } from './violation';

/** Codes under which a warning may be shown, beside those of the rules; some are errors elsewhere. */
const BESIDE_RULES = [
  'CrossAccountAlarm',
  'CrossAccountGrant',
  'DeniedGrant',
  'DuplicateName',
  'DuplicateTable',
  'EditorsHaveTables',
  'Encryption',
  'ForeignFormat',
  'GeneratedName',
  'IgnoredAnnotation',
  'InvalidIdentity',
  'LargeObject',
  'NotRendered',
  'NotValidated',
  'NotWatched',
  'OverriddenTable',
  'PlatformKey',
  'PolicyPattern',
  'ProviderNamespace',
  'RecoveryPeriod',
  'UnknownApi',
  'UnknownComponent',
  'UnknownComponentType',
  'UnknownOutput',
  'UnknownProperty',
  'UnknownSecret',
  'UnknownSecretKey',
  'UnknownServiceAccount',
  'UnknownTrait',
  'NotApplied',
  'RecreatedTable',
  'UnusedPolicy',
  'UnusedSetting',
];

/** Every code that can be acknowledged. */
export const WARNING_CODES: readonly string[] = [...RULES.filter(isWarning).map(({ code }) => code), ...BESIDE_RULES].sort();

/** What is wrong with a code that is to be acknowledged. */
export function validateWarningCode(property: string, value: unknown): Violation[] {
  return WARNING_CODES.includes(value as string) ? [] : [{
    code: 'InvalidValue',
    property,
    value,
    problem: 'is not the code of a warning',
    fix: `Use one of ${WARNING_CODES.join(', ')}.${didYouMean(String(value), WARNING_CODES)}`,
  }];
}

/** The violations without the warnings that were acknowledged; an error stays. */
export function withoutAcknowledged<V extends Violation>(violations: readonly V[], codes: readonly string[]): V[] {
  return violations.filter(({ code, severity }) => severity !== 'warning' || !codes.includes(code));
}
