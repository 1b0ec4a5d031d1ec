import { FIELDS } from '../../src/contract/fields';
import { schemaSpec, schemaTypes } from '../../src/kro/schema';

test('the schema has the fields of the contract, and no other', () => {
  expect(Object.keys(schemaSpec({}))).toEqual(FIELDS.map((field) => field.name));
});

test.each([
  ['tableName', 'string | required=true immutable=true pattern="^[a-zA-Z0-9_.-]{3,255}$" minLength=3 maxLength=255 '],
  ['billingMode', 'string | default="PAY_PER_REQUEST" enum="PAY_PER_REQUEST,PROVISIONED" '],
  ['keySchema', '[]KeySchemaElement | required=true immutable=true minItems=1 maxItems=2 '],
  ['globalSecondaryIndexes', '[]GlobalSecondaryIndex | maxItems=20 '],
  ['streamEnabled', 'boolean | default=false '],
  ['provisionedThroughput', 'ProvisionedThroughput | description='],
])('%s is printed with its bounds', (name, printed) => {
  expect(schemaSpec({})[name].slice(0, printed.length)).toBe(printed);
});

test('objects are types, each once', () => {
  expect(schemaTypes().ProvisionedThroughput.readCapacityUnits).toMatch(/^integer \| required=true minimum=1 description=/);
  expect(schemaTypes().Projection.nonKeyAttributes).toMatch(/^\[\]string \| minItems=1 maxItems=20 /);
  expect(Object.keys(schemaTypes())).toContain('SecretReference');
});

test('a default of the platform takes the place of the contract\'s', () => {
  expect(schemaSpec({ streamEnabled: true }).streamEnabled).toMatch(/^boolean \| default=true /);
});
