/** `Fn::ForEach`, in the forms that AWS documents. */
import { parseAllDocuments } from 'yaml';
import { run } from '../cli/run';

const TABLE = `Type: AWS::DynamoDB::Table
Properties:
  TableName: NAME
  BillingMode: PAY_PER_REQUEST
  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
  KeySchema: [{AttributeName: id, KeyType: HASH}]
`;
const indented = (text: string, by: number) => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
const table = (name: string, by: number, more = '') => indented(TABLE.replace('NAME', name) + more, by);

async function imported(template: string, ...args: string[]) {
  const { code, out, error } = await run({ 't.yaml': `Transform: AWS::LanguageExtensions\n${template}` }, 'import', '-o', 'yaml', '--region', 'eu-west-1', ...args, 't.yaml');
  return { code, error, specs: parseAllDocuments(out).map((each: any) => each.toJS().spec) };
}
const namesOf = (specs: readonly any[]) => specs.map(({ tableName }) => tableName);

/** Two loops, the inner one over `list`. */
const nested = (outer: string, list: string, more = '') => `${more}Resources:
  Fn::ForEach::Envs:
    - Env
    - ${outer}
    - Fn::ForEach::Tables:
        - Name
        - ${list}
        - T\${Env}&{Name}:
${table('!Sub "${Env}-${Name}"', 12)}`;

test.each([
  ['lists', nested('[dev, prod]', '[users, or.ders]')],
  ['a parameter', nested('!Ref Envs', '[users, or.ders]', 'Parameters: {Envs: {Type: CommaDelimitedList, Default: "dev, prod"}}\n')],
  ['a parameter in a list', nested('[!Ref Envs]', '[users, or.ders]', 'Parameters: {Envs: {Type: CommaDelimitedList, Default: "dev, prod"}}\n')],
  ['a mapping by what the outer one has', nested('[dev, prod]', '!FindInMap [Names, !Ref Env, all]', 'Mappings: {Names: {dev: {all: [users, or.ders]}, prod: {all: [users, or.ders]}}}\n')],
])('a loop in a loop over %s', async (_, template) => {
  const { specs } = await imported(template);
  expect(namesOf(specs)).toEqual(['dev-users', 'dev-or.ders', 'prod-users', 'prod-or.ders']);
});

test('a loop that cannot be resolved is told with its reason, beside what can', async () => {
  const parameter = 'Parameters: {Names: {Type: CommaDelimitedList}}\n';
  const { code, error, specs } = await imported(`${nested('[dev, prod]', '!Ref Names', parameter)}  Other:\n${table('other', 4)}`);
  expect([code, namesOf(specs)]).toEqual([1, ['other']]);
  expect(error).toContain('resources that may hold other tables (Resources.Fn::ForEach::Tables): Parameter Names has no default. Give --parameter Names=VALUE.');
  expect(namesOf((await imported(nested('[dev, prod]', '!Ref Names', parameter), '--parameter', 'Names=a,b')).specs)).toEqual(['dev-a', 'dev-b', 'prod-a', 'prod-b']);
});

test.each([
  ['one that is no loop', 'Fn::ForEach::More: [Name, [a], text]', 'The loop is not a list of an identifier, a collection and an object.'],
  ['loops without end', `Fn::ForEach::A: [A, [${'x,'.repeat(999)}x], {"Fn::ForEach::B": [B, [${'y,'.repeat(999)}y], {"T\${A}": {Type: AWS::SNS::Topic}}]}]`, 'The loops of the template make too much of it.'],
])('%s is told', async (_, loop, reason) => {
  const { code, error } = await imported(`Resources:\n  Other:\n${table('other', 4)}  ${loop}\n`);
  expect([code, error]).toEqual([1, expect.stringContaining(reason)]);
});

describe('in properties', () => {
  const streams = 'Fn::ForEach::Props: [Prop, LIST, {"${Prop}Specification": {PointInTimeRecoveryEnabled: true}}]';
  const template = (list: string, more = '') => `${more}Resources:\n  Orders:\n${table('orders', 4, `  ${streams.replace('LIST', list)}\n`)}`;

  test('a loop gives properties', async () => {
    const { error, specs } = await imported(template('[PointInTimeRecovery]'));
    expect(specs[0].pointInTimeRecoveryEnabled).toBe(true);
    expect(error).not.toContain('ForEach');
  });

  test('one that cannot be resolved is told with its reason', async () => {
    const { error } = await imported(template('!Ref Props', 'Parameters: {Props: {Type: CommaDelimitedList}}\n'));
    expect(error).toContain('orders: cannot be determined: Fn::ForEach::Props (Resources.Orders.Properties.Fn::ForEach::Props): Parameter Props has no default. Give --parameter Props=VALUE.');
  });

  test('alone in an object', async () => {
    const { specs } = await imported(`Resources:\n  Orders:\n${table('orders', 4, '  TimeToLiveSpecification: {"Fn::ForEach::Ttl": [Key, [Enabled], {"${Key}": true}]}\n')}`);
    expect(specs[0].ttlEnabled).toBe(true);
  });
});

test('conditions and references by what a loop gives', async () => {
  const { error, specs } = await imported(`Parameters: {Stage: {Type: String, Default: dev}}
Conditions:
  Fn::ForEach::Stages:
    - S
    - [dev, prod]
    - Is\${S}: !Equals [!Ref Stage, !Ref S]
Resources:
  Fn::ForEach::Tables:
    - S
    - [dev, prod]
    - Table\${S}:
        Condition: Is\${S}
${table('!Sub "orders-${S}"', 8)}  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ServiceNamespace: dynamodb, ResourceId: !Sub "table/\${Tabledev}", ScalableDimension: 'dynamodb:table:ReadCapacityUnits', MinCapacity: 1, MaxCapacity: 9}
`);
  expect(namesOf(specs)).toEqual(['orders-dev']);
  expect(error).toContain('auto scaling of read capacity, 1 to 9 (Resources.Target)');
});

test('a loop over a reference to nothing is told', async () => {
  const { error } = await imported(`Resources:
  Fn::ForEach::Tables:
    - S
    - [dev, {Ref: null}]
    - Table\${S}:
${table('!Sub "orders-${S}"', 8)}  Orders:
${table('orders', 4)}`);
  expect(error).toContain('There is no parameter or resource');
});
