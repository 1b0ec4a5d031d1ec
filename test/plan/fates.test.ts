/** What is added, removed, moved and rejected. The conformance check `plan` sees the same on the chain. */
import { application, component, dynamoDbTable, planOf } from './tables';
import { DynamoDbKroComponent, DynamoDbKroComponentProps, Encryption, ProviderConfig, RemovalPolicy } from '../../src';
import { print } from '../../src/plan';
import { makePlan } from '../../src/plan/make-plan';
import { synth } from '../synth';

const only = (was: readonly object[], is: readonly object[]) => {
  const { tables } = planOf(was, is);
  expect(tables.length).toBeLessThan(2);
  return tables[0];
};
const table = dynamoDbTable;

test('nothing changes: nothing is reported', () => {
  expect(planOf([table()], [table()])).toEqual({ tables: [], unchanged: 1 });
  expect(planOf([application([component()])], [application([component()])])).toEqual({ tables: [], unchanged: 1 });
  expect(planOf([], [])).toEqual({ tables: [], unchanged: 0 });
});

test('a new table, with what follows CreateTable', () => {
  expect(only([], [table({ pointInTimeRecoveryEnabled: true, ttlEnabled: true, ttlAttributeName: 'at', backups: [{ name: 'one' }] })])).toMatchObject({
    action: 'create', calls: ['CreateTable', 'UpdateTimeToLive enable', 'UpdateContinuousBackups', 'CreateBackup one'], losses: [], rejections: [],
  });
});

test('a table that is adopted', () => {
  expect(only([], [table({ adoptionPolicy: 'adopt' })])).toMatchObject({ action: 'adopt', calls: ['TagResource'] });
  expect(only([], [table({ adoptionPolicy: 'adopt-or-create' })])).toMatchObject({ action: 'adopt' });
});

// The input does not have the table in AWS. The conformance check `adoption` sees what ACK removes from one.
test.each(['adopt', 'adopt-or-create'])('what an adopted table loses is said: %s', (adoptionPolicy) => {
  const removed = 'Global indexes, tags, resource policy and point-in-time recovery that are not declared are removed from it.';
  const replicas = 'Replicas that are not declared are deleted, with their data.';
  expect(only([], [table({ adoptionPolicy })]).summary).toContain(removed);
  expect(only([], [table({ adoptionPolicy })]).summary).not.toContain(replicas);
  expect(only([], [table({ adoptionPolicy, streamEnabled: true, streamViewType: 'NEW_IMAGE' })]).summary).not.toContain(replicas);
  expect(only([], [table({ adoptionPolicy, streamEnabled: true })]).summary).toContain(`${removed} ${replicas}`);
  expect(only([], [table()]).summary).not.toContain(removed);
});

test('a new table that is not valid', () => {
  expect(only([], [table({ ttlEnabled: true })])).toMatchObject({ action: 'reject', calls: [], rejections: [{ code: 'TimeToLive', problem: 'ttlAttributeName is missing with ttlEnabled' }] });
});

test.each([
  ['a table', {}, 'delete', ['DeleteTable'], [{ kind: 'table', name: 'orders' }]],
  ['a retained one', { deletionPolicy: 'retain' }, 'keep', [], []],
  ['a protected one', { deletionProtectionEnabled: true }, 'reject', [], []],
  ['one that was taken over', { adoptionPolicy: 'adopt' }, 'keep', [], []],
  ['one that was taken over, to be deleted', { adoptionPolicy: 'adopt', deletionPolicy: 'delete' }, 'delete', ['DeleteTable'], [{ kind: 'table', name: 'orders' }]],
  ['one that may have been taken over', { adoptionPolicy: 'adopt-or-create' }, 'delete', ['DeleteTable'], [{ kind: 'table', name: 'orders' }]],
  ['one with a backup that stays', { backups: [{ name: 'one' }] }, 'delete', ['DeleteTable'], [{ kind: 'table', name: 'orders' }]],
  ['one with a backup that is removed', { backups: [{ name: 'one', deletionPolicy: 'delete' }] }, 'delete', ['DeleteBackup one', 'DeleteTable'], [{ kind: 'table', name: 'orders' }, { kind: 'backup', name: 'one' }]],
  ['a retained one with a backup that is removed', { deletionPolicy: 'retain', backups: [{ name: 'one', deletionPolicy: 'delete' }, { name: 'two' }] }, 'keep', ['DeleteBackup one'], [{ kind: 'backup', name: 'one' }]],
  ['one that was taken over, with a backup that is removed', { adoptionPolicy: 'adopt', backups: [{ name: 'one', deletionPolicy: 'delete' }] }, 'keep', ['DeleteBackup one'], [{ kind: 'backup', name: 'one' }]],
  ['a protected one with a backup that would be removed', { deletionProtectionEnabled: true, backups: [{ name: 'one', deletionPolicy: 'delete' }] }, 'reject', [], []],
  ['a retained one with a replica', { deletionPolicy: 'retain', streamEnabled: true, replicas: [{ regionName: 'eu-west-1' }] }, 'keep', [], []],
  ['one with a replica', { streamEnabled: true, replicas: [{ regionName: 'eu-west-1' }] }, 'delete', ['UpdateTable ReplicaUpdates Delete eu-west-1', 'DeleteTable'], [{ kind: 'table', name: 'orders' }, { kind: 'replica', name: 'eu-west-1' }]],
])('%s that is no longer declared', (_, spec, action, calls, losses) => {
  expect(only([table(spec)], [])).toMatchObject({ action, calls, losses });
  // The deletion of a protected DynamoDBTable is rejected whoever asks for it; KubeVela deletes the one of an Application.
  expect(only([application([component(spec)])], [])).toMatchObject({ action, calls, losses });
});

test('the summary of a table that stays says which backups do not', () => {
  expect(only([table({ deletionPolicy: 'retain', backups: [{ name: 'one', deletionPolicy: 'delete' }] })], []).summary)
    .toBe('The table stays in AWS with its data, and nothing here manages it any more. Its backups with deletionPolicy delete are deleted.');
});

