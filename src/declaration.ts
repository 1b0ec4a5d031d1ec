import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { acknowledgedCodes } from './acknowledged';
import { validateApart, wayOutOfTraits } from './contract/component-apart';
import { KUBERNETES_LABEL } from './contract/fields';
import { objectOf } from './contract/json';
import { KIND } from './contract/names';
import { checkRules } from './contract/rules';
import { TableSpec } from './contract/table-spec';
import { SplitTable } from './contract/trait-parts';
import { traitType } from './contract/traits';
import { validate } from './contract/validate';
import { validateValue } from './contract/validate-shapes';
import { formatViolations, Violation } from './contract/violation';
import { withoutAcknowledged } from './contract/warning-codes';
import { firsts } from './firsts';
import { hasSeveralClusters, platformNear } from './platforms-in-scope';
import { enumFix } from './props/enums';
import { NO_OBJECT } from './props/options';
import { propertyPath } from './props/property-path';
import { DeclaredTable } from './props/table-spec';
import { providerAccountNear, providersNear, RoleAccount } from './provider-configs-in-scope';
import { PlatformNames } from './validation/documents';
import { ANY_PLATFORM, Platform } from './validation/platform';

/** The platform that a construct was added by. */
const platforms = new WeakMap<IConstruct, Platform>();

/** Validates what the construct declares as this platform would, before the cluster does. */
export function enforcePlatformRules<T extends IConstruct>(platform: Platform, declaring: T): T {
  platforms.set(declaring, platform);
  return declaring;
}

/**
 * Validates a declared table; the violations by the names of TableProps, as lines for people. Shows its warnings.
 * @param names by which the table is declared, to find its platform if there is one in the app
 */
export function validateDeclaredTable(declaredBy: IConstruct, table: DeclaredTable, names: PlatformNames): string[] {
  const { warnings, errors } = validateDeclaration(table);
  const platform = platformFor(declaredBy, names);
  // The rules of a platform are for tables that are valid without them.
  const found = errors.length > 0 ? []
    : platform === undefined ? checkRules(table.spec, ANY_PLATFORM.rules) : platformValidation().validateOnPlatform(table.spec, platform);
  const onPlatform = [...inTypeScript(found, table.spec), ...inOtherCharts.get(table)?.() ?? []];
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
  const { validateProviderOf } = require('./contract/provider-config') as typeof import('./contract/provider-config');
  const environments = environmentsOfTable(table);
  const { namespace } = Chart.of(declaredBy);
  const ofChart = namespace === undefined ? [] : [namespace];
  return validateProviderOf(table.spec, providers, environments.length > 0 ? environments.flatMap(({ namespaces }) => namespaces) : ofChart);
}

/** The errors, as lines for people. Shows the warnings. */
export function reportViolations(declaredBy: IConstruct, violations: readonly Violation[]): string[] {
  showWarnings(declaredBy, violations.filter(isWarning));
  return formatViolations(violations.filter((violation) => !isWarning(violation)));
}

/** What validates tables on a platform, loaded when there is one. */
function platformValidation(): typeof import('./validation/validate-table') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./validation/validate-table');
}

/** The platform that declares the table, or that the app has beside it. */
function platformFor(declaredBy: IConstruct, names: PlatformNames): Platform | undefined {
  return platforms.get(declaredBy) ?? platformNear(declaredBy, names);
}

/** Where a table is declared, and by which names of its platform. */
interface Place {
  readonly declaredBy: IConstruct;
  readonly names: PlatformNames;
}

/** That of each table that was registered. One that another app declares has none. */
const places = new WeakMap<DeclaredTable, Place>();

/** The platform of a table that was registered, if it is known now. */
export function platformOfTable(table: DeclaredTable): Platform | undefined {
  const place = places.get(table);
  return place && platformFor(place.declaredBy, place.names);
}

