import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Testing, Yaml } from 'cdk8s';
import {
  AttributeType, DynamoDbApplication, DynamoDbKroComponent, DynamoDbKroComponentProps, DynamoDbKroPlatform, DynamoDbTable, Encryption,
  Presets, ProviderConfig, TableProps, TableTrait, WorkloadRole,
} from '../src';
import { run } from './cli/run';
import { PLATFORM } from '../src/contract/names';
import { DynamoDbValidation } from '../src/validation/plugin';
import { readPlatform } from '../src/validation/read-platform';
import { readYaml } from '../src/validation/yaml';

const props: TableProps = { tableName: 'orders', region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING } };
const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function platformYaml(given: DynamoDbKroComponentProps = { defaults: Presets.production() }): string {
  const chart = new Chart(Testing.app(), 'platform');
  new DynamoDbKroComponent(chart, 'dynamodb', given);
  return Yaml.stringify(...chart.toJson());
}

const errors = (app: App): string[] => app.node.findAll().flatMap((construct) => construct.node.validate());

describe('constructs in the same app', () => {
  const withPlatform = (given: DynamoDbKroComponentProps = { defaults: Presets.production() }) => {
    const app = new App();
    new DynamoDbKroComponent(new Chart(app, 'platform'), 'dynamodb', given);
    return { app, chart: new Chart(app, 'shop') };
  };

  test('hold to the platform without being asked', () => {
    const { app, chart } = withPlatform();
    new DynamoDbTable(chart, 'orders', props);
    new DynamoDbApplication(chart, 'shop', { tables: [{ ...props, tableName: 'carts' }] });
    expect(errors(app)).toEqual([
      'tags lack team, which the platform requires. Add this tag. [RequiredTags]', 'carts: tags lack team, which the platform requires. Add this tag. [RequiredTags]',
    ]);
  });

  test('are right with what it asks for, and whatever comes first', () => {
    const app = new App();
    new DynamoDbTable(new Chart(app, 'shop'), 'orders', { ...props, tags: { team: 'shop' } });
    new DynamoDbTable(new Chart(app, 'late'), 'carts', { ...props, tableName: 'carts' });
    new DynamoDbKroComponent(new Chart(app, 'platform'), 'dynamodb', { defaults: Presets.production() });
    expect(errors(app)).toEqual([expect.stringContaining('[RequiredTags]')]);
  });

  test('the nearest platform counts, and of several at one distance none', () => {
    const { app, chart } = withPlatform();
    const dev = new Chart(app, 'dev');
    const component = new DynamoDbKroComponent(dev, 'dynamodb', { defaults: Presets.development(), resourceGraphName: 'other' });
    new DynamoDbTable(dev, 'near', { ...props, tableName: 'near' });
    new DynamoDbTable(chart, 'between', { ...props, tableName: 'between' });
    component.addTable(chart, 'added', { ...props, tableName: 'added' });
    expect(errors(app)).toEqual([]);
  });

  test('another API group is reported', () => {
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { app, chart } = withPlatform({ apiGroup: 'data.example.com', componentName: 'acme', defaults: Presets.production() });
    new DynamoDbTable(chart, 'orders', props);
    expect(errors(app)).toEqual([]);
    expect(written.mock.calls.flat()).toEqual([expect.stringContaining('apiGroup "kro.run" is not that of the platform in this app. Give data.example.com. [UnknownApi]')]);
    written.mockRestore();
  });
});

