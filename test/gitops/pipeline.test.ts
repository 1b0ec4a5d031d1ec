/** examples/gitops as whoever copies it meets it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Repository } from './repository';

jest.setTimeout(120_000);

const EXAMPLES = 'examples/gitops';
let repository: Repository;

describe.each(['argo-cd', 'flux'] as const)('the repository for %s', (tool) => {
  beforeEach(() => {
    repository = new Repository(tool);
  });
  afterEach(() => repository.remove());

  test('holds what it synthesizes today (npx projen examples writes it)', () => {
    expect(repository.run('npm', 'run', '--silent', 'synth')).toEqual({ code: 0, output: '' });
    expect(repository.git('status', '--porcelain')).toBe('');
    expect(readdirSync(join(EXAMPLES, tool)).filter((file) => file.endsWith('.yaml')).length).toBeGreaterThan(0);
  });
});

describe('the pipeline', () => {
  const pipeline = () => repository.run('./pipeline.sh', 'main');
  const declare = (from: string, to: string): void => repository.edit('main.ts', from, to);
  const synth = () => repository.run('npm', 'run', '--silent', 'synth');
  const TAGGED = "tableName: 'orders',\n  tags: { team: 'shop' },";

  beforeEach(() => {
    repository = new Repository('argo-cd');
    repository.git('switch', '--quiet', '--create', 'change');
  });
  afterEach(() => repository.remove());

  test('passes where nothing changes, and says so', () => {
    expect(pipeline()).toEqual({ code: 0, output: '1 table, 0 violations, 0 warnings\n0 breaking changes (0 refused by kro), 0 changes that weaken safety, 0 notes\n' });
  });

  test('shows a change as the YAML that comes into the cluster', () => {
    declare("tableName: 'orders',", TAGGED);
    synth();
    repository.commit('Tag the table');
    const { code, output } = pipeline();
    expect(code).toBe(0);
    expect(output).toContain('+++ b/manifests/tables/shop.yaml');
    expect(output).toContain('+  tags:\n+    - key: team\n+      value: shop\n');
  });

  test('fails where the YAML was not committed with its source, and shows it too', () => {
    declare("tableName: 'orders',", TAGGED);
    repository.commit('Tag the table');
    const { code, output } = pipeline();
    expect(code).toBe(1);
    expect(output).toContain('+    - key: team\n');
    expect(output).toContain('1 file changed');
  });

  test('fails for a new file that was not committed', () => {
    declare("new Chart(tables, 'shop',", "new Chart(tables, 'store',");
    repository.commit('Rename the chart');
    const { code, output } = pipeline();
    expect(code).toBe(1);
    expect(output).toContain('manifests/tables/store.yaml');
  });

  test('fails for a table that DynamoDB would refuse, in the words of the library', () => {
    declare("region: 'us-east-1'", "region: 'mars'");
    const { code, output } = pipeline();
    expect(code).not.toBe(0);
    expect(output).toContain('[shop/orders] region "mars" has not the form it must have.');
  });

  test('fails for a table that was written by hand and is not valid', () => {
    const table = repository.read('manifests/tables/shop.yaml').replace('us-east-1', 'mars');
    writeFileSync(join(repository.folder, 'manifests/tables/by-hand.yaml'), table);
    const { code, output } = pipeline();
    expect(code).toBe(1);
    expect(output).toContain('manifests/tables/by-hand.yaml:16:3: DynamoDBTable default/orders: region "mars"');
  });

  test('fails for a platform part that kro would refuse', () => {
    declare('{ gitOps: GitOps.argoCd() }', "{ gitOps: GitOps.argoCd(), apiGroup: 'data.example.com' }");
    synth();
    repository.commit('Change the API group');
    const { code, output } = pipeline();
    expect(code).toBe(1);
    expect(output).toContain('refused by kro: spec.schema.group is data.example.com instead of kro.run');
  });
});

test('GitHub Actions and GitLab run the same pipeline, against the branch that the change goes to', () => {
  const read = (file: string): any => parse(readFileSync(join(EXAMPLES, 'pipeline', file), 'utf8'));
  const { on, jobs } = read('.github/workflows/tables.yaml');
  expect(on).toEqual({ pull_request: null });
  expect(jobs.tables.steps.flatMap(({ run }: { run?: string }) => run ?? [])).toEqual(['npm ci', './pipeline.sh "origin/$GITHUB_BASE_REF"']);
  expect(jobs.tables.steps[0].with).toEqual({ 'fetch-depth': 0 });
  expect(read('.gitlab-ci.yml').tables).toMatchObject({
    variables: { GIT_DEPTH: 0 },
    script: ['git fetch origin "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"', 'npm ci', './pipeline.sh FETCH_HEAD'],
  });
});
