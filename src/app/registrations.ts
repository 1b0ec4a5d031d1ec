import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { placeTable } from './declared-tables';
import { firsts } from './firsts';
import { hasSeveralClusters } from './platforms';
import { objectOf } from '../contract/json';
import { KIND } from '../contract/names';
import { TableSpec } from '../contract/table-spec';
import { formatViolations, show, Violation } from '../contract/violation';
import { DeclaredTable } from '../props/table-spec';
import { PlatformNames } from '../validation/platform-names';

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

/** The warnings of a table that another chart of the app declares too, once all charts are there. */
export function validateOtherCharts(table: DeclaredTable): Violation[] {
  return inOtherCharts.get(table)?.() ?? [];
}

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
 * Registers the table in AWS, and all objects that the cluster makes of it; a violation for each that is declared twice. What another
 * name of the table mends too is not reported besides.
 * @param names by which the table is declared, to find its platform
 * @param place what it is called, where the construct has several tables
 */
export function registerTable(declaredBy: IConstruct, table: DeclaredTable, names: PlatformNames, place?: string): Violation[] {
  placeTable(table, { declaredBy, names });
  const owner = { declaredBy, table, place };
  const { tableName, region, replicas = [], providerConfigRef, backups = [] } = table.spec as RegisteredSpec;
  const inAws = (where: unknown) => typeof tableName === 'string' ? registerOwner(owner, 'table', where, providerConfigRef?.name, tableName) : undefined;
  const asReplica = (other: Owner, where: unknown) => other.table?.spec.region === where ? '' : ' as a replica';
  const found = (property: string, value: unknown, code: string, problem: string, fix: string): Violation =>
    ({ code, property, value, problem, fix });
  const violations: Violation[] = [];
  registerInApp(owner, table.spec);
  const first = inAws(region);
  const object = table.name === undefined ? undefined : registerOwner(owner, KIND, table.name);
  const isMended = (other: Owner) => other.table === first?.table;
  if (first) {
    const replica = asReplica(first, region);
    violations.push(found('tableName', tableName, 'DuplicateTable', `is declared in this region by ${called(first, declaredBy)} too${replica && `,${replica}`}`,
      replica ? 'Leave out this table, or the replica.' : 'Declare each table once, or give it another name.'));
  }
  listOf(replicas).forEach((replica, i) => {
    const other = inAws(replica?.regionName);
    if (other && !isMended(other)) {
      violations.push(found(`replicas[${i}].region`, replica.regionName, 'DuplicateTable',
        `has a table ${String(tableName)} already, which ${called(other, declaredBy)} declares${asReplica(other, replica.regionName)}`, 'Leave out the replica, or the other table.'));
    }
  });
  if (object && !(table.unnamed && isMended(object))) {
    const madeOf = (one?: DeclaredTable) => one?.unnamed && one.spec.tableName !== one.name ? ` (from tableName ${show(one.spec.tableName)})` : '';
    const taken = nameTaken('name', table.name, KIND, `${called(object, declaredBy)}${madeOf(object.table)}`);
    violations.push({ ...taken, problem: `${madeOf(table)} ${taken.problem}`.trim() });
  }
  listOf(backups).forEach((backup, i) => {
    const other = registerOwner(owner, 'Backup', `${String(table.name)}-${String(backup?.name)}`);
    if (other && other.table !== object?.table) {
      violations.push(found(`backups[${i}].name`, backup.name, 'DuplicateName',
        `makes the object "${String(table.name)}-${String(backup.name)}", as a backup of ${called(other, declaredBy)} does`, 'Give the backup another name.'));
    }
  });
  return [...violations, ...registerSecret(owner, table.spec)];
}

/** Registers the connection Secret of a table; a violation if another table of the app names it too: those of several charts meet in one namespace. */
function registerSecret(owner: Owner, spec: TableSpec): Violation[] {
  const { name, namespace } = objectOf(spec.writeConnectionSecretToRef);
  const { declaredBy } = owner;
  const chart = Chart.of(declaredBy);
  // A chart without a namespace may be applied to any.
  const first = name === undefined ? undefined : registerWithin(declaredBy.node.root, owner, ['Secret', namespace ?? chart.namespace ?? `the one of ${chart.node.path}`, name]);
  const other = first && Chart.of(first.declaredBy);
  const isOneNamespace = other?.namespace === chart.namespace;
  // One object in two charts is for two clusters.
  return first === undefined || (other !== chart && isOneNamespace && first.table?.name === owner.table?.name) ? [] : [{
    code: 'DuplicateName',
    ...isOneNamespace ? {} : { severity: 'warning' as const },
    property: 'connectionSecret.name',
    value: name,
    problem: `is the name of the connection Secret of ${called(first, declaredBy)} too`,
    fix: `Give each table a Secret of its own${isOneNamespace ? '' : ', or acknowledge this where the charts are for two clusters'}.`,
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

/** Registers a component of an Application; a violation if it has another of this name. */
export function registerComponent(application: IConstruct, name: unknown, property: string): Violation[] {
  return registerWithin(application, { declaredBy: application }, ['component', name]) === undefined ? [] : [{
    code: 'DuplicateName', property, value: name, problem: 'is the name of another component of the Application', fix: `Give one of them another \`${property}\`.`,
  }];
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
