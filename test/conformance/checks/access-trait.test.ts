/**
 * The trait `access`: KubeVela makes the same role of an Application in YAML that WorkloadRole and the grants make in TypeScript. The
 * ACK IAM and EKS controllers do not run here, so the status of what they would make is written by the check.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import {
  AccessTraitOptions, AttributeType, DynamoDbApplication, DynamoDbKroComponent, DynamoDbKroComponentProps, Encryption, IDynamoDbTable,
  ProviderConfig, StreamViewType, TableProps, TableTrait, WorkloadRole, WorkloadRoleProps,
} from '../../../src';
import { ACCESS_LEVELS, AccessLevel } from '../../../src/contract/access-trait';
import { APPLICATION, DYNAMODB_TABLE, Kind } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { cluster, installDefinitions, kubectl, leavesNothingIn, synthesize, vela } from '../harness/suite';

const NAMESPACE = 'access-trait';
const WITHIN = 90_000;
const ACCOUNT = '123456789012';
const ROLE: Kind = { group: 'iam.services.k8s.aws', version: 'v1alpha1', plural: 'roles' };
const ASSOCIATION: Kind = { group: 'eks.services.k8s.aws', version: 'v1alpha1', plural: 'podidentityassociations' };
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const PLATFORM_KEY = KEY.replace('1234abcd', 'abcd1234');

const POD_IDENTITY: AccessTraitOptions = {
  account: ACCOUNT, permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/boundary`, path: '/workloads/', clusterName: 'prod', clusterRegion: 'eu-west-1',
};
const IRSA: AccessTraitOptions = {
  account: ACCOUNT, permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/boundary`, oidcIssuer: 'https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE', roleNamePrefix: 'prod-',
};
const IRSA_COMPONENT = 'dynamodb-irsa';

function platform(accessTrait: AccessTraitOptions, props: DynamoDbKroComponentProps = {}): { definitions: any[]; cue: Record<string, string> } {
  const chart = new Chart(Testing.app(), 'chart');
  const component = new DynamoDbKroComponent(chart, 'dynamodb', { ...props, accessTrait });
  new ProviderConfig(chart, 'team-b', { roleArn: 'arn:aws:iam::222222222222:role/ack' });
  return { definitions: Testing.synth(chart).filter(({ kind }) => /^(Component|Trait)Definition$/.test(kind)), cue: component.traitsToCue() };
}
const own = platform(POD_IDENTITY);
const irsa = platform(IRSA, { componentName: IRSA_COMPONENT, defaults: { encryption: Encryption.customerManagedKey(PLATFORM_KEY) } });

const string = (name: string) => ({ name, type: AttributeType.STRING });
const table = (tableName: string, props: Partial<TableProps> = {}): TableProps => ({ tableName, region: 'us-east-1', partitionKey: string('id'), ...props });
const INDEX = { globalSecondaryIndexes: [{ indexName: 'by-date', partitionKey: string('date') }] };
const TABLES: readonly TableProps[] = [
  table('plain', { stream: StreamViewType.KEYS_ONLY }),
  table('global', { ...INDEX, stream: StreamViewType.KEYS_ONLY }),
  table('local', { sortKey: string('at'), localSecondaryIndexes: [{ indexName: 'by-day', sortKey: string('day') }], stream: StreamViewType.NEW_IMAGE }),
  table('with-key', { ...INDEX, stream: StreamViewType.KEYS_ONLY, encryption: Encryption.customerManagedKey(KEY) }),
  table('owned', { encryption: Encryption.dynamoOwnedKey(), stream: StreamViewType.KEYS_ONLY }),
];
const GRANT = { read: 'grantReadData', write: 'grantWriteData', readWrite: 'grantReadWriteData', stream: 'grantStreamRead' } as const satisfies Record<AccessLevel, keyof IDynamoDbTable>;

interface Access {
  readonly serviceAccount: string;
  readonly level: AccessLevel;
  readonly createServiceAccount?: boolean;
}

/** The Application in YAML, with the trait on each table. */
function withTrait(name: string, tables: ReadonlyArray<readonly [TableProps, readonly Access[]]>, { componentName = 'aws-dynamodb-kro', traits = [] as TableTrait[] } = {}): any {
  const [application] = synthesize(NAMESPACE, (chart) => new DynamoDbApplication(chart, name, { componentName, traits, tables: tables.map(([props]) => ({ ...props, name: `${name}-${props.tableName}` })) }));
  application.spec.components.forEach((component: any, i: number) => {
    const access = tables[i][1];
    // First, so that nothing rests on what later traits set.
    component.traits = [...access.length > 0 ? [{ type: `${componentName}-access`, properties: { access } }] : [], ...component.traits ?? []];
  });
  return application;
}

