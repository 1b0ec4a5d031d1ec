import { ACK_PROTECTED } from './names';
import { Column } from './shape';
import { Cel, cel } from '../print/cel';

/** What a DynamoDBTable reports, read from the status of its ACK Table and Backups. */
export interface StatusField {
  readonly name: string;
  /** CEL over the resources of the graph. */
  readonly from: Cel;
  readonly doc: string;
  readonly column?: Column;
}

export const STATUS: readonly StatusField[] = [
  { name: 'tableArn', from: cel`table.status.ackResourceMetadata.arn`, doc: 'ARN of the table.', column: { title: 'ARN', wide: true } },
  { name: 'tableStatus', from: cel`table.status.tableStatus`, doc: 'CREATING, UPDATING, ACTIVE, DELETING, ARCHIVING, ARCHIVED or INACCESSIBLE_ENCRYPTION_CREDENTIALS.', column: { title: 'Status' } },
  { name: 'tableID', from: cel`table.status.tableID`, doc: 'Unique ID of the table.' },
  { name: 'latestStreamArn', from: cel`table.status.latestStreamARN`, doc: 'ARN of the newest stream, once there was one.' },
  { name: 'itemCount', from: cel`table.status.itemCount`, doc: 'Number of items; DynamoDB counts every six hours.' },
  { name: 'tableSizeBytes', from: cel`table.status.tableSizeBytes`, doc: 'Size of the table in bytes; DynamoDB counts it every six hours, too.' },
  { name: 'creationDateTime', from: cel`table.status.creationDateTime`, doc: 'When the table was created.' },
  {
    name: 'deletionProtected',
    from: cel`table.metadata.?annotations[?${ACK_PROTECTED}].hasValue()`,
    doc: 'Whether the table in AWS may be protected against deletion; true until ACK has certainly switched it off.',
  },
  {
    name: 'backups',
    from: cel`backups.map(b, {
  "name": b.spec.backupName,
  "status": b.?status.?backupStatus.orValue("CREATING"),
  ?"arn": b.?status.?ackResourceMetadata.?arn,
  ?"message": b.?status.?conditions.orValue([]).filter(c, c.type in ["ACK.Terminal", "ACK.Recoverable"] && c.status == "True")[?0].?message
})`,
    doc: 'The on-demand backups, each with name, status (CREATING or AVAILABLE), ARN, and the text of a failed AWS call.',
  },
];

/** The states of a table in AWS that nobody can use until its key can be used again. */
export const LOST = ['INACCESSIBLE_ENCRYPTION_CREDENTIALS', 'ARCHIVING', 'ARCHIVED'];

/** What kro itself knows of it. */
export const KRO_STATUS: ReadonlyArray<Omit<StatusField, 'from'>> = [
  { name: 'conditions', doc: 'Ready; ProviderConfig, with providerConfigRef; Adopted, with an adoptionPolicy; Stalled when ACK has given up until the spec changes; and the conditions of the ACK Table with the text of a failed AWS call.' },
  { name: 'observedGeneration', doc: 'The generation of the DynamoDBTable that this status describes.' },
  { name: 'state', doc: 'ACTIVE, IN_PROGRESS, FAILED, DELETING or ERROR.', column: { title: 'State' } },
];

/** Every status of a table in AWS. A test compares them with the SDK. */
export const TABLE_STATUSES = ['CREATING', 'UPDATING', 'ACTIVE', 'DELETING', 'REPLICATION_NOT_AUTHORIZED', ...LOST];
