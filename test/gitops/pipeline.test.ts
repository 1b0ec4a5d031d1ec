/** examples/gitops as whoever copies it meets it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

  const labelled = (labels: string) => repository.run('env', `LABELS=${labels}`, './pipeline.sh', 'main');
  const removeTable = (): void => repository.edit('main.ts', repository.read('main.ts').match(/^dynamodb\.addTable.*?^}\);\n/ms)![0], '');

  test('a table that is deleted with its data: 3, unless a label names it', () => {
    removeTable();
    synth();
    repository.commit('Remove the table');
    const { code, output } = pipeline();
    expect(code).toBe(3);
    expect(output).toContain('    DATA LOSS: table orders\n');
    expect(repository.read('plan.md')).toContain('Data is lost: orders.');
    const codes = ['', 'bug', 'data-loss:', 'data-loss:other', 'data-loss:ORDERS', 'no-data-loss:orders', 'data-loss:orders;true'].map((labels) => labelled(labels).code);
    expect(codes).toEqual(codes.map(() => 3));
    expect(['data-loss:orders', 'bug, data-loss:orders,needs review'].map((labels) => labelled(labels).code)).toEqual([0, 0]);
    expect(repository.read('plan.md')).toContain('Data is lost, and that is allowed: orders.');
  });

  test('a change that is rejected: 1, also where the loss of data is allowed', () => {
    const orders = repository.read('main.ts').match(/^dynamodb\.addTable.*?^}\);\n/ms)![0];
    declare(orders, `${orders}${orders.replaceAll('orders', 'scratch').replace("'shop'", "'scratch'")}`);
    synth();
    repository.commit('Add another table');
    repository.git('branch', '--force', 'main');
    declare(orders.replaceAll('orders', 'scratch').replace("'shop'", "'scratch'"), '');
    declare("name: 'orderId'", "name: 'id'");
    synth();
    repository.commit('Change the key, and remove the other table');
    expect(pipeline().code).toBe(3);
    const { code, output } = labelled('data-loss:scratch');
    expect(code).toBe(1);
    expect(output).toContain('keySchema cannot change once the table exists. Declare another table, and move the data. [Immutable]');
  });

  test('a chart that is gone leaves no file, and its removal has to be committed', () => {
    removeTable();
    repository.commit('Remove the table from main.ts only');
    const { code, output } = labelled('data-loss:orders');
    expect(code).toBe(1);
    expect(output).toContain('DATA LOSS: table orders');
    expect(output).toContain('manifests/tables/shop.yaml');
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
    mkdirSync(join(repository.folder, 'manifests/by-hand'));
    writeFileSync(join(repository.folder, 'manifests/by-hand/shop.yaml'), table);
    const { code, output } = pipeline();
    expect(code).toBe(1);
    expect(output).toContain('manifests/by-hand/shop.yaml:16:3: DynamoDBTable default/orders: region "mars"');
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
    expect.stringContaining('--remove-label'), 'npm ci', './pipeline.sh "origin/$GITHUB_BASE_REF"', 'cat plan.md >> "$GITHUB_STEP_SUMMARY"', 'gh pr comment "$PULL_REQUEST" --body-file plan.md --edit-last --create-if-none',
  ]);
  expect(jobs.tables.steps[0].with).toEqual({ 'fetch-depth': 0 });
  const { variables, script, after_script: [comment], artifacts } = read('.gitlab-ci.yml').tables;
  expect(variables).toEqual({ GIT_DEPTH: 0 });
  expect(script).toEqual(['git fetch origin "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"', 'npm ci', 'LABELS="${CI_MERGE_REQUEST_LABELS:-}" ./pipeline.sh FETCH_HEAD']);
  expect(comment).toContain('body@plan.md');
  expect(artifacts).toEqual({ when: 'always', paths: ['plan.md'] });
});

test('on GitHub, what a label allowed before a push is not allowed after it', () => {
  const { steps } = parse(readFileSync(join(EXAMPLES, 'pipeline/.github/workflows/tables.yaml'), 'utf8')).jobs.tables;
  const [forget] = steps.filter(({ run = '' }: { run?: string }) => run.includes('--remove-label'));
  expect(forget.if).toBe("${{ github.event.action == 'synchronize' }}");
  const [{ env }] = steps.filter(({ run = '' }: { run?: string }) => run.startsWith('./pipeline.sh'));
  expect(env.LABELS).toBe("${{ github.event.action != 'synchronize' && join(github.event.pull_request.labels.*.name, ',') || '' }}");
  // The command removes each label of its own, and no other.
  const folder = mkdtempSync(join(tmpdir(), 'labels-'));
  writeFileSync(join(folder, 'gh'), `#!${process.execPath}\nif (process.argv[3] === 'view') { console.log('bug\\ndata-loss:one\\nno-data-loss:two\\ndata-loss:three'); } else { require('fs').appendFileSync(${JSON.stringify(join(folder, 'log'))}, process.argv.slice(2).join(' ') + '\\n'); }\n`, { mode: 0o755 });
  execFileSync('bash', ['-euo', 'pipefail', '-c', forget.run], { env: { PATH: `${folder}:${process.env.PATH}`, PULL_REQUEST: '7' } });
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('pr edit 7 --remove-label data-loss:one\npr edit 7 --remove-label data-loss:three\n');
  rmSync(folder, { recursive: true });
});