test.each(['retain', 'delete'])('the connection Secret goes with the object, with deletionPolicy %s', (deletionPolicy) => {
  expect(only([table({ deletionPolicy, writeConnectionSecretToRef: { name: 'orders' } })], []).changes)
    .toEqual([expect.objectContaining({ code: 'SecretDeleted', subject: 'shop/orders', calls: [] })]);
});

test('the garbage-collect policy that keeps a table keeps its backups', () => {
  const policies = [{ type: 'garbage-collect', name: 'gc', properties: { rules: [{ selector: { componentNames: ['orders'] }, strategy: 'never' }] } }];
  expect(only([application([component({ backups: [{ name: 'one', deletionPolicy: 'delete' }] })], { policies })], [])).toMatchObject({ action: 'keep', losses: [], calls: [] });
});

test('a table that may have been taken over: that decides', () => {
  expect(only([table({ adoptionPolicy: 'adopt-or-create' })], []).summary).toBe('The table is deleted from AWS, with its data, unless it was taken over: then it stays.');
});

const selector = (namespace: string, account: string): object => ({ apiVersion: 'services.k8s.aws/v1alpha1', kind: 'IAMRoleSelector', metadata: { name: namespace }, spec: { arn: `arn:aws:iam::${account}:role/ack`, namespaceSelector: { names: [namespace] } } });
const ownedBy = (name: string, account: string): object => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, annotations: { 'services.k8s.aws/owner-account-id': account } } });

test('a table that is there is declared in another namespace too', () => {
  const there = dynamoDbTable({}, { namespace: 'first' });
  expect(only([there], [there, table({})])).toMatchObject({
    action: 'conflict',
    calls: [],
    summary: expect.stringContaining('does not take over a table that another object manages'),
    rejections: [{ code: 'DuplicateTable', problem: expect.stringContaining('DynamoDBTable first/orders'), fix: expect.stringContaining('services.k8s.aws/owner-account-id') }],
  });
  // What was there before is no error of another change, nor are tables of accounts of their own.
  expect(planOf([there, table({})], [there, table({ deletionPolicy: 'retain' })]).tables).toMatchObject([{ action: 'change', rejections: [] }]);
  for (const apart of [[selector('shop', '111122223333')], [ownedBy('first', '444455556666'), ownedBy('shop', '111122223333')]]) {
    expect(planOf([there, ...apart], [there, table({}), ...apart]).tables).toMatchObject([{ action: 'create', rejections: [] }]);
  }
  expect(only([there], [there, table({ region: 'eu-west-1' })]).summary).not.toContain('DynamoDBTable first/orders');
});

test.each(['adopt', 'adopt-or-create'])('a table that an object of another namespace goes on managing is not taken over: %s', (adoptionPolicy) => {
  const there = dynamoDbTable({}, { namespace: 'first' });
  const taken = table({ adoptionPolicy });
  expect(only([there], [there, taken])).toMatchObject({ action: 'conflict', calls: [], rejections: [{ code: 'StillDeclared', problem: expect.stringContaining('DynamoDBTable first/orders') }] });
  expect(planOf([], [dynamoDbTable({ adoptionPolicy }, { namespace: 'first' }), taken]).tables.map(({ rejections }) => rejections.map(({ code }) => code))).toEqual([[], ['DuplicateTable']]);
  // Of other accounts they are other tables.
  expect(only([there], [there, table({ adoptionPolicy, providerConfigRef: { name: 'other' } })]).action).toBe('adopt');
  for (const apart of [[selector('shop', '111122223333')], [selector('first', '111122223333'), selector('shop', '444455556666')], [ownedBy('shop', '111122223333')]]) {
    expect(only([there, ...apart], [there, taken, ...apart]).action).toBe('adopt');
    expect(planOf([there], [there, taken, ...apart]).tables.map(({ action }) => action)).toContain('adopt');
  }
  const same = [selector('first', '111122223333'), selector('shop', '111122223333')];
  expect(only([there, ...same], [there, taken, ...same]).action).toBe('conflict');
});

test('warnings of rules that the change brings are told, and those that were there are not', () => {
  const replicated = { streamEnabled: true, replicas: [{ regionName: 'eu-west-1' }] };
  const units = (readCapacityUnits: number): object => ({ billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits, writeCapacityUnits: 1 } });
  const warned = (was: readonly object[], is: object): string[] => only(was, [table(is)]).warnings.map(({ code }) => code);
  expect(warned([table(replicated)], { ...replicated, ...units(1) })).toEqual(['ReplicaCapacity']);
  expect(warned([], { ...replicated, ...units(1) })).toEqual(['ReplicaCapacity']);
  expect(warned([table({ ...replicated, ...units(1) })], { ...replicated, ...units(2) })).toEqual([]);
  const plan = planOf([table(replicated)], [table({ ...replicated, ...units(1) })]);
  expect(print(plan, 'text', new Set())).toContain('    Warning: replicas are rejected by DynamoDB while the write capacity of the table is not scaled automatically. ACK sets a scaled capacity back, so set billingMode to PAY_PER_REQUEST, without any provisionedThroughput. [ReplicaCapacity]\n');
  expect(print(plan, 'markdown', new Set())).toContain('- Warning: replicas are rejected by DynamoDB');
});

test('a warning is told of a change that changes nothing in AWS', () => {
  expect(only([table()], [table({ recoveryPeriodInDays: 7 })])).toMatchObject({ action: 'change', summary: 'Nothing changes in AWS.', warnings: [{ code: 'ControllerVersion' }, { code: 'RecoveryPeriod' }], calls: [] });
});

test('an item of a typed list has the kind of the list', () => {
  const { apiVersion, kind, ...item } = table() as { apiVersion: string; kind: string };
  const list = (items: object[], of = kind) => ({ apiVersion, kind: `${of}List`, items });
  expect(planOf([list([item])], [table()])).toEqual({ tables: [], unchanged: 1 });
  expect(only([list([item])], [])).toMatchObject({ action: 'delete', resource: 'DynamoDBTable shop/orders' });
  expect(only([{ apiVersion: 'v1', kind: 'NamespaceList', items: [{ metadata: { name: 'shop' } }] }, table()], [table()])).toMatchObject({ action: 'delete' });
});

