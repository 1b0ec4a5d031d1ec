import { NO_POLICY } from './aws-cli';
import { Unreadable } from './source-document';
import type { SourceFile } from './sources';
import { compareVersions } from '../compare-versions';

export interface AwsTables {
  readonly region?: string;
  readonly tables: readonly string[];
  readonly prefix?: string;
}

/** What is used here of the package `@aws-sdk/client-dynamodb`, which is an optional peer. */
interface Client {
  readonly config: { region(): Promise<string> };
  send(command: object): Promise<any>;
  destroy(): void;
}

interface Sdk {
  readonly DynamoDBClient: new (options: object) => Client;
  readonly [command: string]: new (input: any) => any;
}

const PACKAGE = '@aws-sdk/client-dynamodb';

/** What DynamoDB Local, and AWS in a region that is behind, answer to a call that they do not know. */
const UNKNOWN_CALL = 'UnknownOperationException';

/** A call about a table: what it asks, and what an error says that stands for nothing to tell. */
interface Call {
  readonly command: string;
  readonly input: (table: { readonly TableName: string; readonly TableArn: string }) => object;
  readonly absent?: Absent;
}

type Absent = Readonly<Record<string, object>>;

const byName: Call['input'] = ({ TableName }) => ({ TableName });
const byArn: Call['input'] = ({ TableArn }) => ({ ResourceArn: TableArn });

const NOT_FOUND: Absent = { ResourceNotFoundException: {} };

const CALLS: readonly Call[] = [
  { command: 'DescribeTimeToLiveCommand', input: byName },
  { command: 'DescribeContinuousBackupsCommand', input: byName },
  { command: 'DescribeContributorInsightsCommand', input: byName, absent: NOT_FOUND },
  { command: 'DescribeKinesisStreamingDestinationCommand', input: byName },
  { command: 'GetResourcePolicyCommand', input: byArn, absent: { PolicyNotFoundException: NO_POLICY } },
];

/**
 * Asks AWS for tables, by the SDK's own credentials, region and endpoint. The answers are what the AWS CLI prints, one text a
 * table. Throws Unreadable with one line for people.
 */
export async function describeInAws({ region, tables, prefix }: AwsTables, progress: (line: string) => void): Promise<SourceFile[]> {
  const sdk = loadSdk();
  const client = new sdk.DynamoDBClient({ ...region === undefined ? {} : { region }, requestHandler: TIMEOUTS });
  const older = olderVersion();
  const unknown = new Set<string>();
  const ask: Ask = (command, input) => untilNotThrottled(() => client.send(new sdk[command](input)));
  /** Gives an empty answer where there is nothing to tell. What is unknown there is asked once. */
  const askFor: AskFor = async (command, input, absent = {}) => {
    try {
      return unknown.has(command) ? {} : await ask(command, input);
    } catch (error) {
      const { name } = error as Error;
      if (name === UNKNOWN_CALL) {
        unknown.add(command);
      } else if (!Object.hasOwn(absent, name)) {
        throw error;
      }
      return absent[name] ?? {};
    }
  };
  try {
    const names = [...new Set([...tables, ...prefix === undefined ? [] : await namesWith(prefix, ask)])];
    if (names.length === 0) {
      throw new Unreadable(`AWS has no table whose name begins with ${JSON.stringify(prefix)} in ${await client.config.region()}`);
    }
    const files: SourceFile[] = [];
    for (const [i, name] of names.entries()) {
      progress(`reading ${name} (${i + 1} of ${names.length})`);
      files.push({ file: `AWS table ${name}`, text: JSON.stringify([...await describe(name, ask, askFor), ...older === undefined ? [] : [{ TableName: name, SdkVersion: older }]]) });
    }
    return files;
  } catch (error) {
    const { AWS_ENDPOINT_URL_DYNAMODB: endpoint, AWS_ENDPOINT_URL: ofAll } = process.env;
    throw error instanceof Unreadable ? error : new Unreadable(explain(error as SdkError, endpoint ?? ofAll));
  } finally {
    client.destroy();
  }
}

