import { PlannedChange } from './plan';
import { DeclaredTable } from './planned-table';
import { isObject, objectOf } from '../contract/json';
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

function policyChanges(before: TableSpec, after: TableSpec): PlannedChange[] {
  const { deletionPolicy: was } = before;
  const { deletionPolicy: is } = after;
  return was === is ? [] : [change('DeletionPolicyChanged', 'deletionPolicy', {
    from: was === undefined ? undefined : String(was),
    to: is === undefined ? 'that of the ACK controller (delete, unless it is set otherwise)' : String(is),
    consequence: is === 'retain' ? 'From now on the table stays in AWS when its object is deleted.' : 'From now on the table in AWS is deleted with its object.',
    risk: is === 'retain' ? 'none' : 'attention',
  })];
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
