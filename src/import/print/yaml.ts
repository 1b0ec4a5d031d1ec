import { oneLine } from './code';
import { printYamlOf } from './plain-yaml';
import { commentsOf } from './printed-table';
import { API_VERSION, DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, KIND } from '../../contract/names';
import { ImportedTable } from '../imported-table';

/** The tables as `DynamoDBTable` objects. */
export function printYaml(tables: readonly ImportedTable[]): string {
  return tables.map((table) => document([table], {
    apiVersion: `${DEFAULT_API_GROUP}/${API_VERSION}`,
    kind: KIND,
    metadata: metadataOf(table),
    spec: whole(table),
  })).join('---\n');
}

/**
 * The tables as KubeVela Applications, one each, so that one that fails keeps no other from being adopted. Those of one Application stay
 * in it: KubeVela deletes what an Application no longer has.
 */
export function printApplication(tables: readonly ImportedTable[]): string {
  return byApplication(tables).map((group) => {
    return document(group, {
      apiVersion: 'core.oam.dev/v1beta1',
      kind: 'Application',
      metadata: metadataOf(group[0], group[0].application?.name),
      spec: { components: group.map((table) => componentOf(table)) },
    });
  }).join('---\n');
}

function componentOf(table: ImportedTable): object {
  const { dependsOn } = table.application ?? {};
  const name = table.objectName ?? table.name;
  return { name, type: DEFAULT_COMPONENT_NAME, ...dependsOn === undefined ? {} : { dependsOn }, properties: whole(table) };
}

/** The tables of each Application, in the order of the first. */
export function byApplication(tables: readonly ImportedTable[]): ImportedTable[][] {
  const groups = new Map<unknown, ImportedTable[]>();
  for (const table of tables) {
    const key = table.application === undefined ? table : JSON.stringify([table.namespace, table.application.name]);
    groups.set(key, [...groups.get(key) ?? [], table]);
  }
  return [...groups.values()];
}

function metadataOf({ name, objectName = name, namespace }: ImportedTable, given = objectName): object {
  return { name: given, ...namespace === undefined ? {} : { namespace } };
}

/** What is missing is an empty text, which validation refuses. */
function whole({ spec }: ImportedTable): object {
  return { tableName: '', region: '', ...spec };
}

function document(tables: readonly ImportedTable[], manifest: object): string {
  return tables.flatMap(commentsOf).map((line) => `# ${oneLine(line)}\n`).join('') + printYamlOf(manifest);
}