describe('the namespace of a connection Secret that goes', () => {
  const creds = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'creds' } };
  const of = (spec: object = {}) => table({ writeConnectionSecretToRef: { name: 's', namespace: 'creds' }, ...spec });
  const BEING_DELETED = [{ code: 'BeingDeleted', problem: 'Namespace creds is no longer declared, and all that is in it goes with it, as the Secret creds/s does' }];

  test('takes it away, and kro cannot write it again', () => {
    expect(only([creds, of()], [of()])).toMatchObject({ action: 'conflict', rejections: BEING_DELETED, losses: [] });
    expect(only([creds], [of()])).toMatchObject({ action: 'conflict', summary: 'A new, empty table is created.', rejections: BEING_DELETED });
    expect(only([creds, of()], [creds, of()])).toBeUndefined();
    expect(only([creds, of()], [table()])).toMatchObject({ action: 'change', rejections: [], changes: [{ code: 'SecretDeleted' }] });
  });

  test('does not hide what else is lost', () => {
    expect(only([creds, of({ backups: [{ name: 'bbb', deletionPolicy: 'delete' }] })], [of()])).toMatchObject({ action: 'change', losses: [{ kind: 'backup' }], rejections: BEING_DELETED });
  });
});

describe('a table that an object of another kind declares', () => {
  const ack = (annotations: object = {}, metadata: object = {}) =>
    ({ apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: 'raw', namespace: 'shop', annotations: { 'services.k8s.aws/region': 'us-east-1', ...annotations }, ...metadata }, spec: { tableName: 'orders' } });
  const crossplane = (spec: object = {}) => ({ apiVersion: 'dynamodb.aws.upbound.io/v1beta1', kind: 'Table', metadata: { name: 'orders' }, spec: { forProvider: { region: 'us-east-1' }, ...spec } });
  const RETAIN = { 'services.k8s.aws/deletion-policy': 'retain' };

  test.each<[string, object[], object[]]>([
    ['one of ACK stays', [ack()], [ack(), table()]],
    ['one of ACK comes too', [], [ack(), table()]],
    ['one of Crossplane stays', [crossplane()], [crossplane(), table()]],
  ])('is not created: %s', (_, was, is) => {
    expect(planOf(was, is).tables).toMatchObject([{ action: 'conflict', resource: 'DynamoDBTable shop/orders', rejections: [{ code: 'DuplicateTable' }], calls: [] }]);
    expect(planOf(was, [...is.slice(0, -1), table({ adoptionPolicy: 'adopt-or-create' })]).tables).toMatchObject([{ action: 'conflict', rejections: [{ code: 'DuplicateTable' }] }]);
  });

  test.each<[string, object]>([['of ACK', ack(RETAIN)], ['of Crossplane', crossplane({ deletionPolicy: 'Orphan' })]])('is not created where it is left in AWS: %s', (_, was) => {
    expect(planOf([was], [table()]).tables).toMatchObject([{ action: 'conflict', rejections: [{ code: 'NotAdopted' }], calls: [] }, { action: 'keep' }]);
    expect(planOf([was], [table({ adoptionPolicy: 'adopt' })]).tables).toMatchObject([{ action: 'adopt', rejections: [] }, { action: 'keep' }]);
  });

  test.each<[string, object]>([
    ['of another region', ack({ 'services.k8s.aws/region': 'us-west-2' })],
    ['of another namespace', ack({}, { namespace: 'web' })],
    ['of kro', ack({}, { labels: { 'kro.run/owned': 'true' } })],
  ])('is another one: %s', (_, other) => {
    expect(planOf([other], [other, table()]).tables).toMatchObject([{ action: 'create' }]);
  });
});

test('an item of a table that Crossplane deletes is lost', () => {
  const item = { apiVersion: 'dynamodb.aws.upbound.io/v1beta1', kind: 'TableItem', metadata: { name: 'one' }, spec: { forProvider: { region: 'us-east-1', tableName: 'orders', item: '{}' } } };
  expect(only([item], [])).toMatchObject({ action: 'change', tableName: 'orders', losses: [{ kind: 'item', name: 'one' }], calls: ['DeleteItem'] });
  expect(only([{ ...item, spec: { ...item.spec, deletionPolicy: 'Orphan' } }], [])).toMatchObject({ action: 'keep', losses: [] });
});

test('the deletion of a protected table is rejected', () => {
  expect(only([table({ deletionProtectionEnabled: true })], []).rejections).toEqual([expect.objectContaining({ code: 'DeletionProtection' })]);
});

test.each([
  ['keepLegacyResource', { keepLegacyResource: true }, 'keep', 'delete'],
  ['never', { rules: [{ selector: { componentNames: ['orders'] }, strategy: 'never' }] }, 'keep', 'keep'],
  ['never, of all tables', { rules: [{ selector: { resourceTypes: ['DynamoDBTable'] }, strategy: 'never' }] }, 'keep', 'keep'],
  ['never, of another', { rules: [{ selector: { componentNames: ['other'] }, strategy: 'never' }] }, 'delete', 'delete'],
  ['onAppDelete', { rules: [{ selector: { componentNames: ['orders'] }, strategy: 'onAppDelete' }] }, 'keep', 'delete'],
  ['nothing', {}, 'delete', 'delete'],
])('a component, or its Application, is removed, with the garbage-collect policy %s', (_, properties, component1, whole) => {
  const policies = [{ type: 'garbage-collect', name: 'gc', properties }];
  const before = application([component(), component({ tableName: 'other' }, { name: 'other' })], { policies });
  expect(only([before], [application([component({ tableName: 'other' }, { name: 'other' })], { policies })]).action).toBe(component1);
  expect(planOf([application([component()], { policies })], []).tables[0].action).toBe(whole);
});

test.each([
  ['Immutable', { region: 'eu-west-1' }, 'region cannot change once the table exists'],
  ['Immutable', { tableName: 'invoices' }, 'tableName cannot change once the table exists'],
  ['AttributeTypeChanged', { attributeDefinitions: [{ attributeName: 'id', attributeType: 'N' }] }, 'attributeDefinitions[0].attributeType "N" of id cannot change while a key uses it'],
  ['StreamViewType', { streamViewType: 'KEYS_ONLY' }, 'streamViewType "KEYS_ONLY" is given without streamEnabled'],
])('%s: rejected, and nothing happens', (code, spec, problem) => {
  expect(only([table()], [table(spec)])).toMatchObject({ action: 'reject', calls: [], losses: [], changes: [], rejections: [{ code, problem }] });
});

