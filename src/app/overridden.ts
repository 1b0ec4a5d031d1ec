import { ApiObject, Chart } from 'cdk8s';
import { environmentsOfTable, formsOfTable, InEnvironment } from './declared-tables';
import { Json } from '../contract/json';
import { show, Violation } from '../contract/violation';
import { DeclaredTable } from '../props/table-spec';

/** The tables of an Application as its policies make them, by component, as long as it has the same patches and tables. */
const known = new WeakMap<ApiObject, { readonly key: string; readonly tables: ReadonlyMap<string, InEnvironment[]> }>();

/**
 * What the policies of an Application make of the table of a component, one for each environment. Policies come by JSON patches only.
 * @param count of its components
 */
export function tableInEnvironments(application: ApiObject, componentName: string, component: string, count: number): readonly InEnvironment[] {
  const { patches } = application as unknown as Patched;
  if (patches?.length === 0) {
    return [];
  }
  const key = `${patches?.length} ${count}`;
  const before = known.get(application);
  if (before?.key === key && patches !== undefined) {
    return before.tables.get(component) ?? [];
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { declarationsIn } = require('../validation/documents') as typeof import('../validation/documents');
  const shared = Chart.of(application).apiObjects.filter(({ kind }) => kind === 'Policy').map((policy): Json => policy.toJson());
  const tables = new Map<string, InEnvironment[]>();
  for (const { name, spec, places } of declarationsIn([application.toJson(), ...shared], { componentName })) {
    const namespaces = places.flatMap(({ cluster, namespace }) => cluster !== 'local' || namespace === undefined ? [] : [namespace]);
    tables.set(name, [...tables.get(name) ?? [], { spec, namespaces }]);
  }
  known.set(application, { key, tables });
  return tables.get(component) ?? [];
}

/** What JSON patches make of a plain table; nothing without any. */
export function patchedTable(table: ApiObject): readonly InEnvironment[] {
  if ((table as unknown as Patched).patches?.length === 0) {
    return [];
  }
  const { spec, metadata: { namespace } } = table.toJson();
  return [{ spec: spec ?? {}, namespaces: namespace === undefined ? [] : [String(namespace)], isPatched: true }];
}

/** What an ApiObject of cdk8s keeps, if this version of it does. */
interface Patched {
  readonly patches?: readonly unknown[];
}

/**
 * A warning of a table to which policies of its Application, or patches, give another name or region in AWS.
 * @param does what does not cover the others, as `the grant does`
 * @param instead what to do about them
 */
export function overridden(table: DeclaredTable, does: string, instead: string): Violation[] {
  const { tableName, region } = table.spec;
  const others = environmentsOfTable(table).filter(({ spec }) => spec.tableName !== tableName || spec.region !== region);
  const isRenamed = others.some(({ spec }) => spec.tableName !== tableName);
  const shown = [...new Set(others.map(({ spec }) => isRenamed ? `${show(spec.tableName)} (${String(spec.region)})` : String(spec.region)))].join(', ');
  const isPatched = others.some((each) => each.isPatched);
  return others.length === 0 ? [] : [{
    code: 'OverriddenTable',
    severity: 'warning',
    property: `${isRenamed ? 'tableName' : 'region'} of ${String(table.name)}`,
    value: isRenamed ? tableName : region,
    problem: `is ${shown} ${isPatched ? 'after a JSON patch' : 'in other environments of the Application'}, which ${does} not cover`,
    fix: isPatched ? `Give the table its ${isRenamed ? 'tableName' : 'region'} by its properties, not by a patch.`
      : `Use DynamoDbTable.fromTableName() for each${instead}, and acknowledge this warning.`,
  }];
}

/**
 * A warning of a table of which policies or patches change, beside name and region, what a construct is made of.
 * @param aspects by their names in the plural
 */
export function changed(table: DeclaredTable, does: string, aspects: (table: DeclaredTable) => { readonly [name: string]: unknown }): Violation[] {
  const { tableName, region } = table.spec;
  const own = aspects(table);
  const others = formsOfTable(table).filter(({ spec }) => spec.tableName === tableName && spec.region === region).map(aspects);
  const names = Object.keys(own).filter((name) => others.some((other) => JSON.stringify(other[name]) !== JSON.stringify(own[name])));
  return names.length === 0 ? [] : [{
    code: 'OverriddenTable',
    severity: 'warning',
    property: `${names.join(' and ')} of ${String(table.name)}`,
    problem: `are others after a policy of the Application or a JSON patch, which ${does} not cover`,
    fix: 'Give them by the properties of the table, or acknowledge this warning.',
  }];
}
