import { oneLine } from './code';
import { printYamlOf } from './plain-yaml';
import { commentsOf } from './printed-table';
import { API_VERSION, DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, KIND } from '../../contract/names';
import { ImportedTable } from '../imported-table';

/** The tables as `DynamoDBTable` objects. */
export function printYaml(tables: readonly ImportedTable[]): string {
  return tables.map((table) => document(table, {
    apiVersion: `${DEFAULT_API_GROUP}/${API_VERSION}`,
    kind: KIND,
    metadata: { name: table.name },
    spec: whole(table),
  })).join('---\n');
}

/** The tables as KubeVela Applications, one each, so that one that fails keeps no other from being adopted. */
export function printApplication(tables: readonly ImportedTable[]): string {
  return tables.map((table) => document(table, {
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name: table.name },
    spec: { components: [{ name: table.name, type: DEFAULT_COMPONENT_NAME, properties: whole(table) }] },
  })).join('---\n');
}

/** What is missing is an empty text, which validation refuses. */
function whole({ spec }: ImportedTable): object {
  return { tableName: '', region: '', ...spec };
}

function document(table: ImportedTable, manifest: object): string {
  return commentsOf(table).map((line) => `# ${oneLine(line)}\n`).join('') + printYamlOf(manifest);
}