test('a table that is not valid, and does not change, is not validated', () => {
  expect(planOf([table({ ttlEnabled: true })], [table({ ttlEnabled: true })])).toEqual({ tables: [], unchanged: 1 });
});

describe('another name', () => {
  test('is another table, which is reported for both', () => {
    const { tables } = planOf([table({ tags: [{ key: 'a', value: 'b' }] })], [table({ tableName: 'invoices', tags: [{ key: 'a', value: 'b' }] }, { name: 'invoices' })]);
    expect(tables.map(({ action, tableName, losses }) => ({ action, tableName, losses }))).toEqual([
      { action: 'delete', tableName: 'orders', losses: [{ kind: 'table', name: 'orders' }] }, { action: 'create', tableName: 'invoices', losses: [] },
    ]);
    expect(tables.map(({ summary }) => summary)).toEqual([expect.stringContaining('invoices looks like this table under another name'), expect.stringContaining('It looks like orders under another name')]);
  });

  test('is not reported where several are alike', () => {
    const named = (name: string) => table({ tableName: name }, { name });
    expect(planOf([named('one'), named('two')], [named('three')]).tables.map(({ summary }) => summary).join()).not.toContain('another name');
  });
});

describe('with the platform resources', () => {
  const platform = (props: DynamoDbKroComponentProps = {}) => synth((chart) => new DynamoDbKroComponent(chart, 'dynamodb', props));
  const defaults = (more: NonNullable<DynamoDbKroComponentProps['defaults']>) => platform({ defaults: more });
  const changes = (was: readonly object[], is: readonly object[]) => planOf(was, is).tables.flatMap((each) => each.changes.map(({ code, from, to }) => `${code}: ${from ?? 'none'} -> ${to ?? 'none'}`));
  const app = application([component()]);

  test('another default of the tags, or of the key, reaches every table', () => {
    for (const declared of [table(), app]) {
      expect(changes([...defaults({ tags: { owner: 'a' } }), declared], [...defaults({ tags: { owner: 'b' } }), declared])).toEqual(['TagsChanged: owner=a -> owner=b']);
      expect(changes([...defaults({}), declared], [...defaults({ encryption: Encryption.awsManagedKey() }), declared])).toEqual(['EncryptionKeyChanged: DynamoDB -> aws/dynamodb']);
    }
  });

  test('but no table that says otherwise', () => {
    const own = table({ tags: [{ key: 'owner', value: 'me' }], sseEnabled: false });
    expect(changes([...defaults({}), own], [...defaults({ tags: { owner: 'b' }, encryption: Encryption.awsManagedKey() }), own])).toEqual([]);
  });

  test('another default of the schema reaches Applications and new tables, not a table that has the old one filled in', () => {
    const [was, is] = [defaults({}), defaults({ pointInTimeRecovery: true })];
    expect(changes([...was, app], [...is, app])).toEqual(['RecoveryEnabled: off -> 35 days']);
    expect(changes([...was, table()], [...is, table()])).toEqual([]);
    expect(planOf(was, [...is, table()]).tables[0].calls).toEqual(['CreateTable', 'UpdateContinuousBackups']);
    // What is said no more gets the default of today.
    expect(changes([...is, table({ pointInTimeRecoveryEnabled: false })], [...is, table()])).toEqual(['RecoveryEnabled: off -> 35 days']);
  });

  test('a default where there was none reaches every table', () => {
    const [was, is] = [defaults({}), defaults({ removalPolicy: RemovalPolicy.RETAIN })];
    for (const declared of [table(), app]) {
      expect(changes([...was, declared], [...is, declared])).toEqual(['DeletionPolicyChanged: that of the ACK controller -> retain']);
    }
  });

  test('the default of before decides what becomes of a table that is removed', () => {
    expect(only([...defaults({ removalPolicy: RemovalPolicy.RETAIN }), table()], platform()).action).toBe('keep');
    expect(only([...defaults({ deletionProtection: true }), table()], platform()).rejections[0].code).toBe('DeletionProtection');
    // Defaults that only come saved nothing that goes.
    expect(only([table()], defaults({ removalPolicy: RemovalPolicy.RETAIN, deletionProtection: true }))).toMatchObject({ action: 'delete', losses: [{ kind: 'table' }] });
  });

  test('what it requires of tables is required of those that change', () => {
    const asking = defaults({ requiredTags: ['team'] });
    expect(only(platform(), [...asking, table()]).rejections.map(({ code }) => code)).toEqual(['RequiredTags']);
    expect(only([...platform(), table()], [...asking, table({ contributorInsights: true })]).rejections.map(({ code }) => code)).toEqual(['RequiredTags']);
    expect(planOf([...platform(), table()], [...asking, table()]).tables).toEqual([]);
    // KubeVela renders an Application again.
    for (const was of [platform(), defaults({ deletionProtection: true })]) {
      expect(only([...was, app], [...asking, app])).toMatchObject({
        action: 'reject', summary: 'KubeVela does not render the Application, nor apply its other components, and the table stays as it is.', rejections: [{ code: 'RequiredTags' }],
      });
    }
    expect(planOf([...asking, app], [...asking, app])).toEqual({ tables: [], unchanged: 1 });
    expect(planOf([app], [...asking, app])).toEqual({ tables: [], unchanged: 1 });
  });

  test('its resources are gone, and tables stay', () => {
    const [whole, names] = [platform(), (objects: readonly any[]) => objects.map(({ kind }) => kind)];
    expect(names(whole)).toContain('ValidatingAdmissionPolicyBinding');
    expect(planOf([...whole, table()], [table()])).toMatchObject({ tables: [], unchanged: 1, unread: [{ code: 'NotPlanned', resource: 'ResourceGraphDefinition dynamodbtable', isRejected: true }] });
    const [{ problem, fix }] = planOf([...whole, app], [app]).unread!;
    expect(problem).toBe('is no longer declared, nor are 7 more platform resources. What they do for tables ends: changes by kro and KubeVela, validation, and the rejected deletion of a protected one. kro may delete the API, and all tables with it');
    expect(fix).toMatch(/--platform\. .* --allow-data-loss dynamodbtable$/);
    // One of them alone, and none that is elsewhere, kept, or without tables.
    const only1 = (gone: string) => planOf([...whole, table()], [...whole.filter(({ kind }: any) => kind !== gone), table()]).unread
      ?.map(({ resource }) => resource);
    expect(only1('ComponentDefinition')).toEqual(['ComponentDefinition vela-system/aws-dynamodb-kro']);
    expect(only1('ValidatingAdmissionPolicy')).toEqual(['ValidatingAdmissionPolicy dynamodbtable.kro.run']);
    expect(only1('ClusterRole')).toBeUndefined();
    expect(makePlan([...whole, table()], [table()], { platform: whole }).unread).toBeUndefined();
    expect(planOf([...whole, table()], []).unread).toBeUndefined();
    const kept = whole.map((object: any) => ({ ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, 'helm.sh/resource-policy': 'keep' } } }));
    expect(planOf([...kept, table()], [table()]).unread).toBeUndefined();
  });

  test('other names of the API group and of the component are read from them', () => {
    const own = platform({ apiGroup: 'data.example.com', componentName: 'acme-dynamodb' });
    const declared = [table({}, { apiVersion: 'data.example.com/v1alpha1' }), application([component({ tableName: 'other' }, { name: 'other', type: 'acme-dynamodb' })])];
    expect(planOf([...own, ...declared], own).tables.map(({ tableName }) => tableName)).toEqual(['orders', 'other']);
    expect(planOf([...own, ...declared], []).tables.map(({ tableName }) => tableName)).toEqual(['orders', 'other']);
  });

  test('a role of another account is another table', () => {
    const role = (account: string) => synth((chart) => new ProviderConfig(chart, account, { roleArn: `arn:aws:iam::${account}:role/team` }));
    const declared = (namespace: string, name = '111111111111') => table({ providerConfigRef: { name }, deletionPolicy: 'retain', adoptionPolicy: 'adopt-or-create' }, { namespace });
    expect(planOf([...role('111111111111'), declared('a')], [...role('111111111111'), declared('b')]).tables.map(({ action }) => action)).toEqual(['move']);
    expect(planOf([...role('111111111111'), declared('a')], [...role('222222222222'), declared('b', '222222222222')]).tables.map(({ action }) => action)).toEqual(['adopt', 'keep']);
  });
});

