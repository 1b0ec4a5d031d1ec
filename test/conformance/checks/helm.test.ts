/** `cdk8s synth --format helm` gives a chart that Helm reads as it stands, and installs. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../harness/eventually';
import { run } from '../harness/run-command';
import { documentsOf, helm, kubectl, ROOT } from '../harness/suite';

const folder = mkdtempSync(join(tmpdir(), 'helm-'));
// cdk8s names the chart after the folder in which it runs.
const work = join(folder, 'dynamodb-tables');
const chart = join(work, 'chart');
const byName = (documents: any[]) => new Map(documents.map((document) => [`${document.kind}/${document.metadata.name}`, document]));

async function synth(output: string, ...options: string[]): Promise<void> {
  const app = `${join(ROOT, 'node_modules/.bin/tsx')} ${join(__dirname, '../fixtures/helm-app.ts')}`;
  const cli = join(ROOT, 'node_modules/.bin/cdk8s');
  expect(await run(cli, ['synth', '--check-upgrade=false', '--app', app, '--output', output, ...options], { cwd: work })).toMatchObject({ code: 0 });
}

beforeAll(async () => {
  mkdirSync(work);
  await synth('chart', '--format', 'helm', '--chart-api-version', 'v2', '--chart-version', '1.2.3');
  await synth('plain');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('helm lint finds nothing wrong with the chart', async () => {
  expect(await helm('lint', chart)).toMatchObject({ code: 0, stdout: expect.stringContaining('1 chart(s) linted, 0 chart(s) failed') });
  expect(readFileSync(join(chart, 'Chart.yaml'), 'utf8')).toContain('version: "1.2.3"');
});

test('helm template gives what plain synth gives, no more and no less', async () => {
  const template = await helm('template', 'dynamodb', chart);
  expect(template).toMatchObject({ code: 0, stderr: '' });
  const plain = readdirSync(join(work, 'plain')).flatMap((file) => documentsOf(readFileSync(join(work, 'plain', file), 'utf8')));
  expect(plain.length).toBeGreaterThan(15);
  expect(byName(documentsOf(template.stdout))).toEqual(byName(plain));
});

test('helm install --dry-run passes, on the client and on the server', async () => {
  await kubectl(['create', 'namespace', 'helm']);
  for (const side of ['client', 'server']) {
    expect(await helm('install', 'dynamodb', chart, `--dry-run=${side}`, '--namespace', 'helm')).toMatchObject({ code: 0, stdout: expect.stringContaining('STATUS: pending-install') });
  }
  expect((await kubectl(['get', 'rgd', 'helm-tables'])).code).not.toBe(0);
});

test('helm install gives the cluster the API, and helm uninstall takes the platform resources away', async () => {
  expect(await helm('install', 'dynamodb', chart, '--namespace', 'helm')).toMatchObject({ code: 0, stdout: expect.stringContaining('STATUS: deployed') });
  await eventually('the RGD to be Active', async () => {
    const { status } = JSON.parse((await kubectl(['get', 'rgd', 'helm-tables', '-o', 'json'])).stdout);
    expect(status).toMatchObject({ state: 'Active' });
  });
  await eventually('the Application to be assessed', async () => {
    const { stdout } = await kubectl(['get', 'application', 'orders', '-n', 'helm', '-o', 'json']);
    expect(stdout).toContain('the platform requires the tag team');
  });
  expect(await helm('uninstall', 'dynamodb', '--namespace', 'helm', '--wait')).toMatchObject({ code: 0 });
  expect((await kubectl(['get', 'rgd', 'helm-tables'])).code).not.toBe(0);
});
