import { ResourceGraphDefinitionSpecResources as Resource } from '../../imports/kro.run';
import { cel, celMap, expression } from '../print/cel';

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
      data: expression(celMap([
        { key: 'tableName', value: cel`bytes(schema.spec.tableName)` },
        { key: 'region', value: cel`bytes(schema.spec.region)` },
        // The partition decides the domain.
        {
          key: 'endpoint',
          value: cel`bytes("https://dynamodb." + schema.spec.region + (schema.spec.region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com"))`,
        },
        { key: 'tableArn', value: cel`bytes(string(table.status.ackResourceMetadata.arn))` },
        { key: 'tableID', value: cel`has(table.status.tableID) ? optional.of(bytes(table.status.tableID)) : optional.none()`, optional: true },
        { key: 'streamArn', value: cel`has(table.status.latestStreamARN) ? optional.of(bytes(table.status.latestStreamARN)) : optional.none()`, optional: true },
      ])),
    },
  };
}