test('a component with its traits', () => {
  const traits = [{ type: 'aws-dynamodb-kro-ttl', properties: { ttlAttributeName: 'at' } }];
  expect(only([application([component()])], [application([component({}, { traits })])]).changes.map(({ code }) => code)).toEqual(['TimeToLiveEnabled']);
});

test.each([null, 5, 'text', [], {}, [[]], { kind: 'DynamoDBTable' }, { kind: 'DynamoDBTable', apiVersion: 'kro.run/v1alpha1' }, { kind: 'Application', apiVersion: 'core.oam.dev/v1beta1', spec: { components: [5, { type: 'aws-dynamodb-kro' }] } },
  { kind: 'IAMRoleSelector' }, { kind: 'ComponentDefinition', spec: 5 }, { kind: 'ResourceGraphDefinition', spec: { schema: { kind: 'DynamoDBTable' } } }])('%j is taken as it is', (document) => {
  expect(planOf([document] as object[], []).unchanged).toBe(0);
  expect(planOf([], [document] as object[]).unchanged).toBe(0);
  expect(planOf([document] as object[], [document] as object[]).tables).toEqual([]);
});

describe('what goes although it is declared', () => {
  const namespace = (name: string, metadata: object = {}) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...metadata } });
  const kind = (plural: string, group: string, name: string, metadata: object = {}) =>
    ({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: `${plural}.${group}`, ...metadata }, spec: { group, names: { kind: name } } });
  const DELETED = { deletionTimestamp: '2026-11-27T00:00:00Z' };
  const deleted = (object: any) => ({ ...object, metadata: { ...object.metadata, ...DELETED } });
  const ours = () => kind('dynamodbtables', 'kro.run', 'DynamoDBTable');
  const lost = [{ kind: 'table', name: 'orders' }];

  test.each<[string, object[], object[], string]>([
    ['the namespace', [namespace('shop'), table()], [table()], 'Namespace shop is no longer declared, and all that is in it goes with it.'],
    ['the namespace, already', [namespace('shop', DELETED), table()], [namespace('shop'), table()], 'Namespace shop is being deleted already, and all that is in it goes with it.'],
    ['the namespace, with its Application', [namespace('shop'), application([component()])], [application([component()])], 'Namespace shop is no longer declared'],
    ['the namespace of the Application', [namespace('apps'), application([component()], { namespace: 'apps', policies: [{ name: 'there', type: 'topology', properties: { namespace: 'shop' } }] })],
      [application([component()], { namespace: 'apps', policies: [{ name: 'there', type: 'topology', properties: { namespace: 'shop' } }] })], 'Namespace apps is no longer declared'],
    ['the kind', [ours(), table()], [table()], 'CustomResourceDefinition dynamodbtables.kro.run is no longer declared, and every object of its kind goes with it.'],
    ['the kind that it is made of', [kind('tables', 'dynamodb.services.k8s.aws', 'Table'), table()], [table()], 'CustomResourceDefinition tables.dynamodb.services.k8s.aws is no longer declared'],
    ['the kind of an Application', [ours(), application([component()])], [application([component()])], 'CustomResourceDefinition dynamodbtables.kro.run is no longer declared'],
    ['the kind Application', [kind('applications', 'core.oam.dev', 'Application'), application([component()])], [application([component()])], 'CustomResourceDefinition applications.core.oam.dev is no longer declared'],
    ['the object, already', [deleted(table())], [table()], 'DynamoDBTable shop/orders is being deleted already.'],
    ['the object, already, with a change', [deleted(table())], [table({ tags: [{ key: 'a', value: 'b' }] })], 'DynamoDBTable shop/orders is being deleted already.'],
    ['the Application, already', [deleted(application([component()]))], [application([component()])], 'Application shop/app is being deleted already.'],
  ])('%s: the table with it', (_, was, is, reason) => {
    expect(only(was, is)).toMatchObject({ action: 'delete', losses: lost, calls: ['DeleteTable'], summary: expect.stringContaining(reason) });
  });

  test.each<[string, object[], object[]]>([
    ['the namespace stays', [namespace('shop'), table()], [namespace('shop'), table()]],
    ['another namespace goes', [namespace('other'), table()], [table()]],
    ['the kind stays', [ours(), table()], [ours(), table()]],
    ['another kind goes', [kind('backups', 'dynamodb.services.k8s.aws', 'Backup'), table()], [table()]],
    ['what is declared has a time', [table()], [deleted(table())]],
  ])('%s: nothing changes', (_, was, is) => {
    expect(planOf(was, is)).toEqual({ tables: [], unchanged: 1 });
  });

  test('the kind of backups: the backups that do not stay', () => {
    const [backups, one] = [kind('backups', 'dynamodb.services.k8s.aws', 'Backup'), { kind: 'backup', name: 'one' }];
    const reason = 'CustomResourceDefinition backups.dynamodb.services.k8s.aws is no longer declared, and every object of its kind goes with it.';
    const has = (more: object = {}) => table({ backups: [{ name: 'one', deletionPolicy: 'delete' }, { name: 'two' }], ...more });
    expect(only([backups, has()], [has()])).toMatchObject({
      action: 'change', losses: [one], calls: ['DeleteBackup one'], changes: [{ code: 'BackupDeleted', subject: 'one' }], summary: `The table stays as it is. Its backups with deletionPolicy delete are deleted. ${reason}`,
    });
    expect(only([backups, has()], [has({ tags: [{ key: 'a', value: 'b' }] })])).toMatchObject({ action: 'change', losses: [one], calls: ['TagResource', 'DeleteBackup one'] });
    expect(only([backups, has({ deletionProtectionEnabled: true })], [])).toMatchObject({ action: 'reject', losses: [one], summary: expect.stringContaining(reason) });
    // They are told once.
    expect(only([backups, has({ deletionPolicy: 'retain' })], [])).toMatchObject({ action: 'keep', losses: [one], calls: ['DeleteBackup one'] });
    expect(planOf([backups, has()], [backups, has()])).toEqual({ tables: [], unchanged: 1 });
    expect(planOf([backups, table({ backups: [{ name: 'two' }] })], [table({ backups: [{ name: 'two' }] })])).toEqual({ tables: [], unchanged: 1 });
  });

  const KEEPS = [{ name: 'keep', type: 'garbage-collect', properties: { rules: [{ selector: { resourceTypes: ['DynamoDBTable'] }, strategy: 'never' }] } }];

  test('what KubeVela keeps goes with its namespace, and not with the Application', () => {
    const kept = (of: object = {}) => application([component()], { policies: KEEPS, ...of });
    expect(only([namespace('shop'), kept()], [kept()])).toMatchObject({ action: 'delete', losses: lost });
    expect(only([deleted(kept())], [kept()])).toMatchObject({ action: 'keep', losses: [] });
  });

  test('retained or protected, it stays', () => {
    const retained = table({ deletionPolicy: 'retain' });
    expect(only([namespace('shop'), retained], [retained])).toMatchObject({ action: 'keep', losses: [] });
    const guarded = table({ deletionProtectionEnabled: true });
    expect(only([namespace('shop'), guarded], [guarded])).toMatchObject({ action: 'reject', losses: [] });
  });

  test('a new table there is rejected', () => {
    expect(only([namespace('shop')], [table()])).toMatchObject({ action: 'conflict', calls: [], summary: expect.stringMatching(/^Nothing is created\. Namespace shop is/), rejections: [{ code: 'BeingDeleted' }] });
  });
});

