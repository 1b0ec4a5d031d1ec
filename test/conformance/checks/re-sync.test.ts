/** How far `vela status` may be behind, with KubeVela as it is installed: it looks at an Application every five minutes. */
import { APPLICATION, TABLE } from '../harness/cluster';
import { eventually } from '../harness/eventually';
import { note } from '../harness/notes';
import { OwnControlPlane, STARTED_WITHIN } from '../harness/own-control-plane';
import { tableStatus } from '../harness/recorded-ack';
import { example } from '../harness/suite';

// ACK does not watch it, so the status stays as it is written.
const NAMESPACE = 'states';
const PERIOD = 300;
const WITHIN = (PERIOD + 60) * 1000;
const [APP] = example('basic');
const [{ name: NAME }] = APP.spec.components;

const own = new OwnControlPlane({ reSyncPeriod: `${PERIOD}s` });
beforeAll(() => own.start(), STARTED_WITHIN);
afterAll(() => own.stop(), 60_000);

test('what AWS says reaches vela status at the latest with the next reconcile', async () => {
  const { cluster } = own;
  await own.installPlatform();
  await cluster.namespace(NAMESPACE);
  await eventually('the Application to be taken', () => cluster.apply({ ...APP, metadata: { ...APP.metadata, namespace: NAMESPACE } }));
  const table = await cluster.until(TABLE, NAMESPACE, NAME, () => undefined, 120_000);
  await cluster.writeStatus(TABLE, NAMESPACE, NAME, tableStatus(table));
  const service = (like: object): Promise<void> =>
    cluster.until(APPLICATION, NAMESPACE, APP.metadata.name, ({ status }) => expect(status.services[0]).toMatchObject(like), WITHIN);
  await service({ healthy: true });

  const begun = Date.now();
  const message = 'AccessDeniedException: not authorized to perform: dynamodb:UpdateTable';
  const condition = (type: string, status: string) => ({ type, status, message, reason: '', lastTransitionTime: '2026-11-24T00:00:00Z' });
  await cluster.writeStatus(TABLE, NAMESPACE, NAME, { conditions: [condition('ACK.ResourceSynced', 'False'), condition('ACK.Recoverable', 'True')] });
  await service({ message: expect.stringContaining(message) });
  note(`vela status followed after ${Math.round((Date.now() - begun) / 1000)} s`);
}, 2 * WITHIN + 120_000);
