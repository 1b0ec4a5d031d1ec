import { App, Chart } from 'cdk8s';
import { DynamoDbKroComponent } from '../../src';
import { FIELDS } from '../../src/contract/fields';
import { TRAITS } from '../../src/contract/traits';
import { traitDefinition } from '../../src/vela/trait-definition';

const options = { apiGroup: 'kro.run', componentName: 'aws-dynamodb-kro' };
const templateOf = (name: string) => traitDefinition(TRAITS.find((trait) => trait.name === name)!, options).schematic.cue.template;
const files = new DynamoDbKroComponent(new Chart(new App(), 'chart'), 'dynamodb').traitsToCue();
const withoutIndent = (text: string) => text.replace(/^[ \t]+/gm, '');

test.each(TRAITS)('the file of $name holds the same template as the object', ({ name, doc }) => {
  const file = withoutIndent(files[`aws-dynamodb-kro-${name}`]);
  const [, imports, template] = /^((?:import [^\n]*\n)*)(.*)$/s.exec(withoutIndent(templateOf(name)))!;
  expect(file.startsWith(`${imports}"aws-dynamodb-kro-${name}": {\ntype: "trait"\ndescription: "${doc}"\n`)).toBe(true);
  expect(file).toContain('appliesToWorkloads: ["dynamodbtables.kro.run"]\n');
  expect(file).toContain(`template: {\n${template}}\n`);
});

test('there is a file for each trait', () => {
  expect(Object.keys(files)).toEqual(TRAITS.map(({ name }) => `aws-dynamodb-kro-${name}`));
});

test.each([
  ['ttl', 'patch: spec: {\n\tttlEnabled: true\n\tttlAttributeName: parameter.ttlAttributeName\n}\n'],
  ['stream', '\tif parameter.streamViewType != _|_ {\n\t\tstreamViewType: parameter.streamViewType\n\t}\n'],
  ['global-index', '\t// +patchKey=indexName\n\tglobalSecondaryIndexes: parameter.globalSecondaryIndexes\n'],
  ['global-index', '\t\t// +patchKey=attributeName\n\t\tattributeDefinitions: parameter.attributeDefinitions\n'],
  ['global-index', '\tglobalSecondaryIndexes: [#GlobalSecondaryIndex, ...#GlobalSecondaryIndex] & list.MaxItems(20)\n'],
  ['provisioned-capacity', '\tbillingMode: "PROVISIONED"\n'],
  ['protection', 'errs: [if len(parameter) == 0 {"give one of pointInTimeRecoveryEnabled, recoveryPeriodInDays, deletionProtectionEnabled"}]\n'],
])('the template of %s holds %j', (name, text) => {
  expect(templateOf(name)).toContain(text);
});

test.each(TRAITS)('the parameters of $name are fields of the contract, and none has a default that could meet one of the component', ({ name }) => {
  const [, parameters] = /#Parameter: \{\n(.*?)\n\}/s.exec(templateOf(name))!;
  const printed = [...parameters.matchAll(/^\t\/\/ \+usage=(.*)\n\t(\w+)\??: (.*)$/gm)].map(([, usage, field, value]) => ({ usage, field, value }));
  expect(printed.length).toBeGreaterThan(0);
  for (const { usage, field, value } of printed) {
    expect(FIELDS.find((each) => each.name === field)?.doc).toBe(usage);
    expect(value).not.toMatch(/^\*/);
  }
});

test('a package is imported exactly where it is used', () => {
  expect(templateOf('encryption')).not.toContain('import ');
  expect(templateOf('ttl')).toMatch(/^import "strings"\npatch/);
  expect(templateOf('global-index')).toMatch(/^import "list"\nimport "strings"\npatch/);
});