describe('a workflow', () => {
  const withSteps = (...steps: object[]): any => {
    const app: any = application([component(), { name: 'web', type: 'webservice', properties: { image: 'web' } }]);
    return steps.length === 0 ? app : { ...app, spec: { ...app.spec, workflow: { steps } } };
  };
  const apply = (name: string) => ({ type: 'apply-component', name, properties: { component: name } });
  const LOST = { action: 'delete', losses: [{ kind: 'table', name: 'orders' }], summary: expect.stringContaining('No step of the workflow applies the component.') };

  test.each<[string, any, any]>([
    ['applies another component only', withSteps(apply('orders'), apply('web')), withSteps(apply('web'))],
    ['comes, and applies another component', withSteps(), withSteps({ type: 'suspend', name: 'wait' }, apply('web'))],
    ['applies it in a group no more', withSteps({ type: 'step-group', name: 'all', subSteps: [apply('orders'), apply('web')] }), withSteps({ type: 'step-group', name: 'all', subSteps: [apply('web')] })],
  ])('that %s', (_, was, is) => {
    expect(only([was], [is])).toMatchObject(LOST);
  });

  test.each<[string, any]>([
    ['applies it', withSteps(apply('web'), apply('orders'))],
    ['deploys all', withSteps({ type: 'deploy', name: 'all' })],
    ['has a step that nobody knows', withSteps({ type: 'company-apply', name: 'all' })],
  ])('that %s changes nothing', (_, is) => {
    expect(planOf([withSteps()], [is])).toEqual({ tables: [], unchanged: 1 });
  });

  test('that applies a component with objects no more', () => {
    const held = (...steps: object[]): any => {
      const app: any = application([{ name: 'objects', type: 'k8s-objects', properties: { objects: [table()] } }, { name: 'web', type: 'webservice', properties: { image: 'web' } }]);
      return { ...app, spec: { ...app.spec, workflow: { steps } } };
    };
    expect(only([held(apply('objects'))], [held(apply('web'))])).toMatchObject(LOST);
  });
});

