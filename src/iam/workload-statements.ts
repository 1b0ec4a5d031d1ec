import { Account, tableArn } from './arn';
import { PolicyStatement } from './policy-statement';
import { TableUse } from './table-use';

/** What a workload may do, with the actions that AWS CDK's TableV2 gives under the same name. */
export interface WorkloadAccess {
  /** On the table, and on its indexes where it has any. */
  readonly table?: readonly string[];
  /** On its streams. */
  readonly stream?: readonly string[];
  /** On its customer managed key. */
  readonly key: readonly string[];
}

const READ = [
  'dynamodb:BatchGetItem', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:Scan',
  'dynamodb:ConditionCheckItem',
];
/** The calls that write items. */
export const WRITE = ['dynamodb:BatchWriteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];
const DESCRIBE = 'dynamodb:DescribeTable';
const KEY_READ = ['kms:Decrypt', 'kms:DescribeKey'];
const KEY_WRITE = ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];

export const READ_DATA: WorkloadAccess = { table: [...READ, DESCRIBE], key: KEY_READ };
export const WRITE_DATA: WorkloadAccess = { table: [...WRITE, DESCRIBE], key: [...KEY_READ, ...KEY_WRITE] };
export const READ_WRITE_DATA: WorkloadAccess = { table: [...READ, ...WRITE, DESCRIBE], key: [...KEY_READ, ...KEY_WRITE] };
export const STREAM_READ: WorkloadAccess = {
  stream: ['dynamodb:ListStreams', 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
  key: KEY_READ,
};

/** What is known of a table, and whose it is. */
export interface LocatedTable extends TableUse {
  readonly account: Account;
}

type Granted = Pick<LocatedTable, 'account' | 'region' | 'tableName' | 'hasIndexes' | 'keyArns'>;

/** One statement for the data, and one for the keys where there are any; without names, which must be unique in a policy. */
export function workloadStatements(access: WorkloadAccess, tables: readonly Granted[]): PolicyStatement[] {
  const arns = (table: Granted): string[] => {
    const arn = tableArn(table.account, table.region, table.tableName);
    return access.stream ? [`${arn}/stream/*`] : [arn, ...(table.hasIndexes ? [`${arn}/index/*`] : [])];
  };
  const keys = [...new Set(tables.flatMap(({ keyArns }) => keyArns))];
  return [
    { effect: 'Allow', actions: [...access.table ?? [], ...access.stream ?? []], resources: [...new Set(tables.flatMap(arns))] },
    ...(keys.length === 0 ? [] : [{ effect: 'Allow', actions: [...access.key], resources: keys }]),
  ];
}
