import { Chart } from 'cdk8s';
import { DynamoDbKroComponent, Encryption, Presets, TableDefaults } from '../../src';
import { MINIMAL, refusal, synth } from '../synth';

interface Platform {
  /** SimpleSchema of each field. */
  readonly schema: Record<string, string>;
  readonly table: string;
  readonly annotations: string;
  readonly policy: string;
  readonly cue: string;
}

function platform(defaults: TableDefaults): Platform {
  const docs: any[] = synth((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { defaults }));
  const of = (kind: string): any => docs.find((doc) => doc.kind === kind).spec;
  const graph = of('ResourceGraphDefinition');
  return {
    schema: graph.schema.spec,
    table: graph.resources.find(({ id }: { id: string }) => id === 'table').template.spec,
    annotations: graph.resources.find(({ id }: { id: string }) => id === 'table').template.metadata.annotations,
    policy: JSON.stringify(of('ValidatingAdmissionPolicy')),
    cue: of('ComponentDefinition').schematic.cue.template,
  };
}

const byDefault = (field: string, value: string) => ({ schema }: Platform): boolean => schema[field].includes(`default=${value} `);

/** The controls of AWS Security Hub that a table can satisfy, and how one sees it in the platform resources. */
const CONTROLS: Record<string, (platform: Platform) => boolean> = {
  'DynamoDB.1 (capacity scales with demand)': byDefault('billingMode', '"PAY_PER_REQUEST"'),
  'DynamoDB.2 (point-in-time recovery)': byDefault('pointInTimeRecoveryEnabled', 'true'),
  'DynamoDB.5 (tags)': ({ policy }) => policy.includes('RequiredTags'),
  'DynamoDB.6 (deletion protection)': byDefault('deletionProtectionEnabled', 'true'),
};

const satisfied = (defaults: TableDefaults): string[] => Object.keys(CONTROLS).filter((control) => CONTROLS[control](platform(defaults)));

test('production satisfies the controls of AWS Security Hub', () => {
  expect(satisfied(Presets.production())).toEqual(Object.keys(CONTROLS));
});

test('development satisfies the one on capacity', () => {
  expect(satisfied(Presets.development())).toEqual(['DynamoDB.1 (capacity scales with demand)']);
});

test('production keeps tables and encrypts them with a KMS key, development neither', () => {
  const [production, development] = [Presets.production(), Presets.development()].map(platform);
  expect(production.schema.deletionPolicy).toContain('default="retain"');
  expect(production.table).toContain('"sseType": dyn("KMS")');
  // Not in the schema, which would fill it in for a table that is taken over, too.
  expect(development.schema.deletionPolicy).not.toContain('default=');
  expect(development.annotations).toContain('optional.of("retain") : optional.of("delete")');
  expect(development.table).toEqual(platform({}).table);
});

test('production takes tags and a key of the platform', () => {
  const key = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const { table, cue } = platform(Presets.production({ requiredTags: ['cost-centre'], tags: { zone: 'a' }, encryption: Encryption.customerManagedKey(key) }));
  expect(table).toContain(key);
  expect(table).toContain('"zone"');
  expect(cue).toContain('for k in ["cost-centre"] ');
});

test('a required tag that the platform gives to every table is not asked for', () => {
  const { policy, cue } = platform({ requiredTags: ['team', 'zone'], tags: { zone: 'a' } });
  expect(policy).toContain('[\\"team\\"].filter(');
  expect(cue).toContain('for k in ["team"] ');
  expect(platform({ requiredTags: ['zone'], tags: { zone: 'a' } }).policy).not.toContain('RequiredTags');
});

test('a table that the component adds is held to the tags that it asks for, at synth', () => {
  const declare = (add: (component: DynamoDbKroComponent, chart: Chart) => void): string[] => refusal((chart) =>
    add(new DynamoDbKroComponent(chart, 'dynamodb', { parts: [], defaults: { requiredTags: ['team', 'zone'] } }), chart));
  const lacks = 'tags lack zone, which the platform requires. Add this tag. [RequiredTags]';
  expect(declare((component, chart) => component.addTable(chart, 'orders', { ...MINIMAL, tags: { team: 'shop' } }))).toEqual([expect.stringContaining(lacks)]);
  expect(declare((component, chart) => component.addApplication(chart, 'shop', { ...MINIMAL, tags: { team: 'shop', zone: 'a' } })
    .addTable({ ...MINIMAL, tableName: 'carts', tags: { team: 'shop' } }))).toEqual([expect.stringContaining(`carts: ${lacks}`)]);
});

test.each([[['']], ['team'], [[7]], [null]])('%j are no keys of tags', (requiredTags: any) => {
  expect(refusal((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { defaults: { requiredTags } }))).toEqual([expect.stringContaining('defaults.requiredTags')]);
});
