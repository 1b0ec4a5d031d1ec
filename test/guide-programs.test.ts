/** The programs of the guides do what stands beside them. */
import * as cdk8s from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { blocksOf, blockWith, execute } from './blocks';
import * as library from '../src';
import { compile } from './model/cel';

const MODULES = { 'cdk8s': cdk8s, 'constructs': {}, 'cdk8s-dynamodb-kro': library };

describe('docs/validation.md: in a unit test', () => {
  const orders = execute(blockWith('docs/validation.md', 'export function orders'), MODULES);

  test('each test of the program passes, and has the name that is shown', () => {
    const ran: string[] = [];
    const test = (name: string, body: () => void): void => {
      body();
      ran.push(name);
    };
    execute(blockWith('docs/validation.md', "import test from 'node:test'"), {
      ...MODULES, './orders': orders, 'node:test': { __esModule: true, default: test }, 'node:assert/strict': jest.requireActual('node:assert/strict'),
    });
    const shown = blockWith('docs/validation.md', 'tsx --test', 'console');
    expect([...shown.matchAll(/^ok \d - (.*)$/gm)].map(([, name]) => name)).toEqual(ran);
    expect(ran).toHaveLength(2);
  });

  test('a table that is not protected fails the first of them', () => {
    const unprotected = { orders: (scope: cdk8s.Chart) => new library.DynamoDbTable(scope, 'orders', { tableName: 'orders', region: 'us-east-1', partitionKey: { name: 'id', type: library.AttributeType.STRING } }) };
    const results: Array<string | undefined> = [];
    const test = (_: string, body: () => void): void => {
      try {
        body();
        results.push(undefined);
      } catch (error) {
        results.push((error as Error).name);
      }
    };
    execute(blockWith('docs/validation.md', "import test from 'node:test'"), {
      ...MODULES, './orders': unprotected, 'node:test': { __esModule: true, default: test }, 'node:assert/strict': jest.requireActual('node:assert/strict'),
    });
    expect(results).toEqual(['AssertionError', undefined]);
  });

  test('docs/without-aws.md makes the same table, as AWS takes it', async () => {
    const sent: object[] = [];
    const log = jest.spyOn(console, 'log').mockImplementation();
    execute(blockWith('docs/without-aws.md', 'CreateTableCommand'), {
      ...MODULES,
      './orders': orders,
      '@aws-sdk/client-dynamodb': {
        CreateTableCommand: class { public constructor(public readonly input: object) {} },
        DynamoDBClient: class { public send({ input }: { input: object }): Promise<object> { sent.push(input); return Promise.resolve({}); } },
      },
    });
    await Promise.resolve();
    log.mockRestore();
    expect(sent).toEqual([{
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }, { AttributeName: 'customerId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [{ IndexName: 'by-customer', KeySchema: [{ AttributeName: 'customerId', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } }],
      LocalSecondaryIndexes: undefined,
    }]);
  });
});

test('docs/access.md: the YAML for another team is what the program synthesizes', () => {
  const app = cdk8s.Testing.app();
  app.synth = () => undefined;
  execute(blockWith('docs/access.md', "new WorkloadRole(chart, 'reports'"), { ...MODULES, cdk8s: { ...cdk8s, App: class { public constructor() { return app; } } } });
  expect(app.synthYaml().trim()).toBe(blockWith('docs/access.md', 'name: reports_reports', 'yaml').trim());
});

test('docs/streams-to-lambda.md: the policy is for every stream of the table, so a new one is in it', () => {
  const written: string[][] = [];
  execute(blockWith('docs/streams-to-lambda.md', 'grantStreamRead'), { ...MODULES, 'node:fs': { writeFileSync: (...file: string[]) => written.push(file) } });
  const [[file, text]] = written;
  expect(file).toBe('stream-policy.json');
  const { Statement } = JSON.parse(text);
  expect(Statement.flatMap(({ Resource }: { Resource: string[] }) => Resource)).toEqual(['arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/*']);
  expect(Statement.flatMap(({ Action }: { Action: string[] }) => Action)).toEqual(expect.arrayContaining(['dynamodb:GetRecords', 'dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams']));
});

