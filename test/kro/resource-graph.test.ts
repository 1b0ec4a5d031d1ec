import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Backup, Table } from '../../imports/dynamodb.services.k8s.aws';
import { STATUS } from '../../src/contract/status';
import { resourceGraph } from '../../src/kro/resource-graph';
import { onOneLine } from '../model/graph';

const graph = resourceGraph({ apiGroup: 'kro.run', schemaDefaults: {}, tableDefaults: { tags: [], encryption: {} } });
const resource = (id: string): any => graph.resources!.find((each) => each.id === id);

test('makes a Table, a Secret and Backups', () => {
  expect(graph.resources!.filter(({ template }) => template).map(({ id, template }) => [id, template.apiVersion, template.kind])).toEqual([
    ['table', Table.GVK.apiVersion, 'Table'],
    ['connection', 'v1', 'Secret'],
    ['backups', Backup.GVK.apiVersion, 'Backup'],
  ]);
});

test('reads the Table of this very instance, and changes nothing by that', () => {
  const { externalRef, template } = resource('observed');
  expect(template).toBeUndefined();
  expect(externalRef).toEqual({
    ...Table.GVK,
    metadata: { namespace: '${schema.metadata.namespace}', selector: { matchLabels: { 'dynamodb-kro/table-uid': '${schema.metadata.uid}' } } },
  });
});

test('a Table of a release before ours is found by the label of kro', () => {
  expect(resource('observedBefore').externalRef.metadata.selector).toEqual({ matchLabels: { 'kro.run/instance-id': '${schema.metadata.uid}' } });
});

test('no line of an expression is longer than 160 characters, as far as it is indented in the YAML', () => {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      texts.push(...value.split('\n'));
    } else if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(walk);
    }
  };
  walk([graph.resources, graph.schema.status]);
  expect(texts.filter((line) => line.length > 148)).toEqual([]);
  expect(texts.length).toBeGreaterThan(300);
});

test('the node of the Table has at most 350 lines in the YAML', () => {
  const lines = readFileSync(join(__dirname, '../../examples/platform.yaml'), 'utf8').split('\n');
  const node = lines.slice(lines.indexOf('    - id: table'));
  const length = node.findIndex((line, i) => i > 0 && line.startsWith('    - '));
  expect(length).toBeGreaterThan(200);
  expect(length).toBeLessThanOrEqual(350);
});

test('the API is DynamoDBTable in the group asked for, in a namespace', () => {
  expect(graph.schema).toMatchObject({ apiVersion: 'v1alpha1', group: 'kro.run', kind: 'DynamoDBTable', scope: 'Namespaced' });
});

test('kubectl get shows state, status, billing, stream, class and age; name, region and ARN with -o wide', () => {
  const columns = graph.schema.additionalPrinterColumns!;
  expect(columns.filter(({ priority }) => !priority).map(({ name }) => name)).toEqual(['State', 'Status', 'Billing', 'Stream', 'Class', 'Age']);
  expect(columns.filter(({ priority }) => priority).map(({ name, jsonPath }) => [name, jsonPath])).toEqual([
    ['ARN', '.status.tableArn'], ['Table', '.spec.tableName'], ['Region', '.spec.region'],
  ]);
});

test.each(STATUS)('status $name comes from the Table or the Backups, and is left out by kro while it is not there', ({ name, from }) => {
  expect(from.text).toMatch(/^(table|backups)\./);
  expect(graph.schema.status[name]).toBe(`\${${from}}`);
});

test('conditions are a list that mirrors those of ACK, and gives out Stalled and Ready for kstatus', () => {
  const [ack, , adopted, stalled, ready] = graph.schema.status.conditions.map(onOneLine);
  expect(ack).toMatch(/^\$\{ table\.status\.conditions\.filter\(c, c\.type\.startsWith\("ACK\."\) && .*\) \.map\(c, runtime\.newCondition\(\{type: c\.type, status: c\.status, reason: .*, message: .*\}\)\)\}$/);
  expect(adopted).toContain('type: "Adopted", status: "False", reason: "NotFound"');
  expect(stalled).toContain('filter(c, c.type == "ACK.Terminal" && c.status == "True" && (!table.metadata.?annotations[?"dynamodb-kro/pending"].hasValue() || ');
  expect(stalled).toContain(') .map(c, runtime.newCondition({type: "Stalled", status: "True",');
  expect(ready).toContain('type: "Ready", status: runtime.condition(schema, "ResourcesReady").status');
});

test('the generation that all of the status is about comes from the DynamoDBTable, not from the Table', () => {
  expect(graph.schema.status.observedGeneration).toBe('${schema.metadata.generation}');
});