describe('DynamoDbKroPlatform', () => {
  test('brings the platform of another repository', () => {
    const app = new App();
    const platform = DynamoDbKroPlatform.fromYaml(app, 'platform', platformYaml({ apiGroup: 'data.example.com', componentName: 'acme', defaults: { requiredTags: ['team'] } }));
    const chart = new Chart(app, 'shop');
    new DynamoDbTable(chart, 'orders', { ...props, apiGroup: platform.apiGroup });
    new DynamoDbApplication(chart, 'app', { componentName: platform.componentName, tables: [{ ...props, tableName: 'carts', tags: { team: 'shop' } }] });
    expect(errors(app)).toEqual([expect.stringContaining('[RequiredTags]')]);
    expect([platform.apiGroup, platform.componentName]).toEqual(['data.example.com', 'acme']);
    expect(platform.node.findAll()).toEqual([platform]);
  });

  test('of a newer version tells what is not known', () => {
    const printed = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const app = new App();
    DynamoDbKroPlatform.fromYaml(app, 'platform', `kind: X\nmetadata: {annotations: {${PLATFORM}: '{"quotas": {}}'}}`);
    new DynamoDbTable(new Chart(app, 'shop'), 'orders', props);
    expect(errors(app)).toEqual([]);
    expect(printed.mock.calls.flat()).toEqual(['Warning: [platform] quotas is a setting of the platform that this version does not know. Update cdk8s-dynamodb-kro to validate as that platform does. [NotValidated]\n']);
    printed.mockRestore();
  });

  test('is read from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'platform-'));
    const file = join(folder, 'platform.yaml');
    writeFileSync(file, platformYaml());
    const app = new App();
    DynamoDbKroPlatform.fromFile(app, 'platform', file);
    new DynamoDbTable(new Chart(app, 'shop'), 'orders', props);
    expect(errors(app)).toHaveLength(1);
    writeFileSync(file, 'a: b');
    expect(() => DynamoDbKroPlatform.fromFile(app, 'again', file)).toThrow(`[again] ${file}: there is no ResourceGraphDefinition of DynamoDBTable`);
    rmSync(folder, { recursive: true });
    expect(() => DynamoDbKroPlatform.fromFile(app, 'absent', file)).toThrow('ENOENT');
  });
});

describe('an imported platform', () => {
  test('that lacks a trait, which a table of an Application needs', () => {
    const withAll = platformYaml({ componentName: 'acme' });
    const found = (yaml: string, ...traits: TableTrait[]) => {
      const app = new App();
      DynamoDbKroPlatform.fromYaml(app, 'platform', yaml);
      new DynamoDbApplication(new Chart(app, 'shop'), 'shop', { componentName: 'acme', traits, tables: [{ ...props, timeToLiveAttribute: 'expiresAt' }] });
      return errors(app);
    };
    const without = withAll.split(/^---$/m).filter((document) => !/kind: TraitDefinition\n[^]*name: acme-(ttl|stream)$/m.test(document)).join('---\n');
    expect(found(withAll, TableTrait.STREAM, TableTrait.TIME_TO_LIVE)).toEqual([]);
    expect(found(without, TableTrait.STREAM, TableTrait.TIME_TO_LIVE)).toEqual([
      'traits[1] "ttl" has no TraitDefinition acme-ttl on this platform, so KubeVela rejects the Application. Leave it out, or ask the platform team for it. [UnknownTrait]',
    ]);
    // What holds no definitions does not tell which there are.
    expect(found(withAll.split(/^---$/m).find((document) => document.includes('kind: ComponentDefinition\n'))!, TableTrait.TIME_TO_LIVE)).toEqual([]);
  });
});