describe('garbage collection selects by all of its lists, and the first rule holds', () => {
  const keeps = (...rules: object[]) => application([], { policies: [{ name: 'keep', type: 'garbage-collect', properties: { rules } }] });
  const never = (selects: object) => ({ selector: selects, strategy: 'never' });
  const before = (after: any) => ({ ...after, spec: { ...after.spec, components: [component()] } });

  test.each<[string, object[], string]>([
    ['by the type of its component', [never({ componentTypes: ['aws-dynamodb-kro'] })], 'keep'],
    ['by what it is to KubeVela', [never({ oamTypes: ['WORKLOAD'] })], 'keep'],
    ['by two lists', [never({ componentNames: ['orders'], resourceTypes: ['DynamoDBTable'] })], 'keep'],
    ['another type beside its name', [never({ componentNames: ['orders'], resourceTypes: ['Deployment'] })], 'delete'],
    ['traits', [never({ oamTypes: ['TRAIT'] })], 'delete'],
    ['a trait beside its name', [never({ componentNames: ['orders'], traitTypes: ['scaler'] })], 'delete'],
    ['nothing', [never({})], 'delete'],
    ['an empty list', [never({ componentNames: [] })], 'delete'],
    ['a rule before it', [{ selector: { componentNames: ['orders'] }, strategy: 'onAppUpdate' }, never({ resourceTypes: ['DynamoDBTable'] })], 'delete'],
  ])('%s', (_, rules, action) => {
    const after = keeps(...rules);
    expect(only([before(after)], [after])).toMatchObject({ action });
  });
});

describe('tables of another kind that go', () => {
  const ack = (spec: object = {}, { annotations = {}, ...metadata }: any = {}) => ({
    apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: 'raw', namespace: 'shop', annotations: { 'services.k8s.aws/region': 'eu-west-1', ...annotations }, ...metadata }, spec: { tableName: 'raw-table', ...spec },
  });
  const crossplane = (spec: object = {}, forProvider: object = {}, metadata: object = {}) => ({
    apiVersion: 'dynamodb.aws.upbound.io/v1beta1', kind: 'Table', metadata: { name: 'raw-table', ...metadata }, spec: { ...spec, forProvider: { region: 'eu-west-1', ...forProvider } },
  });
  const held = (...objects: object[]) => application([{ name: 'objects', type: 'k8s-objects', properties: { objects } }]);
  const lost = [{ kind: 'table', name: 'raw-table' }];

  test.each<[string, object[], object[], string]>([
    ['one of ACK', [ack()], [], 'delete'],
    ['one of ACK in an Application', [held(ack())], [held()], 'delete'],
    ['one of ACK with its namespace', [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, ack()], [ack()], 'delete'],
    ['one of Crossplane', [crossplane()], [], 'delete'],
    ['one of Crossplane that is named apart', [crossplane({}, {}, { name: 'x', annotations: { 'crossplane.io/external-name': 'raw-table' } })], [], 'delete'],
    ['one of ACK that is retained', [ack({}, { annotations: { 'services.k8s.aws/deletion-policy': 'retain' } })], [], 'keep'],
    ['one that ACK only reads', [ack({}, { annotations: { 'services.k8s.aws/read-only': 'true' } })], [], 'keep'],
    ['one that Crossplane leaves', [crossplane({ deletionPolicy: 'Orphan' })], [], 'keep'],
    ['one that Crossplane must not delete', [crossplane({ managementPolicies: ['Observe', 'Update'] })], [], 'keep'],
    ['one that Crossplane may delete', [crossplane({ managementPolicies: ['Observe', 'Delete'] })], [], 'delete'],
    ['a protected one of ACK', [ack({ deletionProtectionEnabled: true })], [], 'conflict'],
    ['a protected one of Crossplane', [crossplane({}, { deletionProtectionEnabled: true })], [], 'conflict'],
  ])('%s', (_, was, is, action) => {
    expect(only(was, is)).toMatchObject({ action, tableName: 'raw-table', region: 'eu-west-1', losses: action === 'delete' ? lost : [], calls: action === 'delete' ? ['DeleteTable'] : [] });
  });

  test.each<[string, object[], object[]]>([
    ['one that stays', [ack()], [ack()]],
    ['one that stays, changed', [ack()], [ack({ billingMode: 'PAY_PER_REQUEST' })]],
    ['one that kro makes', [ack({}, { labels: { 'kro.run/instance-name': 'orders' } })], []],
    ['one of another owner', [ack({}, { ownerReferences: [{ kind: 'Orders', name: 'orders' }] })], []],
    ['a Table of a database', [{ apiVersion: 'postgresql.example.org/v1', kind: 'Table', metadata: { name: 'x', namespace: 'shop' }, spec: {} }], []],
  ])('%s is not in the plan', (_, was, is) => {
    expect(planOf(was, is)).toMatchObject({ tables: [], unchanged: 0 });
  });

  const other = (kind: string, spec: object, metadata: object = {}, apiVersion = 'dynamodb.services.k8s.aws/v1alpha1') => ({ apiVersion, kind, metadata: { name: 'one', namespace: 'shop', ...metadata }, spec });
  const retained = { annotations: { 'services.k8s.aws/deletion-policy': 'retain' } };
  const region = { region: 'eu-west-1' };

  test.each<[string, object, object[], string[]]>([
    ['a backup', other('Backup', { backupName: 'b', tableName: 'raw-table' }), [{ kind: 'backup', name: 'b' }], ['DeleteBackup b']],
    ['a backup of a table by its object', other('Backup', { backupName: 'b', tableRef: { from: { name: 'raw-table' } } }), [{ kind: 'backup', name: 'b' }], ['DeleteBackup b']],
    ['a global table', other('GlobalTable', { globalTableName: 'raw-table', replicationGroup: [{ regionName: 'eu-west-1' }, { regionName: 'us-east-1' }] }), [{ kind: 'replica', name: 'eu-west-1' }, { kind: 'replica', name: 'us-east-1' }], ['UpdateGlobalTable']],
    ['a global table of Crossplane', other('GlobalTable', { forProvider: { ...region, replica: [{ regionName: 'eu-west-1' }] } }, { name: 'raw-table' }, 'dynamodb.aws.upbound.io/v1beta1'), [{ kind: 'replica', name: 'eu-west-1' }], ['UpdateGlobalTable']],
    ['a replica of Crossplane', other('TableReplica', { forProvider: { ...region, globalTableArn: 'arn:aws:dynamodb:us-east-1:111122223333:table/raw-table' } }, {}, 'dynamodb.aws.upbound.io/v1beta1'), [{ kind: 'replica', name: 'eu-west-1' }], ['UpdateTable ReplicaUpdates Delete eu-west-1']],
    ['a backup of Crossplane', other('Backup', { forProvider: { ...region, tableName: 'raw-table' } }, {}, 'dynamodb.aws.crossplane.io/v1alpha1'), [{ kind: 'backup', name: 'one' }], ['DeleteBackup one']],
  ])('%s', (_, object, losses, calls) => {
    expect(only([object], [])).toMatchObject({ action: 'change', tableName: 'raw-table', losses, calls });
    expect(planOf([object], [object]).tables).toEqual([]);
  });

  test('a backup of ACK that is retained, or that kro makes', () => {
    expect(only([other('Backup', { backupName: 'b', tableName: 'raw-table' }, retained)], [])).toMatchObject({ action: 'keep', losses: [], calls: [], summary: 'The backup stays in AWS, and nothing here manages it any more: its deletion policy is retain.' });
    expect(planOf([other('Backup', { backupName: 'b', tableName: 'raw-table' }, { labels: { 'kro.run/owned': 'true' } })], []).tables).toEqual([]);
  });

  test('one that kro makes is told where what declares it is not beside it', () => {
    const made = ack({}, { labels: { 'kro.run/instance-name': 'orders' } });
    expect(planOf([made], [table()]).unread).toMatchObject([{ code: 'NotPlanned', resource: 'Table shop/raw', isRejected: false }]);
    for (const declares of [table(), application([component()])]) {
      expect(planOf([made, declares], [declares]).unread?.map(({ code }) => code)).toEqual(['UnknownApi']);
    }
  });

  test('a Table of ACK that stays loses the replicas that it no longer has', () => {
    const global = (regions: string[], streamViewType = 'NEW_AND_OLD_IMAGES') => ack({ tableReplicas: regions.map((regionName) => ({ regionName })), streamSpecification: { streamEnabled: true, streamViewType } });
    expect(only([global(['eu-west-1', 'eu-north-1'])], [global(['eu-north-1'])])).toMatchObject({
      action: 'change', tableName: 'raw-table', losses: [{ kind: 'replica', name: 'eu-west-1' }], calls: ['UpdateTable ReplicaUpdates Delete eu-west-1'],
    });
    // Without that stream, ACK does not change them.
    expect(planOf([global(['eu-west-1'])], [global([], 'NEW_IMAGE')]).tables).toEqual([]);
    expect(planOf([global(['eu-west-1'])], [global(['eu-west-1', 'eu-north-1'])]).tables).toEqual([]);
  });

  test('one that becomes a DynamoDBTable without staying is lost', () => {
    const { tables } = planOf([ack()], [table({ tableName: 'raw-table', region: 'eu-west-1', adoptionPolicy: 'adopt-or-create' })]);
    expect(tables).toMatchObject([{ action: 'delete', losses: lost, resource: 'Table shop/raw' }, { action: 'adopt', losses: [] }]);
  });
});