/** What TypeScript makes of it. */
function inTypeScript(
  serviceAccountName: string, grants: ReadonlyArray<readonly [TableProps, AccessLevel]>, options: WorkloadRoleProps | AccessTraitOptions,
): any[] {
  const { roleNamePrefix, ...props } = options as AccessTraitOptions;
  return synthesize(NAMESPACE, (chart) => {
    const role = new WorkloadRole(chart, 'role', { ...props, serviceAccountName, ...roleNamePrefix ? { roleName: `${roleNamePrefix}${NAMESPACE}_${serviceAccountName}` } : {} });
    const tables = new DynamoDbApplication(chart, 'app');
    const declared = new Map<TableProps, IDynamoDbTable>();
    grants.forEach(([each, level]) => {
      const known = declared.get(each) ?? tables.addTable(each);
      declared.set(each, known);
      known[GRANT[level]]({ grantee: role });
    });
  }).filter(({ kind }) => kind !== 'Application');
}

/** Policies as sets: neither IAM nor we care for an order. */
function comparable({ kind, metadata, spec }: any): any {
  const { path = '/', inlinePolicies, assumeRolePolicyDocument, ...rest } = spec ?? {};
  const statements = JSON.parse(inlinePolicies?.access ?? '{"Statement":[]}').Statement
    .map((statement: any) => ({ ...statement, Resource: [...statement.Resource].sort() }))
    .sort((a: any, b: any) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const region = metadata.annotations?.['services.k8s.aws/region'];
  const irsaRole = metadata.annotations?.['eks.amazonaws.com/role-arn'];
  return { kind, name: metadata.name, region, irsaRole, ...rest, ...kind === 'Role' ? { path, statements, trust: JSON.parse(assumeRolePolicyDocument) } : {} };
}

/** The ServiceAccount, if it is there. */
async function find(name: string): Promise<any> {
  const { items } = await cluster.core.listNamespacedServiceAccount({ namespace: NAMESPACE, fieldSelector: `metadata.name=${name}` });
  return items[0] && { kind: 'ServiceAccount', metadata: items[0].metadata };
}

/** What KubeVela makes for a ServiceAccount; the ServiceAccount itself comes last. */
async function made(serviceAccount: string, kinds: readonly Kind[], create = true): Promise<any[]> {
  const objects = await Promise.all(kinds.map((kind) => cluster.until(kind, NAMESPACE, serviceAccount, () => undefined, WITHIN)));
  return [...objects, ...create ? [await eventually(`the ServiceAccount ${serviceAccount}`, async () => (await find(serviceAccount)) ?? fail('it is not there'), WITHIN)] : []];
}

function fail(message: string): never {
  throw new Error(message);
}

async function apply(...applications: object[]): Promise<void> {
  expect(await kubectl(['apply', '-f', '-'], { input: applications.map((each) => stringify(each)).join('---\n') })).toMatchObject({ code: 0 });
}

async function until(name: string, check: (text: string, status: any) => void): Promise<void> {
  await cluster.until(APPLICATION, NAMESPACE, name, ({ status = {} }) => check(JSON.stringify(status), status), WITHIN);
}

leavesNothingIn(NAMESPACE);

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  await installDefinitions('deploy');
  await cluster.apply(...own.definitions.filter(({ metadata }) => metadata.name === 'aws-dynamodb-kro-access'), ...irsa.definitions);
}, 60_000);