describe('readPlatform', () => {
  test('gives names, defaults and required tags', () => {
    const platform = readPlatform(platformYaml({ componentName: 'acme', defaults: { ...Presets.production({ tags: { owner: 'x' } }), encryption: Encryption.customerManagedKey(KEY) } }));
    expect(platform).toMatchObject({
      names: { apiGroup: 'kro.run', componentName: 'acme', traitTypes: expect.arrayContaining(['acme-ttl']) },
      defaults: { pointInTimeRecoveryEnabled: true, deletionProtectionEnabled: true, deletionPolicy: 'retain' },
      table: { tags: [{ key: 'owner', value: 'x' }], encryption: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: KEY } },
      rules: [expect.objectContaining({ code: 'RequiredTags' }), expect.objectContaining({ code: 'Encryption' })],
    });
  });

  test('from the ResourceGraphDefinition alone, and from the ComponentDefinition alone', () => {
    const documents = platformYaml().split(/^---$/m);
    const only = (kind: string) => documents.filter((document) => document.includes(`kind: ${kind}\n`)).join('---\n');
    const codesOf = (kind: string) => readPlatform(only(kind)).rules.map(({ code }) => code);
    expect(codesOf('ResourceGraphDefinition')).toEqual(['RequiredTags', 'ReplicaKey', 'Encryption']);
    expect(codesOf('ComponentDefinition')).toEqual(['RequiredTags', 'ReplicaKey', 'Encryption']);
  });

  test.each([
    ['no platform', 'kind: ConfigMap', 'there is no ResourceGraphDefinition'],
    ['an older platform', 'kind: ResourceGraphDefinition\nspec: {schema: {kind: DynamoDBTable}}', 'Synthesize them again'],
    ['an annotation that is no JSON', `kind: ResourceGraphDefinition\nmetadata: {name: a, annotations: {${PLATFORM}: "{"}}`, 'of ResourceGraphDefinition a is not JSON'],
    ['an annotation that is no object', `kind: X\nmetadata: {annotations: {${PLATFORM}: "5"}}`, 'is not JSON'],
  ])('%s', (_, yaml, message) => {
    expect(() => readPlatform(yaml)).toThrow(message);
  });

  test('of an annotation by hand, what is missing has its default', () => {
    expect(readPlatform(`kind: X\nmetadata: {annotations: {${PLATFORM}: "{}"}}`)).toMatchObject({ names: { apiGroup: 'kro.run', componentName: 'aws-dynamodb-kro' }, rules: [{ code: 'ReplicaKey' }], defaults: {} });
  });
});

