import { Chart, Testing } from 'cdk8s';
import { PodIdentityAssociation } from '../../imports/eks.services.k8s.aws';
import { Role } from '../../imports/iam.services.k8s.aws';
import { AccessTraitOptions, DynamoDbKroComponent, DynamoDbKroComponentProps, Encryption, PlatformPart, ProviderConfig } from '../../src';
import { ACCESS_FIELDS, ACCESS_LEVELS } from '../../src/contract/access-trait';
import { ACCESS_OF_LEVEL } from '../../src/iam/access-levels';
import { POD_IDENTITY_ASSOCIATION, ROLE } from '../../src/vela/access-trait';
import { refusal, synth, warned } from '../synth';

const BOUNDARY = 'arn:aws:iam::123456789012:policy/boundary';
const OPTIONS: AccessTraitOptions = { account: '123456789012', permissionsBoundary: BOUNDARY, clusterName: 'prod' };

const component = (accessTrait?: object, props: DynamoDbKroComponentProps = {}) =>
  new DynamoDbKroComponent(new Chart(Testing.app(), 'chart'), 'dynamodb', { ...props, accessTrait: accessTrait as AccessTraitOptions });
const definition = (accessTrait: object, props: DynamoDbKroComponentProps = {}): any =>
  component(accessTrait, props).traitDefinitions.map((each) => each.toJson()).pop();
const templateOf = (accessTrait: object, props: DynamoDbKroComponentProps = {}): string => definition(accessTrait, props).spec.schematic.cue.template;
const refused = (change: object): string[] => refusal((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { accessTrait: { ...OPTIONS, ...change } }));

test('it is emitted where it is asked for, after the traits of the table, and under the name of the component', () => {
  const names = (made: DynamoDbKroComponent) => made.traitDefinitions.map(({ name }) => name);
  expect(names(component())).not.toContain('aws-dynamodb-kro-access');
  expect(names(component(OPTIONS))).toEqual([...names(component()), 'aws-dynamodb-kro-access']);
  expect(definition(OPTIONS, { componentName: 'dynamodb' }).metadata.name).toBe('dynamodb-access');
  expect(component(OPTIONS, { parts: [PlatformPart.RESOURCE_GRAPH] }).traitDefinitions).toEqual([]);
  expect(definition(OPTIONS, { apiGroup: 'data.example.com' }).spec.appliesToWorkloads).toEqual(['dynamodbtables.data.example.com']);
});

test('the file holds the same template as the object, and the health of the roles', () => {
  const withoutIndent = (text: string) => text.replace(/^[ \t]+/gm, '');
  const file = component(OPTIONS).traitsToCue()['aws-dynamodb-kro-access'];
  const [, imports, template] = /^((?:import [^\n]*\n)*)(.*)$/s.exec(withoutIndent(templateOf(OPTIONS)))!;
  expect(imports).toBe('import "crypto/sha256"\nimport "encoding/hex"\nimport "encoding/json"\nimport "list"\nimport "strings"\n');
  expect(withoutIndent(file)).toContain(`template: {\n${template}}\n`);
  const { healthPolicy, customStatus } = definition(OPTIONS).spec.status;
  expect(withoutIndent(file)).toContain(withoutIndent(healthPolicy));
  expect(withoutIndent(file)).toContain(withoutIndent(customStatus));
  expect(component().traitsToCue()).not.toHaveProperty('aws-dynamodb-kro-access');
});

