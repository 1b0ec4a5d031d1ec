/** DynamoDB Local: AWS's own validator of tables, through real CreateTable calls. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Spec } from './tables';
import { eventually } from '../conformance/harness/eventually';
import { freePorts } from '../conformance/harness/ports';
import { progress } from '../conformance/harness/progress';
import { must } from '../conformance/harness/run-command';

const CACHE = resolve(__dirname, '../../.cache/differential');

/** So many tables are created in one store: it keeps something of each, also of a deleted one, and gets slower by it. */
const A_STORE = 100;

/** What a validator answers: nothing, or why it rejects. */
export type Refusal = string | undefined;

export interface DynamoDbLocal {
  readonly url: string;
  validate(spec: Spec): Promise<Refusal>;
  stop(): void;
}

export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  const lib = await install();
  const [port] = await freePorts(1);
  const child = spawn('java', [`-Djava.library.path=${lib}`, '-cp', join(lib, '*'), 'software.amazon.dynamodb.services.local.main.ServerRunner',
    '-inMemory', '-port', String(port), '-disableTelemetry'], { stdio: 'ignore' });
  const stop = (): void => void child.kill('SIGKILL');
  process.once('exit', stop);
  const url = `http://127.0.0.1:${port}`;
  let validated = 0;
  const call = async (operation: string, body: object): Promise<Refusal> => {
    const response = await fetch(url, { method: 'POST', headers: headers(operation, Math.floor(validated / A_STORE)), body: JSON.stringify(body) });
    const answer = await response.json() as any;
    return response.ok ? undefined : String(answer.message ?? answer.Message ?? answer.__type);
  };
  await progress('starting DynamoDB Local', () => eventually('DynamoDB Local', () => call('ListTables', {}), 60_000));
  return {
    url,
    stop,
    validate: async (spec) => {
      const refusal = await call('CreateTable', createTable(spec));
      if (refusal === undefined) {
        await call('DeleteTable', { TableName: spec.tableName });
      }
      validated++;
      return refusal;
    },
  };
}

async function install(): Promise<string> {
  const lib = join(CACHE, 'lib');
  if (!existsSync(lib)) {
    const part = `${lib}.part`;
    rmSync(part, { recursive: true, force: true });
    mkdirSync(CACHE, { recursive: true });
    await progress('getting DynamoDB Local', () => must('mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${part}`], { cwd: join(__dirname, 'dynamodb-local') }));
    renameSync(part, lib);
  }
  return lib;
}

// Signatures are not checked; the region and the key only name a store.
function headers(operation: string, store: number): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'x-amz-date': '20260101T000000Z',
    'authorization': `AWS4-HMAC-SHA256 Credential=local${store}/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  };
}

/** The request that ACK makes of such a table; deletion protection is left out, as the table is deleted again. */
export function createTable(spec: Spec): object {
  const kms = spec.sseEnabled && (spec.sseType ?? 'KMS') === 'KMS';
  return pascal({
    tableName: spec.tableName,
    billingMode: spec.billingMode,
    attributeDefinitions: spec.attributeDefinitions,
    keySchema: spec.keySchema,
    provisionedThroughput: spec.provisionedThroughput,
    onDemandThroughput: spec.onDemandThroughput,
    globalSecondaryIndexes: spec.globalSecondaryIndexes,
    localSecondaryIndexes: spec.localSecondaryIndexes,
    streamSpecification: spec.streamEnabled ? { streamEnabled: true, streamViewType: spec.streamViewType ?? 'NEW_AND_OLD_IMAGES' } : undefined,
    SSESpecification: kms ? { enabled: true, SSEType: 'KMS', KMSMasterKeyId: spec.kmsMasterKeyID } : undefined,
    tableClass: spec.tableClass,
    tags: spec.tags,
  }) as object;
}

function pascal(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(pascal);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name[0].toUpperCase() + name.slice(1), pascal(item)]))
    : value;
}
