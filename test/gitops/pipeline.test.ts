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
  /** A platform without defaults, on both sides, so that tables can be deleted. */
  const withoutDefaults = (): void => {
    declare(repository.read('main.ts').match(/^ +\/\/ Without it,.*\n.*defaults: .*\n/m)![0], '');
    synth();
    repository.commit('Neither retain nor protect');
    repository.git('branch', '--force', 'main');
  };
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

  test('the copied form loses no table: one that leaves the repository is protected', () => {
    removeTable();
    synth();
    repository.commit('Remove the table');
    const { code, output } = labelled('data-loss:orders');
    expect(code).toBe(1);
    expect(output).toContain('The table is protected against deletion');
    expect(output).not.toContain('DATA LOSS');
  });

  test('a table that is deleted with its data: 3, unless a label names it', () => {
    withoutDefaults();
    removeTable();
    synth();
    repository.commit('Remove the table');
    const { code, output } = pipeline();
    expect(code).toBe(3);
    expect(output).toContain('    DATA LOSS: table orders\n');
    expect(repository.read('plan.md')).toContain('Data is lost: orders.');
    // None of these allows it.
    expect(labelled('bug,data-loss:,data-loss:other,data-loss:ORDERS,no-data-loss:orders,data-loss:orders;true').code).toBe(3);
    expect(labelled('bug, data-loss:orders,needs review').code).toBe(0);
    expect(repository.read('plan.md')).toContain('Data is lost, and that is allowed: orders.');
  });

  test('a change that is rejected: 1, also where the loss of data is allowed', () => {
    withoutDefaults();
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
    withoutDefaults();
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

  test('fails for a member of an enum that there is not, which tsx takes for a property left out', () => {
    repository.remove();
    repository = new Repository('argo-cd', { checksTypes: true });
    expect(synth()).toEqual({ code: 0, output: '' });
    declare('import { AttributeType,', 'import { AttributeType, RemovalPolicy,');
    declare("tableName: 'orders',", "tableName: 'orders',\n  removalPolicy: RemovalPolicy.KEEP,");
    expect(synth()).toEqual({ code: 2, output: expect.stringMatching(/^main\.ts\(\d+,\d+\): error TS2339: Property 'KEEP' does not exist on type 'typeof RemovalPolicy'\.\n$/) });
    expect(repository.git('status', '--porcelain')).toBe('M main.ts');
  }, 300_000);

  test('fails for a table that was written by hand and is not valid', () => {
    const table = repository.read('manifests/tables/shop.yaml').replace('us-east-1', 'mars');
    mkdirSync(join(repository.folder, 'manifests/by-hand'));
    writeFileSync(join(repository.folder, 'manifests/by-hand/shop.yaml'), table);
    const { code, output } = pipeline();
    expect(code).toBe(1);
    expect(output).toContain('manifests/by-hand/shop.yaml:16:3: DynamoDBTable default/orders: region "mars"');
  });

  test('fails for platform resources that kro would reject', () => {
    declare('gitOps: GitOps.argoCd(),', "gitOps: GitOps.argoCd(), apiGroup: 'data.example.com',");
    synth();
    repository.commit('Change the API group');
    const { code, output } = pipeline();
    expect(code).toBe(1);
    expect(output).toContain('rejected by kro: spec.schema.group is data.example.com instead of kro.run');
    expect(labelled('less-safe').code).toBe(1);
  });

  test('platform resources after which tables are less safe: 1 with the plan, unless the label less-safe is set', () => {
    declare('Presets.production({ requiredTags: [] })', 'Presets.development()');
    synth();
    repository.commit('Protect nothing');
    const { code, output } = pipeline();
    expect(code).toBe(1);
    expect(output).toContain('less safe: ');
    expect(repository.read('plan.md')).toMatch(/^### DynamoDB plan/);
    expect(labelled('data-loss:orders,not-less-safe,less-safe:x').code).toBe(1);
    expect(labelled('bug, less-safe').code).toBe(0);
  });
});

const workflow = (): any => parse(readFileSync(join(EXAMPLES, 'pipeline/.github/workflows/tables.yaml'), 'utf8'));

test('GitHub Actions and GitLab run the same pipeline, against the branch that the change goes to', () => {
  const { on, defaults, concurrency, jobs } = workflow();
  expect(on).toEqual({ pull_request: { types: ['opened', 'synchronize', 'reopened', 'labeled', 'unlabeled'] } });
  expect(defaults).toEqual({ run: { shell: 'bash' } });
  expect(concurrency).toEqual({ 'group': 'tables-${{ github.event.pull_request.number }}', 'cancel-in-progress': true });
  expect(jobs.tables.steps.flatMap(({ run }: { run?: string }) => run ?? [])).toEqual([
    expect.stringContaining('/activity'), 'npm ci', './pipeline.sh "origin/$GITHUB_BASE_REF"', 'cat plan.md >> "$GITHUB_STEP_SUMMARY"',
  ]);
  expect(jobs.comment.steps.flatMap(({ run }: { run?: string }) => run ?? [])).toEqual(['gh pr comment "$PULL_REQUEST" --body-file plan.md --edit-last --create-if-none']);
  const { variables, script, after_script: [comment], artifacts } = parse(readFileSync(join(EXAMPLES, 'pipeline/.gitlab-ci.yml'), 'utf8')).tables;
  expect(variables).toEqual({ GIT_DEPTH: 0 });
  expect(script).toEqual(['git fetch origin "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"', 'npm ci', 'LABELS="${CI_MERGE_REQUEST_LABELS:-}" ./pipeline.sh FETCH_HEAD']);
  expect(comment).toContain('body@plan.md');
  expect(artifacts).toEqual({ when: 'always', paths: ['plan.md'] });
});

test('on GitHub, the code of a pull request gets no token, and no job that runs it may write', () => {
  const { permissions, jobs: { tables, comment } } = workflow();
  expect(permissions).toEqual({ 'contents': 'read', 'pull-requests': 'read' });
  expect(tables.permissions).toBeUndefined();
  const fromCheckout = tables.steps.slice(tables.steps.findIndex(({ uses = '' }) => uses.startsWith('actions/checkout')));
  expect(fromCheckout[0].with).toEqual({ 'fetch-depth': 0, 'persist-credentials': false });
  expect(JSON.stringify(fromCheckout)).not.toMatch(/token|secrets/i);
  expect(comment.permissions).toEqual({ 'pull-requests': 'write' });
  expect(JSON.stringify(comment.steps)).not.toMatch(/checkout|npm|pipeline\.sh/);
});

describe('on GitHub, a label counts if it was set after the last push', () => {
  const HEAD = 'b'.repeat(40);
  const PUSHED = '2026-11-27T10:00:00Z';

  /** What the step says of these answers of GitHub's API, each as its --jq prints them; undefined where a call fails. */
  function counted(last: string | undefined, now: string[] | undefined, set: string[] | undefined): string {
    const folder = mkdtempSync(join(tmpdir(), 'labels-'));
    const answers = { '/activity': last, '/labels': now?.join('\n'), '/events': set?.join('\n') };
    writeFileSync(join(folder, 'gh'), `#!${process.execPath}\nconst answers = ${JSON.stringify(answers)};\nconst end = Object.keys({ '/activity': 0, '/labels': 0, '/events': 0 }).find((each) => process.argv.some((arg) => arg.endsWith(each)));\nif (answers[end] === undefined) { process.exit(1); }\nconsole.log(answers[end]);\n`, { mode: 0o755 });
    const [step] = workflow().jobs.tables.steps;
    const env = { PATH: `${folder}:${process.env.PATH}`, GITHUB_OUTPUT: join(folder, 'output'), GITHUB_HEAD_REF: 'change', GH_REPO: 'YOU/tables', HEAD_SHA: HEAD, PULL_REQUEST: '7' };
    try {
      // The shell of `shell: bash`.
      execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], { env, stdio: 'pipe' });
      return readFileSync(join(folder, 'output'), 'utf8');
    } catch {
      return 'failed';
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test.each<[string, string[], string[], string]>([
    ['none', [], [], ''],
    ['set after it', ['data-loss:orders'], ['2026-11-27T10:00:01Z data-loss:orders'], 'data-loss:orders'],
    ['set before it', ['data-loss:orders'], ['2026-11-27T09:59:59Z data-loss:orders'], ''],
    ['set in the same second', ['data-loss:orders'], [`${PUSHED} data-loss:orders`], ''],
    ['set before it, and again after it', ['data-loss:orders'], ['2026-11-27T09:00:00Z data-loss:orders', '2026-11-27T11:00:00Z data-loss:orders'], 'data-loss:orders'],
    ['set after it, and removed', ['bug'], ['2026-11-27T11:00:00Z data-loss:orders'], ''],
    ['another set after it', ['data-loss:orders', 'bug'], ['2026-11-27T09:00:00Z data-loss:orders', '2026-11-27T11:00:00Z bug'], ''],
    ['several', ['less-safe', 'data-loss:b', 'data-loss:a'], ['2026-11-27T11:00:00Z less-safe', '2026-11-27T11:00:01Z data-loss:b', '2026-11-27T11:00:02Z data-loss:a'], 'data-loss:a,data-loss:b,less-safe'],
    ['one that means something else', ['x,data-loss:a', 'data-loss:a b'], ['2026-11-27T11:00:00Z x,data-loss:a', '2026-11-27T11:00:00Z data-loss:a b'], ''],
  ])('%s', (_, now, set, labels) => {
    expect(counted(`${HEAD} ${PUSHED}`, now, set)).toBe(`labels=${labels}\n`);
  });

  test('none counts for another commit than that of the last push, or where no push is known', () => {
    const set = ['2026-11-27T11:00:00Z data-loss:orders'];
    expect(counted(`${'a'.repeat(40)} ${PUSHED}`, ['data-loss:orders'], set)).toBe('labels=\n');
    expect(counted('', ['data-loss:orders'], set)).toBe('labels=\n');
  });

  test('a call that fails fails the job', () => {
    expect([counted(undefined, [], []), counted(`${HEAD} ${PUSHED}`, undefined, []), counted(`${HEAD} ${PUSHED}`, [], undefined)]).toEqual(['failed', 'failed', 'failed']);
  });

  test('none counts of a fork, whose pushes are not known', () => {
    const { steps } = workflow().jobs.tables;
    expect(steps[0]).toMatchObject({ id: 'labels', if: '${{ github.event.pull_request.head.repo.full_name == github.repository }}' });
    const [{ env }] = steps.filter(({ run = '' }: { run?: string }) => run.startsWith('./pipeline.sh'));
    expect(env).toEqual({ LABELS: '${{ steps.labels.outputs.labels }}' });
  });
});

test('the repository names a file of the package as long as nothing is released, because anybody may take the name', () => {
  const isReleased = /^## /m.test(readFileSync('CHANGELOG.md', 'utf8'));
  const { dependencies } = JSON.parse(readFileSync(join(EXAMPLES, 'pipeline/package.json'), 'utf8'));
  expect(dependencies['cdk8s-dynamodb-kro'].startsWith('file:')).toBe(!isReleased);
});
