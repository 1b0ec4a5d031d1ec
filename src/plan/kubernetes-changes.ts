import { AfterDeletion, afterDeletion, isKept } from './fate';
import { PlannedChange } from './plan';
import { DeclaredTable } from './planned-table';
import { isObject, objectOf, objectsOf } from '../contract/json';
import { TableSpec } from '../contract/table-spec';

/** A change that AWS never hears of: of the connection Secret, and of how Kubernetes manages the table. */
export interface ClusterChange extends Pick<PlannedChange, 'code' | 'consequence' | 'risk'> {
  readonly field: string;
  /** What it becomes. */
  readonly becomes: string;
}

const SECRET = 'writeConnectionSecretToRef';

export const CLUSTER_CHANGES: readonly ClusterChange[] = [
  { code: 'SecretCreated', field: SECRET, becomes: 'added', consequence: 'kro writes the connection Secret.', risk: 'none' },
  { code: 'SecretDeleted', field: SECRET, becomes: 'removed', consequence: 'kro deletes the connection Secret: a workload that mounts it does not start again.', risk: 'attention' },
  ...deletionPolicy({
    'retain': 'From now on the table stays in AWS when its object is deleted.',
    'delete': 'From now on the table in AWS is deleted with its object.',
    'retain where it was taken over': 'From now on the table stays in AWS when its object is deleted, if ACK took it over; otherwise what the ACK controller is set to holds.',
    'that of the ACK controller': 'From now on the table in AWS is deleted with its object, unless the ACK controller is set otherwise.',
  }),
  {
    code: 'DeletionPolicyChanged',
    field: 'object',
    becomes: 'deleted',
    consequence: 'From now on the object is deleted when it is no longer declared. What becomes of the table in AWS then is up to its deletion policy.',
    risk: 'attention',
  },
  { code: 'DeletionPolicyChanged', field: 'backups', becomes: 'retain', consequence: 'From now on the backup stays in AWS when it is no longer declared.', risk: 'none' },
  { code: 'DeletionPolicyChanged', field: 'backups', becomes: 'delete', consequence: 'From now on the backup in AWS is deleted when it is no longer declared, or with the object of its table, also where the table stays.', risk: 'attention' },
  { code: 'ProviderConfigChanged', field: 'providerConfigRef', becomes: 'of the same account', consequence: 'Another role of the same account manages the table.', risk: 'attention' },
  {
    code: 'ProviderConfigChanged',
    field: 'providerConfigRef',
    becomes: 'of another account',
    consequence: 'ACK looks for the table in another AWS account. The one that is there now is left alone, with its data. Whether ACK creates an empty one was not run.',
    risk: 'attention',
  },
  {
    code: 'ProviderConfigChanged',
    field: 'providerConfigRef',
    becomes: 'of an account that is not known',
    consequence: 'If the role is of another AWS account, ACK looks for the table there. The one that is there now is left alone, with its data. Whether ACK creates an empty one was not run.',
    risk: 'attention',
  },
];

function deletionPolicy(consequences: Readonly<Record<AfterDeletion, string>>): ClusterChange[] {
  return Object.entries(consequences).map(([becomes, consequence]) =>
    ({ code: 'DeletionPolicyChanged', field: 'deletionPolicy', becomes, consequence, risk: becomes === 'retain' ? 'none' : 'attention' }));
}

/** The changes of these kinds from one declaration to the next. */
export function kubernetesChanges(was: DeclaredTable, is: DeclaredTable, before: TableSpec, after: TableSpec): PlannedChange[] {
  return [...secretChanges(was, is, before, after), ...policyChanges(before, after), ...providerChange(was, is, before, after)];
}

/** What kept the object in the cluster is taken away, such as an annotation. */
export function keptNoMore(was: DeclaredTable, is: DeclaredTable): PlannedChange[] {
  return isKept(was) && !isKept(is) ? [change('object', 'deleted', { from: 'kept', to: 'deleted' })] : [];
}

function secretChanges(was: DeclaredTable, is: DeclaredTable, before: TableSpec, after: TableSpec): PlannedChange[] {
  const [from, to] = [secretOf(was, before), secretOf(is, after)];
  return from === to ? [] : [
    ...to === undefined ? [] : [change(SECRET, 'added', { subject: to, change: 'added' })],
    ...from === undefined ? [] : [secretDeleted(from)],
  ];
}

export function secretDeleted(subject: string): PlannedChange {
  return change(SECRET, 'removed', { subject, change: 'removed' });
}

/** The connection Secret of a table, by namespace and name. */
export function secretOf({ namespace }: DeclaredTable, spec: TableSpec): string | undefined {
  const reference = spec.writeConnectionSecretToRef;
  return isObject(reference) ? `${String(reference.namespace ?? namespace)}/${String(reference.name)}` : undefined;
}

function policyChanges(before: TableSpec, after: TableSpec): PlannedChange[] {
  const [was, kept] = [afterDeletion(before), afterDeletion(after, before)];
  // What the declaration no longer says, only ACK's Table still knows.
  const is = kept === 'retain' && ![after.deletionPolicy, after.adoptionPolicy].some((policy) => policy === 'retain' || policy === 'adopt') ? 'retain where it was taken over' : kept;
  const ofBackups = backupPolicies(after);
  return [
    ...was === is ? [] : [change('deletionPolicy', is, { from: was, to: is })],
    ...[...backupPolicies(before)].flatMap(([subject, from]) => {
      const to = ofBackups.get(subject) ?? from;
      return to === from ? [] : [change('backups', to, { subject, from, to })];
    }),
  ];
}

/** What becomes of each backup when it is no longer declared. */
function backupPolicies({ backups }: TableSpec): Map<string, string> {
  return new Map(objectsOf(backups).map(({ name, deletionPolicy: policy = 'retain' }) => [String(name), String(policy)]));
}

function providerChange(was: DeclaredTable, is: DeclaredTable, before: TableSpec, after: TableSpec): PlannedChange[] {
  const [from, to] = [before, after].map(({ providerConfigRef }) => objectOf(providerConfigRef).name)
    .map((name) => (name === undefined ? undefined : String(name)));
  const areKnown = [was, is].every(({ account }) => /^\d{12}$/.test(account ?? ''));
  const isSame = was.account === is.account;
  const made = change('providerConfigRef', isSame ? 'of the same account' : areKnown ? 'of another account' : 'of an account that is not known', {
    from: (from === to ? was.account : from) ?? 'the role of the ACK controller',
    to: (from === to ? is.account : to) ?? 'the role of the ACK controller',
  });
  // By a selector, or a Namespace, no field changes.
  return from === to && isSame ? [] : [from === to ? { ...made, fields: ['AWS account'] } : made];
}

function change(field: string, becomes: string, item: Partial<Pick<PlannedChange, 'subject' | 'change' | 'from' | 'to'>>): PlannedChange {
  const { code, consequence, risk } = CLUSTER_CHANGES.find((row) => row.field === field && row.becomes === becomes)!;
  return { code, fields: [field], calls: [], takes: 'in the cluster, within seconds', consequence, risk, ...item };
}
