/** The commands of this library that README and the guides quote: each is one that there is, and prints what stands below it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Chart, Testing, Yaml } from 'cdk8s';
import { blocksOf, blockWith } from './blocks';
import { DynamoDbKroComponent, DynamoDbTable, PlatformPart, TableDefaults } from '../src';
import * as library from '../src';
import { COMMANDS } from '../src/cli/commands';
import { main } from '../src/cli/main';
import { nodeIo } from '../src/cli/node-io';
import { parseArguments } from '../src/cli/parse-arguments';
import { PROGRAM } from '../src/cli/usage';

const PAGES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'README.md', 'docs/*.md', 'docs/**/*.md'], { encoding: 'utf8' }).trim().split('\n');

type Files = Readonly<Record<string, string>>;

/** Every command line of ours in a page, in blocks and in sentences. */
function commandsIn(page: string): string[] {
  const text = readFileSync(page, 'utf8').replaceAll('\\\n', ' ');
  return [...text.matchAll(new RegExp(`(?:^|[\`| ":])(?:npx )?${PROGRAM} ([a-z-]+[^\`|>#\\n;"]*)`, 'gm'))].map(([, line]) => line.trim())
    .filter((line) => COMMANDS.some(({ name }) => line.split(' ')[0] === name));
}

const words = (line: string): string[] => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);

test('every command is one that there is, with options that it takes', () => {
  const lines = PAGES.flatMap(commandsIn);
  expect(lines.length).toBeGreaterThan(30);
  for (const line of lines) {
    const [name, ...args] = words(line);
    const command = COMMANDS.find((each) => each.name === name)!;
    expect([line, parseArguments(command, args).notes]).toEqual([line, []]);
  }
});

/** What a command line prints on files that are there. */
async function printed(files: Files, line: string): Promise<{ readonly out: string; readonly error: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'quoted-'));
  // What a command names by ../ is in the folder too.
  const here = join(folder, 'here');
  mkdirSync(here);
  const before = process.cwd();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(here, file)), { recursive: true });
    writeFileSync(join(here, file), text);
  }
  const [out, error]: string[][] = [[], []];
  process.chdir(here);
  try {
    await main(words(line), '1.2.3', { ...nodeIo(), out: (text) => out.push(text), error: (text) => error.push(text) });
    return { out: out.join('\n'), error: error.join('\n') };
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}

const table = (name: string, { keys = 'id', more = '' } = {}): string => `apiVersion: kro.run/v1alpha1
kind: DynamoDBTable
metadata: {name: ${name}, namespace: shop}
spec:
  tableName: ${name}
  region: us-east-1
  attributeDefinitions: [{attributeName: ${keys}, attributeType: S}]
  keySchema: [{attributeName: ${keys}, keyType: HASH}]
${more}`;

const ALIKE = Array.from({ length: 9 }, (_, i) => table(`table-${i}`));

/** The ComponentDefinition of a platform with these defaults. */
function componentDefinition(defaults: TableDefaults): string {
  const chart = new Chart(Testing.app(), 'platform');
  new DynamoDbKroComponent(chart, 'dynamodb', { defaults, parts: [PlatformPart.COMPONENT_DEFINITION] });
  return Yaml.stringify(...Testing.synth(chart));
}

const graph = (fields: string): string => `apiVersion: kro.run/v1alpha1
kind: ResourceGraphDefinition
metadata: {name: dynamodbtable}
spec:
  schema: {kind: DynamoDBTable, apiVersion: v1alpha1, spec: {${fields}}}
`;

const TEMPLATE = `Parameters: {Stage: {Type: String}}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub 'orders-\${Stage}'
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}
      SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !ImportValue key}
  OrdersReads:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: dynamodb
      ScalableDimension: dynamodb:table:ReadCapacityUnits
      ResourceId: !Sub 'table/\${Orders}'
      MinCapacity: 5
      MaxCapacity: 50
      RoleARN: arn:aws:iam::123456789012:role/scaling
  Audit:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      BillingMode: PAY_PER_REQUEST
`;

const ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';
const AWS_CLI: Files = Object.fromEntries(Object.entries({
  'out/orders.json': {
    Table: {
      TableName: 'orders',
      TableArn: ARN,
      TableStatus: 'ACTIVE',
      AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }, { AttributeName: 'customerId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      GlobalSecondaryIndexes: [{
        IndexName: 'by-customer',
        IndexStatus: 'ACTIVE',
        KeySchema: [{ AttributeName: 'customerId', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total'] },
      }],
      DeletionProtectionEnabled: true,
      WarmThroughput: { ReadUnitsPerSecond: 20000, WriteUnitsPerSecond: 4000, Status: 'ACTIVE' },
    },
  },
  'out/orders.ttl.json': { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' } },
  'out/orders.backups.json': { ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' } } },
  'out/orders.tags.json': { Tags: [{ Key: 'team', Value: 'shop' }, { Key: 'aws:cloudformation:stack-name', Value: 'shop' }] },
  'out/orders.insights.json': { TableName: 'orders', ContributorInsightsStatus: 'DISABLED' },
}).map(([file, value]) => [file, JSON.stringify(value)]));
// The call fails where there is no policy, and leaves an empty file.
Object.assign(AWS_CLI, { 'out/orders.policy.json': '' });

/** A state of Terraform, as `terraform show -json` prints it: a provisioned table, and auto scaling of its reads. */
const TERRAFORM: Files = {
  'state.json': JSON.stringify({
    format_version: '1.0',
    terraform_version: '1.9.5',
    values: {
      root_module: {
        resources: [{
          address: 'aws_dynamodb_table.orders',
          mode: 'managed',
          type: 'aws_dynamodb_table',
          name: 'orders',
          values: {
            arn: ARN,
            attribute: [{ name: 'orderId', type: 'S' }],
            billing_mode: 'PROVISIONED',
            deletion_protection_enabled: true,
            global_secondary_index: [],
            hash_key: 'orderId',
            id: 'orders',
            local_secondary_index: [],
            name: 'orders',
            point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 35 }],
            read_capacity: 10,
            replica: [],
            server_side_encryption: [],
            stream_enabled: false,
            stream_view_type: '',
            table_class: 'STANDARD',
            tags: { team: 'shop' },
            tags_all: { team: 'shop', terraform: 'true' },
            ttl: [{ attribute_name: 'expiresAt', enabled: true }],
            write_capacity: 5,
          },
        }, {
          address: 'aws_appautoscaling_target.orders',
          mode: 'managed',
          type: 'aws_appautoscaling_target',
          name: 'orders',
          values: { max_capacity: 50, min_capacity: 5, resource_id: 'table/orders', scalable_dimension: 'dynamodb:table:ReadCapacityUnits', service_namespace: 'dynamodb' },
        }],
      },
    },
  }),
};

/** A table as cdk8s synth writes it. */
function synthesizedTable(): string {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  new DynamoDbTable(chart, 'orders', { tableName: 'orders', region: 'us-east-1', partitionKey: { name: 'id', type: library.AttributeType.STRING } });
  return Yaml.stringify(...Testing.synth(chart));
}

/** The files that a command with a quoted output is given, by page and by how the command begins. */
const GIVEN: ReadonlyArray<readonly [page: string, command: string, files: Files]> = [
  ['docs/validation.md', 'validate table.yaml application.yaml', {
    'table.yaml': table('orders', { keys: 'k', more: '  provisionedThroughput: {readCapacityUnits: 5, writeCapacityUnits: 5}\n' }).replace('attributeType: S', 'attributeType: N'),
    'application.yaml': 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop, namespace: shop}\nspec:\n  components: [{name: web, type: webservice}]\n',
  }],
  ['docs/validation.md', 'validate --platform', { 'platform.yaml': componentDefinition({ requiredTags: ['team'] }), 'dist/shop.k8s.yaml': synthesizedTable() }],
  ['docs/tutorials/yaml.md', 'validate orders.yaml', { 'orders.yaml': blocksOf('docs/tutorials/yaml.md')[0].code }],
  ['docs/upgrading.md', 'check-upgrade old.yaml', {
    'old.yaml': `${graph('tableClass: \'string | enum="STANDARD,STANDARD_INFREQUENT_ACCESS"\'')}---\n${componentDefinition({ deletionProtection: true })}`,
    'new.yaml': `${graph('tableClass: \'string | enum="STANDARD"\', warmThroughput: integer')}---\n${componentDefinition({ requiredTags: ['team'] })}`,
  }],
  ['docs/review-a-change.md', 'plan ../main/manifests', {
    '../main/manifests/shop.yaml': [
      ...ALIKE, table('sessions'), table('orders', { more: '  streamEnabled: true\n  streamViewType: KEYS_ONLY\n' }), table('invoices'),
    ].join('---\n'),
    'manifests/shop.yaml': [
      ...ALIKE, table('orders', { more: '  streamEnabled: true\n  streamViewType: NEW_IMAGE\n' }), table('invoices', { keys: 'number' }),
    ].join('---\n'),
  }],
  ['docs/bring-your-tables.md', 'import out', AWS_CLI],
  ['docs/bring-your-tables.md', 'import --region eu-west-1', { 'template.yaml': TEMPLATE }],
  ['docs/bring-your-tables.md', 'import state.json', TERRAFORM],
];

/** What needs a cluster; `test/cli/check-cluster.test.ts` compares it with the output over a stand-in for kubectl. */
const IN_CLUSTER = ['docs/troubleshooting.md: check-cluster'];

