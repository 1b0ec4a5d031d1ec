import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { awsCliOutput, importedSpec } from './aws-cli-output';
import { generatedTables } from './generated-tables';
import { describeFinding } from '../../src/import/finding';
import { readTables } from '../../src/import/read-tables';

/** An AWS that knows these tables, and answers as AWS does, one page at a time. */
function answers(tables: ReadonlyMap<string, any>, operation: string, body: any): { status: number; body: object } {
  const name = body.TableName ?? body.ResourceArn?.split('/').at(-1);
  const table = tables.get(name);
  const refusal = (type: string): { status: number; body: object } => ({ status: 400, body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: `${type} of the test` } });
  const names = [...tables.keys()];
  switch (operation) {
    case 'ListTables': {
      const from = names.indexOf(body.ExclusiveStartTableName) + 1;
      const last = from + 1 < names.length ? { LastEvaluatedTableName: names[from] } : {};
      return { status: 200, body: { TableNames: names.slice(from, from + 1), ...last } };
    }
    case 'DescribeTable': return table ? { status: 200, body: { Table: table.Table } } : refusal('ResourceNotFoundException');
    case 'DescribeTimeToLive': return { status: 200, body: { TimeToLiveDescription: table.TimeToLiveDescription } };
    case 'DescribeContinuousBackups': return { status: 200, body: { ContinuousBackupsDescription: table.ContinuousBackupsDescription } };
    case 'DescribeContributorInsights': return { status: 200, body: { TableName: name, IndexName: body.IndexName, ContributorInsightsStatus: body.IndexName ? 'DISABLED' : table.ContributorInsightsStatus } };
    case 'ListTagsOfResource': {
      const from = Number(body.NextToken ?? 0);
      return { status: 200, body: { Tags: table.Tags.slice(from, from + 2), ...(from + 2 < table.Tags.length && { NextToken: String(from + 2) }) } };
    }
    case 'GetResourcePolicy': return table.Policy ? { status: 200, body: { Policy: table.Policy, RevisionId: '1' } } : refusal('PolicyNotFoundException');
    case 'DescribeKinesisStreamingDestination': return { status: 200, body: { TableName: name, KinesisDataStreamDestinations: [] } };
    default: return refusal('UnknownOperationException');
  }
}

const specs = generatedTables(3, 12).map((spec, i) => ({ ...spec, tableName: i === 0 ? 'other' : `shop-${i}`, region: 'us-east-1' }));
const tables = new Map(specs.map((spec) => [spec.tableName, awsCliOutput(spec)]));
let server: Server;
let throttled = 0;
/** What the server is asked, and those of the calls that it does not know. */
let asked: string[] = [];
let unknown: readonly string[] = [];
const environment = { ...process.env };

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => text += chunk);
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.')[1];
      const { status, body } = throttled-- > 0
        ? { status: 400, body: { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException', message: 'Rate exceeded' } }
        : answers(tables, unknown.includes(operation) ? 'Unknown' : operation, JSON.parse(text));
      asked.push(operation);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
  });
});
afterEach(() => {
  Object.keys(process.env).filter((name) => name.startsWith('AWS_')).forEach((name) => delete process.env[name]);
  Object.assign(process.env, environment);
});

async function read(sources: { tables?: string[]; prefix?: string }, region: string | undefined = 'us-east-1') {
  const progress: string[] = [];
  const io = { readFile: () => '', listFiles: () => [], writeFiles: () => undefined, out: () => undefined, error: (line: string) => void progress.push(line) };
  const imported = await readTables({ files: [], tables: [], ...sources }, { region, parameters: new Map(), tableNames: new Map() }, io);
  return { imported, progress };
}

/** The AWS managed key is named by its ARN: AWS does not tell that it is that. */
const withKey = (spec: any): any => ({ ...spec, ...(spec.sseEnabled && { kmsMasterKeyID: spec.kmsMasterKeyID ?? expect.stringContaining(':key/') }) });

test('the SDK says nothing about the version of Node', async () => {
  const warnings = jest.spyOn(process, 'emitWarning');
  await read({ tables: ['other'] });
  expect(warnings.mock.calls.map(([warning]) => String(warning)).filter((text) => text.includes('Node'))).toEqual([]);
  warnings.mockRestore();
}, 60_000);