test('docs/day-two.md: the copy sends again what AWS did not process, and counts all', async () => {
  const copied: object[] = [];
  let calls = 0;
  const log = jest.spyOn(console, 'log').mockImplementation();
  execute(blockWith('docs/day-two.md', 'BatchWriteItemCommand'), {
    '@aws-sdk/client-dynamodb': {
      BatchWriteItemCommand: class { public constructor(public readonly input: object) {} },
      DynamoDBClient: class {
        public send({ input: { RequestItems } }: { input: { RequestItems: { [table: string]: object[] } } }): Promise<object> {
          const [[table, requests]] = Object.entries(RequestItems);
          calls++;
          // The first call leaves half of it.
          const done = calls === 1 ? 1 : requests.length;
          copied.push(...requests.slice(0, done));
          return Promise.resolve(done < requests.length ? { UnprocessedItems: { [table]: requests.slice(done) } } : {});
        }
      },
      paginateScan: async function* () {
        yield { Items: [{ id: 1 }, { id: 2 }] };
        yield { Items: [{ id: 3 }] };
      },
    },
  });
  await new Promise((done) => setImmediate(done));
  expect(log.mock.calls).toEqual([['3 items']]);
  log.mockRestore();
  expect(copied).toEqual([1, 2, 3].map((id) => ({ PutRequest: { Item: { id } } })));
  expect(calls).toBe(3);
});

/** `test/conformance/checks/policies.test.ts` applies them to the real API server. */
describe('docs/policies.md', () => {
  interface Policy {
    readonly kind: string;
    readonly spec: { readonly matchConditions: Array<{ expression: string }>; readonly validations: Array<{ expression: string; message: string }> };
  }
  const policies = blocksOf('docs/policies.md').filter(({ language }) => language === 'yaml')
    .flatMap(({ code }) => parseAllDocuments(code).map((document) => document.toJS() as Policy))
    .filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  const spec = { billingMode: 'PAY_PER_REQUEST', region: 'eu-west-1', deletionPolicy: 'retain', tags: [{ key: 'team', value: 'shop' }] };
  const messages = (object: object): string[] => policies.flatMap(({ spec: { validations } }) => validations)
    .filter(({ expression }) => compile(`\${${expression}}`)({ object }) !== true).map(({ message }) => message);

  test.each<[string, object, string[]]>([
    ['what they allow', {}, []],
    ['a replica and a backup that they allow', { replicas: [{ regionName: 'eu-central-1' }], backups: [{ name: 'first' }] }, []],
    ['provisioned capacity', { billingMode: 'PROVISIONED' }, ['billingMode: use PAY_PER_REQUEST, with onDemandThroughput as a cap']],
    ['another region', { region: 'us-east-1' }, ['region: use eu-central-1 or eu-west-1']],
    ['a replica in another region', { replicas: [{ regionName: 'us-east-1' }] }, ['replicas: use eu-central-1 or eu-west-1 only']],
    ['another team', { tags: [{ key: 'team', value: 'other' }] }, ['tags: team must be shop or billing']],
    ['a table that is deleted', { deletionPolicy: 'delete' }, ['deletionPolicy: must be retain in production']],
    ['a backup that is deleted', { backups: [{ name: 'first', deletionPolicy: 'delete' }] }, ['backups: deletionPolicy must be retain in production']],
  ])('%s', (_, more, rejected) => {
    expect(messages({ spec: { ...spec, ...more } })).toEqual(rejected);
  });

  test.each([['created', null, true], ['changed', { spec: { ...spec, region: 'us-east-1' } }, true], ['given a label', { spec }, false]])('a table that is %s is validated or not', (_, oldObject, validated) => {
    expect(policies).toHaveLength(2);
    expect(policies.map(({ spec: { matchConditions: [{ expression }] } }) => compile(`\${${expression}}`)({ object: { spec }, oldObject }))).toEqual([validated, validated]);
  });
});