test('vela def vet takes the file of CUE, and vela show prints the parameters', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'access-'));
  try {
    const file = join(folder, 'access.cue');
    writeFileSync(file, own.cue['aws-dynamodb-kro-access']);
    const { stdout, stderr } = await vela('def', 'vet', file);
    expect(stdout + stderr).toContain('succeed');
  } finally {
    rmSync(folder, { recursive: true });
  }
  const { stdout } = await vela('show', 'aws-dynamodb-kro-access');
  ['access', 'serviceAccount', 'level', 'createServiceAccount', 'account'].forEach((parameter) => expect(stdout).toContain(` ${parameter} `));
}, 60_000);

test.each([
  ['EKS Pod Identity', 'pod', POD_IDENTITY, 'aws-dynamodb-kro', [ROLE, ASSOCIATION]],
  ['IRSA, and the key of the platform', 'irsa', IRSA, IRSA_COMPONENT, [ROLE]],
] as const)('%s: each level of each table gives what the grant of TypeScript gives', async (_, prefix, options, componentName, kinds) => {
  const cases = TABLES.flatMap((each) => ACCESS_LEVELS.map((level) => ({ each, level, serviceAccount: `${prefix}-${each.tableName}-${level}`.toLowerCase() })));
  const accessTo = (each: TableProps) => cases.filter((one) => one.each === each).map(({ level, serviceAccount }) => ({ serviceAccount, level }));
  await apply(withTrait(prefix, TABLES.map((each) => [each, accessTo(each)]), { componentName }));
  const defaults = componentName === IRSA_COMPONENT ? { defaults: { encryption: Encryption.customerManagedKey(PLATFORM_KEY) } } : {};
  for (const { each, level, serviceAccount } of cases) {
    const wanted = inTypeScript(serviceAccount, [[each, level]], { ...options, ...defaults });
    expect(wanted).toHaveLength(kinds.length + 1);
    expect((await made(serviceAccount, kinds)).map(comparable)).toEqual(wanted.map(comparable));
  }
}, 3 * WITHIN);

test('a ServiceAccount of several tables has one role with all statements, whether or not parts of a table are traits', async () => {
  const uses = [[TABLES[0], 'read'], [TABLES[1], 'readWrite'], [TABLES[3], 'readWrite'], [TABLES[3], 'stream']] as const;
  const access = (each: TableProps): Access[] => uses.filter(([used]) => used === each).map(([, level]) => ({ serviceAccount: 'shared', level }));
  const application = withTrait('shared', TABLES.map((each) => [each, access(each)]), { traits: Object.values(TableTrait) });
  await apply(application);
  const [role, association, serviceAccount] = (await made('shared', [ROLE, ASSOCIATION]));
  expect([role, association, serviceAccount].map(comparable)).toEqual(inTypeScript('shared', uses, POD_IDENTITY).map(comparable));
  expect(role.metadata.labels).toMatchObject({ 'app.oam.dev/component': 'shared-plain' });

  // Its first table goes: the role comes with the next, and stays the same object.
  application.spec.components.shift();
  await apply(application);
  const { metadata, spec } = await cluster.until(ROLE, NAMESPACE, 'shared', (now) => {
    expect(comparable(now)).toEqual(comparable(inTypeScript('shared', uses.slice(1), POD_IDENTITY)[0]));
  }, WITHIN);
  expect(spec.name).toBe(`${NAMESPACE}_shared`);
  expect(metadata.uid).toBe(role.metadata.uid);
}, 4 * WITHIN);

