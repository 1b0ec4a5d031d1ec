import { ACK_PROTECTED } from './names';
import { Column } from './shape';

/** What a DynamoDBTable reports, read from the status of its ACK Table. */
export interface StatusField {
  readonly name: string;
  /** CEL below ACK's Table. */
  readonly from: string;
  readonly doc: string;
  readonly column?: Column;
}

export const STATUS: readonly StatusField[] = [
  { name: 'tableArn', from: 'status.ackResourceMetadata.arn', doc: 'ARN of the table.', column: { title: 'ARN', wide: true } },
  { name: 'tableStatus', from: 'status.tableStatus', doc: 'CREATING, UPDATING, ACTIVE, DELETING, ARCHIVING, ARCHIVED or INACCESSIBLE_ENCRYPTION_CREDENTIALS.', column: { title: 'Status' } },
  { name: 'tableID', from: 'status.tableID', doc: 'Unique ID of the table.' },
  { name: 'latestStreamArn', from: 'status.latestStreamARN', doc: 'ARN of the newest stream, once there was one.' },
  { name: 'itemCount', from: 'status.itemCount', doc: 'Number of items; DynamoDB counts every six hours.' },
  { name: 'tableSizeBytes', from: 'status.tableSizeBytes', doc: 'Size of the table in bytes, counted as seldom.' },
  { name: 'creationDateTime', from: 'status.creationDateTime', doc: 'When the table was created.' },
  {
    name: 'deletionProtected',
    from: `metadata.?annotations[?"${ACK_PROTECTED}"].hasValue()`,
    doc: 'Whether the table in AWS may be protected against deletion; true until ACK has certainly switched it off.',
  },
];

/** What kro itself adds; not in the schema that we declare. */
export const KRO_STATUS: ReadonlyArray<Omit<StatusField, 'from'>> = [
  { name: 'conditions', doc: 'Ready, and the conditions of the ACK Table with the text of a failed AWS call.' },
  { name: 'state', doc: 'ACTIVE, IN_PROGRESS, FAILED, DELETING or ERROR.', column: { title: 'State' } },
];
