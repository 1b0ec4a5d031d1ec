import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { App } from 'cdk8s';
import { blocksOf, execute } from './blocks';
import { broken, linksOf } from './links';
import * as library from '../src';

const readme = readFileSync('README.md', 'utf8');
const PAGES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { encoding: 'utf8' }).trim().split('\n')
  .filter((file) => file !== 'API.md' && !/^(?:\.github|site)\//.test(file));

test('the README has at most 200 lines', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
});

// The package of the first release holds this page too, so what it says is true before and after: nobody has to edit it.
test('the README says where to see whether there is a release, and what to do without one', () => {
  expect(readme).toMatch(/While \[Releases\]\(\S+\/releases\) is empty.*npm pack/);
  expect(PAGES.filter((page) => /not (?:yet )?released|not (?:yet )?published|nothing is released|unreleased/i.test(readFileSync(page, 'utf8')))).toEqual([]);
});

describe('links', () => {
  test.each(PAGES)('of %s go to files and headings that are there', (page) => {
    expect(linksOf(page).flatMap(broken)).toEqual([]);
  });

  test.each([['README.md', 25], ['CHANGELOG.md', 1]])('%s has only absolute ones, because npm shows it or packs it without the other pages', (page, atLeast) => {
    expect(linksOf(page).length).toBeGreaterThanOrEqual(atLeast);
    expect(linksOf(page).filter(({ target }) => !target.startsWith('https://'))).toEqual([]);
  });

  test('one that is broken is found', () => {
    const link = { text: '', target: 'x', file: 'docs/tables.md' };
    expect(broken({ ...link, anchor: 'keys' })).toEqual([]);
    expect(broken({ ...link, anchor: 'nothing' })).toHaveLength(1);
    expect(broken({ ...link, file: 'docs/nothing.md' })).toHaveLength(1);
  });
});

/** Runs the code of a TypeScript block, and returns what it synthesizes, by file; `apps` gets the apps that it makes. */
function run(code: string, more: { readonly [name: string]: object } = {}, apps: App[] = []): string[] {
  class RecordedApp extends App {
    public constructor() {
      super();
      apps.push(this);
    }
    public synth(): void {}
  }
  const modules: { [name: string]: object } = { 'cdk8s': { ...jest.requireActual('cdk8s'), App: RecordedApp }, 'cdk8s-dynamodb-kro': library, ...more };
  execute(code, modules);
  return apps.flatMap((app) => app.node.findAll().flatMap((each) => each.node.validate())).length > 0
    ? ['invalid']
    : apps.map((app) => app.synthYaml());
}

describe('what a reader copies', () => {
  const [policy, ...blocks] = blocksOf('README.md').filter(({ language }) => language === 'ts').map(({ code }) => code);

  test('the policy is printed, and allows the first table', () => {
    const log = jest.spyOn(console, 'log').mockImplementation();
    run(policy);
    const printed = JSON.parse(log.mock.calls[0][0] as string);
    log.mockRestore();
    const [, table] = /tableName: '([^']+)'/.exec(blocks[1])!;
    const resources: string[] = printed.Statement.flatMap(({ Action, Resource }: { Action: string[]; Resource: string[] }) => (Action.includes('dynamodb:CreateTable') ? Resource : []));
    expect(resources.map((arn) => table.startsWith(arn.replace(/^.*:table\//, '').replace(/\*$/, '')))).toContain(true);
  });

  test('the first platform keeps the data, and the README says what happens otherwise beside it', () => {
    const [platform] = blocks;
    expect(platform).toContain('Presets.production(');
    const [graph] = run(platform).flatMap((yaml) => yaml.split('\n---\n')).filter((document) => document.includes('kind: ResourceGraphDefinition'));
    expect(graph).toContain('deletionPolicy: string | default="retain"');
    expect(graph).toContain('deletionProtectionEnabled: boolean | default=true');
    expect(readme.replace(/\s+/g, ' ')).toContain('Without the preset, deleting an Application deletes its table and the data');
  });

  test('the first table becomes the YAML that is shown, in the platform that is shown', () => {
    const [platform, table] = blocks;
    expect(run(table)).toEqual([readFileSync('examples/basic.yaml', 'utf8')]);
    const together = `${platform.replace('app.synth();', '')}\n${table.replace(/import .*\n/g, '').replace('const app = new App();', '').replace('new DynamoDbApplication', 'const { DynamoDbApplication, AttributeType } = require("cdk8s-dynamodb-kro"); new DynamoDbApplication')}`;
    expect(run(together).join('')).toContain('name: dynamodb-basic-example');
  });

  test('the errors that are shown are those of cdk8s synth', () => {
    // The first table of this page, with the mistake that the sentence before names.
    const apps: App[] = [];
    run(blocks[1].replace('name: \'userId\'', 'nme: \'userId\''), {}, apps);
    const errors = apps.flatMap((app) => app.node.findAll()).flatMap(({ node }) => node.validate().map((line) => `  [${node.path}] ${line}`));
    const [, shown] = /no file is written:\n\n```text\n(.*?)```/s.exec(readme)!;
    expect(shown.trimEnd().split('\n')).toEqual(['Error: Validation failed with the following errors:', ...errors]);
  });

  test('the first program of the guide to access runs, and prints the policy that is shown', () => {
    const [, program, shown] = /```ts\n(.*?)```\n\n```json\n(.*?)```/s.exec(readFileSync('docs/access.md', 'utf8'))!;
    const written: string[][] = [];
    run(program, { 'node:fs': { writeFileSync: (...file: string[]) => written.push(file) } });
    expect(written).toEqual([['controller-policy.json', shown.trimEnd()]]);
  });

  test('it is the only place for these facts: versions and commands are printed', () => {
    expect(readme).toMatch(/<!-- versions: printed by npx projen docs -->\n\| program \| minimum \| tested \|/);
    expect(readme).toContain('helm install kro ');
    expect(readme).toContain('helm install ack-dynamodb-controller ');
    expect(readme).toContain('helm install kubevela ');
  });
});
