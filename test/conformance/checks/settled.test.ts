/** Peace: once the examples are as declared, nobody writes and nobody changes anything in AWS. Runs after all other checks. */
import { calls } from '../harness/aws';
import { DYNAMODB_TABLE } from '../harness/cluster';
import { sleep } from '../harness/eventually';
import { GrowingLog } from '../harness/growing-log';
import { cluster, connection, example, kubectl, withAck } from '../harness/suite';

const NAMESPACE = 'default';
const FILES = ['basic', 'with-gsi', 'provisioned', 'production', 'traits', 'traits-provisioned', 'kro-only'];
const SPAN = 60_000;

const auditLog = new GrowingLog<any>(connection.auditLog);

// KubeVela goes on trying where other checks left an Application in a namespace that ACK does not watch.
const elsewhere = ({ objectRef }: any): boolean => objectRef?.resource === 'resourcetrackers' && !objectRef.name.endsWith(`-${NAMESPACE}`);

// For an Application with traits KubeVela sends its revision again each time that it looks, though the API server finds nothing
// new in it (its resourceVersion says so), and KubeVela 1.11 its status, in which the traits are now in this order, now in that.
const sentAgain = ({ objectRef, user }: any): boolean => (objectRef?.resource === 'applicationrevisions' && objectRef.subresource === undefined)
  || (user.username === 'kubevela' && objectRef?.resource === 'applications' && objectRef.subresource === 'status');
const settledState = async (): Promise<any[]> =>
  JSON.parse((await kubectl(['get', 'applicationrevisions,applications', '-n', NAMESPACE, '-o', 'json'])).stdout).items
    .map(({ kind, metadata: { name, resourceVersion }, status }: any) => ({ kind, name, ...kind === 'Application' ? { status: inOrder(status) } : { resourceVersion } }));
const byType = (one: any, other: any): number => one.type.localeCompare(other.type);
const inOrder = ({ services, ...status }: any) => ({
  ...status, services: services.map(({ traits = [], ...service }: any) => ({ ...service, traits: traits.toSorted(byType) })),
});

/** Writes to the objects of the examples, and to those of no namespace; a dry run is none. */
const writes = () => auditLog.entries().filter((entry) =>
  [NAMESPACE, undefined].includes(entry.objectRef?.namespace) && !elsewhere(entry) && !sentAgain(entry)
  && !entry.requestURI.includes('dryRun=All') && !/\/(token|subjectaccess|selfsubject)/.test(entry.requestURI));

withAck(`after the examples have settled, no write to the API server and no changing call to AWS for ${SPAN / 1000} s`, async () => {
  expect((await kubectl(['apply', ...FILES.flatMap((file) => ['-f', `examples/${file}.yaml`])])).code).toBe(0);
  const names = FILES.map((file) => example(file)[0]).map(({ kind, metadata, spec }) => (kind === 'Application' ? spec.components[0].name : metadata.name));
  for (const name of names) {
    await cluster.until(DYNAMODB_TABLE, NAMESPACE, name, ({ status }) => {
      expect(status).toMatchObject({ state: 'ACTIVE', tableStatus: 'ACTIVE' });
      expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'ACK.ResourceSynced', status: 'True' }));
    }, 150_000);
  }
  // ACK looks once more, and KubeVela's workflow ends.
  await sleep(40_000);
  const [written, called, before] = [writes().length, calls().length, await settledState()];
  await sleep(SPAN);
  const tables = FILES.flatMap((file) => example(file)).map(({ spec }) => spec.tableName ?? spec.components[0].properties.tableName);
  expect(calls().slice(called).filter(({ reads, table }) => !reads && tables.includes(table)).map(({ operation, table }) => `${operation} ${table}`)).toEqual([]);
  expect(writes().slice(written).map(({ verb, user, requestURI }) => `${user.username}: ${verb} ${requestURI}`)).toEqual([]);
  expect(before).toContainEqual(expect.objectContaining({ kind: 'ApplicationRevision', name: 'dynamodb-traits-example-v1' }));
  expect(await settledState()).toEqual(before);
}, 400_000);
