import { ackAdoptionPolicy, looksForTable } from '../ack/adoption';
import { AckField, protectedInAws, waiting } from '../ack/table-template';
import {
  ACK_ADOPTION_FIELDS, ACK_ADOPTION_POLICY, ACK_DELETION_POLICY, ACK_PROTECTED, ACK_READ_ONLY, ACK_REGION, ACK_WAITING, PROVIDER_CONFIG_LABEL,
} from '../contract/names';
import { cel, CelEntry, celMap, expression } from '../print/cel';

/** What every ACK object of a table carries: its region, and the label of its provider configuration. */
const region: CelEntry = { key: ACK_REGION, value: cel`schema.spec.region` };
const labels = expression(celMap([
  { key: PROVIDER_CONFIG_LABEL, value: cel`schema.spec.?providerConfigRef.name`, optional: true },
]));

export function tableMetadata(rows: readonly AckField[]): object {
  return {
    name: '${schema.metadata.name}',
    namespace: '${schema.metadata.namespace}',
    labels,
    annotations: expression(celMap([
      region,
      { key: ACK_DELETION_POLICY, value: cel`schema.spec.?deletionPolicy`, optional: true },
      { key: ACK_ADOPTION_POLICY, value: ackAdoptionPolicy, optional: true },
      { key: ACK_READ_ONLY, value: cel`${looksForTable} ? optional.of("true") : optional.none()`, optional: true },
      // A table name has no character that JSON would escape.
      {
        key: ACK_ADOPTION_FIELDS,
        value: cel`has(schema.spec.adoptionPolicy) ? optional.of(${'{"tableName":"'} + schema.spec.tableName + ${'"}'}) : optional.none()`,
        optional: true,
      },
      { key: ACK_WAITING, value: waiting(rows), optional: true },
      { key: ACK_PROTECTED, value: protectedInAws(), optional: true },
    ])),
  };
}

export function backupMetadata(): object {
  return {
    name: '${schema.metadata.name}-${backup.name}',
    namespace: '${schema.metadata.namespace}',
    labels,
    annotations: expression(celMap([
      region,
      // kro deletes backups before a protected table can refuse, so they stay unless asked otherwise.
      { key: ACK_DELETION_POLICY, value: cel`backup.deletionPolicy` },
    ])),
  };
}
