/** What is given as an object may be an instance of a class, or none that can be meant. */
import { Chart, Testing } from 'cdk8s';
import { AttributeType, DynamoDbApplication, DynamoDbTable, Encryption, TableProps } from '../../src';
import { MINIMAL, refusal } from '../synth';

class OrdersTable {
  public readonly region = 'us-east-1';
  private readonly stage = 'prod';

  public get tableName(): string {
    return `orders-${this.stage}`;
  }

  public get partitionKey() {
    return { name: 'id', type: AttributeType.STRING };
  }
}

test('an instance of a class gives what its getters give, and may have names of its own', () => {
  const chart = new Chart(Testing.app(), 'chart');
  new DynamoDbTable(chart, 'table', new OrdersTable());
  new DynamoDbApplication(chart, 'app', { tables: [Object.assign(new OrdersTable(), { name: 'again', region: 'eu-west-1' })] });
  expect(chart.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
  expect(Testing.synth(chart)[0].spec).toMatchObject({ tableName: 'orders-prod', keySchema: [{ attributeName: 'id' }] });
});

test('a misspelt property of one is told', () => {
  class WithTag extends OrdersTable {
    public readonly tag = {};
  }
  expect(refusal((chart) => new DynamoDbTable(chart, 'orders', new WithTag()))).toEqual([expect.stringContaining('tag is not a property. Did you mean "tags"?')]);
});

test.each([['a date', new Date()], ['a promise', Promise.resolve({ team: 'shop' })]])('%s is no tags', (_, tags) => {
  expect(refusal((chart) => new DynamoDbTable(chart, 'orders', { ...MINIMAL, tags: tags as any }))).toEqual([expect.stringContaining('tags (an object) is not a plain object.')]);
});

test('a construct in the place of its properties is told once', () => {
  expect(refusal((chart) => new DynamoDbApplication(chart, 'app', { tables: [new DynamoDbTable(chart, 'orders', MINIMAL) as unknown as TableProps] })))
    .toEqual([expect.stringMatching(/tables\[0\].* is a construct\. Give the properties that it is made of\. \[InvalidType\]$/)]);
});

test.each([['shop', 'other', 1], ['shop', undefined, 0], ['dev', 'other', 1]])('a table of two charts, the second in the namespace %s and with the object name %s', (namespace, name, warnings) => {
  const write = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const app = Testing.app();
  new DynamoDbTable(new Chart(app, 'one', { namespace: 'shop' }), 'orders', MINIMAL);
  const { node } = new DynamoDbTable(new Chart(app, 'two', { namespace }), 'orders', { ...MINIMAL, name });
  expect(node.validate()).toEqual([]);
  expect(write.mock.calls.filter(([text]) => String(text).includes('DuplicateTable'))).toHaveLength(warnings);
  write.mockRestore();
});

test('null is left out, and a token of AWS CDK has no value', () => {
  expect(refusal((chart) => new DynamoDbTable(chart, 'orders', { ...MINIMAL, tableName: '${Token[TOKEN.1]}', sortKey: null as any }))).toEqual([
    expect.stringContaining('sortKey null is not an object. Leave it out, or give an object with name and type.'),
    expect.stringContaining('tableName "${Token[TOKEN.1]}" is a token of AWS CDK, which has no value here. Give the value itself.'),
  ]);
});

test('the key of an encryption is told by what is wanted', () => {
  expect(refusal((chart) => new DynamoDbTable(chart, 'orders', { ...MINIMAL, encryption: Encryption.customerManagedKey({ keyArn: 'a' } as any) }))).toEqual([
    expect.stringContaining('encryption (an object) is not text. Give the ARN of a KMS key'),
  ]);
});

test('tables under a misspelt name are not missing besides', () => {
  expect(refusal((chart) => new DynamoDbApplication(chart, 'app', { table: [MINIMAL] } as any))).toEqual([expect.stringContaining('table is not a property. Did you mean "tables"?')]);
});