/** Where ACK makes a table that names a provider configuration, if that is known now. */
export function providerAccountOf(table: DeclaredTable): RoleAccount | undefined {
  const place = places.get(table);
  const name = providerConfigOf(table);
  return place === undefined || name === undefined ? undefined : providerAccountNear(place.declaredBy, name);
}

/** A table as it is in an environment. */
export interface InEnvironment {
  readonly spec: TableSpec;
  /** Namespaces in the cluster of the platform, as far as they are known. */
  readonly namespaces: readonly string[];
  /** It is the table itself, as patches make it. */
  readonly isPatched?: boolean;
}

/** What policies make of a table in the environments of its Application, and patches of a plain one; nothing where it has none. */
export function environmentsOfTable(table: DeclaredTable): readonly InEnvironment[] {
  const declaredBy = places.get(table)?.declaredBy as { readonly _environments?: (component: string) => readonly InEnvironment[] } | undefined;
  return declaredBy?._environments?.(String(table.name)) ?? [];
}

/** A table as it is declared, and as policies and patches make it, where that is valid. */
export function formsOfTable(table: DeclaredTable): readonly DeclaredTable[] {
  const place = places.get(table);
  return [table, ...environmentsOfTable(table).filter(({ spec }) => validate(spec).every(isWarning)).map(({ spec }) => {
    const form = { ...table, spec };
    places.set(form, place!);
    return form;
  })];
}

/** The provider configuration that a table names. */
export function providerConfigOf({ spec }: DeclaredTable): unknown {
  return objectOf(spec.providerConfigRef).name;
}

/** The platform of the app has other names, so that its cluster would not know the table. */
function otherNames(given: PlatformNames, platform?: Platform): Violation[] {
  const wrong = (['apiGroup', 'componentName'] as const).filter((name) => given[name] !== undefined && platform !== undefined && given[name] !== platform.names[name]);
  return wrong.map((property) => ({
    code: 'UnknownApi', severity: 'warning', property, value: given[property], problem: 'is not that of the platform in this app', fix: `Give ${String(platform!.names[property])}.`,
  }));
}

export function isWarning({ severity }: Violation): boolean {
  return severity === 'warning';
}

/** The violations by the names of TableProps. */
function inTypeScript(violations: readonly Violation[], spec: TableSpec): Violation[] {
  return violations.map((violation) => ({
    ...violation,
    property: propertyPath(violation.property, spec),
    // The key of a tag stands in its path.
    value: /^tags\[\d+\]\.key$/.test(violation.property) ? undefined : violation.value,
    ...violation.typescript,
    ...enumFix(violation),
  }));
}

/** Shows warnings on standard error, so that Python and Go show them too; cdk8s knows errors only, and gets none. */
export function showWarnings(declaredBy: IConstruct, warnings: readonly Violation[]): string[] {
  if (warnings.length === 0) {
    return [];
  }
  printWarnings(declaredBy.node.path, withoutAcknowledged(warnings, acknowledgedCodes(declaredBy)));
  return [];
}

/** The same of what is no construct, and says it at once. */
export function printWarnings(where: string, warnings: readonly Violation[]): void {
  formatViolations(warnings).forEach((line) => process.stderr.write(`Warning: [${where}] ${line}\n`));
}

