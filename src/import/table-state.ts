import { Draft, report } from './draft';
import { Json } from '../contract/json';
import { PROJECT } from '../contract/names';

/** What DescribeTable tells beside the declaration. */
export const TABLE_STATE = [
  'tableStatus', 'creationDateTime', 'tableSizeBytes', 'itemCount', 'tableArn', 'tableId', 'latestStreamLabel', 'latestStreamArn', 'restoreSummary',
  'archivalSummary', 'globalTableVersion', 'billingModeSummary', 'tableClassSummary', 'multiRegionConsistency',
];

/** The backup that AWS makes of a table that it archives, and why it does. */
export interface Archived {
  readonly backup?: string;
  readonly reason?: string;
}

/** Reports a table that is not there as it should be. */
export function reportTableStatus(draft: Draft, status: string | undefined, archived: Archived, path: string): void {
  if (status !== undefined && !['ACTIVE', 'UPDATING', 'CREATING'].includes(status)) {
    report(draft, { what: `table that is ${status}`, effect: 'unknown', text: whatToDo(status, String(draft.spec.tableName ?? draft.label), archived) }, path);
  }
}

/** Reports an object that is about to go. */
export function reportDeletion(draft: Draft, { deletionTimestamp }: Json): void {
  if (deletionTimestamp !== undefined) {
    const text = 'Its table may be deleted with it. Import what is left once the object is gone: --region REGION --table NAME.';
    report(draft, { what: 'object that is being deleted', effect: 'unknown', text }, 'metadata.deletionTimestamp');
  }
}

/**
 * Reports that the source deletes the table in AWS when it is taken out there, also after it was adopted here.
 * @param section of the page that says how each source lets go of a table
 */
export function reportLetGo(draft: Draft, text: string, path: string, section: string): void {
  report(draft, { what: 'deletion at the source', effect: 'note', text: `${text} See ${PROJECT}/blob/main/docs/bring-your-tables.md#${section}` }, path);
}

/** The same of what CloudFormation deletes with a resource, by the deletion policy of that. */
export function reportStackDeletes(draft: Draft, what: string, policy: unknown, path: string): void {
  if (!String(policy).startsWith('Retain')) {
    reportLetGo(draft, `CloudFormation deletes ${what} in AWS with the stack, or when the resource leaves the template, also after it was adopted. Before that, deploy it with DeletionPolicy: Retain.`, `${path}.DeletionPolicy`, 'cloudformation-sam-and-cdk');
  }
}

function whatToDo(status: string, name: string, { backup, reason }: Archived): string {
  const why = reason === undefined ? '' : reason === 'INACCESSIBLE_ENCRYPTION_CREDENTIALS' ? ' AWS archived it because its KMS key could not be used for 7 days: make the key usable first.' : ` AWS archived it because of ${reason}.`;
  const restored = `--backup-arn ${backup ?? 'ARN'} --target-table-name ${name}`;
  return status === 'ARCHIVED' ? `It is in AWS as a backup only. Restore it with aws dynamodb restore-table-from-backup ${restored}, and import it again.${why}`
    : status === 'ARCHIVING' ? `AWS makes a backup of it and deletes it. Restore that backup, and import the table again.${why}`
      : 'ACK cannot manage it. Import it again when it is ACTIVE.';
}