/** Each command that has its output in the block below it. */
const QUOTED = PAGES.flatMap((page) => {
  const blocks = blocksOf(page);
  return blocks.flatMap(({ language, code }, i) => {
    const line = /^(?:npx )?cdk8s-dynamodb-kro ([^#\n]*)/m.exec(code)?.[1].trim();
    return language === 'sh' && line !== undefined && blocks[i + 1]?.language === 'text' ? [{ page, line, output: blocks[i + 1].code.trimEnd() }] : [];
  });
});

test('every quoted output is compared', () => {
  const compared = (page: string, line: string): boolean => GIVEN.some(([file, command]) => file === page && line.startsWith(command));
  expect(QUOTED.filter(({ page, line }) => !compared(page, line)).map(({ page, line }) => `${page}: ${line}`)).toEqual(IN_CLUSTER);
});

test.each(GIVEN)('%s: %s', async (page, command, files) => {
  const { line, output } = QUOTED.find((each) => each.page === page && each.line.startsWith(command))!;
  const { out, error } = await printed(files, line);
  // The guide shows what import makes apart from its findings, which go to standard error.
  expect(normalized(command.startsWith('import') ? error : out)).toBe(normalized(output));
});

/** The import of the AWS CLI writes a module, which the guide shows too. */
test('docs/bring-your-tables.md: the module that is written', async () => {
  const module = blocksOf('docs/bring-your-tables.md').find(({ language, code }) => language === 'ts' && code.includes('// Imported from out/orders.json.'))!;
  const { out } = await printed(AWS_CLI, 'import out');
  const [, body] = /new DynamoDbTable\(\w+, 'orders', (\{.*?\n\s*\})\);/s.exec(module.code)!;
  const [, mine] = /new DynamoDbTable\(\w+, 'orders', (\{.*?\n\s*\})\);/s.exec(out)!;
  expect(body.replaceAll(/^ {2}/gm, '')).toBe(mine);
});

test('docs/bring-your-tables.md: the table of the Terraform state', async () => {
  const { out } = await printed(TERRAFORM, 'import state.json');
  expect(out).toContain(blockWith('docs/bring-your-tables.md', "terraform: 'true'"));
});

function normalized(text: string): string {
  return text.trimEnd().split('\n').map((line) => line.trimEnd()).join('\n');
}

describe('docs/validation.md: at synth', () => {
  const blocks = blocksOf('docs/validation.md');
  const at = blocks.findIndex(({ code }) => code.startsWith("new DynamoDbTable(chart, 'orders'"));

  test('the messages', () => {
    const chart = new Chart(Testing.app(), 'shop');
    const written: string[] = [];
    const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    new Function('chart', ...Object.keys(library), blocks[at].code)(chart, ...Object.values(library));
    const errors = chart.node.findAll().flatMap(({ node }) => node.validate().map((line) => `  [${node.path}] ${line}`));
    write.mockRestore();
    expect([...written.map((line) => line.trimEnd()), 'Error: Validation failed with the following errors:', ...errors].join('\n')).toBe(blocks[at + 1].code.trimEnd());
  });

  test('the warning is acknowledged as the guide says', () => {
    const chart = new Chart(Testing.app(), 'shop');
    new Function('chart', ...Object.keys(library), blocks.find(({ code }) => code.startsWith('Warnings.of'))!.code)(chart, ...Object.values(library));
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    new DynamoDbTable(chart, 'orders', { tableName: 'orders', region: 'us-eats-1', partitionKey: { name: 'id', type: library.AttributeType.STRING } });
    expect(chart.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });
});

test('docs/tutorials/typescript.md: the program, and the plan of its change', async () => {
  const program = blocksOf('docs/tutorials/typescript.md').find(({ language }) => language === 'ts')!.code;
  const synthesize = (code: string): string => {
    const app = Testing.app();
    const cdk8s = { ...jest.requireActual('cdk8s'), App: class { public constructor() { return app; } } };
    const body = code.replaceAll(/^import \{(.*?)\} from '(.*?)';$/gm, 'const {$1} = require("$2");').replace('app.synth();', 'return app.synthYaml();');
    return new Function('require', body)((name: string) => (name === 'cdk8s' ? cdk8s : library));
  };
  const before = synthesize(program);
  const after = synthesize(program.replace('AttributeType,', 'AttributeType, StreamViewType,').replace('tags: {', 'stream: StreamViewType.NEW_IMAGE,\n  tags: {'));
  expect((await printed({ 'dist/shop.k8s.yaml': before }, 'validate dist')).out).toBe('1 table, 0 violations, 0 warnings');
  expect((await printed({ 'before/shop.k8s.yaml': before, 'dist/shop.k8s.yaml': after }, 'plan before dist')).out).toContain('streamViewType: none -> NEW_IMAGE');
});
