/** What a resource policy certainly refuses, compared with a simulator of IAM, and what is not known here. */
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { isDenied, isRefused, matches } from '../../src/contract/resource-policy-access';

const [ACCOUNT, OTHER] = ['123456789012', '210987654321'];
const ROLE = `arn:aws:iam::${ACCOUNT}:role/web_shop`;
const TABLE = `arn:aws:dynamodb:us-east-1:${OTHER}:table/orders`;
const who = { roleArn: ROLE, account: ACCOUNT };
const policyOf = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });

test.each<[string, string, boolean | undefined]>([
  ['*', '', true], ['*', 'abc', true], ['', 'a', false], ['a*c', 'abbbc', true], ['a*c', 'abbb', false], ['a?c', 'abc', true], ['a?c', 'ac', false],
  ['*b*d', 'abcbd', true], ['*b*d', 'abcb', false], ['a.c', 'abc', false], ['a**', 'a', true], ['?*', '', false], ['[a-z]+', 'a', false],
  ['table/${aws:username}', 'table/orders', undefined], ['table/${aws:username}', 'index/orders', false],
])('pattern %j and %j: %j', (pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected);
});

test('a pattern of many stars takes no time', () => {
  const started = Date.now();
  expect(matches(`${'*a'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false);
  expect(Date.now() - started).toBeLessThan(1000);
});

const PRINCIPALS = [
  '*', { AWS: '*' }, { AWS: ROLE }, { AWS: ACCOUNT }, { AWS: `arn:aws:iam::${ACCOUNT}:root` }, { AWS: [`arn:aws:iam::${ACCOUNT}:role/other`, ROLE] },
  { AWS: `arn:aws:iam::${ACCOUNT}:role/other` }, { AWS: OTHER }, { AWS: `arn:aws:iam::${OTHER}:role/web_shop` }, { Service: 'backup.amazonaws.com' },
];
const ACTIONS = ['dynamodb:*', '*', 'dynamodb:GetItem', 'dynamodb:Get*', 'dynamodb:?etItem', 'DYNAMODB:getitem', ['dynamodb:PutItem', 'dynamodb:Query'], 's3:*', 'dynamodb:PutItem'];
const RESOURCES = ['*', TABLE, `${TABLE}/index/*`, [TABLE, `${TABLE}/index/*`], `${TABLE}*`, TABLE.replace('orders', 'order?'), TABLE.replace('orders', 'carts'), TABLE.replace('us-east-1', '*')];
const CONDITIONS = [
  undefined, { ArnEquals: { 'aws:PrincipalArn': ROLE } }, { ArnLike: { 'AWS:principalArn': `arn:aws:iam::${ACCOUNT}:role/web*` } },
  { StringEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/web*` } }, { StringNotEquals: { 'aws:PrincipalAccount': [ACCOUNT, OTHER] } },
  { StringLike: { 'aws:PrincipalArn': ['x', '*web_shop'] }, StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }, { StringEqualsIgnoreCase: { 'aws:PrincipalArn': ROLE.toUpperCase() } },
  { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/other` } }, { StringEqualsIfExists: { 'aws:PrincipalAccount': OTHER } },
];

/** As IAM decides, where the role may do everything by its own policy. */
async function simulated(policy: string, action: string, resource: string): Promise<boolean> {
  const result: any = await runSimulation({
    request: {
      principal: `arn:aws:sts::${ACCOUNT}:assumed-role/web_shop/pod`,
      action,
      resource: { resource, accountId: OTHER },
      contextVariables: { 'aws:PrincipalArn': ROLE, 'aws:PrincipalAccount': ACCOUNT },
    },
    resourcePolicy: JSON.parse(policy),
    identityPolicies: [{ name: 'all', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } }],
    permissionBoundaryPolicies: undefined,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {});
  if (result.resultType === 'error') {
    throw new Error(JSON.stringify([policy, result.errors]));
  }
  return result.overallResult === 'Allowed';
}

test('decides as a simulator of IAM', async () => {
  const different: unknown[] = [];
  const allow = (over: object) => ({ Effect: 'Allow', Principal: { AWS: ROLE }, Action: 'dynamodb:*', Resource: '*', ...over });
  const policies = [
    ...PRINCIPALS.map((Principal) => policyOf(allow({ Principal }))),
    ...PRINCIPALS.map((Principal) => policyOf(allow({}), allow({ Effect: 'Deny', Principal }))),
    ...ACTIONS.flatMap((Action) => [policyOf(allow({ Action })), policyOf(allow({}), allow({ Effect: 'Deny', Action })), policyOf(allow({ Action: undefined, NotAction: Action }))]),
    ...RESOURCES.flatMap((Resource) => [policyOf(allow({ Resource })), policyOf(allow({}), allow({ Effect: 'Deny', Resource })), policyOf(allow({ Resource: undefined, NotResource: Resource }))]),
    ...CONDITIONS.flatMap((Condition) => [policyOf(allow({ Condition })), policyOf(allow({}), allow({ Effect: 'Deny', Condition }))]),
    policyOf(),
  ];
  for (const policy of policies) {
    for (const [action, resource] of [['dynamodb:GetItem', TABLE], ['dynamodb:Query', `${TABLE}/index/by-date`]]) {
      const mine = !isRefused(policy, who, { action, resource });
      if (mine !== await simulated(policy, action, resource)) {
        different.push([policy, action, mine]);
      }
    }
  }
  expect(different).toEqual([]);
}, 120_000);

describe('not known here', () => {
  const get = { action: 'dynamodb:GetItem', resource: TABLE };
  const UNKNOWN: Array<[string, object]> = [
    ['a condition on something else', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
    ['an operator with several values', { Condition: { 'ForAnyValue:StringEquals': { 'aws:PrincipalArn': 'other' } } }],
    ['a condition with a variable', { Condition: { StringEquals: { 'aws:PrincipalArn': '${aws:username}' } } }],
    ['a resource with a variable', { Resource: '${aws:PrincipalTag/table}' }],
    ['no resource', { Resource: undefined }],
  ];
  test.each(UNKNOWN)('%s: it may allow, and does not certainly deny', (_, over) => {
    const statement = { Principal: { AWS: ROLE }, Action: 'dynamodb:*', Resource: '*', ...over };
    expect(isRefused(policyOf({ Effect: 'Allow', ...statement }), who, get)).toBe(false);
    expect(isDenied(policyOf({ Effect: 'Deny', ...statement }), who, get)).toBe(false);
  });

  test('a session of the role is none of a pod, whose names are others', () => {
    const policy = (Effect: string, principal: object) => policyOf({ Effect, ...principal, Action: 'dynamodb:*', Resource: '*' });
    const session = { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/web_shop/pod` };
    for (const role of [who, { account: ACCOUNT }, { notIn: OTHER }]) {
      expect(isRefused(policy('Allow', { Principal: session }), role, get)).toBe(true);
      expect(isDenied(policy('Deny', { Principal: session }), role, get)).toBe(false);
      expect(isDenied(policy('Deny', { NotPrincipal: session }), role, get)).toBe(true);
    }
  });

  test('a role of which only the account is known, or where it is not', () => {
    const allow = (AWS: string) => policyOf({ Effect: 'Allow', Principal: { AWS }, Action: '*', Resource: '*' });
    const refused = (role: object) => [ROLE, ACCOUNT, `arn:aws:iam::${OTHER}:role/a`, OTHER].map((each) => isRefused(allow(each), role, { action: 'dynamodb:GetItem' }));
    expect(refused({ account: ACCOUNT })).toEqual([false, false, true, true]);
    expect(refused({ notIn: OTHER })).toEqual([false, false, true, true]);
  });
});
