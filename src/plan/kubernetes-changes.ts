import { AfterDeletion, afterDeletion } from './fate';
import { PlannedChange } from './plan';
import { DeclaredTable } from './planned-table';
import { isObject, listOf, objectOf } from '../contract/json';
import { TableSpec } from '../contract/table-spec';

/** The changes that AWS never hears of: of the connection Secret, and of how Kubernetes manages the table. */
export function kubernetesChanges(was: DeclaredTable, is: DeclaredTable, before: TableSpec, after: TableSpec): PlannedChange[] {
  return [...secretChanges(was, is, before, after), ...policyChanges(before, after), ...providerChange(was, is, before, after)];
}

function secretChanges(was: DeclaredTable, is: DeclaredTable, before: TableSpec, after: TableSpec): PlannedChange[] {
  const [from, to] = [secretOf(was, before), secretOf(is, after)];
  return from === to ? [] : [
    ...to === undefined ? [] : [change('SecretCreated', 'writeConnectionSecretToRef', { subject: to, change: 'added', consequence: 'kro writes the connection Secret.' })],
    ...from === undefined ? [] : [change('SecretDeleted', 'writeConnectionSecretToRef', {
      subject: from, change: 'removed', consequence: 'kro deletes the connection Secret: a workload that mounts it does not start again.', risk: 'attention',
    })],
  ];
}

/** The connection Secret of a table, by namespace and name. */
export function secretOf({ namespace }: DeclaredTable, spec: TableSpec): string | undefined {
  const reference = spec.writeConnectionSecretToRef;
  return isObject(reference) ? `${String(reference.namespace ?? namespace)}/${String(reference.name)}` : undefined;
}

const CONSEQUENCES: Readonly<Record<AfterDeletion, string>> = {
  'retain': 'From now on the table stays in AWS when its object is deleted.',
  'delete': 'From now on the table in AWS is deleted with its object.',
  'retain where it was taken over': 'From now on the table stays in AWS when its object is deleted, if ACK took it over; otherwise what the ACK controller is set to holds.',
  'that of the ACK controller': 'From now on the table in AWS is deleted with its object, unless the ACK controller is set otherwise.',
};

function policyChanges(before: TableSpec, after: TableSpec): PlannedChange[] {
  const [was, is] = [afterDeletion(before), afterDeletion(after, before)];
  const ofBackups = backupPolicies(after);
  return [
    ...was === is ? [] : [change('DeletionPolicyChanged', 'deletionPolicy', { from: was, to: is, consequence: CONSEQUENCES[is], risk: is === 'retain' ? 'none' : 'attention' })],
    ...[...backupPolicies(before)].filter(([name, policy]) => (ofBackups.get(name) ?? policy) !== policy).map(([subject, from]) => change('DeletionPolicyChanged', 'backups', {
      subject,
      from,
      to: ofBackups.get(subject),
      consequence: from === 'delete' ? 'From now on the backup stays in AWS when it is no longer declared.' : 'From now on the backup in AWS is deleted when it is no longer declared, or with its table.',
      risk: from === 'delete' ? 'none' : 'attention',
    })),
  ];
}

/** What becomes of each backup when it is no longer declared. */
function backupPolicies({ backups }: TableSpec): Map<string, string> {
  return new Map(listOf(backups).map(objectOf).map(({ name, deletionPolicy = 'retain' }) => [String(name), String(deletionPolicy)]));
}

function providerChange(was: DeclaredTable, is: DeclaredTable, before: TableSpec, after: TableSpec): PlannedChange[] {
  const [from, to] = [before, after].map(({ providerConfigRef }) => objectOf(providerConfigRef).name)
    .map((name) => (name === undefined ? undefined : String(name)));
  return from === to ? [] : [change('ProviderConfigChanged', 'providerConfigRef', {
    from: from ?? 'the role of the ACK controller',
    to: to ?? 'the role of the ACK controller',
    consequence: was.account === is.account
      ? 'Another role of the same account manages the table.'
      : 'Another role manages the table. Where it is of another AWS account, ACK looks for the table there: the one that is there now is left alone, with its data.',
    risk: 'attention',
  })];
}

type Text = Partial<Pick<PlannedChange, 'subject' | 'change' | 'from' | 'to' | 'risk'>> & Pick<PlannedChange, 'consequence'>;

function change(code: string, field: string, text: Text): PlannedChange {
  return { code, fields: [field], calls: [], takes: 'in the cluster, within seconds', risk: 'none', ...text };
}
