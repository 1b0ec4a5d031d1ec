/** What `validate` knows of roles, accounts and provider configurations, with the resources of the platform and without them. */
import { Chart } from 'cdk8s';
import { stringify } from 'yaml';
import { DynamoDbKroComponent, DynamoDbKroComponentProps, Encryption, ProviderConfig } from '../../src';
import { sharedIn } from '../../src/validation/environments';
import { objectsIn } from '../../src/validation/objects';
import { ANY_PLATFORM, Platform } from '../../src/validation/platform';
import { providerConfigsIn } from '../../src/validation/provider-configs';
import { readPlatform } from '../../src/validation/read-platform';
import { Registry } from '../../src/validation/registry';
import { connectionSecretsIn } from '../../src/validation/secret-keys';
import { serviceAccountsIn } from '../../src/validation/service-accounts';
import { validateObjects } from '../../src/validation/tables';
import { readYaml } from '../../src/validation/yaml';
import { synth } from '../synth';

const [ACCOUNT, OTHER] = ['123456789012', '210987654321'];
const ROLE = `arn:aws:iam::${ACCOUNT}:role/workloads/prod-default_shop`;
const TABLE = `arn:aws:dynamodb:us-east-1:${OTHER}:table/orders`;

const platformYaml = (props: DynamoDbKroComponentProps = {}, provider: object = {}): string => synth((chart: Chart) => {
  new DynamoDbKroComponent(chart, 'dynamodb', {
    accessTrait: { account: ACCOUNT, permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/workloads`, clusterName: 'prod', path: '/workloads/', roleNamePrefix: 'prod-' },
    ...props,
  });
  new ProviderConfig(chart, 'team-b', { roleArn: `arn:aws:iam::${OTHER}:role/ack`, ...provider });
}).map((object) => stringify(object)).join('---\n');
const PLATFORM = platformYaml();

function violations(objects: readonly any[], { platform = readPlatform(PLATFORM) }: { platform?: Platform } = {}): string[] {
  const all = objectsIn(readYaml(objects.map((object) => stringify(object)).join('---\n')));
  const shared = sharedIn(all);
  return validateObjects(all, {
    platform: { ...platform, providers: providerConfigsIn(all, platform.providers) },
    registry: new Registry(),
    shared,
    secrets: connectionSecretsIn(all),
    serviceAccounts: serviceAccountsIn(all, shared),
    file: 'a.yaml',
  }).flatMap(({ violations: found }) => found.map(({ code, severity = 'error', property, problem, fix }) => `${severity} ${code} ${property} ${problem}. ${fix}`));
}

const SPEC = {
  tableName: 'orders', region: 'us-east-1', attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }], keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
};
const policy = (...statements: object[]) => ({ resourcePolicy: JSON.stringify({ Version: '2012-10-17', Statement: statements }) });
const ALLOW = { Effect: 'Allow', Principal: { AWS: ROLE }, Action: 'dynamodb:*', Resource: '*' };
const application = (properties: object = {}, trait: object = {}, rest: object = {}) => ({
  apiVersion: 'core.oam.dev/v1beta1',
  kind: 'Application',
  metadata: { name: 'shop', namespace: 'default' },
  spec: {
    components: [{
      name: 'orders',
      type: 'aws-dynamodb-kro',
      properties: { ...SPEC, ...properties },
      traits: [{ type: 'aws-dynamodb-kro-access', properties: { access: [{ serviceAccount: 'shop', level: 'readWrite' }], ...trait } }],
    }],
    ...rest,
  },
});
const BY_PROVIDER = { providerConfigRef: { name: 'team-b' } };
const access = (properties: object, trait: object = {}, platform?: Platform) => violations([application(properties, trait)], { platform });
const AT = 'traits[0].properties';

describe('the trait access of a table with a provider configuration of the platform', () => {
  test('needs no account, and the table has to allow the role, whose ARN is known', () => {
    expect(access({ ...BY_PROVIDER, ...policy(ALLOW) })).toEqual([]);
    expect(access(BY_PROVIDER)).toEqual([
      `warning CrossAccountGrant ${AT}.access[0].serviceAccount has a role of the account ${ACCOUNT}, and the table is in ${OTHER}, so it has to allow the role, too. Allow ${ROLE} in the resourcePolicy of the table.`,
    ]);
    expect(access({ ...BY_PROVIDER, ...policy({ ...ALLOW, Principal: { AWS: ROLE.replace('shop', 'carts') } }) })).toHaveLength(1);
  });

  test('tells what the table does not allow, or denies', () => {
    expect(access({ ...BY_PROVIDER, ...policy({ ...ALLOW, Action: 'dynamodb:GetItem' }) })).toEqual([
      `warning CrossAccountGrant ${AT}.access[0].serviceAccount has a role that the resourcePolicy of the table does not let write items. Allow ${ROLE} dynamodb:BatchWriteItem, dynamodb:PutItem, dynamodb:UpdateItem, dynamodb:DeleteItem on ${TABLE} there.`,
    ]);
    const deny = { ...ALLOW, Effect: 'Deny', Principal: '*', Action: ['dynamodb:*Item', 'dynamodb:Query', 'dynamodb:Scan'] };
    expect(access({ ...BY_PROVIDER, ...policy(ALLOW, deny) })).toEqual([expect.stringMatching(/^warning DeniedGrant .* does not let read items: a statement denies it/)]);
    expect(access(policy(deny))).toEqual([expect.stringMatching(/^warning DeniedGrant /)]);
  });

  test('excludes the AWS managed key, also as the default of the platform', () => {
    const managed = [expect.stringContaining('encrypted with the AWS managed key, which no other account can use')];
    expect(access({ ...BY_PROVIDER, ...policy(ALLOW), sseEnabled: true })).toEqual(managed);
    const platform = readPlatform(platformYaml({ defaults: { encryption: Encryption.awsManagedKey() } }));
    expect(access({ ...BY_PROVIDER, ...policy(ALLOW) }, {}, platform)).toEqual(managed);
    expect(access({ ...BY_PROVIDER, ...policy(ALLOW), sseEnabled: false }, {}, platform)).toEqual([]);
    expect(access({ sseEnabled: true })).toEqual([]);
  });

  test('rejects another account', () => {
    expect(access(BY_PROVIDER, { account: '999999999999' })).toEqual([
      `error AccountConflict ${AT}.account is not that of the provider configuration "team-b", ${OTHER}. Give "${OTHER}", or leave it out where the app of the platform declares the ProviderConfig.`,
    ]);
    expect(access({ ...BY_PROVIDER, ...policy(ALLOW) }, { account: OTHER })).toEqual([]);
  });

  test('needs the account of one that only the input declares, and of one that nothing does', () => {
    const selector = { ...objectsIn(readYaml(PLATFORM)).find(({ kind }) => kind === 'IAMRoleSelector') } as any;
    const other = { ...selector, metadata: { name: 'team-c' }, spec: { ...selector.spec, resourceLabelSelector: { matchLabels: { 'dynamodb-kro/provider-config': 'team-c' } } } };
    const byOther = application({ providerConfigRef: { name: 'team-c' }, ...policy(ALLOW) });
    expect(violations([byOther, other])).toEqual([
      `warning CrossAccountGrant ${AT}.account is missing, and the provider configuration "team-c", which the app of the platform does not declare, makes the table in ${OTHER}. Give "${OTHER}".`,
    ]);
    expect(violations([byOther])).toEqual([expect.stringMatching(/^warning CrossAccountGrant .* may make the table in another account than that of the platform/)]);
    expect(violations([application({ providerConfigRef: { name: 'team-c' }, ...policy(ALLOW) }, { account: OTHER }), other])).toEqual([]);
  });

  test('an older platform that does not say its roles: what is beside it counts', () => {
    const old = readPlatform(PLATFORM.replace(/"accessRoles":"[^"]*","accessProviders":\[[^\]]*\],/g, ''));
    expect(old.accessRoles).toBeUndefined();
    expect(access({ ...BY_PROVIDER, ...policy(ALLOW) }, {}, old)).toEqual([]);
    expect(access(BY_PROVIDER, { account: '999999999999' }, old)).toEqual([expect.stringMatching(/^error AccountConflict/)]);
  });
});

describe('the provider configuration of a table', () => {
  const table = (namespace: string | undefined, spec: object = {}) => ({ apiVersion: 'kro.run/v1alpha1', kind: 'DynamoDBTable', metadata: { name: 'orders', namespace }, spec: { ...SPEC, ...BY_PROVIDER, ...spec } });
  const platform = (provider: object) => ({ platform: readPlatform(platformYaml({}, provider)) });

  test('is for its namespace', () => {
    expect(violations([table('shop')], platform({ namespaces: ['other'] }))).toEqual([
      'warning ProviderNamespace providerConfigRef.name is for the namespaces other, so ACK does not make the table of shop. Add shop to its namespaces, or give a provider configuration of shop.',
    ]);
    expect(violations([table(undefined)], platform({ namespaces: ['other'] }))).toEqual([]);
    expect(violations([table('shop')], platform({ namespaces: ['other', 'shop'] }))).toEqual([]);
    expect(violations([table('shop')], platform({}))).toEqual([]);
    expect(violations([table('shop')], { platform: ANY_PLATFORM })).toEqual([]);
  });

  test('has a role in its partition', () => {
    expect(violations([table('shop', { region: 'cn-north-1' })], platform({}))).toEqual([
      'error PartitionConflict providerConfigRef.name has a role in the partition aws, and cn-north-1 is in aws-cn. Give a provider configuration whose role is in aws-cn.',
    ]);
  });
});

describe('the ServiceAccount of a workload', () => {
  const account = (namespace?: string) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'shop', namespace } });
  const web = (namespace: string | undefined, properties: object = { name: 'shop' }) => ({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      components: [{ name: 'web', type: 'webservice', properties: { image: 'web' }, traits: [{ type: 'scaler' }, { type: 'service-account', properties }] }],
      policies: namespace === undefined ? [] : [{ name: 'a', type: 'topology', properties: { clusters: ['local'], namespace } }],
    },
  });

  test('is in the namespace to which it is deployed', () => {
    expect(violations([account('shop'), web('prod')])).toEqual([
      'warning UnknownServiceAccount spec.components[0].traits[1].properties.name is a ServiceAccount of shop, and web is deployed to prod, where its pods find none. Make a ServiceAccount shop with its role in prod, or deploy web to shop.',
    ]);
    expect(violations([account('prod'), web(undefined)])).toHaveLength(1);
  });

  test.each<[string, object[]]>([
    ['in its namespace', [account('shop'), web(undefined)]],
    ['in each namespace', [account('shop'), account('prod'), web('prod')]],
    ['not declared', [web('prod')]],
    ['of another name', [account('shop'), web('prod', { name: 'carts' })]],
    ['made by the trait itself', [account('shop'), web('prod', { name: 'shop', create: true })]],
    ['in whatever namespace', [account(), web('prod')]],
    ['made by the trait access', [account('shop'), web('default'), application()]],
  ])('no word where it is %s', (_, objects) => {
    expect(violations(objects)).toEqual([]);
  });
});

test('what the trait cannot know of its cluster and of who uses a ServiceAccount is warned of', () => {
  const policies = [{ name: 'all', type: 'topology', properties: { clusterLabelSelector: { region: 'eu' } } }];
  expect(violations([application({}, {}, { policies })])).toEqual([expect.stringMatching(/^warning InvalidIdentity .*which clusters have the labels/)]);
  expect(violations([application({}, { access: [{ serviceAccount: 'default', level: 'read' }] })])).toEqual([expect.stringMatching(/^warning InvalidIdentity .*every pod of the namespace/)]);
  expect(violations([application()])).toEqual([]);
});

const account = (namespace: string) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'shop', namespace } });

test('a ServiceAccount beside that of the trait', () => {
  const twice = [expect.stringMatching(/^warning DuplicateName metadata.name is the name of the ServiceAccount that a trait access makes too.*createServiceAccount: false/)];
  expect(violations([application(), account('default')])).toEqual(twice);
  expect(violations([application({}, { access: [{ serviceAccount: 'shop', level: 'read', createServiceAccount: false }] }), account('default')])).toEqual([]);
  expect(violations([application(), account('web')])).toEqual([]);
  // Where the objects of the same input are applied, only the cluster of KubeVela is known to be.
  const to = (cluster: string) => application({}, {}, { policies: [{ name: 'where', type: 'topology', properties: { clusters: [cluster] } }] });
  expect(violations([to('local'), account('default')])).toEqual(twice);
  expect(violations([to('prod'), account('default')]).filter((line) => line.includes('DuplicateName'))).toEqual([]);
});

test('a role beside that of the trait', () => {
  const role = (namespace: string, apiVersion = 'iam.services.k8s.aws/v1alpha1') => ({ apiVersion, kind: 'Role', metadata: { name: 'shop', namespace } });
  const twice = [expect.stringMatching(/^warning DuplicateName metadata.name is the name of the Role that a trait access makes too.*but not both/)];
  expect(violations([application(), role('default')])).toEqual(twice);
  expect(violations([application({}, { access: [{ serviceAccount: 'shop', level: 'read', createServiceAccount: false }] }), role('default')])).toEqual(twice);
  expect(violations([application(), role('web')])).toEqual([]);
  expect(violations([application(), role('default', 'rbac.authorization.k8s.io/v1')])).toEqual([]);
});

test('one table makes the ServiceAccount and another does not', () => {
  const both = (...created: unknown[]) => {
    const [first, second] = created.map((createServiceAccount) => application({}, { access: [{ serviceAccount: 'shop', level: 'read', createServiceAccount }] }).spec.components[0]);
    return violations([application({}, {}, { components: [first, { ...second, name: 'carts', properties: { ...SPEC, tableName: 'carts' } }] })]);
  };
  expect(both(true, false)).toEqual([expect.stringMatching(/^warning InvalidIdentity .*is not made by this trait, and by that of another table/)]);
  expect(both(false, false)).toEqual([]);
});

const workload = (kind: string, namespace: string, pods: object) => {
  const template = { template: { spec: { containers: [], ...pods } } };
  return { apiVersion: 'v1', kind, metadata: { name: 'web', namespace }, spec: kind === 'Pod' ? pods : kind === 'CronJob' ? { jobTemplate: { spec: template } } : template };
};

test.each(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'])('a %s in another namespace than its ServiceAccount, and than the Secret that it reads', (kind) => {
  const pods = { serviceAccountName: 'shop' };
  expect(violations([application(), workload(kind, 'web', pods)])).toEqual([expect.stringMatching(/^warning UnknownServiceAccount spec.*serviceAccountName is a ServiceAccount of default, and web is deployed to web/)]);
  expect(violations([application(), workload(kind, 'default', pods)])).toEqual([]);
  expect(violations([application(), account('web'), workload(kind, 'web', pods)])).toEqual([]);
  const reads = { containers: [{ name: 'web', env: [{ name: 'TABLE', valueFrom: { secretKeyRef: { name: 'sec', key: 'tableName' } } }] }] };
  const withSecret = application({ writeConnectionSecretToRef: { name: 'sec' } });
  expect(violations([withSecret, workload(kind, 'web', reads)])).toEqual([expect.stringMatching(/^warning UnknownSecretKey .*is read in web, and kro writes the Secret "sec" in default/)]);
  expect(violations([withSecret, workload(kind, 'default', reads)])).toEqual([]);
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'sec', namespace: 'web' } };
  expect(violations([withSecret, secret, workload(kind, 'web', reads)])).toEqual([]);
});

test('a Secret that a policy moves or names is where the table is deployed', () => {
  const pods = (namespace: string, name: string) => workload('Deployment', namespace, {
    containers: [{ name: 'web', env: [{ name: 'TABLE', valueFrom: { secretKeyRef: { name, key: 'tableName' } } }] }],
  });
  const found = (namespace: string, name: string) => {
    const renamed = [{ name: 'orders', properties: { writeConnectionSecretToRef: { name: 'other' } } }];
    const policies = [
      { name: 'where', type: 'topology', properties: { namespace: 'prod' } }, { name: 'named', type: 'override', properties: { components: renamed } },
    ];
    const { spec: { components: [component] } } = application({ writeConnectionSecretToRef: { name: 'sec' } });
    return violations([application({}, {}, { components: [{ ...component, name: 'orders' }], policies }), pods(namespace, name)]);
  };
  expect(found('prod', 'other')).toEqual([]);
  expect(found('web', 'sec')).toEqual([]);
  expect(found('default', 'other')).toEqual([expect.stringMatching(/^warning UnknownSecretKey .*is read in default, and kro writes the Secret "other" in prod, where alone pods can read it. Deploy web to prod, or the table to default.$/)]);
});

test('a component in another namespace than the Secret that it reads', () => {
  const reads = { env: [{ name: 'TABLE', valueFrom: { secretKeyRef: { name: 'sec', key: 'tableName' } } }] };
  const found = (namespace: string, more: object = {}) => {
    const { spec: { components: [component] } } = application({ writeConnectionSecretToRef: { name: 'sec', namespace } });
    const web = { name: 'web', type: 'webservice', properties: { image: 'web', ...reads } };
    return violations([application({}, {}, { components: [component, web], ...more })]);
  };
  expect(found('infra')).toEqual([expect.stringMatching(/^warning UnknownSecretKey spec.components\[1\].properties.env\[0\].* is read in default, and kro writes the Secret "sec" in infra, where alone pods can read it. Deploy web to infra, or the table to default.$/)]);
  expect(found('default')).toEqual([]);
  const to = (namespace: string) => ({ policies: [{ name: 'where', type: 'topology', properties: { namespace } }] });
  expect(found('infra', to('infra'))).toEqual([]);
  expect(found('infra', to('prod'))).toHaveLength(1);
});

test('a Secret of the name of a connection Secret', () => {
  const secret = (namespace: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'sec', namespace } });
  const withSecret = application({ writeConnectionSecretToRef: { name: 'sec' } });
  expect(violations([withSecret, secret('default')])).toEqual([expect.stringMatching(/^warning DuplicateName metadata.name is the name of the connection Secret/)]);
  expect(violations([withSecret, secret('web')])).toEqual([]);
});

test('a field of the trait at the wrong level is told its place', () => {
  expect(violations([application({}, { createServiceAccount: false })])).toEqual([expect.stringMatching(/createServiceAccount is one level too high. Give createServiceAccount in each item of access.$/)]);
  expect(violations([application({}, { access: [{ serviceAccount: 'shop', level: 'read', account: OTHER }] })])).toEqual([expect.stringMatching(/account is one level too low. Give account beside access.$/)]);
});

describe('a Secret that KubeVela makes under the name of a connection Secret', () => {
  const found = (more: object = {}, components: object[] = []) => {
    const { spec: { components: [orders] } } = application({ writeConnectionSecretToRef: { name: 'sec' } });
    return violations([application({}, {}, { components: [orders, ...components], ...more })]);
  };
  const web = (...secret: object[]) => [{ name: 'web', type: 'webservice', properties: { image: 'web' }, traits: [{ type: 'scaler' }, { type: 'storage', properties: { secret } }] }];
  const steps = (type: string, properties: object) => ({ workflow: { steps: [{ name: 'd', type: 'deploy' }, { name: 'g', type: 'step-group', subSteps: [{ name: 's', type, properties }] }] } });
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'sec' } };
  const taken = (path: string) => expect.stringMatching(new RegExp(`^warning DuplicateName ${path.replaceAll(/[[\].]/g, '\\$&')} is the name of the connection Secret of a table too, which kro writes`));

  test('by the trait storage, unless it mounts only', () => {
    expect(found({}, web({ name: 'other', mountPath: '/o' }, { name: 'sec', mountPath: '/t' }))).toEqual([
      'warning DuplicateName spec.components[1].traits[1].properties.secret[1].name is the name of the connection Secret of a table too, which kro writes. Set mountOnly: true, so that the trait mounts that one.',
    ]);
    expect(found({}, web({ name: 'sec', mountPath: '/t', mountOnly: true }))).toEqual([]);
    expect(found({ policies: [{ name: 'far', type: 'topology', properties: { namespace: 'prod' } }] }, web({ name: 'sec', mountPath: '/t' }))).toHaveLength(1);
  });

  test.each<[string, object, object[], string]>([
    ['a component of Terraform', {}, [{ name: 'db', type: 'alibaba-rds', properties: { writeConnectionSecretToRef: { name: 'sec' } } }], 'spec.components[1].properties.writeConnectionSecretToRef.name'],
    ['an object of a component', {}, [{ name: 'o', type: 'k8s-objects', properties: { objects: [object] } }], 'metadata.name'],
    ['an object of a step', steps('apply-object', { value: object }), [], 'metadata.name'],
    ['the step export2secret', steps('export2secret', { secretName: 'sec' }), [], 'spec.workflow.steps[1].subSteps[0].properties.secretName'],
    ['the step export-data', steps('export-data', { kind: 'Secret', name: 'sec' }), [], 'spec.workflow.steps[1].subSteps[0].properties.name'],
    ['the step create-config', steps('create-config', { name: 'sec' }), [], 'spec.workflow.steps[1].subSteps[0].properties.name'],
  ])('by %s', (_, more, components, path) => {
    expect(found(more, components)).toEqual([taken(path)]);
  });

  test.each<[string, object, object[]]>([
    ['of another name', steps('export2secret', { secretName: 'other' }), web({ name: 'tls', mountPath: '/t' })],
    ['in another namespace', steps('export2secret', { secretName: 'sec', namespace: 'web' }), [{ name: 'db', type: 'alibaba-rds', properties: { writeConnectionSecretToRef: { name: 'sec', namespace: 'web' } } }]],
    ['in another cluster', steps('export2secret', { secretName: 'sec', cluster: 'far' }), []],
    ['that is a ConfigMap', steps('export-data', { name: 'sec' }), []],
  ])('no word of one %s', (_, more, components) => {
    expect(found(more, components)).toEqual([]);
  });
});

describe('names that are nearly those of a table', () => {
  const component = (container: object, name: string, create?: boolean) => ({
    name: 'web', type: 'webservice', properties: { image: 'web', ...container }, traits: [{ type: 'service-account', properties: { name, create } }],
  });
  const found = (container: object, name = 'shop', others: object[] = [], create?: boolean, more: object = {}) => {
    const { spec: { components: [orders] } } = application({ writeConnectionSecretToRef: { name: 'orders-table' } });
    return violations([application({}, {}, { components: [orders, component(container, name, create)], ...more }), ...others]);
  };
  const envFrom = (name: string) => ({ envFrom: [{ secretRef: { name } }] });
  const kindOf = (kind: string, name: string, rest: object = {}) => ({ apiVersion: 'v1', kind, metadata: { name, namespace: 'default' }, ...rest });
  const role = { apiVersion: 'iam.services.k8s.aws/v1alpha1', kind: 'Role', metadata: { name: 'shop', namespace: 'default' } };

  test.each<[string, object, string]>([
    ['a variable', { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'order-table', key: 'tableName' } } }] }, 'env[0].valueFrom.secretKeyRef.name'],
    ['all variables', envFrom('orders-tabel'), 'envFrom[0].secretRef.name'],
    ['a volume', { volumeMounts: { secret: [{ name: 'v', secretName: 'ordres-table', mountPath: '/a' }] } }, 'volumeMounts.secret[0].secretName'],
  ])('of a Secret in %s', (_, container, path) => {
    expect(found(container)).toEqual([
      `warning UnknownSecret spec.components[1].properties.${path} is a Secret that is not among the files, and nearly the name of the connection Secret of a table. Did you mean "orders-table"?`,
    ]);
  });

  test('of a Secret and a ServiceAccount in a Deployment', () => {
    const pods = { serviceAccountName: 'shopp', containers: [envFrom('order-table')] };
    const { spec: { components } } = application({ writeConnectionSecretToRef: { name: 'orders-table' } });
    const beside = application({}, {}, { components });
    expect(violations([beside, workload('Deployment', 'default', pods)])).toEqual([
      expect.stringMatching(/^warning UnknownSecret spec\.template\.spec\.containers\[0\]\.envFrom\[0\]\.secretRef\.name .*Did you mean "orders-table"\?$/),
      'warning UnknownServiceAccount spec.template.spec.serviceAccountName is a ServiceAccount that is not declared, and nearly the name of one that has a role. Did you mean "shop"?',
    ]);
    expect(violations([beside, workload('Deployment', 'web', pods)])).toEqual([]);
  });

  test.each<[string, object[]]>([
    ['Secret', [kindOf('Secret', 'order-table')]], ['ExternalSecret', [kindOf('ExternalSecret', 'a', { spec: { target: { name: 'order-table' } } })]],
    ['Certificate', [kindOf('Certificate', 'a', { spec: { secretName: 'order-table' } })]],
  ])('no word of a Secret that a %s brings', (_, others) => {
    expect(found(envFrom('order-table'), 'shop', others)).toEqual([]);
  });

  test('no word of Secrets and ServiceAccounts that are others', () => {
    expect(found(envFrom('orders-tls'), 'shop-web')).toEqual([]);
    expect(found(envFrom('orders-table-2'), 'web')).toEqual([]);
    expect(found(envFrom('payments'), 'shop2')).toEqual([]);
    expect(found({}, 'shops', [kindOf('ServiceAccount', 'shops')])).toEqual([]);
  });

  test('of a ServiceAccount', () => {
    const near = ['warning UnknownServiceAccount spec.components[1].traits[0].properties.name is a ServiceAccount that is not declared, and nearly the name of one that has a role. Did you mean "shop"?'];
    expect(found({}, 'shpo')).toEqual(near);
    const beside = (...objects: object[]) => violations([application({}, {}, { components: [component({}, 'shopp')] }), ...objects]);
    expect(beside(role)).toEqual([near[0].replace('[1]', '[0]')]);
    expect(beside(kindOf('PodIdentityAssociation', 'a', { spec: { serviceAccount: 'shop' } }))).toHaveLength(1);
    expect(beside(kindOf('ServiceAccount', 'shop'))).toEqual([]);
    expect(beside({ ...role, metadata: { ...role.metadata, namespace: 'web' } })).toEqual([]);
  });

  test('a ServiceAccount that the trait service-account makes too', () => {
    const twice = (by: string) => [`warning DuplicateName spec.components[1].traits[0].properties.name is the name of a ServiceAccount that ${by} too, and this one names no role. Remove create: true, so that the pods use that one.`];
    expect(found({}, 'shop', [], true)).toEqual(twice('a trait access makes'));
    expect(found({}, 'web', [], true)).toEqual([]);
    const declared = [kindOf('ServiceAccount', 'web'), { ...role, metadata: { name: 'web', namespace: 'default' } }];
    expect(found({}, 'web', declared, true)).toEqual(twice('is declared with a role'));
    expect(found({}, 'web', declared.slice(0, 1), true)).toEqual([]);
    expect(found({}, 'web', declared.slice(1), true)).toEqual([]);
  });

  test('a Secret that a policy calls otherwise', () => {
    const named = (...components: object[]) => ({
      policies: [{ name: 'where', type: 'topology', properties: { namespace: 'prod' } }, { name: 'o', type: 'override', properties: { components } }],
      workflow: { steps: [{ name: 'prod', type: 'deploy', properties: { policies: ['where', 'o'] } }] },
    });
    const renamed = { name: 'orders', properties: { writeConnectionSecretToRef: { name: 'prod-table' } } };
    expect(found(envFrom('orders-table'), 'shop', [], undefined, named(renamed))).toEqual([
      'warning UnknownSecret spec.components[1].properties.envFrom[0].secretRef.name is the connection Secret of orders as the component says it, and a policy of the step prod calls it "prod-table". Let the policy give "prod-table" to web too, or leave the name as it is.',
    ]);
    expect(found(envFrom('orders-table'), 'shop', [], undefined, named(renamed, { name: 'web', properties: envFrom('prod-table') }))).toEqual([]);
    expect(found(envFrom('orders-table'), 'shop', [{ ...kindOf('Secret', 'orders-table'), metadata: { name: 'orders-table', namespace: 'prod' } }], undefined, named(renamed))).toEqual([]);
  });
});