test('the actions of each level are those of its grant', () => {
  const template = templateOf(OPTIONS);
  const groups = [...template.matchAll(/actions: (\[.*\])\n\t\tgrants: \[\n((?:\t\t\t.*\n)+)/g)].map(([, actions, grants]) => ({ actions: JSON.parse(actions), grants }));
  for (const level of ACCESS_LEVELS) {
    const { table, stream, key } = ACCESS_OF_LEVEL[level];
    const ofLevel = groups.filter(({ grants }) => grants.includes(`level: "${level}"`));
    expect(ofLevel.map(({ actions }) => actions).sort()).toEqual([table ?? stream, key].sort());
  }
  expect(template).toContain('resource: "arn:aws:dynamodb:{region}:{account}:table/{tableName}/index/*"');
});

test('it knows the accounts of the provider configurations of the app, also of those that are declared later', () => {
  const app = Testing.app();
  const made = new DynamoDbKroComponent(new Chart(app, 'platform'), 'dynamodb', { accessTrait: OPTIONS });
  const templates = () => [made.traitDefinitions[made.traitDefinitions.length - 1].toJson().spec.schematic.cue.template, made.traitsToCue()['aws-dynamodb-kro-access']];
  templates().forEach((text) => expect(text).not.toContain('provider'));
  const provider = (chart: string, name: string, account: string) =>
    new ProviderConfig(Chart.of(app.node.tryFindChild(chart) ?? new Chart(app, chart)), name, { roleArn: `arn:aws:iam::${account}:role/ack` });
  provider('teams', 'team-b', '222222222222');
  provider('platform', 'team-a', '333333333333');
  // Those of two clusters, of which neither is nearer.
  ['dev', 'prod'].forEach((chart, i) => provider(chart, 'team-c', `44444444444${i}`));
  templates().forEach((text) => {
    expect(text.replace(/\s+/g, ' ')).toContain('_providerAccounts: { "team-a": "333333333333" "team-b": "222222222222" }');
    expect(text).toContain('if _providerAccounts[p.providerConfigRef.name] != _|_ {_providerAccounts[p.providerConfigRef.name]}, "123456789012"][0]');
    expect(text).not.toContain('team-c');
  });
});

test('cluster, region, path and prefix, or the issuer', () => {
  const pod = templateOf({ ...OPTIONS, clusterRegion: 'eu-west-1', path: '/workloads/', roleNamePrefix: 'prod-' });
  ['clusterName: "prod"', '"services.k8s.aws/region": "eu-west-1"', 'path: "/workloads/"', `permissionsBoundary: "${BOUNDARY}"`, 'let fullName = "prod-" + context.namespace + "_" + name'].forEach((text) => expect(pod).toContain(text));
  const { clusterName, ...rest } = OPTIONS;
  expect(clusterName).toBe('prod');
  const irsa = templateOf({ ...rest, oidcIssuer: 'https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE', partition: 'aws-cn' });
  expect(irsa).toContain('"eks.amazonaws.com/role-arn": "arn:aws-cn:iam::123456789012:role/" + w.roleName');
  expect(irsa).not.toContain('PodIdentityAssociation');
  expect(irsa).toContain('arn:aws-cn:iam::123456789012:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE');
});

test('the key of the platform counts for tables that say nothing', () => {
  const key = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  expect(templateOf(OPTIONS, { defaults: { encryption: Encryption.customerManagedKey(key) } })).toContain(`if len(_encrypted) == 0 {"${key}"}`);
  expect(templateOf(OPTIONS, { defaults: { encryption: Encryption.awsManagedKey() } })).toContain('if len(_encrypted) == 0 {""}');
});

test('kinds are those of imports/, and parameters are documented', () => {
  expect([ROLE, POD_IDENTITY_ASSOCIATION]).toEqual([Role.GVK, PodIdentityAssociation.GVK]);
  ACCESS_FIELDS.forEach(({ doc }) => expect(templateOf(OPTIONS)).toContain(`// +usage=${doc}\n`));
});

test('the add-on names it', () => {
  const objects = synth((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { accessTrait: OPTIONS }));
  expect(objects.filter(({ kind }) => kind === 'TraitDefinition').pop().metadata.annotations['definition.oam.dev/description']).toMatch(/^Gives ServiceAccounts access/);
});

test.each<[string, object, string]>([
  ['no account', { account: undefined }, 'accessTrait.account is missing'],
  ['no boundary', { permissionsBoundary: undefined }, 'accessTrait.permissionsBoundary is missing'],
  ['a wrong boundary', { permissionsBoundary: 'boundary' }, 'accessTrait.permissionsBoundary "boundary"'],
  ['neither cluster nor issuer', { clusterName: undefined }, 'accessTrait.clusterName and oidcIssuer are missing. Give clusterName for EKS Pod Identity, or oidcIssuer for IRSA. [InvalidIdentity]'],
  ['both', { oidcIssuer: 'oidc.example.com' }, 'accessTrait.clusterName and oidcIssuer are given together'],
  ['a long prefix', { roleNamePrefix: 'a'.repeat(33) }, 'accessTrait.roleNamePrefix'],
  ['hostile text', { clusterName: '\\(context.name)"' }, 'accessTrait.clusterName'],
  ['a misspelt name', { boundary: BOUNDARY }, 'accessTrait.boundary'],
])('%s is refused', (_, change, message) => {
  expect(refused(change)).toEqual([expect.stringContaining(`[chart/dynamodb] ${message}`)]);
});

test('a region that AWS is not known to have is a warning', () => {
  expect(warned(() => synth((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { accessTrait: { ...OPTIONS, clusterRegion: 'us-eats-1' } })))).toEqual([
    'Warning: [chart/dynamodb] accessTrait.clusterRegion "us-eats-1" is not a known AWS region. Did you mean "us-east-1"? [UnknownRegion]',
  ]);
});

test('EKS may assume a role for its own account only', () => {
  expect(templateOf(OPTIONS)).toContain('\\"aws:SourceAccount\\":\\"123456789012\\"');
});
