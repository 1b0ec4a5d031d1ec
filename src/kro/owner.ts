import { observedTables } from '../ack/observed';
import { cel, expression } from '../print/cel';

/** What OWNER_LABEL says on the objects of a table. */
export const OWNER_UID = cel`schema.metadata.uid`;
export const OWNER = expression(OWNER_UID);

/**
 * The label of kro on what it makes of an instance: its UID. Releases before 1.0 gave none of ours. kro has announced that its labels move;
 * until then this one finds their objects, so that an upgrade forgets nothing that is pending and leaves nothing behind.
 */
export const KRO_OWNER_LABEL = 'kro.run/instance-id';

/** The DynamoDBTable is being deleted. */
export const DELETED = cel`has(schema.metadata.deletionTimestamp)`;

/**
 * ACK's Table is of this DynamoDBTable, or kro may make it. before kro 0.9.4, it deletes by name, whoever made the object, so a Table that is not
 * ours is left out of the graph once the deletion has begun. Since kro 0.9.4, it deletes by its labels.
 */
export const TABLE_IS_OURS = expression(cel`!${DELETED} || ${observedTables} > 0`);
