import { Platform, withPlatformDefaults } from './platform';
import { checkRules, Rule, RULES } from '../contract/rules';
import { TableSpec } from '../contract/table-spec';
import { validate } from '../contract/validate';
import { isWarning, Violation } from '../contract/violation';

/** All that is wrong with a table by itself, and on this platform: where it is wrong by itself, by the rules of the platform alone. */
export function validateTable(spec: TableSpec, platform: Platform): Violation[] {
  const violations = validate(spec);
  const isRight = violations.every(isWarning);
  return [...violations, ...isRight ? validateOnPlatform(spec, platform) : validateByRules(spec, platform)];
}

/** What is wrong by the rules of the platform alone with a table that is wrong by itself, too. */
export function validateByRules(spec: TableSpec, { rules }: Platform): Violation[] {
  const ofPlatform = new Set(rules.map(({ code }) => code));
  return validate(spec, rules).filter(({ code }) => ofPlatform.has(code));
}

/** What is wrong with a valid table on this platform: with its defaults, and by its own rules. */
export function validateOnPlatform(spec: TableSpec, platform: Platform): Violation[] {
  const known = new Set(validate(spec).map(keyOf));
  const effective = withPlatformDefaults(spec, platform);
  const byDefaults = validate(effective).filter((violation) => !known.has(keyOf(violation)))
    .map(withDefaultsNamed);
  // A violation of the defaults is reported once.
  const own = checkRules(spec, platform.rules).filter(({ property }) => !byDefaults.some((violation) => violation.property === property));
  return [...byDefaults, ...own];
}

function withDefaultsNamed({ typescript, ...violation }: Violation): Violation {
  const why = '(with the defaults of the platform)';
  const inTypeScript = typescript?.problem === undefined ? typescript : { ...typescript, problem: `${typescript.problem} ${why}` };
  return { ...violation, problem: `${violation.problem} ${why}`, ...inTypeScript && { typescript: inTypeScript } };
}

/** The rules that tables are validated by on this platform. */
export function rulesOf(platform: Platform): readonly Rule[] {
  return [...RULES, ...platform.rules];
}

function keyOf({ code, property }: Violation): string {
  return `${code} ${property}`;
}