/** An endpoint that does not answer must not be waited for without end. In milliseconds. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 10_000, socketTimeout: 10_000, throwOnRequestTimeout: true };

const THROTTLED = ['ThrottlingException', 'RequestLimitExceeded', 'ProvisionedThroughputExceededException'];
const MOST_WAITS = 6;

/** The SDK tries a call three times. Where many tables are read one after the other, that may not be enough. */
async function untilNotThrottled<T>(call: () => Promise<T>): Promise<T> {
  for (let waits = 0; ; waits++) {
    try {
      return await call();
    } catch (error) {
      if (waits === MOST_WAITS || !THROTTLED.includes((error as Error).name)) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** waits));
    }
  }
}

type Ask = (command: string, input: object) => Promise<any>;

type AskFor = (command: string, input: object, absent?: Absent) => Promise<any>;

/** The answers about a table, and those about its indexes. */
async function describe(name: string, ask: Ask, askFor: AskFor): Promise<object[]> {
  const { Table } = await ask('DescribeTableCommand', { TableName: name });
  const whole: { [name: string]: unknown } = { Table };
  for (const { command, input, absent } of CALLS) {
    const { $metadata, ...answer } = await askFor(command, input(Table), absent);
    Object.assign(whole, answer);
  }
  Object.assign(whole, await tagsOf(Table.TableArn, askFor));
  const indexes: object[] = [];
  for (const { IndexName } of Table.GlobalSecondaryIndexes ?? []) {
    const { ContributorInsightsStatus } = await askFor('DescribeContributorInsightsCommand', { TableName: name, IndexName }, NOT_FOUND);
    indexes.push({ TableName: name, IndexName, ContributorInsightsStatus });
  }
  return [whole, ...indexes];
}

/** All tags; nothing where they cannot be asked for. */
async function tagsOf(arn: string, askFor: AskFor): Promise<{ readonly Tags?: readonly unknown[] }> {
  const tags: unknown[] = [];
  let next: string | undefined;
  do {
    const answer = await askFor('ListTagsOfResourceCommand', { ResourceArn: arn, NextToken: next });
    if (answer.Tags === undefined) {
      return {};
    }
    tags.push(...answer.Tags);
    next = answer.NextToken;
  } while (next);
  return { Tags: tags };
}

async function namesWith(prefix: string, ask: Ask): Promise<string[]> {
  const names: string[] = [];
  let last: string | undefined;
  do {
    const answer = await ask('ListTablesCommand', { ExclusiveStartTableName: last });
    names.push(...(answer.TableNames ?? []).filter((name: string) => name.startsWith(prefix)));
    last = answer.LastEvaluatedTableName;
  } while (last);
  return names;
}

function loadSdk(): Sdk {
  // Its warning of eight lines, of the Node versions that it will leave, would stand before the one line that counts.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports, import/no-extraneous-dependencies
    return require(PACKAGE);
  } catch {
    throw new Unreadable(`Tables in AWS are read with the package ${PACKAGE}, which is not installed: npm install --save-dev ${PACKAGE}`);
  }
}

/** With which this version was tested. */
const TESTED_VERSION = '3.1169.0';

/** The version of an SDK that is older, and leaves out of the answers of AWS what it does not know. */
function olderVersion(): string | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports, import/no-extraneous-dependencies
    const { version } = require(`${PACKAGE}/package.json`);
    return compareVersions(version, TESTED_VERSION) < 0 ? version : undefined;
  } catch {
    return undefined;
  }
}

interface SdkError extends Error {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

function explain({ name, message, code, $metadata: { httpStatusCode: status } = {} }: SdkError, endpoint: string | undefined): string {
  // What DynamoDB answers has a type and a message.
  if (/^Unknown(Error)?$/.test(name) || name === 'SyntaxError' || name === 'TypeError') {
    return `AWS: ${endpoint ?? 'the endpoint'} does not answer as DynamoDB does${status === undefined ? '' : ` (HTTP ${status})`}. See AWS_ENDPOINT_URL`;
  }
  const reason = message === '' ? code ?? name : message.split('\n')[0];
  return `AWS: ${name === 'Error' || name === reason ? '' : `${name}: `}${reason}`;
}
