/** The calls that AWS got, named as a plan names them. */
import { Call } from '../harness/aws';

/** The calls that changed something, each once: ACK repeats some until AWS tells that they have worked. */
export function made(calls: readonly Call[]): string[] {
  return [...new Set(calls.filter(({ reads, status }) => !reads && status < 400).map(inWords))];
}

/** The calls of a plan, each once. AWS is asked to delete a backup by an ARN that does not hold its name. */
export function planned(calls: readonly string[]): string[] {
  return [...new Set(calls.map((call) => (call.startsWith('DeleteBackup') ? 'DeleteBackup' : call)))];
}

function inWords({ operation, body }: Call): string {
  switch (operation) {
    case 'UpdateTable': return `UpdateTable ${partOf(body)}`;
    case 'UpdateTimeToLive': return `${operation} ${body.TimeToLiveSpecification.Enabled ? 'enable' : 'disable'}`;
    case 'UpdateContributorInsights': return `${operation} ${body.ContributorInsightsAction}`;
    case 'CreateBackup': return `${operation} ${body.BackupName}`;
    default: return operation;
  }
}

function partOf(body: any): string {
  if (body.BillingMode) {
    return 'BillingMode';
  }
  if (body.StreamSpecification) {
    return `StreamSpecification ${body.StreamSpecification.StreamEnabled ? 'on' : 'off'}`;
  }
  for (const part of ['GlobalSecondaryIndexUpdates', 'ReplicaUpdates']) {
    const [update] = body[part] ?? [];
    if (update) {
      const [[action, { IndexName, RegionName }]] = Object.entries<any>(update).filter(([, value]) => value);
      return `${part} ${action} ${IndexName ?? RegionName}`;
    }
  }
  return Object.keys(body).filter((name) => !['TableName', 'AttributeDefinitions'].includes(name)).join(' ');
}
