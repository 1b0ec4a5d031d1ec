import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { MINIMAL, refusal } from './synth';
import { AttributeType, DynamoDbApplication, DynamoDbKroComponent, DynamoDbTable, PlatformPart, Warnings } from '../src';
import { CODES } from '../src/contract/violation';
import { WARNING_CODES } from '../src/contract/warning-codes';

/** The warnings that an app shows at synth. */
function shown(build: (app: App) => void): string[] {
  const lines: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    const app = Testing.app();
    build(app);
    app.synthYaml();
    app.node.findAll().forEach(({ node }) => expect(node.validate()).toEqual([]));
    return lines.map((line) => /\[(\S+)\].* \[(\w+)\]/.exec(line)!.slice(1).join(' '));
  } finally {
    write.mockRestore();
  }
}

const UNKNOWN_REGION = { ...MINIMAL, region: 'us-eats-1' };
const TIME_TO_LIVE = { ...UNKNOWN_REGION, tableName: 'sessions', sortKey: { name: 'until', type: AttributeType.STRING }, timeToLiveAttribute: 'until' };

const tables = (app: App): { readonly shop: Chart; readonly orders: DynamoDbTable } => {
  const shop = new Chart(app, 'shop');
  const orders = new DynamoDbTable(shop, 'orders', UNKNOWN_REGION);
  new DynamoDbApplication(new Chart(app, 'web'), 'sessions', { tables: [TIME_TO_LIVE] });
  return { shop, orders };
};

test('a warning is acknowledged by its code, for a construct and all that is in it', () => {
  const all = ['shop/orders UnknownRegion', 'web/sessions TimeToLiveType', 'web/sessions UnknownRegion'];
  expect(shown(tables).sort()).toEqual(all);
  expect(shown((app) => Warnings.of(tables(app).orders).acknowledge('UnknownRegion', 'it opened last week')).sort()).toEqual(all.slice(1));
  expect(shown((app) => Warnings.of(tables(app).shop).acknowledge('UnknownRegion')).sort()).toEqual(all.slice(1));
  expect(shown((app) => Warnings.of(tables(app).shop).acknowledge('TimeToLiveType')).sort()).toEqual(all);
  expect(shown((app) => {
    // What is declared afterwards counts, too.
    Warnings.of(app).acknowledge('UnknownRegion');
    tables(app);
  })).toEqual(['web/sessions TimeToLiveType']);
});

test('of the platform resources, too', () => {
  const platform = (app: App) => new DynamoDbKroComponent(new Chart(app, 'platform'), 'dynamodb', { parts: [PlatformPart.RESOURCE_GRAPH] });
  expect(shown(platform)).toEqual(['platform/dynamodb EditorsHaveTables']);
  expect(shown((app) => Warnings.of(platform(app)).acknowledge('EditorsHaveTables'))).toEqual([]);
});

test('the reason stays with the construct', () => {
  const chart = new Chart(Testing.app(), 'shop');
  Warnings.of(chart).acknowledge('UnknownRegion', 'it opened last week');
  expect(chart.node.metadata).toMatchObject([{ data: { code: 'UnknownRegion', reason: 'it opened last week' } }]);
});

test.each(['UnknwonRegion', 'Required', '', undefined])('%j is the code of no warning', (code) => {
  expect(refusal((chart) => {
    new DynamoDbTable(chart, 'orders', MINIMAL);
    Warnings.of(chart).acknowledge(code as string);
  }).join()).toMatch(/^\[chart\] acknowledge.* is not the code of a warning\. Use one of ControllerVersion, CrossAccountAlarm, CrossAccountGrant, DeniedGrant, DuplicateName, .*\[InvalidValue\]$/);
});

test('an error cannot be acknowledged', () => {
  expect(refusal((chart) => {
    Warnings.of(chart).acknowledge('DuplicateTable');
    new DynamoDbTable(chart, 'one', MINIMAL);
    new DynamoDbTable(chart, 'two', { ...MINIMAL, name: 'two' });
  }).join()).toContain('[DuplicateTable]');
});

test('every code that the source warns of can be acknowledged', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join('src', file), 'utf8'));
  const warns = sources.filter((text) => /severity: 'warning'/.test(text));
  expect(warns.length).toBeGreaterThan(8);
  // The literal of a violation: its severity stands within a few lines of its code.
  const codes = warns.flatMap((text) => [...text.matchAll(/code: '(\w+)',[^}]{0,120}severity/g), ...text.matchAll(/code: '(\w+)',\s+\.\.\.[^\n]*severity/g)].map(([, code]) => code));
  expect(new Set(codes).size).toBeGreaterThan(8);
  expect([...new Set(codes)].filter((code) => !WARNING_CODES.includes(code))).toEqual([]);
  const known = new Set([...Object.keys(CODES), ...codes]);
  expect(WARNING_CODES.filter((code) => !known.has(code))).toEqual([]);
});