describe('on YAML', () => {
  const table = (spec = '') => `apiVersion: data.example.com/v1alpha1\nkind: DynamoDBTable\nmetadata: {name: orders}\nspec:\n  tableName: orders\n  region: us-east-1\n  attributeDefinitions: [{attributeName: id, attributeType: S}]\n  keySchema: [{attributeName: id, keyType: HASH}]\n${spec}`;
  const platform = platformYaml({ apiGroup: 'data.example.com', defaults: Presets.production() });
  const files = { 'platform.yaml': platform, 'bad.yaml': table(), 'good.yaml': table('  tags: [{key: team, value: shop}]\n') };

  test('validate --platform', async () => {
    expect(await run(files, 'validate', '--platform', 'platform.yaml', 'bad.yaml')).toMatchObject({ code: 1, out: expect.stringContaining('tags lack team, which the platform requires. Add this tag. [RequiredTags]') });
    expect(await run(files, 'validate', '--platform', 'platform.yaml', 'good.yaml')).toEqual({ code: 0, out: '1 table, 0 violations, 0 warnings', error: '' });
  });

  test('a value that is wrong by itself hides nothing that the platform wants', async () => {
    const { out } = await run({ ...files, 'bad.yaml': table('  tableClass: COLD\n') }, 'validate', '--platform', 'platform.yaml', 'bad.yaml');
    expect(out.match(/\[\w+\]/g)).toEqual(['[InvalidValue]', '[RequiredTags]']);
  });

  test('a trait whose TraitDefinition the platform lacks', async () => {
    const application = (...types: string[]) => `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n  components:\n    - name: orders\n      type: aws-dynamodb-kro\n      properties: {tableName: orders, region: us-east-1, tags: [{key: team, value: a}], attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}\n      traits:\n${types.map((type) => `        - {type: ${type}, properties: ${type.includes('access') ? '{access: [{serviceAccount: a, level: read}]}' : '{ttlAttributeName: a}'}}\n`).join('')}`;
    const both = application('aws-dynamodb-kro-access', 'aws-dynamodb-kro-ttl@v1');
    const withAll = platformYaml();
    const documents = withAll.split(/^---$/m);
    const without = (kind: string) => documents.filter((document) => !document.includes(`kind: ${kind}\n`)).join('---\n');
    const found = async (yaml: string, ...args: string[]) => (await run({ 'platform': yaml, 'app.yaml': both }, 'validate', ...args, 'app.yaml')).out;
    const ACCESS = 'app.yaml:10:12: Application shop orders: traits[0].type "aws-dynamodb-kro-access" has no TraitDefinition on this platform, so KubeVela rejects the Application. Remove the trait, or ask the platform team for accessTrait. [UnknownTrait]';
    const TTL = 'traits[1].type "aws-dynamodb-kro-ttl@v1" has no TraitDefinition on this platform, so KubeVela rejects the Application. Set its properties in those of the component, or ask the platform team for its TraitDefinition. [UnknownTrait]';
    expect(await found(withAll, '--platform', 'platform')).toBe(`${ACCESS}\n1 table, 1 violation, 0 warnings`);
    expect(await found(withAll, 'platform')).toBe(`${ACCESS}\n1 table, 1 violation, 0 warnings`);
    expect(await found(without('TraitDefinition'), '--platform', 'platform')).toContain(TTL);
    // What holds no definitions does not tell which there are.
    expect(await found(without('TraitDefinition').replace(/kind: ComponentDefinition/, 'kind: Other'), '--platform', 'platform')).toBe('1 table, 0 violations, 0 warnings');
    expect(await found(documents.find((document) => document.includes('kind: ComponentDefinition\n'))!, '--platform', 'platform')).toBe('1 table, 0 violations, 0 warnings');
    expect(await found(platformYaml({ accessTrait: { clusterName: 'apps', account: '111122223333', permissionsBoundary: 'arn:aws:iam::111122223333:policy/tables' } }), '--platform', 'platform')).toBe('1 table, 0 violations, 0 warnings');
  });

  test('a table in another partition than the roles of the trait access', async () => {
    const application = 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n  components:\n    - name: orders\n      type: aws-dynamodb-kro\n      properties: {tableName: orders, region: us-gov-east-1, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}]}\n      traits: [{type: aws-dynamodb-kro-access, properties: {access: [{serviceAccount: a, level: read}]}}]\n';
    const found = async (partition?: string) => (await run({
      'platform': platformYaml({ accessTrait: { clusterName: 'apps', account: '111122223333', permissionsBoundary: `arn:${partition ?? 'aws'}:iam::111122223333:policy/tables`, partition } }), 'app.yaml': application,
    }, 'validate', '--platform', 'platform', 'app.yaml')).out;
    expect(await found()).toContain('traits[0].type makes roles in the partition aws, and the table is in aws-us-gov.');
    expect(await found('aws-us-gov')).toBe('1 table, 0 violations, 0 warnings');
  });

  test('the platform among the files, unless there are two', async () => {
    expect(await run(files, 'validate', 'platform.yaml', 'bad.yaml')).toMatchObject({ code: 1, out: expect.stringContaining('[RequiredTags]'), error: '' });
    const other = platformYaml({ apiGroup: 'data.example.com', componentName: 'other' });
    expect(await run({ ...files, other }, 'validate', '--api-group', 'data.example.com', 'platform.yaml', 'other', 'bad.yaml')).toEqual({
      code: 0,
      out: '1 table, 0 violations, 0 warnings',
      error: expect.stringMatching(/^Note: the tables are validated without a platform: there are 2 platforms that differ: /),
    });
  });

  test('a table that is wrong only with the defaults of the platform', async () => {
    const tags = Array.from({ length: 20 }, (_, i) => [`p${i}`, 'v'] as const);
    const many = platformYaml({ apiGroup: 'data.example.com', defaults: { tags: Object.fromEntries(tags) } });
    const own = `  tags:\n${Array.from({ length: 31 }, (_, i) => `  - {key: t${i}, value: v}`).join('\n')}\n`;
    const { code, out } = await run({ many, 't.yaml': table(own) }, 'validate', '--platform', 'many', 't.yaml');
    expect([code, out]).toEqual([1, expect.stringContaining('(with the defaults of the platform)')]);
  });

  test('a platform that cannot be read: 2', async () => {
    expect(await run({ ...files, 'a.yaml': 'kind: X' }, 'validate', '--platform', 'a.yaml', 'good.yaml')).toMatchObject({ code: 2, error: expect.stringMatching(/^--platform a\.yaml: there is no/) });
  });

  test('the plugin of cdk8s.yaml, with the platform in what was synthesized', async () => {
    const violations: object[] = [];
    await new DynamoDbValidation().validate({
      manifests: ['platform.yaml', 'bad.yaml'],
      parseManifest: (name) => readYaml(files[name as keyof typeof files]),
      logger: { log: () => undefined },
      report: { addViolation: (violation) => violations.push(violation), submit: () => undefined },
    });
    expect(violations).toEqual([expect.objectContaining({ ruleName: 'RequiredTags' })]);
  });

  test('the plugin of cdk8s.yaml', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plugin-'));
    const file = join(folder, 'platform.yaml');
    writeFileSync(file, platform);
    const violations: object[] = [];
    await new DynamoDbValidation({ platform: file }).validate({
      manifests: ['a.yaml'],
      parseManifest: () => readYaml(table()),
      logger: { log: () => undefined },
      report: { addViolation: (violation) => violations.push(violation), submit: () => undefined },
    });
    rmSync(folder, { recursive: true });
    expect(violations).toEqual([expect.objectContaining({ ruleName: 'RequiredTags' })]);
  });
});

