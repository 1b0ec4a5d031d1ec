import { Column } from './shape';

/** What a DynamoDBTable reports, read from the status of its ACK Table. */
export interface StatusField {
  readonly name: string;
  /** Path below the status of ACK's Table. */
  readonly from: string;
  readonly doc: string;
  readonly column?: Column;
}

export const STATUS: readonly StatusField[] = [
  { name: 'tableArn', from: 'ackResourceMetadata.arn', doc: 'ARN of the table.', column: { title: 'ARN', wide: true } },
  { name: 'tableStatus', from: 'tableStatus', doc: 'CREATING, UPDATING, ACTIVE, DELETING, ARCHIVING, ARCHIVED or INACCESSIBLE_ENCRYPTION_CREDENTIALS.', column: { title: 'Status' } },
  { name: 'tableID', from: 'tableID', doc: 'Unique ID of the table.' },
  { name: 'latestStreamArn', from: 'latestStreamARN', doc: 'ARN of the newest stream, once there was one.' },
  { name: 'itemCount', from: 'itemCount', doc: 'Number of items; DynamoDB counts every six hours.' },
  { name: 'tableSizeBytes', from: 'tableSizeBytes', doc: 'Size of the table in bytes, counted as seldom.' },
  { name: 'creationDateTime', from: 'creationDateTime', doc: 'When the table was created.' },
];

/** What kro itself adds; not in the schema that we declare. */
export const KRO_STATUS: ReadonlyArray<Omit<StatusField, 'from'>> = [
  { name: 'conditions', doc: 'Ready, and the conditions of the ACK Table with the text of a failed AWS call.' },
  { name: 'state', doc: 'ACTIVE, IN_PROGRESS, FAILED, DELETING or ERROR.', column: { title: 'State' } },
];