test('a table is ready when DynamoDB says so, ACK has nothing left to do, and nothing is pending', () => {
  expect(resource('table').readyWhen).toEqual([
    '${table.status.tableStatus == "ACTIVE"}',
    '${table.status.conditions.exists(c, c.type == "ACK.ResourceSynced" && c.status == "True")}',
    '${!table.metadata.?annotations[?"dynamodb-kro/field-held"].hasValue() && !table.?spec.?sseSpecification.?kmsMasterKeyRef.hasValue()}',
    '${!table.metadata.?annotations[?"services.k8s.aws/read-only"].hasValue()}',
  ]);
});

test.each(['table', 'backups'])('the %s object carries region and provider configuration', (id) => {
  const { metadata } = resource(id).template;
  expect(metadata.annotations).toContain('"services.k8s.aws/region": schema.spec.region');
  expect(metadata.labels).toContain('?"dynamodb-kro/provider-config": schema.spec.?providerConfigRef.name');
});

test('deletion and adoption policy are annotations that are there only when asked for', () => {
  const { annotations } = resource('table').template.metadata;
  expect(annotations).toContain('?"services.k8s.aws/deletion-policy": schema.spec.?deletionPolicy');
  expect(annotations).toContain('?"services.k8s.aws/adoption-policy": looksOnly ? optional.none() : schema.spec.?adoptionPolicy.optMap(');
  expect(annotations).toContain('?"services.k8s.aws/adoption-fields": schema.spec.?adoptionPolicy.optMap(');
});

test('the Secret is made only when asked for, in the namespace asked for or that of the table', () => {
  const { includeWhen, template } = resource('connection');
  expect(includeWhen[0]).toBe('${has(schema.spec.writeConnectionSecretToRef)}');
  expect(template.metadata.namespace).toContain('.?namespace.orValue(schema.metadata.namespace)');
  expect([...template.data.matchAll(/^ {2}\??"(\w+)": /gm)].map((match: string[]) => match[1])).toEqual([
    'tableName', 'region', 'endpoint', 'tableArn', 'tableID', 'streamArn',
  ]);
  expect(onOneLine(template.data)).toContain('"https://dynamodb." + schema.spec.region + "." + (schema.spec.region.startsWith("cn-") ? "amazonaws.com.cn" : '
    + 'schema.spec.region.startsWith("eusc-") ? "amazonaws.eu" : ');
});

test('a Secret goes with its table, also one that an older release made, which has the label of kro only', () => {
  const selectors = ['ownedSecrets', 'ownedSecretsBefore'].map((id) => resource(id).externalRef.metadata.selector.matchLabels);
  expect(selectors).toEqual([{ 'dynamodb-kro/table-uid': '${schema.metadata.uid}' }, { 'kro.run/instance-id': '${schema.metadata.uid}' }]);
  for (const id of ['ownedSecrets', 'ownedSecretsBefore']) {
    expect(resource('connection').includeWhen[1]).toContain(`|| ${id}.exists(s, s.metadata.name == schema.spec.writeConnectionSecretToRef.name)`);
  }
});

test('a backup stays in AWS unless asked otherwise', () => {
  expect(graph.schema.types.Backup.deletionPolicy).toMatch(/^string \| default="retain" enum="delete,retain" /);
  expect(resource('backups').template.metadata.annotations).toContain('"services.k8s.aws/deletion-policy": backup.deletionPolicy');
});

/** Where `&&` and `||` stand side by side without parentheses: the text up to there. */
function mixedOperators(text: string): string[] {
  const mixed: string[] = [];
  const open: Array<Set<string>> = [new Set()];
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\/\/.*/g, '');
  for (const { 0: token, index } of bare.matchAll(/&&|\|\||[()[\]{},:]|(?<![.[{,] *)\?/g)) {
    if ('([{'.includes(token)) {
      open.push(new Set());
    } else if (')]}'.includes(token)) {
      open.pop();
    } else if (',?:'.includes(token)) {
      open[open.length - 1].clear();
    } else if (open[open.length - 1].add(token).size > 1) {
      mixed.push(bare.slice(Math.max(0, index - 60), index + 20));
    }
  }
  return mixed;
}

test('who reads an expression needs not know whether && or || binds closer', () => {
  expect(mixedOperators('f(a.?b || c && d), a || b')).toHaveLength(1);
  expect(mixedOperators('a || (c && d) ? e && f : g || h')).toEqual([]);
  const { metadata, spec } = resource('table').template;
  for (const text of [metadata.annotations, spec, ...Object.values<any>(graph.schema.status)].filter((each) => typeof each === 'string')) {
    expect(mixedOperators(text)).toEqual([]);
  }
});