test('all tables with a prefix, from all pages, and with all their tags; throttling is waited for, and progress shown', async () => {
  throttled = 5;
  const { imported, progress } = await read({ prefix: 'shop-' });
  expect(imported.map(({ spec }) => spec)).toEqual(specs.slice(1).map((spec) => withKey(importedSpec(spec))));
  expect(progress[0]).toBe('reading shop-1 (1 of 11)');
}, 60_000);

test('tables by name', async () => {
  const { imported } = await read({ tables: ['other', 'shop-3'] });
  expect(imported.map(({ spec }) => spec.tableName)).toEqual(['other', 'shop-3']);
}, 60_000);

test.each([
  ['a table that is not there', { tables: ['nowhere'] }, /^AWS: ResourceNotFoundException: ResourceNotFoundException of the test$/],
  ['no table with the prefix', { prefix: 'none-' }, /^AWS has no table whose name begins with "none-" in us-east-1$/],
])('%s: one line', async (_, sources, message) => {
  await expect(read(sources)).rejects.toThrow(message);
}, 60_000);

test('an endpoint that does not answer: one line', async () => {
  process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:1';
  await expect(read({ tables: ['orders'] })).rejects.toThrow(/^AWS: .*ECONNREFUSED/);
}, 60_000);

test.each([[404, 'text/html', '<html>'], [200, 'text/plain', 'hello'], [502, 'application/json', '']])('an endpoint that is not DynamoDB, with HTTP %s: one line', async (status, type, body) => {
  const other = createServer((_, response) => response.writeHead(status, { 'content-type': type }).end(body));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const message = await read({ tables: ['orders'] }).then(() => '', (error: Error) => error.message);
  other.closeAllConnections();
  other.close();
  expect(message).toMatch(new RegExp(`^AWS: ${process.env.AWS_ENDPOINT_URL} does not answer as DynamoDB does \\(HTTP ${status}\\)\\. See AWS_ENDPOINT_URL$`));
}, 60_000);

test('no credentials: one line', async () => {
  delete process.env.AWS_ACCESS_KEY_ID;
  await expect(read({ tables: ['orders'] })).rejects.toThrow(/^AWS: CredentialsProviderError: Could not load credentials/);
}, 60_000);

test('no region: one line', async () => {
  const failing = readTables({ files: [], tables: ['orders'] }, { parameters: new Map(), tableNames: new Map() }, {
    readFile: () => '', listFiles: () => [], writeFiles: () => undefined, out: () => undefined, error: () => undefined,
  });
  await expect(failing).rejects.toThrow(/^AWS: Region is missing$/);
}, 60_000);

test('calls that are unknown there, as to DynamoDB Local, are asked once, and what they would tell cannot be told', async () => {
  unknown = ['DescribeContinuousBackups', 'DescribeContributorInsights', 'DescribeKinesisStreamingDestination', 'GetResourcePolicy', 'ListTagsOfResource'];
  asked = [];
  const { imported } = await read({ tables: ['shop-1', 'shop-2'] });
  expect(imported.map(({ spec }) => spec.tableName)).toEqual(['shop-1', 'shop-2']);
  imported.forEach(({ findings }) => expect(findings.map(({ effect, what }) => `${effect} ${what}`)).toEqual(expect.arrayContaining(['unknown point-in-time recovery', 'unknown tags'])));
  expect(unknown.map((operation) => asked.filter((each) => each === operation).length)).toEqual(unknown.map(() => 1));
  unknown = [];
}, 60_000);

test('an older SDK leaves out what it does not know', async () => {
  const versions = ['3.540.0', '3.1169.0', '4.0.0'];
  let version: string | undefined;
  jest.doMock('@aws-sdk/client-dynamodb/package.json', () => ({ get version() { return version; } }));
  const findings: string[][] = [];
  for (version of versions) {
    const { imported } = await read({ tables: ['other'] });
    findings.push(imported[0].findings.filter(({ what }) => what === 'what the SDK does not know').map(describeFinding));
  }
  expect(findings).toEqual([[expect.stringContaining('cannot be determined: what the SDK does not know: @aws-sdk/client-dynamodb 3.540.0 leaves it out')], [], []]);
}, 60_000);

test('without the SDK: one line that says how to install it', async () => {
  jest.resetModules();
  jest.doMock('@aws-sdk/client-dynamodb', () => {
    throw new Error('Cannot find module');
  });
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { describeInAws } = require('../../src/import/aws');
  await expect(describeInAws({ tables: ['orders'] }, () => undefined)).rejects.toThrow('npm install --save-dev @aws-sdk/client-dynamodb');
});
