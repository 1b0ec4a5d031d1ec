import { ResourceGraphDefinitionSpecResources as Resource } from '../../imports/kro.run';
import { spec } from '../ack/declared';
import { celDomain } from '../contract/partitions';
import { Cel, cel, CelEntry, celMap, expression } from '../print/cel';

/** The Secret with what a workload needs to find the table; no credentials. */
export function connectionSecret(): Resource {
  return {
    id: 'connection',
    includeWhen: ['${has(schema.spec.writeConnectionSecretToRef)}'],
    template: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: '${schema.spec.writeConnectionSecretToRef.name}',
        namespace: '${schema.spec.writeConnectionSecretToRef.?namespace.orValue(schema.metadata.namespace)}',
      },
      type: 'Opaque',
      data: expression(secretData([
        { key: 'tableName', value: spec('tableName') },
        { key: 'region', value: spec('region') },
        { key: 'endpoint', value: cel`"https://dynamodb." + ${spec('region')} + "." + (${celDomain(spec('region'))})` },
        { key: 'tableArn', value: cel`string(table.status.ackResourceMetadata.arn)` },
        { key: 'tableID', value: cel`table.status.tableID`, optional: true },
        { key: 'streamArn', value: cel`table.status.latestStreamARN`, optional: true },
      ])),
    },
  };
}

/**
 * The values of a Secret are bytes, and base64 in JSON. Since kro 0.9.4, bytes of CEL are rejected at runtime, and encoded text where
 * kro knows the type of the field. So the values are encoded here, in a map whose type kro does not know.
 */
function secretData(entries: readonly CelEntry[]): Cel {
  return cel`dyn(${celMap(entries.map(({ key, value, optional }) => {
    const encoded = cel`base64.encode(bytes(${value}))`;
    return { key, value: optional ? cel`has(${value}) ? optional.of(${encoded}) : optional.none()` : encoded, optional };
  }))})`;
}
