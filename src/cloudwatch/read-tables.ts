import { Construct, IConstruct } from 'constructs';
import { Violation } from '../contract/violation';
import { Options } from '../props/options';
import { DeclaredTable } from '../props/table-spec';

interface Declaring {
  readonly _declaredTables?: () => readonly DeclaredTable[];
}

/** Reads `tables` and `scopes`; each table once. That there is none is noted. */
export function readTables(options: Options, problems: Violation[]): DeclaredTable[] {
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
  const declaring = [...tables, ...scopes.flatMap((scope): unknown[] => scope.node.findAll()).filter(isTable)];
  const first = new Map<string, DeclaredTable>();
  declaring.flatMap((each) => each._declaredTables()).forEach((table) => {
    const key = `${String(table.spec.region)}/${String(table.spec.tableName)}`;
    first.set(key, first.get(key) ?? table);
  });
  const found = [...first.values()];
  if (found.length === 0 && problems.length === before) {
    problems.push({ code: 'Required', property: 'tables', problem: 'and scopes hold no table', fix: 'Give a table, or a construct that has some.' });
  }
  return found;
}