/** What is wrong with a declared table, by the names of TableProps. */
export function validateDeclaration({ name, unnamed, spec, problems }: DeclaredTable): { warnings: Violation[]; errors: Violation[] } {
  const found = inTypeScript(validate(spec).filter((violation) => problems.length === 0 || !FROM_KEYS.test(`${violation.property} ${violation.code}`)), spec);
  const [warnings, wrong] = [true, false].map((wanted) => found.filter(({ severity }) => (severity === 'warning') === wanted));
  // Where there are no properties at all, none of them is missing.
  if (problems.some(({ property, code }) => property === NO_OBJECT && code === 'InvalidType')) {
    return { warnings, errors: problems.filter(({ property }) => property === NO_OBJECT) };
  }
  const meant = problems.flatMap((problem) => problem.meant ?? []);
  const errors = [
    ...problems,
    ...wrong,
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

interface Owner {
  readonly declaredBy: IConstruct;
  readonly table?: DeclaredTable;
  /** What it is called where the construct has several tables, as `tables[0]`. */
  readonly place?: string;
}

/** Remembers who declared what in a chart or an app, so that the second of two is reported with the first; linear in their number. */
const firstOwner = firsts<Owner>();

/** Registers something that may be declared once in a chart; gives who was first, if it was somebody else. */
function registerOwner(owner: Owner, ...thing: unknown[]): Owner | undefined {
  return registerWithin(Chart.of(owner.declaredBy), owner, thing);
}

function registerWithin(scope: IConstruct, owner: Owner, thing: readonly unknown[]): Owner | undefined {
  const first = firstOwner(scope, owner, thing);
  return first === undefined || (owner.table !== undefined && first.table === owner.table) ? undefined : first;
}

/** Who was first, for people: within a construct by the place there. */
function called({ declaredBy, place }: Owner, other: IConstruct): string {
  return declaredBy === other && place !== undefined ? place : declaredBy.node.path;
}

/** Warnings of tables that another chart of the app declares too. */
const inOtherCharts = new WeakMap<DeclaredTable, () => Violation[]>();

/** One table by two objects. A warning, because each chart may be for a cluster of its own, and each namespace for an AWS account. */
function registerInApp(owner: Required<Pick<Owner, 'table'>> & Owner, { tableName, region, providerConfigRef }: RegisteredSpec): void {
  const { declaredBy, table } = owner;
  const chart = Chart.of(declaredBy);
  const thing = ['table', region, providerConfigRef?.name, tableName];
  if (chart.namespace === undefined || typeof tableName !== 'string') {
    return;
  }
  const beside = [['in', chart.namespace], []].map((where) => registerWithin(declaredBy.node.root, owner, [...where, ...thing]));
  const [first, isNear] = beside.map((other, i) => [other, i === 0] as const)
    .find(([other, near]) => other !== undefined && Chart.of(other.declaredBy) !== chart && (near
      ? other.table?.name !== table.name : Chart.of(other.declaredBy).namespace !== chart.namespace)) ?? [];
  if (first !== undefined) {
    inOtherCharts.set(table, () => !isNear && hasSeveralClusters(declaredBy) ? [] : [{
      code: 'DuplicateTable',
      severity: 'warning',
      property: 'tableName',
      value: tableName,
      problem: `is declared in this region by ${first.declaredBy.node.path} too, in the ${isNear ? 'same namespace' : `namespace ${String(Chart.of(first.declaredBy).namespace)}`}`,
      fix: `Declare each table once, or acknowledge this where the ${isNear ? '' : 'namespaces have AWS accounts of their own, or the '}charts are for two clusters.`,
    }]);
  }
}

/**
 * Registers the table in AWS, and all objects that the cluster makes of it; a line for people for each that is declared twice. Of a
 * table that is the same as another one, that alone is said.
 * @param names by which the table is declared, to find its platform
 * @param place what it is called, where the construct has several tables
 */
export function registerTable(declaredBy: IConstruct, table: DeclaredTable, names: PlatformNames, place?: string): string[] {
  places.set(table, { declaredBy, names });
  const owner = { declaredBy, table, place };
  const { tableName, region, replicas = [], providerConfigRef, backups = [] } = table.spec as RegisteredSpec;
  const inAws = (where: unknown) => typeof tableName === 'string' ? registerOwner(owner, 'table', where, providerConfigRef?.name, tableName) : undefined;
  const found = (property: string, value: unknown, code: string, problem: string, fix: string): Violation =>
    ({ code, property, value, problem, fix });
  const violations: Violation[] = [];
  registerInApp(owner, table.spec);
  const first = inAws(region);
  const object = table.name === undefined ? undefined : registerOwner(owner, KIND, table.name);
  if (first) {
    violations.push(found('tableName', tableName, 'DuplicateTable', `is declared in this region by ${called(first, declaredBy)} too`, 'Declare each table once, or give it another name.'));
    if (object?.table === first.table) {
      return formatViolations(violations);
    }
  }
  listOf(replicas).forEach((replica, i) => {
    const other = inAws(replica?.regionName);
    if (other) {
      violations.push(found(`replicas[${i}].region`, replica.regionName, 'DuplicateTable', `has a table ${String(tableName)} already, which ${called(other, declaredBy)} declares`, 'Leave out the replica, or the other table.'));
    }
  });
  if (object) {
    violations.push(nameTaken('name', table.name, KIND, called(object, declaredBy)));
  }
  listOf(backups).forEach((backup, i) => {
    const other = registerOwner(owner, 'Backup', `${String(table.name)}-${String(backup?.name)}`);
    if (other) {
      violations.push(found(`backups[${i}].name`, backup.name, 'DuplicateName',
        `makes the object "${String(table.name)}-${String(backup.name)}", as a backup of ${called(other, declaredBy)} does`, 'Give the backup another name.'));
    }
  });
  return formatViolations([...violations, ...registerSecret(owner, table.spec)]);
}

/** Registers the connection Secret of a table; a violation if another table of the app names it too: those of several charts meet in one namespace. */
function registerSecret(owner: Owner, spec: TableSpec): Violation[] {
  const { name, namespace } = objectOf(spec.writeConnectionSecretToRef);
  if (name === undefined) {
    return [];
  }
  const { declaredBy } = owner;
  const chart = Chart.of(declaredBy);
  // A chart without a namespace may be applied to any.
  const first = registerWithin(declaredBy.node.root, owner, ['Secret', namespace ?? chart.namespace ?? `the one of ${chart.node.path}`, name]);
  if (first === undefined) {
    return [];
  }
  return [{
    code: 'DuplicateName',
    property: 'connectionSecret.name',
    value: name,
    problem: `is the name of the connection Secret of ${called(first, declaredBy)} too`,
    fix: 'Give each table a Secret of its own.',
  }];
}

/** What of a table makes objects in AWS or in the cluster; of any type, as it is not validated yet. */
interface RegisteredSpec {
  readonly [field: string]: any;
}

/** Registers the name of an object; a line for people if the chart has another of this kind and name. */
export function registerName(declaredBy: IConstruct, kind: string, name: unknown, property = 'name'): string[] {
  const owner = registerOwner({ declaredBy }, kind, name);
  return owner === undefined ? [] : formatViolations([nameTaken(property, name, kind, called(owner, declaredBy))]);
}

/** Registers something that may be declared once in a chart; the path of who was first, if it was somebody else. */
export function firstInChart(declaredBy: IConstruct, ...thing: unknown[]): string | undefined {
  return registerOwner({ declaredBy }, ...thing)?.declaredBy.node.path;
}

/** The same over all charts of the app: for what lies in AWS. */
export function firstInApp(declaredBy: IConstruct, ...thing: unknown[]): string | undefined {
  return registerWithin(declaredBy.node.root, { declaredBy }, thing)?.declaredBy.node.path;
}

/** Registers a component of an Application; a line for people if it has another of this name. */
export function registerComponent(application: IConstruct, name: unknown, property: string): string[] {
  return registerWithin(application, { declaredBy: application }, ['component', name]) === undefined ? [] : formatViolations([{
    code: 'DuplicateName', property, value: name, problem: 'is the name of another component of the Application', fix: `Give one of them another \`${property}\`.`,
  }]);
}

function nameTaken(property: string, value: unknown, kind: string, owner: string): Violation {
  return {
    code: 'DuplicateName',
    property,
    value,
    problem: `is the name of the ${kind} ${owner} too`,
    fix: `Give one of them another \`${property}\`.`,
  };
}

function listOf(value: unknown): any[] {
  return Array.isArray(value) ? value : [];
}