test('another role does not change nothing', () => {
  expect(only([table()], [table({ providerConfigRef: { name: 'team' } })]).summary).not.toContain('Nothing');
  expect(only([table()], [table({ deletionPolicy: 'retain' })]).summary).toBe('Nothing changes in AWS.');
});

test('a table of another kind that goes is not said to be missing in the plan', () => {
  const raw = { apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: 'raw', namespace: 'shop' }, spec: { tableName: 'raw' } };
  expect(planOf([raw], []).unread).toBeUndefined();
  expect(planOf([raw], [raw]).unread).toMatchObject([{ code: 'UnknownApi' }]);
});

describe('a namespace in which ACK retains what says nothing else', () => {
  const namespace = (policy?: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', annotations: policy === undefined ? {} : { 'dynamodb.services.k8s.aws/deletion-policy': policy } } });
  const retains = namespace('retain');
  const raw = (annotations: object = {}) => ({ apiVersion: 'dynamodb.services.k8s.aws/v1alpha1', kind: 'Table', metadata: { name: 'raw', namespace: 'shop', annotations }, spec: { tableName: 'raw' } });

  test('keeps tables that go, with the namespace too', () => {
    for (const gone of [table(), application([component()]), raw()]) {
      expect(planOf([retains, gone], [retains]).tables).toMatchObject([{ action: 'keep', losses: [] }]);
      expect(planOf([retains, gone], []).tables).toMatchObject([{ action: 'keep', losses: [] }]);
    }
  });

  test.each<[string, object[], object[]]>([
    ['where it says otherwise', [namespace('delete')], [namespace('delete')]],
    ['where it no longer says so', [retains], [namespace()]],
    ['where it says so only now', [namespace()], [retains]],
    ['where only NEW has it', [], [retains]],
  ])('does not: %s', (_, before, after) => {
    for (const gone of [table(), application([component()]), raw()]) {
      expect(planOf([...before, gone], after).tables).toMatchObject([{ action: 'delete' }]);
    }
  });

  test('does not keep what says otherwise itself, or for the platform', () => {
    expect(only([retains, table({ deletionPolicy: 'delete' })], [retains]).action).toBe('delete');
    expect(only([retains, raw({ 'services.k8s.aws/deletion-policy': 'delete' })], [retains]).action).toBe('delete');
    expect(only([retains, table({ backups: [{ name: 'one', deletionPolicy: 'delete' }] })], [retains])).toMatchObject({ action: 'keep', losses: [{ kind: 'backup', name: 'one' }] });
    const platform = synth((chart) => new DynamoDbKroComponent(chart, 'dynamodb', { defaults: { removalPolicy: RemovalPolicy.DESTROY } }));
    expect(planOf([...platform, retains, table()], [...platform, retains]).tables[0].action).toBe('delete');
  });

  test('that begins or ends to do so changes what becomes of a table', () => {
    const changes = (was: object, is: object) => planOf([was, table()], [is, table()]).tables.flatMap((each) => each.changes.map(({ code, to }) => `${code} ${to}`));
    expect(changes(namespace(), retains)).toEqual(['DeletionPolicyChanged retain']);
    expect(changes(retains, namespace())).toEqual(['DeletionPolicyChanged that of the ACK controller']);
    expect(changes(retains, retains)).toEqual([]);
  });
});
