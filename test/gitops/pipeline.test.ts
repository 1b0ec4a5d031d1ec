/** examples/gitops as whoever copies it meets it. */
import { execFileSync } from 'node:child_process';
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
    expect(pipeline()).toEqual({
      code: 0, output: '1 table, 0 violations, 0 warnings\n0 breaking changes (0 rejected by kro), 0 changes that weaken safety, 0 notes\n1 table: 1 unchanged.\n',
    });
    expect(repository.git('status', '--porcelain')).toBe('');
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

  test('says what a change does in AWS, for a comment too', () => {
    declare("tableName: 'orders',", TAGGED);
    synth();
    repository.commit('Tag the table');
    const { code, output } = pipeline();
    expect(code).toBe(0);
    expect(output).toContain('~ change orders (us-east-1): DynamoDBTable default/orders\n');
    expect(output).toContain('    tags: none -> team=shop\n');
    expect(repository.read('plan.md')).toMatch(/^### DynamoDB plan\n\n1 table: 1 changed, 0 unchanged\.\n/);
  });

  test('a table that is deleted with its data: 3, unless that is allowed', () => {
    // cdk8s leaves the file of a chart that is gone.
    repository.edit('main.ts', repository.read('main.ts').match(/^dynamodb\.addTable.*?^}\);\n/ms)![0], '');
    repository.git('rm', '--quiet', 'manifests/tables/shop.yaml');
    synth();
    repository.commit('Remove the table');
    const { code, output } = pipeline();
    expect(code).toBe(3);
    expect(output).toContain('    DATA LOSS: table orders\n');
    expect(repository.read('plan.md')).toContain('Data is lost: orders.');
    expect(repository.run('env', 'ALLOW_DATA_LOSS=true', './pipeline.sh', 'main').code).toBe(0);
  });

  test('a change that is refused: 1, whatever is allowed', () => {
    declare("name: 'orderId'", "name: 'id'");
    synth();
    repository.commit('Change the key');
    const { code, output } = repository.run('env', 'ALLOW_DATA_LOSS=true', './pipeline.sh', 'main');
    expect(code).toBe(1);
    expect(output).toContain('keySchema cannot change once the table exists. Declare another table, and move the data. [Immutable]');
  });

  test('the first change, where the other branch has no YAML yet', () => {
    repository.git('rm', '-r', '--quiet', 'manifests');
    repository.commit('Nothing yet');
    repository.git('branch', '--force', 'main');
    synth();
    repository.commit('Add the first table');
    expect(pipeline()).toMatchObject({ code: 0, output: expect.stringContaining('+ create orders (us-east-1)') });
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

  test('fails for a table that DynamoDB would reject, with the message of the library', () => {
    declare("region: 'us-east-1'", "region: 'mars'");
    const { code, output } = pipeline();
    expect(code).not.toBe(0);
    expect(output).toContain('[shop/orders] region "mars" is not valid.');
  });

  test('fails for a table that was written by hand and is not valid', () => {
    const table = repository.read('manifests/tables/shop.yaml').replace('us-east-1', 'mars');
    writeFileSync(join(repository.folder, 'manifests/tables/by-hand.yaml'), table);
    const { code, output } = pipeline();
    expect(code).toBe(1);
    expect(output).toContain('manifests/tables/by-hand.yaml:16:3: DynamoDBTable default/orders: region "mars"');
  });

  test('fails for platform resources that kro would reject', () => {
    declare('{ gitOps: GitOps.argoCd() }', "{ gitOps: GitOps.argoCd(), apiGroup: 'data.example.com' }");
    synth();
    repository.commit('Change the API group');
    const { code, output } = pipeline();
    expect(code).toBe(1);
    expect(output).toContain('rejected by kro: spec.schema.group is data.example.com instead of kro.run');
  });
});

test('GitHub Actions and GitLab run the same pipeline, against the branch that the change goes to', () => {
  const read = (file: string): any => parse(readFileSync(join(EXAMPLES, 'pipeline', file), 'utf8'));
  const { on, permissions, jobs } = read('.github/workflows/tables.yaml');
  expect(on).toEqual({ pull_request: { types: ['opened', 'synchronize', 'reopened', 'labeled', 'unlabeled'] } });
  expect(permissions).toEqual({ 'contents': 'read', 'pull-requests': 'write' });
  expect(jobs.tables.steps.flatMap(({ run }: { run?: string }) => run ?? [])).toEqual([
    'npm ci', './pipeline.sh "origin/$GITHUB_BASE_REF"', 'cat plan.md >> "$GITHUB_STEP_SUMMARY"', 'gh pr comment "$PULL_REQUEST" --body-file plan.md --edit-last --create-if-none',
  ]);
  expect(jobs.tables.steps[0].with).toEqual({ 'fetch-depth': 0 });
  const { variables, script, after_script: [comment], artifacts } = read('.gitlab-ci.yml').tables;
  expect(variables).toEqual({ GIT_DEPTH: 0 });
  expect([script[0], script[1], script[3]]).toEqual(['git fetch origin "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"', 'npm ci', './pipeline.sh FETCH_HEAD']);
  expect(comment).toContain('body@plan.md');
  expect(artifacts).toEqual({ when: 'always', paths: ['plan.md'] });
  // The label lets the loss of data through, and no other does.
  const allowed = (labels: string): string => execFileSync('sh', ['-euc', `${script[2]}; echo "\${ALLOW_DATA_LOSS:-}"`], { env: { CI_MERGE_REQUEST_LABELS: labels }, encoding: 'utf8' }).trim();
  expect(['', 'bug', 'bug,allow-data-loss', 'allow-data-loss', 'no-allow-data-loss'].map(allowed)).toEqual(['', '', 'true', 'true', '']);
});