test('what an override policy changes counts', async () => {
  const application = withTrait('overridden', [[table('dev-name'), [{ serviceAccount: 'overridden', level: 'read' }]]]);
  const changes = { tableName: 'prod-name', sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: KEY };
  application.spec.policies = [{ name: 'prod', type: 'override', properties: { components: [{ name: 'overridden-dev-name', properties: changes }] } }];
  await apply(application);
  const [role] = await made('overridden', [ROLE]);
  expect(comparable(role)).toEqual(comparable(inTypeScript('overridden', [[table('prod-name', { encryption: Encryption.customerManagedKey(KEY) }), 'read']], POD_IDENTITY)[0]));
}, 2 * WITHIN);

test('what it changes is refused where the role is of several tables, whose changes KubeVela does not tell', async () => {
  const access: Access[] = [{ serviceAccount: 'two-tables', level: 'read' }];
  const application = withTrait('two-tables', [[table('first'), access], [table('second'), access]]);
  application.spec.policies = [{ name: 'prod', type: 'override', properties: { components: [{ name: 'two-tables-second', properties: { tableName: 'second-prod' } }] } }];
  await apply(application);
  await until('two-tables', (text) => expect(text).toContain('a policy or an input changes tableName'));
}, 2 * WITHIN);

test('access that only a policy gives makes no role, because the trait reads what the Application says', async () => {
  const application = withTrait('by-policy', [[table('by-policy'), []]]);
  const traits = [{ type: 'aws-dynamodb-kro-access', properties: { access: [{ serviceAccount: 'by-policy', level: 'read' }] } }];
  application.spec.policies = [{ name: 'prod', type: 'override', properties: { components: [{ name: 'by-policy-by-policy', traits }] } }];
  await apply(application);
  await until('by-policy', (_, { services = [] }) => expect(services[0]?.traits?.map(({ type }: any) => type)).toEqual(['aws-dynamodb-kro-access']));
  expect(await cluster.find(ROLE, NAMESPACE, 'by-policy')).toBeUndefined();
  expect(await find('by-policy')).toBeUndefined();
}, 2 * WITHIN);

test('a table in another account, and a ServiceAccount that is there', async () => {
  const application = withTrait('elsewhere', [[TABLES[0], [{ serviceAccount: 'elsewhere', level: 'read', createServiceAccount: false }]]]);
  application.spec.components[0].traits[0].properties.account = '210987654321';
  await apply(application);
  const [role] = await made('elsewhere', [ROLE, ASSOCIATION], false);
  expect(comparable(role).statements[0].Resource).toEqual(['arn:aws:dynamodb:us-east-1:210987654321:table/plain']);
  await until('elsewhere', (_, { services = [] }) => expect(services[0].traits.length).toBeGreaterThan(0));
  expect(await find('elsewhere')).toBeUndefined();
}, 2 * WITHIN);

test('a provider configuration that the platform knows says the account, unless the trait does', async () => {
  const access = (serviceAccount: string): Access[] => [{ serviceAccount, level: 'read' }];
  const application = withTrait('provided', [
    ...['team-b', 'unknown'].map((providerConfig) => [table(providerConfig, { providerConfig }), access(providerConfig)] as const),
    [table('said', { providerConfig: 'team-b' }), access('said')],
  ]);
  application.spec.components[2].traits[0].properties.account = '210987654321';
  await apply(application);
  for (const [name, account] of [['team-b', '222222222222'], ['unknown', ACCOUNT], ['said', '210987654321']]) {
    const [role] = await made(name, [ROLE]);
    expect(comparable(role).statements[0].Resource).toEqual([`arn:aws:dynamodb:us-east-1:${account}:table/${name}`]);
  }
}, 2 * WITHIN);

test('a name that is too long for IAM is cut as in TypeScript', async () => {
  const serviceAccount = 'a'.repeat(60);
  await apply(withTrait('long', [[TABLES[0], [{ serviceAccount, level: 'read' }]]]));
  const [role] = await made(serviceAccount, [ROLE]);
  expect(role.spec.name).toMatch(/@[0-9a-f]{16}$/);
  expect(comparable(role)).toEqual(comparable(inTypeScript(serviceAccount, [[TABLES[0], 'read']], POD_IDENTITY)[0]));
}, 2 * WITHIN);

