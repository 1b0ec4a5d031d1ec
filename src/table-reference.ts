import { printWarnings } from './app/show-warnings';
import { DYNAMODB_NAME, KMS_KEY_ARN, KUBERNETES_NAME, REGION } from './contract/fields';
import { keyArnStart } from './contract/partitions';
import { unknownRegion } from './contract/rules/region';
import { Shape } from './contract/shape';
import { validateRequired, validateValue } from './contract/validate-shapes';
import { formatViolations, Violation } from './contract/violation';
import { grant, GRANT_OPTIONS } from './iam/grant';
import { GrantOptions } from './iam/grant-options';
import { GrantReader, throwProblems } from './iam/grant-reader';
import { PolicyStatement } from './iam/policy-statement';
import { READ_DATA, READ_WRITE_DATA, STREAM_READ, WorkloadAccess, WRITE_DATA } from './iam/workload-statements';
import { Options } from './props/options';
import { DeclaredTable } from './props/table-spec';
import { IDynamoDbTable } from './table-interface';

/** A table that is not declared here, or in an object with others: no construct, only a way to refer to it. */
export class TableReference implements IDynamoDbTable {
  public constructor(private readonly table: DeclaredTable, private readonly referredBy: string) {}

  public get tableName(): string {
    return tableNameOf(this.table);
  }

  public get region(): string {
    return regionOf(this.table);
  }

  public get connectionSecretName(): string {
    return connectionSecretNameOf(this.table, this.referredBy);
  }

  public grantReadData(options: GrantOptions): PolicyStatement[] {
    return this.grant(READ_DATA, options);
  }

  public grantWriteData(options: GrantOptions): PolicyStatement[] {
    return this.grant(WRITE_DATA, options);
  }

  public grantReadWriteData(options: GrantOptions): PolicyStatement[] {
    return this.grant(READ_WRITE_DATA, options);
  }

  public grantStreamRead(options: GrantOptions): PolicyStatement[] {
    return this.grant(STREAM_READ, options);
  }

  /** @internal */
  public _declaredTables(): readonly DeclaredTable[] {
    return [this.table];
  }

  private grant(access: WorkloadAccess, options: GrantOptions): PolicyStatement[] {
    return grant(access, this.referredBy, () => ({ tables: [this.table] }), new GrantReader(options, GRANT_OPTIONS, 'options'));
  }
}

export const tableNameOf = ({ spec }: DeclaredTable): string => String(spec.tableName);
export const regionOf = ({ spec }: DeclaredTable): string => String(spec.region);

/** Throws where there is none: an undefined name would be lost silently in the manifest that refers to it. */
export function connectionSecretNameOf({ spec, isReference }: DeclaredTable, referredBy: string): string {
  const secret = spec.writeConnectionSecretToRef as { readonly name?: unknown } | undefined;
  throwProblems(`[${referredBy}] no connection Secret`, secret !== undefined ? [] : formatViolations([{
    code: 'Required',
    property: 'connectionSecretName',
    problem: 'is missing',
    fix: isReference ? 'Give it to `DynamoDbTable.fromTableAttributes()`.' : 'Give the table a `connectionSecret`.',
  }]));
  return String(secret?.name);
}

/** What AWS CDK, DynamoDB and our own TableProps call these. */
const ATTRIBUTES_ELSEWHERE = {
  tableArn: 'tableName',
  globalSecondaryIndexes: 'globalIndexes',
  grantIndexPermissions: 'globalIndexes',
  localSecondaryIndexes: 'localIndexes',
  encryptionKey: 'encryptionKeyArn',
  encryption: 'encryptionKeyArn',
  tableStreamArn: 'stream',
  streamArn: 'stream',
  connectionSecret: 'connectionSecretName',
};

/** Reads TableAttributes. Throws, with everything that is wrong at once: there is no construct to report it at synth. */
export function referredTable(attributes: unknown): DeclaredTable {
  const problems: Violation[] = [];
  const options = new Options('', attributes, problems, { elsewhere: ATTRIBUTES_ELSEWHERE });
  const take = <T>(name: string, shape: Shape): T | undefined => {
    const value = options.take(name);
    problems.push(...(value === undefined ? [] : validateValue(name, value, shape)));
    return value as T | undefined;
  };
  const given = { tableName: options.take('tableName'), region: options.take('region') };
  problems.push(...validateRequired('tableName', given.tableName, DYNAMODB_NAME), ...validateRequired('region', given.region, REGION));
  const [globalIndexes, localIndexes] = ['globalIndexes', 'localIndexes'].map((name) => take<string[]>(name, { kind: 'list', of: DYNAMODB_NAME }));
  const key = take<string>('encryptionKeyArn', KMS_KEY_ARN);
  const stream = take<boolean>('stream', { kind: 'boolean' });
  const secret = take<string>('connectionSecretName', KUBERNETES_NAME);
  options.finish();
  const indexes = [['globalIndexes', globalIndexes], ['localIndexes', localIndexes]].flatMap(([list, names]) =>
    Array.isArray(names) ? names.map((value: unknown, i) => ({ property: `${String(list)}[${i}]`, value })) : []);
  problems.push(
    ...typeof key !== 'string' || problems.length > 0 || key.startsWith(keyArnStart(String(given.region))) ? [] : [{
      code: 'KeyRegion', property: 'encryptionKeyArn', value: key, problem: `is not a key of ${String(given.region)}`, fix: 'Give the key that the table has in its own region.',
    }],
    ...indexes.filter(({ value }, i) => indexes.findIndex((other) => other.value === value) < i).map((each) => ({
      ...each, code: 'DuplicateIndexName', problem: 'is the name of another index too', fix: 'Name each index once.',
    })),
  );
  throwProblems('no table can be referred to', formatViolations(problems));
  printWarnings(`table ${String(given.tableName)}`, unknownRegion('region', given.region));
  const named = (names?: string[]) => names?.map((indexName) => ({ indexName }));
  return {
    name: given.tableName,
    problems: [],
    isReference: true,
    spec: {
      ...given,
      globalSecondaryIndexes: named(globalIndexes),
      localSecondaryIndexes: named(localIndexes),
      ...(key === undefined ? {} : { sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: key }),
      ...(stream === true ? { streamEnabled: true } : {}),
      ...(secret === undefined ? {} : { writeConnectionSecretToRef: { name: secret } }),
    },
  };
}
