import { Quirk, QUIRKS, REJECTED } from '../../src/ack/quirks';
import { resourceGraph } from '../../src/kro/resource-graph';

const rows = Object.entries(QUIRKS) as Array<[string, Quirk]>;

test.each(rows)('%s says what ACK does, since when, and what lets us delete the row', (_, { version, does, until, issue }) => {
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(does).not.toBe('');
  expect(until).not.toBe('');
  expect(issue ?? 'aws-controllers-k8s/community#1').toMatch(/^aws-controllers-k8s\/[\w-]+#\d+$/);
});

test('each message that the graph looks for is one of the table, and each of the table is looked for', () => {
  const { resources } = resourceGraph({ apiGroup: 'kro.run', schemaDefaults: {}, tableDefaults: { tags: [], encryption: {} } });
  const { template } = resources!.find(({ id }) => id === 'table')!;
  const looked = [...JSON.stringify(template).matchAll(/exists\(m, m\.(contains|matches)\(\\"(.*?)\\"\)/g)]
    .flatMap(([, , message]) => (Object.values<string>(REJECTED).includes(message) ? [message] : message.split('|')))
    .concat([...JSON.stringify(template).matchAll(/message\.orValue\(\\"\\"\)\.contains\(\\"(.*?)\\"\)/g)].map(([, message]) => message));
  expect(new Set(looked)).toEqual(new Set([...rows.flatMap(([, { message }]) => message ?? []), ...Object.values(REJECTED)]));
});
