import { connectionSecret, ownedSecrets } from './connection';
import { kubectlNames } from './kubectl-names';
import { backupMetadata, tableMetadata } from './metadata';
import { KRO_OWNER_LABEL, OWNER, TABLE_IS_OURS } from './owner';
import { printerColumns } from './printer-columns';
import { awaitsRole, heldForRole } from './provider-role';
import { schemaSpec, schemaTypes } from './schema';
import { sameTable } from './shared-table';
import { readyWhen, statusSchema } from './status';
import { Backup, Table } from '../../imports/dynamodb.services.k8s.aws';
import { ResourceGraphDefinitionSpec, ResourceGraphDefinitionSpecResources as Resource, ResourceGraphDefinitionSpecSchemaScope as Scope } from '../../imports/kro.run';
import { OBSERVED, OBSERVED_BEFORE } from '../ack/observed';
import { ackTableSpecExpression, TableDefaultsSpec, tableTemplate } from '../ack/table-template';
import { API_VERSION, KIND, OWNER_LABEL } from '../contract/names';
import { SchemaDefaults } from '../contract/shape';
import { expression } from '../print/cel';

export interface ResourceGraphOptions {
  readonly apiGroup: string;
  /** Defaults that the schema can express. */
  readonly schemaDefaults: SchemaDefaults;
  /** Defaults that the table template must work out. */
  readonly tableDefaults: TableDefaultsSpec;
  /** Whether tables may have connection Secrets; they may without it. */
  readonly connectionSecrets?: boolean;
  /** The version of kro in the cluster, where the platform names it. */
  readonly kroVersion?: string;
}

/** The spec of the ResourceGraphDefinition: the API `DynamoDBTable`, and what kro makes of each. */
export function resourceGraph(options: ResourceGraphOptions): ResourceGraphDefinitionSpec {
  const { apiGroup, schemaDefaults, tableDefaults, connectionSecrets = true, kroVersion } = options;
  return {
    schema: {
      apiVersion: API_VERSION,
      group: apiGroup,
      kind: KIND,
      scope: Scope.NAMESPACED,
      ...kubectlNames(kroVersion),
      types: schemaTypes(),
      spec: schemaSpec(schemaDefaults, connectionSecrets),
      status: statusSchema(connectionSecrets),
      additionalPrinterColumns: printerColumns(),
    },
    resources: [
      observed(OBSERVED, OWNER_LABEL),
      observed(OBSERVED_BEFORE, KRO_OWNER_LABEL),
      table(tableDefaults, apiGroup),
      ...(connectionSecrets ? [...ownedSecrets(), connectionSecret()] : []),
      backups(),
      sameTable(),
    ],
  };
}

// The Table that kro made of this instance, as it is now. By a label, and not by its name: at first there is none.
function observed(id: string, label: string): Resource {
  return {
    id,
    externalRef: {
      ...Table.GVK,
      metadata: {
        namespace: '${schema.metadata.namespace}',
        selector: { matchLabels: { [label]: OWNER } },
      },
    },
  };
}

// kro can leave out an optional field only where the whole spec is one CEL map, which no L1 can hold:
// so the L1 gives kind and version here, and the contract the spec.
function table(defaults: TableDefaultsSpec, apiGroup: string): Resource {
  const { rows, facts, pending } = tableTemplate(defaults);
  const held = { rows: heldForRole(rows), facts: [...facts, awaitsRole], pending };
  const { metadata, explained } = tableMetadata(held, defaults, apiGroup);
  return {
    id: 'table',
    includeWhen: [TABLE_IS_OURS],
    template: {
      ...Table.GVK,
      metadata,
      spec: expression(ackTableSpecExpression(held, explained)),
    },
    readyWhen: readyWhen(),
  };
}

// A backup is taken of a table that is there: naming it from the Table makes kro wait for it.
function backups(): Resource {
  return {
    id: 'backups',
    forEach: [{ backup: '${schema.spec.?backups.orValue([])}' }],
    template: {
      ...Backup.GVK,
      metadata: backupMetadata(),
      spec: { tableName: '${table.spec.tableName}', backupName: '${backup.name}' },
    },
  };
}
