import { Construct, IConstruct } from 'constructs';
import { watchedTable } from './watched-table';
import { providerConfigOf } from '../app/declared-tables';
import { changed, overridden } from '../app/overridden';
import { partitionOf } from '../contract/partitions';
import { show, Violation } from '../contract/violation';
import { Options } from '../props/options';
import { DeclaredTable } from '../props/table-spec';

interface Declaring {
  readonly _declaredTables?: () => readonly DeclaredTable[];
}

/** Tables as they are known now: a scope may have more later. */
export interface Tables {
  /** Each table once; of a name and region in several accounts, that of the account of the CloudWatch controller, so far as known. */
  readonly now: () => readonly DeclaredTable[];
  /** That there is none. */
  readonly validate: (when?: string) => Violation[];
  /** Those left out, because another one has their name and region, in another account. */
  readonly others: () => readonly DeclaredTable[];
}

/** Reads `tables` and `scopes`. */
export function readTables(options: Options, problems: Violation[]): Tables {
  const given = <T>(name: string, wanted: (value: unknown) => value is T, fix: string): T[] => {
    const value = options.take(name) ?? [];
    if (!Array.isArray(value)) {
      problems.push({ code: 'InvalidType', property: name, value, problem: 'is not a list', fix: 'Give a list.' });
      return [];
    }
    value.forEach((item, i) => wanted(item) || problems.push({ code: 'InvalidType', property: `${name}[${i}]`, value: item, problem: 'is not one', fix }));
    return value.filter(wanted);
  };
  const isTable = (value: unknown): value is Required<Declaring> => typeof (value as Declaring | undefined)?._declaredTables === 'function';
  const isConstruct = (value: unknown): value is IConstruct => Construct.isConstruct(value);
  const before = problems.length;
  const tables = given('tables', isTable, 'Give a DynamoDbTable, application.table(name) or DynamoDbTable.fromTableName(name, region).');
  const scopes = given('scopes', isConstruct, 'Give an Application, a chart or an app.');
  const areRead = problems.length === before;
  const all = () => {
    const declaring = [...tables, ...scopes.flatMap((scope): unknown[] => scope.node.findAll()).filter(isTable)];
    const same = new Map<string, Set<DeclaredTable>>();
    declaring.flatMap((each) => each._declaredTables()).forEach((table) => {
      const key = `${String(table.spec.region)}/${String(table.spec.tableName)}`;
      same.set(key, (same.get(key) ?? new Set()).add(table));
    });
    return [...same.values()].map((group) => {
      const known = [...group];
      const watched = known.find((table) => table.isReference !== true && providerConfigOf(table) === undefined) ?? known[0];
      return { watched, others: known.filter((table) => providerConfigOf(table) !== providerConfigOf(watched)) };
    });
  };
  const now = () => all().map(({ watched }) => watched);
  return {
    now,
    others: () => all().flatMap(({ others }) => others),
    validate: (when = '') => !areRead || now().length > 0 ? [] : [{
      code: 'Required', property: 'tables', problem: 'and scopes hold no table', fix: `Give a table, or a construct that has some${when}.`,
    }],
  };
}

/** Tables that a scope has beside those that were there when its alarms were made. */
export function unwatched(watched: readonly DeclaredTable[], now: readonly DeclaredTable[]): Violation[] {
  const later = now.filter((table) => !watched.includes(table)).map(({ name }) => show(name));
  return later.length === 0 ? [] : [{
    code: 'NotWatched',
    severity: 'warning',
    property: 'scopes',
    problem: `got ${later.join(', ')} after the alarms, which do not watch ${later.length === 1 ? 'it' : 'them'}`,
    fix: 'Declare the alarms after the tables.',
  }];
}

/** Tables that policies make others, and those that ACK may make in another account than that of its CloudWatch controller: there are no metrics of them there, and an alarm stays OK. */
export function inOtherAccounts({ now, others: leftOut }: Tables, what: string): Violation[] {
  const does = `the ${what} ${what === 'alarms' ? 'do' : 'does'}`;
  const renamed = now().flatMap((table) => [...overridden(table, does, ''), ...changed(table, does, watchedAspects)]);
  const others = [...now(), ...leftOut()].filter((table) => providerConfigOf(table) !== undefined).map((table) => `${show(table.name)} (${show(providerConfigOf(table))})`);
  return others.length === 0 ? renamed : [...renamed, {
    code: 'CrossAccountAlarm',
    severity: 'warning',
    property: 'tables',
    problem: `with a provider configuration may be in another account than the ACK CloudWatch controller, where there are no metrics of them: ${others.join(', ')}`,
    fix: `Make their ${what} in their own account; where it is the same, acknowledge this warning.`,
  }];
}

function watchedAspects(table: DeclaredTable): { readonly [name: string]: unknown } {
  const { parts, replicaRegions } = watchedTable(table);
  return {
    indexes: parts.map(({ indexName }) => indexName),
    capacities: parts.flatMap(({ readCapacity = 0, writeCapacity = 0 }) => readCapacity + writeCapacity === 0 ? [] : [[readCapacity, writeCapacity]]),
    replicas: replicaRegions,
  };
}

/** Dashboards and alarms are in one account, and an account in one partition of AWS. */
export function inOnePartition(tables: readonly DeclaredTable[], what: string): Violation[] {
  const partitions = [...new Set(tables.map(({ spec }) => partitionOf(String(spec.region)).id))];
  return partitions.length < 2 ? [] : [{
    code: 'PartitionConflict', property: 'tables', problem: `are in the partitions ${partitions.join(' and ')}, and an account is in one`, fix: `Make ${what} for each partition.`,
  }];
}