describe('the provider configurations of the platform of another app', () => {
  const [OWN, OTHER] = ['123456789012', '222222222222'];
  const accessTrait = { account: OWN, permissionsBoundary: `arn:aws:iam::${OWN}:policy/workloads`, clusterName: 'prod' };
  const resources = (yaml: string, wanted: (object: any) => boolean = () => true): string => Yaml.stringify(...readYaml(yaml).filter(wanted));
  const platform = (): string => {
    const chart = new Chart(Testing.app(), 'platform');
    new DynamoDbKroComponent(chart, 'dynamodb', { accessTrait });
    new ProviderConfig(chart, 'team-a', { roleArn: `arn:aws:iam::${OTHER}:role/ack` });
    return Yaml.stringify(...chart.toJson());
  };
  const granted = (yaml: string) => {
    const lines: string[] = [];
    const write = jest.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const app = new App();
    DynamoDbKroPlatform.fromYaml(app, 'platform', yaml);
    const chart = new Chart(app, 'shop', { namespace: 'default' });
    const role = new WorkloadRole(chart, 'role', { account: OWN, serviceAccountName: 'shop', clusterName: 'prod' });
    new DynamoDbTable(chart, 'orders', { ...props, providerConfig: 'team-a' }).grantReadData({ grantee: role });
    const [{ inlinePolicies }] = chart.toJson().filter(({ kind }: any) => kind === 'Role').map(({ spec }: any) => spec);
    errors(app);
    write.mockRestore();
    return { policy: JSON.stringify(inlinePolicies), lines };
  };

  test.each([
    ['the whole platform', platform()],
    ['its graph alone, which says them', resources(platform(), ({ kind }) => kind === 'ResourceGraphDefinition')],
  ])('tell grants the account: %s', (_, yaml) => {
    const { policy, lines } = granted(yaml);
    expect(policy).toContain(`:${OTHER}:table/orders`);
    expect(lines).toEqual([expect.stringContaining(`account of orders "${OTHER}" is not that of the role`)]);
  });

  test('are not those of a platform in this app', () => {
    const app = new App();
    DynamoDbKroPlatform.fromYaml(new Chart(app, 'other'), 'platform', platform());
    const chart = new Chart(app, 'own');
    new DynamoDbKroComponent(chart, 'dynamodb', { accessTrait, apiGroup: 'data.example.com' });
    expect(JSON.stringify(chart.toJson())).not.toContain(OTHER);
  });
});
