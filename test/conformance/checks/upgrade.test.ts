/** What our comparison of two versions says is what kro does with the next, and what then becomes of an instance that is there. */
import { AGGREGATE_TO_KRO } from '../../../src/kro/cluster-role';
import { compareResourceGraphs } from '../../../src/upgrade/compare';
import { CHANGES } from '../fixtures/upgrade-changes';
import { eventually } from '../harness/eventually';
import { cluster, example, kubectl } from '../harness/suite';
import { GROUP, NAMESPACE, Probe, verdict, versionOf } from '../harness/upgrade-probe';

const CASES = CHANGES.map(({ was, is, ...change }, i) => ({ ...change, probe: new Probe(i), previous: versionOf(i, was), next: versionOf(i, is) }));

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  await cluster.apply({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'kro:upgrade', labels: AGGREGATE_TO_KRO },
    rules: [{ apiGroups: [GROUP], resources: ['*'], verbs: ['*'] }, { apiGroups: [''], resources: ['configmaps'], verbs: ['*'] }],
  });
  await cluster.apply(...CASES.map(({ previous }) => previous));
  for (const { previous, probe, instance } of CASES) {
    expect(await verdict(previous.metadata.name)).toBe('');
    await probe.create({ text: 'old', ...instance });
  }
  for (const { probe } of CASES) {
    await eventually(`${probe.name} to be ready`, async () => expect((await probe.read()).status).toMatchObject({ state: 'ACTIVE' }));
  }
});

test.each(CASES)('$what', async ({ probe, previous, next, codes, refusal, then }) => {
  const findings = compareResourceGraphs(previous, next);
  expect(findings.map(({ code }) => code)).toEqual(codes);
  const rejection = await cluster.apply(next).then(() => verdict(next.metadata.name), (error: Error) => error.message);
  expect(rejection).toContain(refusal);
  expect(findings.some(({ refusedByKro }) => refusedByKro)).toBe(rejection !== '');
  await then?.(probe);
});

test('what we cannot tell: the type of an expression of the status, so the finding says that kro validates it', async () => {
  const [previous, next] = ['${config.metadata.name}', '${size(config.metadata.name)}'].map((more) => versionOf(CASES.length, { status: { more } }));
  await cluster.apply(previous);
  expect(await verdict(previous.metadata.name)).toBe('');
  await cluster.apply(next);
  expect(await verdict(next.metadata.name)).toContain('Type changed from string to integer');
  expect(compareResourceGraphs(previous, next)).toMatchObject([{ code: 'StatusExpressionChanged', statement: expect.stringContaining('kro rejects it if it has another type') }]);
});

test('the platform in the cluster is no other than the one that was applied', async () => {
  const { stdout } = await kubectl(['get', 'rgd', 'dynamodbtable', '-o', 'json']);
  expect(compareResourceGraphs(JSON.parse(stdout), example('platform').find(({ kind }) => kind === 'ResourceGraphDefinition'))).toEqual([]);
});
