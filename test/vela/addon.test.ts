import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { DynamoDbKroComponent, DynamoDbKroComponentProps, PlatformPart } from '../../src';
import { TRAITS } from '../../src/contract/traits';

const folder = mkdtempSync(join(tmpdir(), 'addon-'));
afterAll(() => rmSync(folder, { recursive: true }));

function component(props?: DynamoDbKroComponentProps): DynamoDbKroComponent {
  return new DynamoDbKroComponent(new Chart(Testing.app(), 'chart'), 'dynamodb', props);
}

test('every object has a file of its own, definitions apart from resources', () => {
  const dynamodb = component();
  const addon = dynamodb.writeAddon(folder);
  expect(addon).toBe(join(folder, 'aws-dynamodb-kro'));
  const read = (name: string) => readdirSync(join(addon, name)).flatMap((file) => parseAllDocuments(readFileSync(join(addon, name, file), 'utf8')).map((document) => document.toJS()));
  const [definitions, resources] = [read('definitions'), read('resources')];
  expect(new Set(definitions.map(({ kind }) => kind))).toEqual(new Set(['ComponentDefinition', 'TraitDefinition']));
  expect(definitions).toHaveLength(TRAITS.length + 1);
  const emitted = Testing.synth(Chart.of(dynamodb));
  const key = ({ kind, metadata }: any) => `${kind} ${metadata.name}`;
  expect([...definitions, ...resources].sort((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(emitted.sort((a, b) => (key(a) < key(b) ? -1 : 1)));
});

test('metadata has the name of the folder, the version, and what the add-on needs', () => {
  const addon = component().writeAddon(folder, { name: 'tables', version: '2.0.0-rc.1' });
  expect(parse(readFileSync(join(addon, 'metadata.yaml'), 'utf8'))).toMatchObject({
    name: 'tables', version: '2.0.0-rc.1', system: { vela: '>=1.10.9', kubernetes: '>=1.30.0' },
  });
  expect(addon).toBe(join(folder, 'tables'));
});

test('the README names what is installed, and a table of the component', () => {
  const readme = (props: DynamoDbKroComponentProps) => readFileSync(join(component({ componentName: 'dynamodb', ...props }).writeAddon(folder), 'README.md'), 'utf8');
  expect(readme({})).toContain('- ResourceGraphDefinition `dynamodbtable`\n');
  expect(readme({})).toContain('      type: dynamodb\n');
  expect(readme({})).toContain(`- \`dynamodb-ttl\`: ${TRAITS[0].doc}\n`);
  expect(readme({ parts: [PlatformPart.COMPONENT_DEFINITION] })).not.toContain('## Traits');
});

test('what an older version left is gone, and nothing else', () => {
  const addon = component().writeAddon(folder);
  for (const file of ['resources/old.yaml', 'NOTES.cue']) {
    writeFileSync(join(addon, file), '');
  }
  component().writeAddon(folder);
  expect(['resources/old.yaml', 'NOTES.cue'].map((file) => existsSync(join(addon, file)))).toEqual([false, true]);
});

test('what is wrong is reported together, and nothing is written', () => {
  const attempt = () => component({ apiGroup: 'kro run' }).writeAddon(join(folder, 'none'), { name: 'My Add-on', versoin: '1' } as any);
  expect(attempt).toThrow(/^\[chart\/dynamodb\] writeAddon: apiGroup "kro run" is not valid.*\n.*versoin is not a property.*\n.*name "My Add-on" is not valid/);
  expect(() => component().writeAddon(folder, { version: 'v1' })).toThrow('version "v1" is not valid. Use a semantic version such as 1.0.0.');
  expect(existsSync(join(folder, 'none'))).toBe(false);
});
