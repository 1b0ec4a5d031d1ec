import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { environmentsOfTable, providerConfigOf } from './declared-tables';
import { platformFor, platformNear } from './platforms';
import { providersNear } from './provider-configs';
import { validateOtherCharts } from './registrations';
import { reportViolations } from './show-warnings';
import { validateApart, wayOutOfTraits } from '../contract/component-apart';
import { FIELDS, KUBERNETES_LABEL } from '../contract/fields';
import { checkRules } from '../contract/rules';
import { SplitTable } from '../contract/trait-parts';
import { traitType } from '../contract/traits';
import { validate, within } from '../contract/validate';
import { validateValue } from '../contract/validate-shapes';
import { formatViolations, isWarning, Violation } from '../contract/violation';
import { inTypeScript } from '../props/in-typescript';
import { NO_OBJECT } from '../props/options';
import { DeclaredTable } from '../props/table-spec';
import { ANY_PLATFORM, Platform } from '../validation/platform';
import { PlatformNames } from '../validation/platform-names';

/**
 * Validates a declared table; the violations by the names of TableProps, as lines for people. Shows its warnings.
 * @param names by which the table is declared, to find its platform if there is one in the app
 */
export function validateDeclaredTable(declaredBy: IConstruct, table: DeclaredTable, names: PlatformNames): string[] {
  const { warnings, errors } = validateDeclaration(table);
  const platform = platformFor(declaredBy, names);
  const found = errors.length > 0 ? besideErrors(table, platform)
    : platform === undefined ? checkRules(table.spec, ANY_PLATFORM.rules) : platformValidation().validateOnPlatform(table.spec, platform);
  const onPlatform = [...inTypeScript(found, table.spec), ...validateOtherCharts(table)];
  const other = platform === undefined ? otherNames(names, platformNear(declaredBy, {})) : [];
  const ofProvider = inTypeScript(validateProvider(declaredBy, table), table.spec);
  return reportViolations(declaredBy, [...warnings, ...other, ...errors, ...onPlatform, ...ofProvider]);
}

/** What keeps ACK from making a table with the provider configuration that it names, if that is declared in the app. */
function validateProvider(declaredBy: IConstruct, table: DeclaredTable): Violation[] {
  const name = providerConfigOf(table);
  const providers = name === undefined ? [] : providersNear(declaredBy, name);
  if (providers.length === 0) {
    return [];
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { validateProviderOf } = require('../contract/provider-config') as typeof import('../contract/provider-config');
  const environments = environmentsOfTable(table);
  const { namespace } = Chart.of(declaredBy);
  const ofChart = namespace === undefined ? [] : [namespace];
  return validateProviderOf(table.spec, providers, environments.length > 0 ? environments.flatMap(({ namespaces }) => namespaces) : ofChart);
}

/** What the rules of a platform say for certain of a table that is wrong by itself, whatever is meant by its wrong properties. */
function besideErrors({ spec, problems }: DeclaredTable, platform = ANY_PLATFORM): Violation[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { certainWith } = require('../validation/inputs') as typeof import('../validation/inputs');
  const mentioned = problems.map(({ property, fix }) => `${property} ${fix}`).join();
  const fields = FIELDS.filter(({ name, prop = name }) => new RegExp(`\\b${prop}\\b`).test(mentioned)).map(({ name }) => [name, undefined] as const);
  const found = platformValidation().validateByRules(spec, platform);
  return mentioned.startsWith(NO_OBJECT) ? [] : certainWith(found, spec, { fields: new Map(fields), anyField: false }, platform.rules);
}

/** What validates tables on a platform, loaded when there is one. */
function platformValidation(): typeof import('../validation/validate-table') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../validation/validate-table');
}

/** The platform of the app has other names, so that its cluster would not know the table. */
function otherNames(given: PlatformNames, platform?: Platform): Violation[] {
  const wrong = (['apiGroup', 'componentName'] as const).filter((name) => given[name] !== undefined && platform !== undefined && given[name] !== platform.names[name]);
  return wrong.map((property) => ({
    code: 'UnknownApi', severity: 'warning', property, value: given[property], problem: 'is not that of the platform in this app', fix: `Give ${String(platform!.names[property])}.`,
  }));
}