test.each<[string, string, () => any, string]>([
  ['the stream of a table without one', 'bad-stream', () => withTrait('bad-stream', [[table('bad-stream'), [{ serviceAccount: 'bad-stream', level: 'stream' }]]]), 'the table has no stream'],
  ['a level that there is not', 'bad-level', () => withTrait('bad-level', [[table('bad-level'), [{ serviceAccount: 'bad-level', level: 'admin' as AccessLevel }]]]), 'level'],
  ['no ServiceAccount', 'bad-empty', () => {
    const application = withTrait('bad-empty', [[table('bad-empty'), []]]);
    application.spec.components[0].traits = [{ type: 'aws-dynamodb-kro-access', properties: { access: [] } }];
    return application;
  }, 'access'],
  ['hostile text', 'bad-text', () => withTrait('bad-text', [[table('bad-text'), [{ serviceAccount: '\\(context.name)"', level: 'read' }]]]), 'serviceAccount'],
  ['another partition', 'bad-partition', () => withTrait('bad-partition', [[table('bad-partition', { region: 'cn-north-1' }), [{ serviceAccount: 'bad-partition', level: 'read' }]]]), 'aws-cn'],
  ['the trait twice', 'bad-twice', () => {
    const application = withTrait('bad-twice', [[table('bad-twice'), [{ serviceAccount: 'bad-twice', level: 'read' }]]]);
    application.spec.components[0].traits.push({ type: 'aws-dynamodb-kro-access', properties: { access: [{ serviceAccount: 'other', level: 'read' }] } });
    return application;
  }, 'once'],
  ['the ServiceAccount of another Application', 'bad-owner', () => withTrait('bad-owner', [[table('bad-owner'), [{ serviceAccount: 'shared', level: 'read' }]]]), 'shared'],
])('%s is refused, and the status of the Application says so', async (_, name, application, words) => {
  await apply(application());
  await until(name, (text, status) => {
    expect(status.status).not.toBe('running');
    expect(text).toContain(words);
    expect(text).toMatch(/fail|error|invalid|conflict/i);
  });
  expect(await cluster.find(ROLE, NAMESPACE, name)).toBeUndefined();
}, 2 * WITHIN);

test('the Application is healthy when ACK has made the role and the association', async () => {
  const name = 'life';
  await apply(withTrait(name, [[table(name), [{ serviceAccount: name, level: 'readWrite' }]]]));
  await made(name, [ROLE, ASSOCIATION]);
  await cluster.until(DYNAMODB_TABLE, NAMESPACE, `${name}-${name}`, () => undefined, WITHIN);
  const says = (message: string, healthy: boolean) => until(name, (_, { services = [] }) => {
    expect(services[0]?.traits?.find(({ type }: any) => type === 'aws-dynamodb-kro-access')).toMatchObject({ healthy, message });
  });
  await says(`waiting for ACK, Role ${name}`, false);
  await cluster.writeStatus(ROLE, NAMESPACE, name, { conditions: [{ type: 'ACK.ResourceSynced', status: 'False' }, { type: 'ACK.Terminal', status: 'True', message: 'no such boundary' }] });
  await says(`waiting for ACK, Role ${name}: no such boundary`, false);
  await cluster.writeStatus(ROLE, NAMESPACE, name, { conditions: [{ type: 'ACK.ResourceSynced', status: 'True' }] });
  await says(`waiting for ACK, PodIdentityAssociation ${name}`, false);
  await cluster.writeStatus(ASSOCIATION, NAMESPACE, name, { conditions: [{ type: 'ACK.ResourceSynced', status: 'True' }] });
  await says('the role is in place', true);

  await cluster.delete(APPLICATION, NAMESPACE, name);
  for (const kind of [ROLE, ASSOCIATION]) {
    await cluster.gone(kind, NAMESPACE, name, WITHIN);
  }
  await eventually('the ServiceAccount to go', async () => expect(await find(name)).toBeUndefined(), WITHIN);
}, 5 * WITHIN);
