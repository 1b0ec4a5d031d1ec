import { ApiObject, Chart } from 'cdk8s';
import { Json } from './contract/json';
import { TableSpec } from './contract/table-spec';
import { show, Violation } from './contract/violation';
import { environmentsOfTable } from './declaration';
import { DeclaredTable } from './props/table-spec';

/** The tables of an Application as its policies make them, by component, as long as it has the same patches and tables. */
const known = new WeakMap<ApiObject, { readonly key: string; readonly specs: ReadonlyMap<string, TableSpec[]> }>();

/**
 * What the policies of an Application make of the table of a component, one for each environment. Policies come by JSON patches only.
 * @param count of its components
 */
export function specsInEnvironments(application: ApiObject, componentName: string, component: string, count: number): readonly TableSpec[] {
  const { patches } = application as unknown as { readonly patches?: readonly unknown[] };
  if (patches?.length === 0) {
    return [];
  }
  const key = `${patches?.length} ${count}`;
  const before = known.get(application);
  if (before?.key === key && patches !== undefined) {
    return before.specs.get(component) ?? [];
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { declarationsIn } = require('./validation/documents') as typeof import('./validation/documents');
  const shared = Chart.of(application).apiObjects.filter(({ kind }) => kind === 'Policy').map((policy): Json => policy.toJson());
  const specs = new Map<string, TableSpec[]>();
  for (const { name, spec } of declarationsIn([application.toJson(), ...shared], { componentName })) {
    specs.set(name, [...specs.get(name) ?? [], spec]);
  }
  known.set(application, { key, specs });
  return specs.get(component) ?? [];
}

/**
 * A warning of a table to which policies of its Application give another name or region in AWS.
 * @param property of the warning
 * @param what is made for the table, such as a grant
 */
export function overridden(table: DeclaredTable, property: string, what: string): Violation[] {
  const { tableName, region } = table.spec;
  const others = environmentsOfTable(table).filter((spec) => spec.tableName !== tableName || spec.region !== region);
  return others.length === 0 ? [] : [{
    code: 'OverriddenTable',
    severity: 'warning',
    property,
    value: tableName,
    problem: `is ${[...new Set(others.map((spec) => `${show(spec.tableName)} (${String(spec.region)})`))].join(', ')} in other environments of the Application, which ${what} does not cover`,
    fix: 'Use DynamoDbTable.fromTableName() for each, with a role in its namespace, and acknowledge this warning.',
  }];
}