/** What is wrong with a declared table, by the names of TableProps. */
export function validateDeclaration({ name, unnamed, spec, problems }: DeclaredTable): { warnings: Violation[]; errors: Violation[] } {
  const found = inTypeScript(validate(spec).filter((violation) => problems.length === 0 || !FROM_KEYS.test(`${violation.property} ${violation.code}`)), spec);
  const [warnings, wrong] = [true, false].map((wanted) => found.filter((each) => isWarning(each) === wanted));
  // Where there are no properties at all, none of them is missing.
  if (problems.some(({ property, code }) => property === NO_OBJECT && code === 'InvalidType')) {
    return { warnings, errors: problems.filter(({ property }) => property === NO_OBJECT) };
  }
  const meant = problems.flatMap((problem) => problem.meant ?? []);
  // What is no object has nothing in it that is missing besides.
  const broken = problems.filter(({ code }) => code === 'InvalidType').map(({ property }) => property);
  const errors = [
    ...problems,
    ...wrong.filter(({ property }) => !broken.some((other) => within(property, other))),
    ...(unnamed ? validateDerivedName(name, spec.tableName) : validateName(name)),
  ].filter(({ code, property }) => code !== 'Required' || !meant.includes(property));
  return { warnings, errors };
}

/** What the contract says of lists that are made from keys: what is wrong with the keys themselves is among the problems. */
const FROM_KEYS = /^((.*\.)?keySchema (Required|InvalidCount|InvalidKeySchema)|attributeDefinitions (Required|InvalidCount))$/;

/** What is wrong with a name that is made from the table's, which has to be right itself. */
function validateDerivedName(name: unknown, tableName: unknown): Violation[] {
  if (typeof tableName !== 'string' || tableName === '' || validateName(name).length === 0) {
    return [];
  }
  const problem = name === '' ? 'has no letter or digit to make one from' : `makes one of ${String(name).length} characters`;
  return [{ code: 'Required', property: 'name', problem: `is missing: the table name ${problem}`, fix: `Give ${KUBERNETES_LABEL.meaning}.` }];
}

/**
 * What KubeVela would reject in what traits leave of a table that is valid as a whole: it validates a component before it
 * looks at the traits.
 */
export function validateSplitTable(declaredBy: IConstruct, table: DeclaredTable, { properties, traits }: SplitTable, names: PlatformNames): string[] {
  if (traits.length === 0 || validateDeclaration(table).errors.length > 0) {
    return [];
  }
  return formatViolations(validateApart(properties, platformFor(declaredBy, names)?.rules ?? []).map((violation) => {
    const [{ code, property, problem }] = inTypeScript([violation], properties);
    return { code, property: 'traits', problem: `leave a component in which ${property} ${problem}`, fix: wayOutOfTraits(violation, properties, property) };
  }));
}

/**
 * The traits that the platform is known not to have, as lines for people.
 * @param traits names of traits, as they were given
 * @param used those that a table needs
 */
export function validateTraitsOfPlatform(
  declaredBy: IConstruct, traits: readonly string[], used: ReadonlySet<string>, names: PlatformNames,
): string[] {
  const { traitTypes, componentName = '' } = platformFor(declaredBy, names)?.names ?? {};
  return traitTypes === undefined ? [] : formatViolations(traits.flatMap((name, i) => {
    const type = traitType({ name }, componentName);
    return !used.has(name) || traitTypes.includes(type) ? [] : [{
      code: 'UnknownTrait',
      property: `traits[${i}]`,
      value: name,
      problem: `has no TraitDefinition ${type} on this platform, so KubeVela rejects the Application`,
      fix: 'Leave it out, or ask the platform team for it.',
    }];
  }));
}

/** What is wrong with the name of an object. */
export function validateName(name: unknown, property = 'name'): Violation[] {
  return validateValue(property, name, KUBERNETES_LABEL);
}
