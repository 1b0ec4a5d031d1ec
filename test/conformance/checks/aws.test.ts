/** What only the ACK controller can show: changes, deletion, adoption, faults, and peace afterwards. */
import { AdoptionPolicy, AttributeType, Billing, Encryption, RemovalPolicy, StreamViewType, TableClass, TableProps } from '../../../src';
import { ask, calls } from '../harness/aws';
import { declare, NAMESPACE, settled, WITHIN } from '../harness/aws-tables';
import { BACKUP, DYNAMODB_TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { cluster, withAck } from '../harness/suite';

const CHANGES: Array<{ what: string; props: Partial<TableProps>; spec: object; operation: string }> = [
  { what: 'point-in-time recovery', props: { pointInTimeRecovery: true }, spec: { continuousBackups: { pointInTimeRecoveryEnabled: true } }, operation: 'UpdateContinuousBackups' },
  { what: 'time to live', props: { timeToLiveAttribute: 'expiresAt' }, spec: { timeToLive: { enabled: true } }, operation: 'UpdateTimeToLive' },
  { what: 'encryption', props: { encryption: Encryption.awsManagedKey() }, spec: { sseSpecification: { enabled: true } }, operation: 'UpdateTable' },
  { what: 'tags', props: { tags: { team: 'shop' } }, spec: { tags: [{ key: 'team', value: 'shop' }] }, operation: 'TagResource' },
  { what: 'a stream', props: { stream: StreamViewType.NEW_IMAGE }, spec: { streamSpecification: { streamEnabled: true } }, operation: 'UpdateTable' },
  { what: 'the table class', props: { tableClass: TableClass.STANDARD_INFREQUENT_ACCESS }, spec: { tableClass: 'STANDARD_INFREQUENT_ACCESS' }, operation: 'UpdateTable' },
  { what: 'deletion protection', props: { deletionProtection: true }, spec: { deletionProtectionEnabled: true }, operation: 'UpdateTable' },
  { what: 'provisioned billing', props: { billing: Billing.provisioned({ readCapacityUnits: 2, writeCapacityUnits: 1 }) }, spec: { billingMode: 'PROVISIONED' }, operation: 'UpdateTable' },
  { what: 'caps', props: { billing: Billing.onDemand({ maxReadRequestUnits: 5 }) }, spec: { onDemandThroughput: { maxReadRequestUnits: 5 } }, operation: 'UpdateTable' },
  { what: 'a global index', props: { globalSecondaryIndexes: [{ indexName: 'by-other', partitionKey: { name: 'other', type: AttributeType.NUMBER } }] }, spec: { globalSecondaryIndexes: [{ indexName: 'by-other' }] }, operation: 'UpdateTable' },
  { what: 'contributor insights', props: { contributorInsights: true }, spec: { contributorInsights: 'ENABLE' }, operation: 'UpdateContributorInsights' },
];

describe('with ACK', () => {
  withAck.each(CHANGES.map((change, i) => ({ ...change, name: `change-${i}` })))('a change of $what to a table that is there reaches AWS', async ({ name, props, spec, operation }) => {
    await declare(name);
    await settled(name);
    const before = calls().length;
    await declare(name, props);
    await settled(name, spec);
    // The status is that of before until ACK has reconciled the change.
    await eventually(`${operation} of ${name}`, () => {
      expect(calls().slice(before).filter((call) => call.table === name && call.operation === operation && call.status === 200)).not.toEqual([]);
    }, WITHIN);
  });

  withAck('the status tells of each backup, and one that is no longer declared stays in AWS unless asked otherwise', async () => {
    const backups = [{ name: 'kept' }, { name: 'dropped', removalPolicy: RemovalPolicy.DELETE }];
    await declare('backed-up', { backups });
    const arn = expect.stringMatching(/^arn:aws:dynamodb:us-east-1:\d+:table\/backed-up\/backup\//);
    await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'backed-up', ({ status }) =>
      expect(status?.backups).toEqual(backups.map(({ name }) => ({ name, status: 'AVAILABLE', arn }))), WITHIN);
    await declare('backed-up');
    await cluster.until(DYNAMODB_TABLE, NAMESPACE, 'backed-up', ({ status }) => expect(status.backups).toEqual([]), WITHIN);
    await Promise.all(backups.map(({ name }) => cluster.gone(BACKUP, NAMESPACE, `backed-up-${name}`, WITHIN)));
    const { BackupSummaries } = await ask('ListBackups', { TableName: 'backed-up' });
    expect(BackupSummaries.map(({ BackupName }: { BackupName: string }) => BackupName)).toEqual(['kept']);
  });

  withAck('a connection Secret goes with its table', async () => {
    await declare('with-secret', { connectionSecret: { name: 'with-secret' } });
    await settled('with-secret');
    expect(await cluster.secret(NAMESPACE, 'with-secret')).toMatchObject({ tableName: 'with-secret' });
    await cluster.delete(DYNAMODB_TABLE, NAMESPACE, 'with-secret');
    await cluster.gone(DYNAMODB_TABLE, NAMESPACE, 'with-secret');
    expect(await cluster.secret(NAMESPACE, 'with-secret')).toBeUndefined();
    expect(calls()).toContainEqual(expect.objectContaining({ operation: 'DeleteTable', table: 'with-secret', status: 200 }));
  });

  withAck('a retained table stays in AWS, and is adopted by its next declaration', async () => {
    await declare('kept', { removalPolicy: RemovalPolicy.RETAIN });
    const { status: { tableID } } = await settled('kept');
    await cluster.delete(DYNAMODB_TABLE, NAMESPACE, 'kept');
    // Not only the Table: what is declared while the object still goes would go with it.
    await cluster.gone(DYNAMODB_TABLE, NAMESPACE, 'kept', WITHIN);
    await declare('kept', { removalPolicy: RemovalPolicy.RETAIN, adoption: AdoptionPolicy.ADOPT_OR_CREATE });
    expect((await settled('kept')).status.tableID).toBe(tableID);
    expect(calls().filter(({ operation, table }) => operation === 'CreateTable' && table === 'kept')).toHaveLength(1);
  });
});
