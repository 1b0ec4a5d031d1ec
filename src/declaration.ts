import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { conformValue } from './contract/conform';
import { KUBERNETES_LABEL } from './contract/fields';
import { objectOf } from './contract/json';
import { SplitTable } from './contract/trait-parts';
import { validate } from './contract/validate';
import { describe, Violation } from './contract/violation';
import { platformNear } from './platforms-in-scope';
import { propertyPath } from './props/property-path';
import { DeclaredTable } from './props/table-spec';
import { PlatformNames } from './validation/documents';
import { Platform } from './validation/platform';
import { validateOnPlatform } from './validation/validate-table';

/** The platform that a construct was added by. */
const platforms = new WeakMap<IConstruct, Platform>();

/** Validates what the construct declares as this platform would, before the cluster does. */
export function enforcePlatformRules<T extends IConstruct>(platform: Platform, declaring: T): T {
  platforms.set(declaring, platform);
  return declaring;
}

/**
 * All that is wrong with a declared table, in the words of TableProps, as lines for people. Shows its warnings.
 * @param names by which the table is declared, to find its platform if there is one in the app
 */
export function explainTable(declaredBy: IConstruct, table: DeclaredTable, names: PlatformNames): string[] {
  const { warnings, errors } = judge(table);
  const platform = platforms.get(declaredBy) ?? platformNear(declaredBy, names);
  // The rules of a platform are for tables that are valid without them.
  const onPlatform = errors.length > 0 || platform === undefined ? [] : validateOnPlatform(table.spec, platform)
    .map((violation) => ({ ...violation, property: propertyPath(violation.property, table.spec) }));
  const other = platform === undefined ? otherNames(names, platformNear(declaredBy, {})) : [];
  showWarnings(declaredBy, [...warnings, ...other, ...onPlatform.filter(isWarning)]);
  return lines([...errors, ...onPlatform.filter((violation) => !isWarning(violation))]);
}

/** The platform of the app has other names, so that its cluster would not know the table. */
function otherNames(given: PlatformNames, platform?: Platform): Violation[] {
  const wrong = (['apiGroup', 'componentName'] as const).filter((name) => given[name] !== undefined && platform !== undefined && given[name] !== platform.names[name]);
  return wrong.map((property) => ({
    code: 'UnknownApi', severity: 'warning', property, value: given[property], problem: 'is not that of the platform in this app', fix: `Give ${String(platform!.names[property])}.`,
  }));
}

function isWarning({ severity }: Violation): boolean {
  return severity === 'warning';
}

/** Shows warnings on standard error, so that Python and Go show them too; cdk8s knows errors only, and gets none. */
export function showWarnings(declaredBy: IConstruct, warnings: readonly Violation[]): string[] {
  lines(warnings).forEach((line) => process.stderr.write(`Warning: [${declaredBy.node.path}] ${line}\n`));
  return [];
}

/** What is wrong with a declared table, in the words of TableProps. */
export function judge({ name, spec, problems }: DeclaredTable): { warnings: Violation[]; errors: Violation[] } {
  const found = validate(spec).map((violation) => ({ ...violation, property: propertyPath(violation.property, spec) }));
  const [warnings, wrong] = [true, false].map((wanted) => found.filter(({ severity }) => (severity === 'warning') === wanted));
  const errors = [
    ...problems,
    ...wrong,
    // Without a table name there is no name to judge.
    ...(spec.tableName === undefined ? [] : explainName(name)),
  ];
  return { warnings, errors };
}

/**
 * What KubeVela would refuse in what traits leave of a table that is valid as a whole: it judges a component before it
 * looks at the traits.
 */
export function explainSplit(table: DeclaredTable, { properties, traits }: SplitTable): string[] {
  if (traits.length === 0 || judge(table).errors.length > 0) {
    return [];
  }
  return lines(judge({ ...table, spec: properties }).errors.map(({ code, property, problem }) => ({
    code,
    property: 'traits',
    problem: `leave a component in which ${property} ${problem}`,
    fix: `Let a trait carry ${property.split(/[.[]/)[0]} too, or leave both with the component.`,
  })));
}

/** What is wrong with the name of an object. */
export function explainName(name: unknown, property = 'name'): Violation[] {
  return conformValue(property, name, KUBERNETES_LABEL);
}

/** One line for each property and code; keys and attribute definitions say the same thing twice. */
export function lines(violations: readonly Violation[]): string[] {
  const first = new Map(violations.map((violation) => [`${violation.property} ${violation.code}`, violation] as const).reverse());
  return [...first.values()].reverse().map(describe);
}

/** Remembers who declared what in a chart, so that the second of two is told of the first; linear in their number. */
const claims = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** Lays claim to something that may be declared once in a chart; gives who was first, if somebody was. */
function claim(claimant: IConstruct, thing: string): IConstruct | undefined {
  const chart = Chart.of(claimant);
  const known = claims.get(chart) ?? new Map<string, IConstruct>();
  claims.set(chart, known);
  const owner = known.get(thing);
  if (owner === undefined) {
    known.set(thing, claimant);
  }
  return owner;
}

/** Claims the table in AWS; a line for people if it is declared twice. */
export function claimTable(claimant: IConstruct, { spec }: DeclaredTable): string[] {
  const role = (spec.providerConfigRef as { name?: unknown } | undefined)?.name;
  const owner = claim(claimant, `table ${String(spec.region)} ${String(role)} ${String(spec.tableName)}`);
  return owner === undefined ? [] : lines([{
    code: 'DuplicateTable',
    property: 'tableName',
    value: spec.tableName,
    problem: `is declared in this region by ${owner.node.path} too`,
    fix: 'Declare each table once, or give it another name.',
  }]);
}

/** The connection Secrets of an app by namespace and name: those of several charts meet in one namespace. */
const secrets = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** Registers the connection Secret of a table; a line for people if another table of the app names it too. */
export function claimSecret(claimant: IConstruct, { spec }: DeclaredTable): string[] {
  const { name, namespace } = objectOf(spec.writeConnectionSecretToRef);
  if (name === undefined) {
    return [];
  }
  const chart = Chart.of(claimant);
  const { root } = claimant.node;
  // A chart without a namespace may be applied to any.
  const key = JSON.stringify([namespace ?? chart.namespace ?? `the one of ${chart.node.path}`, name]);
  const known = secrets.get(root) ?? new Map<string, IConstruct>();
  secrets.set(root, known);
  const owner = known.get(key);
  if (owner === undefined) {
    known.set(key, claimant);
    return [];
  }
  return lines([{
    code: 'DuplicateName',
    property: 'connectionSecret.name',
    value: name,
    problem: `is the name of the connection Secret of ${owner === claimant ? 'another table of this Application' : owner.node.path} too`,
    fix: 'Give each table a Secret of its own.',
  }]);
}

/** Claims the name of an object; a line for people if the chart has another of this kind and name. */
export function claimName(claimant: IConstruct, kind: string, name: unknown, property = 'name'): string[] {
  const owner = claim(claimant, `${kind} ${String(name)}`);
  return owner === undefined ? [] : lines([{
    code: 'DuplicateName',
    property,
    value: name,
    problem: `is the name of the ${kind} ${owner.node.path} too`,
    fix: `Give one of them another \`${property}\`.`,
  }]);
}
