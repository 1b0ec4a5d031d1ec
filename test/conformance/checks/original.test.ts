/** Applications that were written by hand for the original's flat parameters work unchanged. */
import { APPLICATION, TABLE } from '../harness/cluster';
import { cluster, leavesNothingIn } from '../harness/suite';

const NAMESPACE = 'original';

leavesNothingIn(NAMESPACE);

beforeAll(() => cluster.namespace(NAMESPACE));

test('the original\'s production example: AES256 gives the key that DynamoDB owns, and no error', async () => {
  const tags = [{ key: 'Environment', value: 'production' }, { key: 'Application', value: 'sessions' }];
  await cluster.apply({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name: 'dynamodb-production-example', namespace: NAMESPACE },
    spec: {
      components: [{
        name: 'sessions',
        type: 'aws-dynamodb-kro',
        properties: {
          tableName: 'production-sessions',
          region: 'us-east-1',
          billingMode: 'PAY_PER_REQUEST',
          attributeDefinitions: [{ attributeName: 'sessionId', attributeType: 'S' }],
          keySchema: [{ attributeName: 'sessionId', keyType: 'HASH' }],
          streamEnabled: true,
          streamViewType: 'NEW_AND_OLD_IMAGES',
          pointInTimeRecoveryEnabled: true,
          sseEnabled: true,
          sseType: 'AES256',
          deletionProtectionEnabled: true,
          ttlEnabled: true,
          ttlAttributeName: 'expiresAt',
          tableClass: 'STANDARD',
          tags,
        },
      }],
    },
  });
  const { spec } = await cluster.until(TABLE, NAMESPACE, 'sessions', () => undefined);
  expect(spec).toEqual({
    tableName: 'production-sessions',
    billingMode: 'PAY_PER_REQUEST',
    attributeDefinitions: [{ attributeName: 'sessionId', attributeType: 'S' }],
    keySchema: [{ attributeName: 'sessionId', keyType: 'HASH' }],
    streamSpecification: { streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' },
    continuousBackups: { pointInTimeRecoveryEnabled: true },
    sseSpecification: { enabled: false },
    deletionProtectionEnabled: true,
    timeToLive: { enabled: true, attributeName: 'expiresAt' },
    tableClass: 'STANDARD',
    tags: [tags[1], tags[0]],
  });
  await cluster.until(APPLICATION, NAMESPACE, 'dynamodb-production-example', ({ status }) => expect(status.workflow?.message ?? '').toBe(''));
});
