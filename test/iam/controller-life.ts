/**
 * Tables that use every feature between them, and what is done to them: the policy for all that each declares at some
 * time must allow all that ACK calls over its life, and nothing that it never calls. Data for the check with ACK and for the unit test.
 */
import { Chart, Testing } from 'cdk8s';
import {
  AdoptionPolicy, AttributeType, Billing, ControllerPolicy, DynamoDbTable, Encryption, PolicyDocument, ProviderConfig, RemovalPolicy,
  StreamViewType, TableClass, TableProps,
} from '../../src';

export const ACCOUNT = '123456789012';
export const ROLE = { name: 'iam-check', arn: `arn:aws:iam::${ACCOUNT}:role/iam-check` };
export const ADOPTED = 'iam-adopted';

/** A declaration of a table, and the calls that must have succeeded before the next. */
export interface Step {
  readonly props: Partial<TableProps>;
  readonly calls: readonly string[];
}

const resourcePolicy = (sid: string) => ({ Version: '2012-10-17', Statement: [{ Sid: sid, Effect: 'Deny', Principal: '*', Action: 'dynamodb:DeleteItem', Resource: '*' }] });

export const LIVES: Readonly<Record<string, readonly Step[]>> = {
  'iam-plain': [
    { props: {}, calls: ['CreateTable'] },
    {
      props: {
        billing: Billing.provisioned({ readCapacityUnits: 2, writeCapacityUnits: 2 }),
        tableClass: TableClass.STANDARD_INFREQUENT_ACCESS,
        stream: StreamViewType.KEYS_ONLY,
      },
      calls: ['UpdateTable'],
    },
  ],
  'iam-ttl': [{ props: { timeToLiveAttribute: 'until' }, calls: ['UpdateTimeToLive'] }, { props: {}, calls: ['UpdateTimeToLive'] }],
  'iam-recovery': [
    { props: {}, calls: ['CreateTable'] },
    { props: { pointInTimeRecovery: true }, calls: ['UpdateContinuousBackups'] },
    { props: {}, calls: ['UpdateContinuousBackups'] },
  ],
  'iam-insights': [{ props: { contributorInsights: true }, calls: ['UpdateContributorInsights'] }, { props: {}, calls: ['UpdateContributorInsights'] }],
  'iam-policy': [
    { props: { resourcePolicy: resourcePolicy('One') }, calls: ['CreateTable'] },
    { props: { resourcePolicy: resourcePolicy('Two') }, calls: ['PutResourcePolicy'] },
    { props: {}, calls: ['DeleteResourcePolicy'] },
  ],
  'iam-tags': [{ props: { tags: { team: 'shop' } }, calls: ['CreateTable'] }, { props: { tags: { zone: 'a' } }, calls: ['UntagResource', 'TagResource'] }],
  'iam-backups': [
    { props: { backups: [{ name: 'kept' }, { name: 'gone', removalPolicy: RemovalPolicy.DELETE }] }, calls: ['CreateBackup', 'DescribeBackup'] },
    { props: {}, calls: ['DeleteBackup'] },
  ],
  'iam-replicas': [
    { props: { stream: StreamViewType.NEW_AND_OLD_IMAGES }, calls: ['CreateTable'] },
    { props: { stream: StreamViewType.NEW_AND_OLD_IMAGES, replicas: [{ region: 'eu-west-1' }] }, calls: ['UpdateTable'] },
  ],
  'iam-key': [
    { props: { encryption: Encryption.customerManagedKey(`arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-123456789001`) }, calls: ['CreateTable'] },
    { props: { encryption: Encryption.awsManagedKey() }, calls: ['UpdateTable'] },
  ],
  'iam-retained': [{ props: { removalPolicy: RemovalPolicy.RETAIN }, calls: ['CreateTable'] }],
  // Was there before; ACK takes away its tags and its policy, and adds tags of its own.
  [ADOPTED]: [{ props: { adoption: AdoptionPolicy.ADOPT }, calls: ['TagResource', 'UntagResource', 'DeleteResourcePolicy'] }],
  'iam-role': [{ props: { providerConfig: ROLE.name }, calls: ['CreateTable'] }],
};

/** What no log can show, or these tables don't need, and why it is allowed all the same. */
export const UNSEEN: ReadonlyArray<readonly [action: RegExp, resource: RegExp, reason: string]> = [
  [/^kms:/, /./, 'DynamoDB calls KMS on behalf of the controller; the stand-in for AWS does not'],
  [/^iam:CreateServiceLinkedRole$/, /./, 'AWS checks it inside UpdateTable and UpdateContributorInsights'],
  [/^sts:TagSession$/, /./, 'AWS checks it inside AssumeRole, where the session of the controller has tags, as that of EKS Pod Identity has'],
  [/./, /:eu-west-1:/, 'AWS checks the rights on a replica inside UpdateTable'],
  [/^dynamodb:(UpdateTable|TagResource)$/, /./, 'allowed for every table, since every one may change; held against all tables together'],
  [/^dynamodb:(UpdateContinuousBackups|UpdateTimeToLive)$/, /iam-adopted$/, 'an adopted table may have recovery or time to live that its declaration lacks; ACK turns it off'],
  [/^dynamodb:PutResourcePolicy$/, /iam-adopted$/, 'goes with the right to take a policy away'],
];

export function declareLife(chart: Chart, name: string, { props }: Step): DynamoDbTable {
  return new DynamoDbTable(chart, name, { tableName: name, region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING }, ...props });
}

/** The policy of the controller's own role, and that of the role it assumes. */
export function policies(): { own: PolicyDocument; assumed: PolicyDocument } {
  const chart = new Chart(Testing.app(), 'iam');
  new ProviderConfig(chart, ROLE.name, { roleArn: ROLE.arn });
  for (const [name, steps] of Object.entries(LIVES)) {
    declareLife(chart, name, { props: Object.assign({}, ...steps.map(({ props }) => props).reverse()), calls: [] });
  }
  return {
    own: ControllerPolicy.forTables({ account: ACCOUNT, scopes: [chart] }),
    assumed: ControllerPolicy.forTables({ account: ACCOUNT, scopes: [chart], providerConfig: ROLE.name }),
  };
}

/** A call that AWS got, as a policy sees it. */
export interface Call {
  readonly role: 'own' | 'assumed';
  readonly action: string;
  readonly resource: string;
}

/** The calls that no statement allows. */
export function denied(calls: readonly Call[]): Call[] {
  const documents = policies();
  return calls.filter(({ role, action, resource }) => !documents[role].statements.some(({ actions, resources }) =>
    actions.includes(action) && resources.some((pattern) => matches(pattern, resource))));
}

/** What is allowed and was never called, beyond what is known to be unseen. */
export function unused(calls: readonly Call[]): Call[] {
  const documents = policies();
  const allowed = (['own', 'assumed'] as const).flatMap((role) => documents[role].statements.flatMap(({ actions, resources }) =>
    actions.flatMap((action) => resources.map((resource): Call => ({ role, action, resource })))));
  return allowed.filter(({ role, action, resource }) =>
    !UNSEEN.some(([actions, resources]) => actions.test(action) && resources.test(resource))
    && !calls.some((call) => call.role === role && call.action === action && matches(resource, call.resource)));
}

function matches(pattern: string, resource: string): boolean {
  return pattern.endsWith('*') ? resource.startsWith(pattern.slice(0, -1)) : resource === pattern;
}
