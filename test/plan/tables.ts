/** What the tests of the plan declare. */
import { makePlan } from '../../src/plan/make-plan';
import { Plan } from '../../src/plan/plan';

export const VALID = {
  tableName: 'orders',
  region: 'us-east-1',
  attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
  keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
};

export function dynamoDbTable(spec: object = {}, { name = 'orders', namespace = 'shop', apiVersion = 'kro.run/v1alpha1' } = {}): object {
  return { apiVersion, kind: 'DynamoDBTable', metadata: { name, namespace }, spec: { ...VALID, ...spec } };
}

export function application(components: readonly object[], { name = 'app', namespace = 'shop', policies = [] as object[] } = {}): object {
  return { apiVersion: 'core.oam.dev/v1beta1', kind: 'Application', metadata: { name, namespace }, spec: { components, policies } };
}

export function component(spec: object = {}, { name = 'orders', type = 'aws-dynamodb-kro', traits = [] as object[] } = {}): object {
  return { name, type, properties: { ...VALID, ...spec }, traits };
}

export function planOf(was: readonly object[], is: readonly object[]): Plan {
  return makePlan(was, is);
}

/** The fields of all changes in these pairs of specs. */
export function consequencesByCode(pairs: ReadonlyArray<readonly [object, object]>): string[] {
  return pairs.flatMap(([was, is]) => planOf([dynamoDbTable(was)], [dynamoDbTable(is)]).tables
    .flatMap(({ changes }) => changes.flatMap(({ fields }) => fields)));
}
