import { DELETED, KRO_OWNER_LABEL, OWNER } from './owner';
import { ResourceGraphDefinitionSpecResources as Resource } from '../../imports/kro.run';
import { spec } from '../ack/declared';
import { CONNECTION_KEYS, ConnectionKey } from '../contract/connection-keys';
import { OWNER_LABEL } from '../contract/names';
import { celDomain } from '../contract/partitions';
import { any, Cel, cel, CelEntry, celMap, expression, when } from '../print/cel';
import { wrapped } from '../print/wrapped';

const WANTED = cel`has(schema.spec.writeConnectionSecretToRef)`;
const NAME = cel`schema.spec.writeConnectionSecretToRef.name`;
const NAMESPACE = expression(cel`schema.spec.writeConnectionSecretToRef.?namespace.orValue(schema.metadata.namespace)`);
const SECRET = { apiVersion: 'v1', kind: 'Secret' };

/**
 * Ids of the externalRefs to the Secrets that kro made of this instance. A table may be deleted before kro has given its Secret our label,
 * which the graph of an older release did not give: kro's label finds that one.
 */
const OWNED = { ownedSecrets: OWNER_LABEL, ownedSecretsBefore: KRO_OWNER_LABEL };
const IS_OWNED = Object.keys(OWNED).map((id) => cel`${new Cel(id)}.exists(s, s.metadata.name == ${NAME})`);

/** The Secrets in the namespace of the connection Secret that are of this table: none or one. */
export function ownedSecrets(): Resource[] {
  return Object.entries(OWNED).map(([id, label]) => ({
    id,
    includeWhen: [expression(WANTED)],
    externalRef: { ...SECRET, metadata: { namespace: NAMESPACE, selector: { matchLabels: { [label]: OWNER } } } },
  }));
}

/** The Secret with what a workload needs to find the table; no credentials. */
export function connectionSecret(): Resource {
  return {
    id: 'connection',
    includeWhen: [
      expression(WANTED),
      // Before kro 0.9.4, an object is deleted by its name, whoever made it.
      expression(new Cel(wrapped(any([cel`!${DELETED}`, ...IS_OWNED]).text))),
    ],
    template: {
      ...SECRET,
      metadata: { name: expression(NAME), namespace: NAMESPACE, labels: { [OWNER_LABEL]: OWNER } },
      type: 'Opaque',
      data: expression(secretData(CONNECTION_KEYS.map((key) => ({ key, ...VALUES[key] })))),
    },
  };
}

const VALUES: Readonly<Record<ConnectionKey, Omit<CelEntry, 'key'>>> = {
  tableName: { value: spec('tableName') },
  region: { value: spec('region') },
  endpoint: { value: cel`"https://dynamodb." + ${spec('region')} + "." + (${celDomain(spec('region'))})` },
  tableArn: { value: cel`string(table.status.ackResourceMetadata.arn)` },
  tableID: { value: cel`table.status.tableID`, optional: true },
  streamArn: { value: cel`table.status.latestStreamARN`, optional: true },
};

/**
 * The values of a Secret are bytes, and base64 in JSON. Since kro 0.9.4, bytes of CEL are rejected at runtime, and encoded text where
 * kro knows the type of the field. So the values are encoded here, in a map whose type kro does not know.
 */
function secretData(entries: readonly CelEntry[]): Cel {
  return new Cel(wrapped(cel`dyn(${celMap(entries.map(({ key, value, optional }) => {
    const encoded = cel`base64.encode(bytes(${value}))`;
    return { key, value: optional ? when(cel`has(${value})`, encoded) : encoded, optional };
  }))})`.text));
}
