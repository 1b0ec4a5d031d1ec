import { App, Chart } from 'cdk8s';
import { DynamoDbKroComponent } from '../../src';
import { FIELDS } from '../../src/contract/fields';
import { componentDefinition } from '../../src/vela/component-definition';
import { parameterSchema } from '../../src/vela/parameters';

const options = { apiGroup: 'kro.run', name: 'aws-dynamodb-kro', defaults: {}, platformRules: [] };
const definition = componentDefinition(options);
const cueFile = new DynamoDbKroComponent(new Chart(new App(), 'chart'), 'dynamodb').toCue();
const withoutIndent = (text: string) => text.replace(/^[ \t]+/gm, '');

test('the file holds the same template, health policy and status as the object', () => {
  const file = withoutIndent(cueFile);
  const template = withoutIndent(definition.schematic.cue.template).replace(/^import .*\n/gm, '');
  expect(file).toContain(`template: {\n${template}}\n`);
  expect(file).toContain(`healthPolicy: #"""\n${withoutIndent(definition.status.healthPolicy)}\n"""#`);
  expect(file).toContain(`customStatus: #"""\n${withoutIndent(definition.status.customStatus)}\n"""#`);
});

test('the file begins with what `vela def` needs', () => {
  expect(cueFile.split('\n').slice(0, 6)).toEqual(['import "encoding/json"', 'import "list"', 'import "strings"', '"aws-dynamodb-kro": {', '\ttype: "component"', '\tdescription: "DynamoDB table through kro and ACK"']);
});

test('the definition names no kind, so that it can be applied before kro has made the CRD', () => {
  expect(definition.workload).toEqual({ type: 'autodetects.core.oam.dev' });
});

test('parameters are the spec', () => {
  expect(definition.schematic.cue.template).toContain('\tspec: parameter\n');
});

test('there is a parameter for every field of the contract, and each says what it is', () => {
  const [, parameters] = /#Parameter: \{\n(.*?)\n\}/s.exec(parameterSchema(FIELDS).text)!;
  const printed = [...parameters.matchAll(/^\t\/\/ \+usage=(.*)\n\t(\w+)\??: /gm)].map(([, usage, name]) => [name, usage]);
  expect(printed).toEqual(FIELDS.map((field) => [field.name, field.doc]));
});

test.each([
  ['tableName: string & =~"^[a-zA-Z0-9_.-]{3,255}$"'],
  ['billingMode: *"PAY_PER_REQUEST" | "PROVISIONED"'],
  ['attributeDefinitions: [#AttributeDefinition, ...#AttributeDefinition] & list.MaxItems(200)'],
  ['provisionedThroughput?: #ProvisionedThroughput'],
  ['sseEnabled?: bool'],
  ['ttlAttributeName?: string & strings.MinRunes(1) & strings.MaxRunes(255)'],
  ['readCapacityUnits: int & >=1'],
  ['nonKeyAttributes?: [string & strings.MinRunes(1) & strings.MaxRunes(255), ...string & strings.MinRunes(1) & strings.MaxRunes(255)] & list.MaxItems(20)'],
])('a constraint is printed as CUE: %s', (line) => {
  expect(parameterSchema(FIELDS).text).toContain(`\t${line}\n`);
});
