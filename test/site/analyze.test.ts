import { analyze, planOf } from '../../site/try-it/analyze';
import { SAMPLES } from '../../site/try-it/samples';
import { Command } from '../../src/cli/command';
import { IMPORT } from '../../src/cli/import';
import { parseArguments } from '../../src/cli/parse-arguments';
import { PLAN } from '../../src/cli/plan';
import { VALIDATE } from '../../src/cli/validate';

const sample = (title: string): string => SAMPLES.find((each) => each.title === title)!.text;

/** What a command prints for texts that stand in files. */
async function printed(command: Command, files: { readonly [name: string]: string }, ...options: string[]): Promise<string> {
  const lines: string[] = [];
  const io = {
    readFile: (file: string) => files[file],
    listFiles: (file: string) => [file],
    writeFiles: () => {},
    out: (text: string) => lines.push(text),
    error: () => {},
  };
  const { args, values } = parseArguments(command, [...options, ...Object.keys(files)]);
  await command.run(args, values, io);
  return lines.join('\n');
}

describe('the page says what the commands say', () => {
  test.each(['YAML', 'YAML with mistakes'])('validate: %s', async (title) => {
    const text = sample(title);
    const report = JSON.parse(await printed(VALIDATE, { 'this text': text }, '-o', 'json'));
    const wanted = report.flatMap(({ violations }: any) => violations).map(({ line, column, code }: any) => [line, column, code]);
    expect(analyze(text).problems.map(({ line, column, message }) => [line, column, /\[(\w+)\]$/.exec(message)?.[1]])).toEqual(wanted);
  });

  test('validate: what the objects of a text say about each other', async () => {
    const text = `apiVersion: services.k8s.aws/v1alpha1
kind: IAMRoleSelector
metadata: {name: team-a}
spec:
  arn: arn:aws:iam::123456789012:role/team-a
  namespaceSelector: {names: [team-a]}
  resourceLabelSelector: {matchLabels: {dynamodb-kro/provider-config: team-a}}
---
apiVersion: kro.run/v1alpha1
kind: DynamoDBTable
metadata: {name: orders, namespace: team-b}
spec: {tableName: orders, region: us-east-1, attributeDefinitions: [{attributeName: id, attributeType: S}], keySchema: [{attributeName: id, keyType: HASH}], providerConfigRef: {name: team-a}}
`;
    const report = JSON.parse(await printed(VALIDATE, { 'this text': text }, '-o', 'json'));
    const wanted = report.flatMap(({ violations }: any) => violations).map(({ code }: any) => code);
    expect(wanted).toEqual(['ProviderNamespace']);
    expect(analyze(text).problems.map(({ message }) => /\[(\w+)\]$/.exec(message)?.[1])).toEqual(wanted);
  });

  test.each(['aws dynamodb describe-table', 'CloudFormation'])('import: %s', async (title) => {
    const text = sample(title);
    const { typeScript, dynamoDbTable, application, kind } = analyze(text, { region: 'us-east-1' });
    expect(kind).toBe('import');
    for (const [format, output] of Object.entries({ typescript: typeScript, yaml: dynamoDbTable, application })) {
      const wanted = await printed(IMPORT, { 'this text': text }, '-o', format, '--region', 'us-east-1');
      expect(output.trimEnd()).toBe(wanted);
    }
  });

  test('plan', async () => {
    const { text, next } = SAMPLES.find((each) => each.next !== undefined)!;
    expect(planOf(text, next!)).toBe((await printed(PLAN, { old: text, new: next! })).trimEnd());
  });
});

describe('code', () => {
  const lines = (text: string): unknown[] => analyze(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

  test('mistakes are at their lines, in the terms of TableProps', () => {
    expect(lines(sample('TypeScript with mistakes'))).toEqual([
      '3:3 region "us-eats-1" is not a known AWS region. Did you mean "us-east-1"? [UnknownRegion]',
      expect.stringMatching(/^4:3 partitionKey\.name is missing\./),
      '4:19 partitionKey.nme is not a property. Did you mean "name"? [UnknownProperty]',
      expect.stringMatching(/^8:5 globalSecondaryIndexes\[0\]\.provisionedThroughput cannot be given/),
    ]);
  });

  test('a program, constants, an Application, a list and one object are the same table', () => {
    const props = "{ tableName: 'orders', region: 'us-east-1', partitionKey: { name: 'id', type: AttributeType.STRING } }";
    const wanted = analyze(props);
    expect(wanted).toMatchObject({ kind: 'properties', tables: 1, problems: [] });
    for (const text of [
      `// A table\n[${props}]`, `{ tables: [${props}] }`, `new DynamoDbTable(chart, 'orders', ${props});`, `const props = ${props};\nshop.addTable(props);`,
      `import { App } from 'cdk8s';\nnew DynamoDbApplication(chart, 'shop', { tables: [${props}] });`, `dynamodb.addApplication(chart, 'shop', ${props});`,
      `dynamodb.addApplication(chart, 'shop', ${props.replace(/}\s*$/, ", traits: [TableTrait.STREAM], applicationName: 'shop', moreTables: [] }")});`,
    ]) {
      expect(analyze(text)).toEqual(wanted);
    }
  });

  test('it is read, never run', () => {
    const noCode = 'This page reads values, and does not run code.';
    expect(lines('{ tableName: alert(1) }').join()).toContain(`1:14 ${noCode}`);
    expect(lines('{ tableName: "".constructor.constructor("return 1")() }').join()).toContain(noCode);
    expect(lines('{ tableName: AttributeType["STRING"], region: Billing.constructor("x") }').join()).toContain('Billing.constructor does not exist');
    expect(lines('{ ...process.env, tableName: `a${1}` }').join()).toContain(noCode);
    expect(lines('{ partitionKey: { name: "id", type: AttributeType.STRINGY } }').join()).toContain('AttributeType.STRINGY does not exist. Did you mean "STRING"?');
    expect(lines('{ removalPolicy: RemovalPolicy.DESTROY, region: -1, tableName: undefined }').join()).not.toContain(noCode);
  });
});

describe('any text', () => {
  test.each(['', 'hello', '{ tableName: ', 'a: [', '{"Table": 1}', '[1]', 'kind: DynamoDBTable', 'kind: Application\nspec: 1', 'null', '{}', 'new X()', '\0'])('%j has an answer', (text) => {
    const { problems, kind } = analyze(text);
    expect(text === '' ? kind : problems.length).toBe(text === '' ? 'nothing' : Math.max(1, problems.length));
    expect(planOf(text, text)).toEqual(expect.any(String));
  });

  test('10,000 lines are validated within seconds', () => {
    const table = (i: number): string => sample('YAML').replaceAll('orders', `table-${i}`).replace('attributeType: S', `attributeType: ${i === 600 ? 'N' : 'S'}`);
    const text = Array.from({ length: 620 }, (_, i) => table(i)).join('---\n');
    expect(text.split('\n').length).toBeGreaterThan(9_900);
    expect(analyze(text)).toMatchObject({ tables: 620, problems: [{ line: 600 * 17 + 11 }] });
  });
});
