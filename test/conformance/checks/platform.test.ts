import { FIELDS } from '../../../src/contract/fields';
import { traitFields, TRAITS, traitType } from '../../../src/contract/traits';
import { printerColumns } from '../../../src/kro/printer-columns';
import { eventually } from '../harness/eventually';
import { cluster, example, kubectl, vela } from '../harness/suite';
import { isAtLeast } from '../harness/versions';

const PLATFORM = ['-f', 'examples/platform.yaml'];
const [GRAPH] = example('platform').filter(({ kind }) => kind === 'ResourceGraphDefinition');

const DEFINITIONS = example('platform').filter(({ kind }) => /^(Component|Trait)Definition$/.test(kind)).map(({ kind, metadata }) => ({ kind, name: metadata.name }));

describe('platform', () => {
  test('checklist: install kro: its API is served, and it has only the rights of aggregation mode', async () => {
    expect((await kubectl(['get', 'resourcegraphdefinitions'], { user: 'kro' })).code).toBe(0);
    expect((await kubectl(['auth', 'can-i', 'create', 'tables.dynamodb.services.k8s.aws'], { user: 'kro' })).stdout.trim()).toBe('no');
    expect((await kubectl(['auth', 'can-i', 'create', 'secrets'], { user: 'kro' })).stdout.trim()).toBe('no');
  });

  test('checklist: install ACK: its API is served', async () => {
    expect((await kubectl(['get', 'tables.dynamodb.services.k8s.aws,backups.dynamodb.services.k8s.aws,iamroleselectors.services.k8s.aws', '-A'])).code).toBe(0);
  });

  test('checklist: apply the ComponentDefinition: one kubectl apply installs all platform resources, after a dry run on the server', async () => {
    const dryRun = await kubectl(['apply', '--dry-run=server', ...PLATFORM]);
    expect(dryRun).toMatchObject({ code: 0, stderr: '' });
    const apply = await kubectl(['apply', ...PLATFORM]);
    expect(apply).toMatchObject({ code: 0, stderr: '' });
    expect(apply.stdout.match(/created/g)).toHaveLength(example('platform').length);
  });

  test('the ResourceGraphDefinition becomes Active', async () => {
    await eventually('the RGD to be Active', async () => {
      const { stdout } = await kubectl(['get', 'rgd', GRAPH.metadata.name, '-o', 'json']);
      const { status } = JSON.parse(stdout);
      expect(status).toMatchObject({ state: 'Active' });
    });
    expect((await kubectl(['wait', '--for=condition=Established', 'crd/dynamodbtables.kro.run', '--timeout=30s'])).code).toBe(0);
  });

  test('kubectl get dynamodbtables shows the columns of the contract', async () => {
    const { spec } = JSON.parse((await kubectl(['get', 'crd', 'dynamodbtables.kro.run', '-o', 'json'])).stdout);
    expect(spec.versions[0].additionalPrinterColumns.map(({ name }: { name: string }) => name)).toEqual(printerColumns().map(({ name }) => name));
  });

  test.each(DEFINITIONS)('KubeVela takes the $kind $name', async ({ kind, name }) => {
    await eventually('a revision of the definition', async () => {
      const { stdout } = await kubectl(['get', kind.toLowerCase(), name, '-n', 'vela-system', '-o', 'json']);
      expect(JSON.parse(stdout).status.latestRevision.revision).toBe(1);
    });
  });

  test('applied again, nothing changes', async () => {
    const { stdout } = await kubectl(['apply', ...PLATFORM]);
    expect(stdout.trim().split('\n').filter((line) => !line.endsWith(' unchanged'))).toEqual([]);
  });

  test.each(DEFINITIONS)('vela def vet accepts the .cue of $kind $name, and vela def apply gives the same definition', async ({ kind, name }) => {
    const file = `examples/${name}.cue`;
    const vet = await vela('def', 'vet', file);
    expect(vet.stdout + vet.stderr).toContain(`Validation ${file} succeed`);
    const read = async (): Promise<any> => cluster.get({ group: 'core.oam.dev', version: 'v1beta1', plural: `${kind.toLowerCase()}s` }, 'vela-system', name);
    const before = (await read()).spec;
    const apply = await vela('def', 'apply', file);
    expect(apply).toMatchObject({ code: 0 });
    const { spec } = await read();
    expect(Object.keys(spec).sort()).toEqual(Object.keys(before).sort());
    expect({ ...spec, schematic: undefined, status: undefined }).toEqual({ ...before, schematic: undefined, status: undefined });
    await kubectl(['apply', ...PLATFORM]);
  });

  /** The rows of the tables that `vela show` prints, by the titles of their columns. KubeVela before 1.11 has none for what cannot change. */
  const shown = async (name: string): Promise<Array<Record<string, string>>> => {
    const rows = (await vela('show', name)).stdout.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
    const titles = rows[0].map((title) => title.toLowerCase());
    return rows.map((row) => Object.fromEntries(row.map((cell, i) => [titles[i], cell])));
  };

  test('vela show prints the parameters, with their meaning, their defaults, and which cannot change', async () => {
    const rows = await shown('aws-dynamodb-kro');
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(FIELDS.map(({ name }) => name)));
    const rowOf = (wanted: string) => rows.find(({ name }) => name === wanted)!;
    expect(rowOf('tableName')).toMatchObject({ description: 'Name of the table in DynamoDB.', type: 'string', required: 'true', default: '' });
    expect(rowOf('billingMode').default).toBe('PAY_PER_REQUEST');
    if (isAtLeast('kubevela', '1.11.0')) {
      expect(FIELDS.filter(({ name }) => rowOf(name).immutable === 'true')).toEqual(FIELDS.filter(({ immutable }) => immutable));
    }
  });

  test.each(TRAITS)('vela show prints the parameters of the trait $name', async (trait) => {
    const rows = await shown(traitType(trait, 'aws-dynamodb-kro'));
    traitFields(trait).forEach(({ name, doc, required }) => {
      const row = rows.find((each) => each.name === name)!;
      expect(row).toMatchObject({ required: String(required), default: '' });
      // A long text goes on in the next row.
      expect(doc.slice(0, row.description.length)).toBe(row.description);
      expect(row.description.length).toBeGreaterThan(20);
    });
  });

  test('the platform works with what the library grants kro, and nothing else', async () => {
    const can = async (verb: string, resource: string): Promise<string> => (await kubectl(['auth', 'can-i', verb, resource, '-n', 'default'], { user: 'kro' })).stdout.trim();
    expect(await can('create', 'tables.dynamodb.services.k8s.aws')).toBe('yes');
    expect(await can('delete', 'dynamodbtables.kro.run')).toBe('no');
    expect(await can('create', 'pods')).toBe('no');
    expect(await can('create', 'clusterroles.rbac.authorization.k8s.io')).toBe('no');
  });
});
