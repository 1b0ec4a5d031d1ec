import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { writeAssets } from '../scripts/release-assets';

const work = mkdtempSync(join(tmpdir(), 'assets-test-'));
const [folder, sdk] = [join(work, 'assets'), join(work, 'sdk.tgz')];
let files: string[];
beforeAll(() => {
  writeFileSync(sdk, 'a package');
  files = writeAssets('1.2.3', folder, [sdk]);
}, 300_000);
afterAll(() => rmSync(work, { recursive: true }));
const inside = (archive: string, file: string): string => execFileSync('tar', ['-xzf', join(folder, archive), '-O', file], { encoding: 'utf8' });

test('a release has the add-on, the chart and the SBOM, each with the version', () => {
  expect(files.map((file) => basename(file))).toEqual([
    'aws-dynamodb-kro-addon-1.2.3.tgz', 'cdk8s-dynamodb-kro-1.2.3.cdx.json', 'cdk8s-dynamodb-kro-chart-1.2.3.tgz', 'SHA256SUMS',
  ]);
  expect(parse(inside(basename(files[0]), 'aws-dynamodb-kro/metadata.yaml'))).toMatchObject({ name: 'aws-dynamodb-kro', version: '1.2.3' });
  expect(parse(inside(basename(files[2]), 'cdk8s-dynamodb-kro/Chart.yaml'))).toMatchObject({ name: 'cdk8s-dynamodb-kro', version: '1.2.3' });
  expect(inside(basename(files[2]), 'cdk8s-dynamodb-kro/templates/platform.k8s.yaml')).toContain('kind: ResourceGraphDefinition');
});

test('the SBOM is that of the package, which depends on nothing', () => {
  const { metadata: { component }, components } = JSON.parse(readFileSync(files[1], 'utf8'));
  expect(component).toMatchObject({ 'name': 'cdk8s-dynamodb-kro', 'version': '1.2.3', 'bom-ref': 'cdk8s-dynamodb-kro@1.2.3' });
  expect(components).toEqual([]);
});

test('the checksums are those of the assets and of the packages', () => {
  const sum = (file: string): string => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}`;
  expect(readFileSync(files[3], 'utf8').trim().split('\n')).toEqual([...files.slice(0, 3), sdk].map(sum));
});
