/** YAML is read as the real kubectl reads it. */
import { readYaml } from '../../../src/validation/yaml';
import { PLAIN_SCALARS } from '../../validation/scalars';
import { kubectl } from '../harness/suite';

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: scalars, namespace: default}\n';
const create = (yaml: string) => kubectl(['create', '--dry-run=client', '--validate=false', '-o', 'json', '-f', '-'], { input: yaml });

test('a table of scalars', async () => {
  const yaml = `${HEAD}data:\n${PLAIN_SCALARS.map(([text], i) => `  key${i}: ${text}`).join('\n')}\n`;
  const { code, stdout, stderr } = await create(yaml);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { data } = JSON.parse(stdout);
  expect(PLAIN_SCALARS.map(([text], i) => [text, data[`key${i}`]])).toEqual(PLAIN_SCALARS);
  expect(readYaml(yaml)).toEqual([expect.objectContaining({ data })]);
});

test.each([
  ['a directive of version 1.2', `%YAML 1.2\n---\n${HEAD}`],
  ['a directive of version 1.1', `%YAML 1.1\n---\n${HEAD}`],
  ['a tab that indents', `${HEAD}data:\n\ta: b\n`],
  ['a map as a key, as a template has it', `${HEAD}data:\n  a: {{ .Values.a }}\n`],
  ['a list as a key', `${HEAD}data:\n  ? [a]\n  : b\n`],
])('%s is rejected', async (_, yaml) => {
  expect((await create(yaml)).code).not.toBe(0);
  expect(() => readYaml(yaml)).toThrow();
});

test.each([
  ['tabs that separate', `${HEAD}data:\n  a:\tb\t# c\n`],
  ['JSON with tabs', '{\n\t"apiVersion": "v1",\n\t"kind": "ConfigMap",\n\t"metadata": {"name": "a"}\n}\n'],
  ['keys that are no text', `${HEAD}data: {1: a, y: b, 1.5: c}\n`],
])('%s are taken', async (_, yaml) => {
  const { code, stdout } = await create(yaml);
  expect(code).toBe(0);
  const { data } = JSON.parse(stdout);
  expect((readYaml(yaml)[0] as { data?: object }).data).toEqual(data);
});
