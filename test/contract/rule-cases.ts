const key = (attributeName: string, keyType = 'HASH') => ({ attributeName, keyType });
const string = (attributeName: string) => ({ attributeName, attributeType: 'S' });
const units = { readCapacityUnits: 1, writeCapacityUnits: 1 };
const ALL = { projectionType: 'ALL' };
const index = (indexName: string, more: object = {}) => ({ indexName, keySchema: [key('pk')], projection: ALL, ...more });
const replicaWith = (...indexes: string[]) => ({ regionName: 'eu-west-1', globalSecondaryIndexes: indexes.map((indexName) => ({ indexName, provisionedThroughputOverride: { readCapacityUnits: 1 } })) });
const ROLE = 'arn:aws:iam::123456789012:role/reports';
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements.map((more) => ({ Effect: 'Allow', Principal: { AWS: ROLE }, Action: 'dynamodb:GetItem', Resource: '*', ...more })) });
const DEEP = '['.repeat(9_900) + ']'.repeat(9_900);
const names = (count: number) => Array.from({ length: count }, (_, i) => `attribute-${i}`);

export const keyArn = (region: string, partition = 'aws') => `arn:${partition}:kms:${region}:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const customerKey = (region: string, partition?: string) => ({ sseEnabled: true, sseType: 'KMS', kmsMasterKeyID: keyArn(region, partition) });

export const VALID = { tableName: 'orders', region: 'us-east-1', attributeDefinitions: [string('pk')], keySchema: [key('pk')] };
const WITH_SORT_KEY = { ...VALID, attributeDefinitions: [string('pk'), string('sk')], keySchema: [key('pk'), key('sk', 'RANGE')] };

/** Each rule on what it allows and what it refuses or warns of: `property code`. */
type Case = [what: string, spec: object, refused: string[]];

export const CASES: Case[] = [
  ['the least', VALID, []],
  ['a sort key', WITH_SORT_KEY, []],

  ['RANGE first', { ...VALID, keySchema: [key('pk', 'RANGE')] }, ['keySchema InvalidKeySchema']],
  ['RANGE before HASH', { ...WITH_SORT_KEY, keySchema: [key('pk', 'RANGE'), key('sk')] }, ['keySchema InvalidKeySchema']],
  ['two HASH keys of a table', { ...WITH_SORT_KEY, keySchema: [key('pk'), key('sk')] }, ['keySchema InvalidKeySchema']],
  ['one attribute twice in a key', { ...VALID, keySchema: [key('pk'), key('pk', 'RANGE')] }, ['keySchema[1].attributeName InvalidKeySchema']],
  ['four HASH keys of a global index', { ...VALID, attributeDefinitions: ['pk', 'a', 'b', 'c'].map(string), globalSecondaryIndexes: [index('many', { keySchema: ['pk', 'a', 'b', 'c'].map((name) => key(name)) })] }, []],
  ['five HASH keys of a global index', { ...VALID, attributeDefinitions: ['pk', 'a', 'b', 'c', 'd'].map(string), globalSecondaryIndexes: [index('many', { keySchema: ['pk', 'a', 'b', 'c', 'd'].map((name) => key(name)) })] }, ['globalSecondaryIndexes[0].keySchema InvalidKeySchema']],

  ['a key without its attribute', { ...VALID, keySchema: [key('id')] }, ['keySchema[0].attributeName UndefinedAttribute', 'attributeDefinitions[0].attributeName UnusedAttribute']],
  ['an attribute without a key', { ...VALID, attributeDefinitions: [string('pk'), string('extra')] }, ['attributeDefinitions[1].attributeName UnusedAttribute']],
  ['an attribute defined twice', { ...VALID, attributeDefinitions: [string('pk'), { attributeName: 'pk', attributeType: 'N' }] }, ['attributeDefinitions[1].attributeName DuplicateAttribute']],

  ['two indexes of one name', { ...WITH_SORT_KEY, globalSecondaryIndexes: [index('same')], localSecondaryIndexes: [index('same', { keySchema: [key('pk'), key('sk', 'RANGE')] })] }, ['localSecondaryIndexes[0].indexName DuplicateIndexName']],
  ['a local index without a sort key of the table', { ...VALID, attributeDefinitions: ['pk', 'sk'].map(string), localSecondaryIndexes: [index('local', { keySchema: [key('pk'), key('sk', 'RANGE')] })] }, ['localSecondaryIndexes[0] LocalIndexKeys']],
  ['a local index with another partition key', { ...WITH_SORT_KEY, localSecondaryIndexes: [index('local', { keySchema: [key('sk'), key('pk', 'RANGE')] })] }, ['localSecondaryIndexes[0].keySchema[0].attributeName LocalIndexKeys']],

  ['INCLUDE with attributes', { ...VALID, globalSecondaryIndexes: [index('some', { projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['a'] } })] }, []],
  ['INCLUDE without attributes', { ...VALID, globalSecondaryIndexes: [index('some', { projection: { projectionType: 'INCLUDE' } })] }, ['globalSecondaryIndexes[0].projection.nonKeyAttributes NonKeyAttributes']],
  ['ALL with attributes', { ...VALID, globalSecondaryIndexes: [index('some', { projection: { ...ALL, nonKeyAttributes: ['a'] } })] }, ['globalSecondaryIndexes[0].projection.nonKeyAttributes NonKeyAttributes']],
  ['an attribute included twice', { ...VALID, globalSecondaryIndexes: [index('some', { projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['a', 'a'] } })] }, ['globalSecondaryIndexes[0].projection.nonKeyAttributes[1] NonKeyAttributes']],
  ['100 projected attributes', { ...VALID, globalSecondaryIndexes: names(5).map((name) => index(name, { projection: { projectionType: 'INCLUDE', nonKeyAttributes: names(20) } })) }, []],
  ['101 projected attributes, repeats counted', { ...VALID, globalSecondaryIndexes: [...names(5).map((name) => index(name, { projection: { projectionType: 'INCLUDE', nonKeyAttributes: names(20) } })), index('one-more', { projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['attribute-0'] } })] }, ['globalSecondaryIndexes NonKeyAttributes']],

  ['PROVISIONED with throughput everywhere', { ...VALID, billingMode: 'PROVISIONED', provisionedThroughput: units, globalSecondaryIndexes: [index('one', { provisionedThroughput: units })] }, []],
  ['PROVISIONED without throughput', { ...VALID, billingMode: 'PROVISIONED', globalSecondaryIndexes: [index('one')] }, ['provisionedThroughput ThroughputRequired', 'globalSecondaryIndexes[0].provisionedThroughput ThroughputRequired']],
  ['on demand with throughput', { ...VALID, provisionedThroughput: units, globalSecondaryIndexes: [index('one', { provisionedThroughput: units })] }, ['provisionedThroughput ThroughputForbidden', 'globalSecondaryIndexes[0].provisionedThroughput ThroughputForbidden']],
  ['caps', { ...VALID, billingMode: 'PAY_PER_REQUEST', onDemandThroughput: { maxReadRequestUnits: 1 }, globalSecondaryIndexes: [index('one', { onDemandThroughput: { maxWriteRequestUnits: -1 } })] }, []],
  ['caps of nothing', { ...VALID, onDemandThroughput: {} }, ['onDemandThroughput OnDemandThroughput']],
  ['caps of 0', { ...VALID, onDemandThroughput: { maxReadRequestUnits: 0, maxWriteRequestUnits: 1 } }, ['onDemandThroughput.maxReadRequestUnits OnDemandThroughput']],
  ['caps with PROVISIONED', { ...VALID, billingMode: 'PROVISIONED', provisionedThroughput: units, onDemandThroughput: { maxReadRequestUnits: 1 } }, ['onDemandThroughput OnDemandThroughput']],

  ['a stream', { ...VALID, streamEnabled: true }, []],
  ['a view type without a stream', { ...VALID, streamViewType: 'KEYS_ONLY' }, ['streamViewType StreamViewType']],

  ['a recovery period', { ...VALID, pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 1 }, ['recoveryPeriodInDays ControllerVersion']],
  ['a recovery period without recovery', { ...VALID, pointInTimeRecoveryEnabled: false, recoveryPeriodInDays: 7 }, ['recoveryPeriodInDays RecoveryPeriod']],
  ['a recovery period of 36 days', { ...VALID, pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 36 }, ['recoveryPeriodInDays OutOfRange', 'recoveryPeriodInDays ControllerVersion']],

  ['AES256, as the original wrote it', { ...VALID, sseEnabled: true, sseType: 'AES256' }, []],
  ['KMS without a key', { ...VALID, sseEnabled: true, sseType: 'KMS' }, []],
  ['KMS that is not enabled', { ...VALID, sseType: 'KMS' }, ['sseType Encryption']],
  ['a key without KMS', { ...VALID, sseEnabled: true, sseType: 'AES256', kmsMasterKeyID: 'arn:aws:kms:us-east-1:123456789012:key/a' }, ['kmsMasterKeyID Encryption']],

  ['a key of the table\'s region', { ...VALID, ...customerKey('us-east-1') }, []],
  ['a key of another region', { ...VALID, ...customerKey('eu-west-1') }, ['kmsMasterKeyID KeyRegion']],
  ['a key of another partition', { ...VALID, ...customerKey('us-east-1', 'aws-cn') }, ['kmsMasterKeyID KeyRegion']],
  ['a key of China', { ...VALID, region: 'cn-north-1', ...customerKey('cn-north-1', 'aws-cn') }, []],
  ['a key of the European Sovereign Cloud', { ...VALID, region: 'eusc-de-east-1', ...customerKey('eusc-de-east-1', 'aws-eusc') }, []],
  ['a key of GovCloud under the partition aws', { ...VALID, region: 'us-gov-west-1', ...customerKey('us-gov-west-1') }, ['kmsMasterKeyID KeyRegion']],
  ['a replica without a key where the table has one', { ...VALID, ...customerKey('us-east-1'), streamEnabled: true, replicas: [{ regionName: 'eu-west-1' }] }, ['replicas[0].kmsMasterKeyID ReplicaKey']],
  ['a replica with a key', { ...VALID, ...customerKey('us-east-1'), streamEnabled: true, replicas: [{ regionName: 'eu-west-1', kmsMasterKeyID: keyArn('eu-west-1') }] }, []],
  ['a replica with a key of the table\'s region', { ...VALID, ...customerKey('us-east-1'), streamEnabled: true, replicas: [{ regionName: 'eu-west-1', kmsMasterKeyID: keyArn('us-east-1') }] }, ['replicas[0].kmsMasterKeyID KeyRegion']],
  ['a replica with a key where AWS manages that of the table', { ...VALID, sseEnabled: true, streamEnabled: true, replicas: [{ regionName: 'eu-west-1', kmsMasterKeyID: keyArn('eu-west-1') }] }, ['replicas[0].kmsMasterKeyID ReplicaKey']],
  ['a replica with a key where DynamoDB owns that of the table', { ...VALID, sseEnabled: false, streamEnabled: true, replicas: [{ regionName: 'eu-west-1' }, { regionName: 'eu-west-2', kmsMasterKeyID: keyArn('eu-west-2') }] }, ['replicas[1].kmsMasterKeyID ReplicaKey']],
  ['a replica without a key where AWS manages that of the table', { ...VALID, sseEnabled: true, sseType: 'KMS', streamEnabled: true, replicas: [{ regionName: 'eu-west-1' }] }, ['replicas ReplicaManagedKey']],

  ['time to live', { ...VALID, ttlEnabled: true, ttlAttributeName: 'at' }, []],
  ['time to live without its attribute', { ...VALID, ttlEnabled: true }, ['ttlAttributeName TimeToLive']],
  ['an attribute without time to live', { ...VALID, ttlEnabled: false, ttlAttributeName: 'at' }, ['ttlAttributeName TimeToLive']],

  ['tags with all that they may have', { ...VALID, tags: [{ key: 'Größe 1+-=._:/@', value: '' }] }, []],
  ['a tag given twice', { ...VALID, tags: [{ key: 'a', value: '' }, { key: 'a', value: 'b' }] }, ['tags[1].key Tags']],
  ['a tag with a dollar', { ...VALID, tags: [{ key: '$', value: '{' }] }, ['tags[0].key Tags', 'tags[0].value Tags']],
  ['a tag of AWS', { ...VALID, tags: [{ key: 'AWS:x', value: '' }] }, ['tags[0].key Tags']],

  ['two backups of one name', { ...VALID, backups: [{ name: 'first' }, { name: 'first' }] }, ['backups[1].name DuplicateBackupName']],

  ['a replica', { ...VALID, streamEnabled: true, replicas: [{ regionName: 'eu-west-1' }] }, []],
  ['a replica without a stream', { ...VALID, replicas: [{ regionName: 'eu-west-1' }] }, ['replicas Replicas']],
  ['a replica with another stream', { ...VALID, streamEnabled: true, streamViewType: 'KEYS_ONLY', replicas: [{ regionName: 'eu-west-1' }] }, ['replicas Replicas']],
  ['two replicas in one region', { ...VALID, streamEnabled: true, replicas: [{ regionName: 'eu-west-1' }, { regionName: 'eu-west-1' }] }, ['replicas[1].regionName Replicas']],
  ['a replica with capacity of its own for an index', { ...VALID, streamEnabled: true, globalSecondaryIndexes: [index('some')], replicas: [replicaWith('some')] }, ['replicas[0].globalSecondaryIndexes ReplicaCapacity']],
  ['a replica with capacity of its own on demand', { ...VALID, streamEnabled: true, replicas: [{ regionName: 'eu-west-1', provisionedThroughputOverride: { readCapacityUnits: 1 } }] }, ['replicas[0].provisionedThroughputOverride ReplicaCapacity']],
  ['a replica with an index that the table lacks', { ...VALID, streamEnabled: true, replicas: [replicaWith('some')] }, ['replicas[0].globalSecondaryIndexes[0].indexName Replicas', 'replicas[0].globalSecondaryIndexes ReplicaCapacity']],
  ['a replica with an index twice', { ...VALID, streamEnabled: true, globalSecondaryIndexes: [index('some')], replicas: [replicaWith('some', 'some')] }, ['replicas[0].globalSecondaryIndexes[1].indexName Replicas', 'replicas[0].globalSecondaryIndexes ReplicaCapacity']],
  ['a replica of a provisioned table', { ...VALID, billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 }, streamEnabled: true, replicas: [{ regionName: 'eu-west-1' }] }, ['replicas ReplicaCapacity']],
  ['a replica in another partition', { ...VALID, streamEnabled: true, replicas: [{ regionName: 'cn-north-1' }] }, ['replicas[0].regionName Replicas']],
  ['a replica in the other region of China', { ...VALID, region: 'cn-north-1', streamEnabled: true, replicas: [{ regionName: 'cn-northwest-1' }] }, []],
  ['a replica at home', { ...VALID, streamEnabled: true, replicas: [{ regionName: 'us-east-1' }] }, ['replicas[0].regionName Replicas']],

  ['a key name of 254 bytes', { ...VALID, attributeDefinitions: [string('ä'.repeat(127))], keySchema: [key('ä'.repeat(127))] }, []],
  ['a key name of 256 bytes', { ...VALID, attributeDefinitions: [string('ä'.repeat(128))], keySchema: [key('ä'.repeat(128))] }, ['attributeDefinitions[0].attributeName InvalidAttributeName']],
  ['a projected name of 256 bytes', { ...VALID, globalSecondaryIndexes: [index('some', { projection: { projectionType: 'INCLUDE', nonKeyAttributes: ['ä'.repeat(128)] } })] }, ['globalSecondaryIndexes[0].projection.nonKeyAttributes[0] InvalidAttributeName']],

  ['a resource policy', { ...VALID, resourcePolicy: policy({}) }, []],
  ['a resource policy without a statement', { ...VALID, resourcePolicy: '{"Version":"2012-10-17"}' }, ['resourcePolicy ResourcePolicyStatement']],
  ['a resource policy whose statement is misspelt', { ...VALID, resourcePolicy: '{"Version":"2012-10-17","statement":[]}' }, ['resourcePolicy ResourcePolicyStatement']],
  ...[
    { Principal: '*', Action: 'dynamodb:*', Resource: '*' }, { Principal: { AWS: ['*'] }, Action: ['dynamodb:Put*Policy'] }, { Principal: '*', Action: undefined, NotAction: 'dynamodb:GetItem' },
  ].map((deny): Case => [`a resource policy that denies everybody what ACK needs: ${JSON.stringify(deny)}`, { ...VALID, resourcePolicy: policy({ Effect: 'Deny', ...deny }) }, ['resourcePolicy ResourcePolicyStatement']]),
  ...[
    { Principal: '*', Action: 'dynamodb:*', Condition: { ArnNotLike: { 'aws:PrincipalArn': ROLE } } }, { Principal: { AWS: ROLE }, Action: 'dynamodb:*' }, { Principal: '*', Action: ['dynamodb:Scan', 'dynamodb:DeleteItem'] },
    { Principal: undefined, NotPrincipal: { AWS: ROLE }, Action: 'dynamodb:*' },
  ].map((deny): Case => [`a resource policy that denies some, or some calls: ${JSON.stringify(deny)}`, { ...VALID, resourcePolicy: policy({ Effect: 'Deny', ...deny }) }, []]),
  ['a resource policy without a version, which AWS adds', { ...VALID, resourcePolicy: policy({}).replace('"Version":"2012-10-17",', '') }, ['resourcePolicy ResourcePolicyVersion']],
  ['a resource policy that allows everybody', { ...VALID, resourcePolicy: policy({ Principal: '*' }) }, ['resourcePolicy ResourcePolicyStatement']],
  ['a resource policy that allows everybody, as AWS accounts', { ...VALID, resourcePolicy: policy({ Principal: { AWS: [ROLE, '*'] } }) }, ['resourcePolicy ResourcePolicyStatement']],
  ['a resource policy that allows everybody under a condition', { ...VALID, resourcePolicy: policy({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a' } } }) }, []],
  ...[
    {}, { StringEquals: {} }, { StringEquals: { 'aws:PrincipalOrgID': [] } }, { StringLike: { 'aws:PrincipalArn': '*' } }, { StringEquals: { 'aws:PrincipalArn': ['arn:aws:iam::123456789012:role/a', '${aws:PrincipalArn}'] } },
    { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a' } }, { Null: { 'aws:PrincipalOrgID': 'true' } }, { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } }, { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': 'o-a/r-b/' } },
    { Bool: { 'aws:SecureTransport': 'true' } }, { Bool: { 'aws:PrincipalIsAWSService': 'false' } }, { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '0.0.0.0/0'] } }, { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } }, 7, [],
  ].map((Condition): Case => [`a resource policy that allows everybody under a condition that says nothing: ${JSON.stringify(Condition)}`, { ...VALID, resourcePolicy: policy({ Principal: { AWS: '*' }, Condition }) }, ['resourcePolicy ResourcePolicyStatement']]),
  ...[
    { StringEquals: { 'aws:principalorgid': ['o-a', 'o-b'] } }, { ArnLike: { 'aws:PrincipalArn': ROLE } }, { 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgPaths': 'o-a/r-b/' } }, { Bool: { 'aws:PrincipalIsAWSService': true } },
    { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' }, StringEquals: { 'aws:SourceAccount': 123456789012 } },
  ].map((Condition): Case => [`a resource policy that allows everybody under a condition that says who: ${JSON.stringify(Condition)}`, { ...VALID, resourcePolicy: policy({ Principal: '*', Condition }) }, []]),
  ['a resource policy that allows everybody else', { ...VALID, resourcePolicy: policy({ Principal: undefined, NotPrincipal: { AWS: ROLE }, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a' } } }) }, ['resourcePolicy ResourcePolicyStatement']],
  ['a resource policy that denies everybody else', { ...VALID, resourcePolicy: policy({ Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: ROLE } }) }, []],
  ...['role/reports', 'arn:aws:iam::123456789012:role/*', 'arn:aws:iam::*:root', '12345', [ROLE, 'arn:aws:s3:::reports'], { a: 1 }].map((AWS): Case => [`a resource policy of the principal ${JSON.stringify(AWS)}`, { ...VALID, resourcePolicy: policy({ Principal: { AWS } }) }, ['resourcePolicy ResourcePolicyStatement']]),
  ...[{ AWS: ['123456789012', 'AROA1234567890EXAMPLE', 'arn:aws-us-gov:sts::123456789012:assumed-role/a/b'] }, { Service: 'lambda.amazonaws.com' }, { AWS: 'arn:aws:iam::${ACCOUNT}:root' }].map((Principal): Case => [`a resource policy of ${JSON.stringify(Principal)}`, { ...VALID, resourcePolicy: policy({ Principal }) }, []]),
  ...[undefined, 'arn:aws:dynamodb:us-east-1:123456789012:table/carts', 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders', ['*', 'arn:aws:s3:::orders'], 'orders', 7].map((Resource): Case => [`a resource policy with the resource ${JSON.stringify(Resource)}`, { ...VALID, resourcePolicy: policy({ Resource }) }, ['resourcePolicy ResourcePolicyStatement']]),
  ...['arn:aws:dynamodb:us-east-1:123456789012:table/orders', ['arn:aws:dynamodb:*:*:table/orders/index/*', 'arn:aws:dynamodb:us-east-1:123456789012:table/ord*'], 'arn:aws:dynamodb:us-east-1:123456789012:*'].map((Resource): Case => [`a resource policy with the resource ${JSON.stringify(Resource)}`, { ...VALID, resourcePolicy: policy({ Resource }) }, []]),
  ['a resource policy that denies everybody', { ...VALID, resourcePolicy: policy({ Effect: 'Deny', Principal: '*' }) }, []],
  ['a resource policy whose principal is a bare text', { ...VALID, resourcePolicy: policy({ Principal: '123456789012' }) }, ['resourcePolicy ResourcePolicyStatement']],
  ['a resource policy that allows an account', { ...VALID, resourcePolicy: policy({ Principal: { AWS: '123456789012' } }) }, []],
  ...['allow', 'ALLOW', 'Permit', ''].map((Effect): Case => [`a resource policy with the Effect ${Effect}`, { ...VALID, resourcePolicy: policy({ Effect }) }, ['resourcePolicy ResourcePolicyStatement']]),
  ...['GetItem', ['dynamodb:GetItem', 'Query'], 'dynamodb', 'dynamodb:', [7], 's3:GetObject'].map((Action): Case => [`a resource policy with the action ${JSON.stringify(Action)}`, { ...VALID, resourcePolicy: policy({ Action }) }, ['resourcePolicy ResourcePolicyStatement']]),
  ...['*', 'dynamodb:*', 'dynamodb:Get*', ['dynamodb:BatchGetItem', 'dynamodb:Describe?able']].map((Action): Case => [`a resource policy with the action ${JSON.stringify(Action)}`, { ...VALID, resourcePolicy: policy({ Action }) }, []]),
  ['a resource policy whose statement is a text', { ...VALID, resourcePolicy: '{"Version":"2012-10-17","Statement":["Allow"]}' }, ['resourcePolicy ResourcePolicyStatement']],
  ['a resource policy whose Statement is empty', { ...VALID, resourcePolicy: policy() }, ['resourcePolicy ResourcePolicyStatement']],
  ...[{ Action: [] }, { Principal: {} }, { Principal: [] }, { Principal: { AWS: [] } }, { Principal: null }, { Effect: null }].map((more): Case => [`a resource policy with an empty element: ${JSON.stringify(more)}`, { ...VALID, resourcePolicy: policy(more) }, ['resourcePolicy ResourcePolicyStatement']]),
  ...[['"Version"', '"Version":"2012-10-17","Version"'], ['"Effect"', '"Effect":"Deny","Effect"'], ['"Action"', '"Acti\\u006fn" : ["}{\\""],"Action"']].map(([from, to]): Case =>
    [`a resource policy with ${from} twice`, { ...VALID, resourcePolicy: policy({}).replace(from, to) }, ['resourcePolicy ResourcePolicyStatement']]),
  ['a resource policy with the same names in several statements, and as values', { ...VALID, resourcePolicy: policy({ Sid: 'Effect', Condition: { StringEquals: { a: ['"Action":', 'Action'] }, StringLike: { a: 'Action' } } }, {}) }, []],
  ...[['Version', 'Version'], ['Effect', 'Statement'], ['Action', 'Statement']].map(([name, code]): Case =>
    [`a resource policy whose ${name} nests deeply`, { ...VALID, resourcePolicy: policy({}).replace(new RegExp(`"${name}":"[^"]*"`), `"${name}":${DEEP}`) }, [`resourcePolicy ResourcePolicy${code}`]]),
  ['a resource policy of another Version', { ...VALID, resourcePolicy: policy({}).replace('2012-10-17', '2012-10-18') }, ['resourcePolicy ResourcePolicyVersion']],
  ['a resource policy of the Version before', { ...VALID, resourcePolicy: policy({}).replace('2012-10-17', '2008-10-17') }, []],
  ['a resource policy with a Sid given twice', { ...VALID, resourcePolicy: policy({ Sid: 'one' }, { Sid: 'two' }, { Sid: 'one' }) }, ['resourcePolicy ResourcePolicyStatement']],
  ['a resource policy without Sids', { ...VALID, resourcePolicy: policy({}, {}) }, []],
  ['a resource policy that is no JSON', { ...VALID, resourcePolicy: 'allow all' }, ['resourcePolicy ResourcePolicy']],
  ['a resource policy of more than 20 KB, counted in bytes', { ...VALID, resourcePolicy: policy({ Sid: 'ä'.repeat(10_240) }) }, ['resourcePolicy ResourcePolicy']],

  ['a tag of the ACK controller', { ...VALID, tags: [{ key: 'services.k8s.aws/namespace', value: 'a' }] }, ['tags[0].key Tags']],
  ['46 tags', { ...VALID, tags: names(46).map((name) => ({ key: name, value: '' })) }, []],
  ['47 tags', { ...VALID, tags: names(47).map((name) => ({ key: name, value: '' })) }, ['tags TagQuota']],
  ['more capacity than the quota', { ...VALID, billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 40_001, writeCapacityUnits: 40_000 } }, ['provisionedThroughput.readCapacityUnits ThroughputQuota']],
  ['caps beyond the quota', { ...VALID, onDemandThroughput: { maxReadRequestUnits: 40_000, maxWriteRequestUnits: 40_001 }, globalSecondaryIndexes: [index('one', { onDemandThroughput: { maxReadRequestUnits: 40_001, maxWriteRequestUnits: -1 } })] }, ['onDemandThroughput.maxWriteRequestUnits ThroughputQuota', 'globalSecondaryIndexes[0].onDemandThroughput.maxReadRequestUnits ThroughputQuota']],
  ['time to live on a text key', { ...VALID, ttlEnabled: true, ttlAttributeName: 'pk' }, ['ttlAttributeName TimeToLiveType']],
  ['the European Sovereign Cloud', { ...VALID, region: 'eusc-de-east-1', writeConnectionSecretToRef: { name: 'carts' } }, []],
  ['a region of the isolated clouds', { ...VALID, region: 'us-isob-west-1' }, []],
  ['a region that is not known', { ...VALID, region: 'us-eats-1' }, ['region UnknownRegion']],
];
