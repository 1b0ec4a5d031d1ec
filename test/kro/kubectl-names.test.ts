import { Chart, Testing } from 'cdk8s';
import { DynamoDbKroComponent, DynamoDbKroComponentProps, PlatformPart } from '../../src';

function graph(props: DynamoDbKroComponentProps): any {
  const chart = new Chart(Testing.app(), 'chart');
  new DynamoDbKroComponent(chart, 'dynamodb', props);
  return Testing.synth(chart).find(({ kind }) => kind === 'ResourceGraphDefinition').spec.schema;
}

test.each([['0.9.4'], ['v0.9.4'], ['0.10.0'], ['1.0.0']])('kro %s is given a short name and a category', (kroVersion) => {
  expect(graph({ kroVersion })).toMatchObject({ shortNames: ['ddb'], categories: ['aws'] });
});

test.each([[undefined], ['0.9.3']])('kro %s is not, because it would reject the graph', (kroVersion) => {
  const schema = graph({ kroVersion });
  expect(schema).not.toHaveProperty('shortNames');
  expect(schema).not.toHaveProperty('categories');
});

test.each([['latest'], ['0.9'], [9 as unknown as string]])('%p is no version', (kroVersion) => {
  expect(() => graph({ kroVersion })).toThrow(/kroVersion/);
});

test('a kro that is older than the oldest supported one is refused, as check-cluster does', () => {
  expect(() => graph({ kroVersion: '0.8.9' })).toThrow('kroVersion "0.8.9" is older than 0.9.3, the oldest that is supported. Upgrade kro. [InvalidValue]');
});

describe('kro gives its API group to editors', () => {
  let warnings: string;
  beforeEach(() => {
    warnings = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => (warnings += String(text), true));
  });
  afterEach(() => jest.restoreAllMocks());
  const withoutRoles = Object.values(PlatformPart).filter((part) => part !== PlatformPart.USER_ROLES);

  test('a warning is shown once where the roles of people are left out', () => {
    graph({ parts: withoutRoles });
    expect(warnings.match(/EditorsHaveTables/g)).toHaveLength(1);
    expect(warnings).toContain('set apiGroup to a group of your own');
  });

  test.each([[{ parts: withoutRoles, apiGroup: 'tables.example.com' }], [{}]])('who has a group of their own, or wants it so, is not: %j', (props) => {
    graph(props);
    expect(warnings).toBe('');
  });
});
