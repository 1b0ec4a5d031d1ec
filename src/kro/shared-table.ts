import { Table } from '../../imports/dynamodb.services.k8s.aws';
import { ResourceGraphDefinitionSpecResources as Resource } from '../../imports/kro.run';
import { AWS_TABLE_LABEL } from '../contract/names';
import { Cel, cel, expression } from '../print/cel';

/**
 * Two objects of one table in AWS. Both would write their declaration to it, and the deletion of one can delete it for both. Without
 * adoption AWS rejects the second; with it, ACK takes the table, so its status has to say that it is shared.
 */

/** Id of the externalRef to the Tables of the cluster that may be of the same table in AWS. */
const SAME_TABLE = 'sameTable';

const ADOPTS = cel`has(schema.spec.adoptionPolicy)`;

/** Value of AWS_TABLE_LABEL. A hash, because a table name may be longer than a label, and may begin and end with any of its characters. */
export const AWS_TABLE = cel`"t" + base64.encode(hash.fnv64a(schema.spec.region + "/" + schema.spec.tableName))
  .replace("=", "").replace("+", "-").replace("/", "_") + "t"`;

/** The Tables in all namespaces with the same name and region. Only tables with an adoptionPolicy pay for it. */
export function sameTable(): Resource {
  return {
    id: SAME_TABLE,
    includeWhen: [expression(ADOPTS)],
    externalRef: { ...Table.GVK, metadata: { selector: { matchLabels: { [AWS_TABLE_LABEL]: expression(AWS_TABLE) } } } },
  };
}

/**
 * What one of two conditions says: `shared` for each other Table of the same ARN, `otherwise` where there is none. The ARN has the account in
 * it, so tables of the same name in two accounts are two.
 */
export function ifShared(shared: (others: Cel) => Cel, otherwise: Cel): Cel {
  const others = cel`${new Cel(SAME_TABLE)}.filter(t, t.metadata.uid != table.metadata.uid
  && t.?status.?ackResourceMetadata.?arn.orValue("") == table.?status.?ackResourceMetadata.?arn.orValue("-"))`;
  return cel`${ADOPTS} && size(${others}) > 0 ? ${shared(others)} : ${otherwise}`;
}
