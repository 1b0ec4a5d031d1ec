/** A small ResourceGraphDefinition in two versions, and an instance of it. */
import { Kind } from './cluster';
import { eventually } from './eventually';
import { cluster, kubectl } from './suite';

export const NAMESPACE = 'upgrade';
export const GROUP = 'upgrade.example.com';

/** What a version has beyond the plain one, which has the field `text` and makes a ConfigMap of it. */
export interface Version {
  /** The field `a`, in SimpleSchema. */
  readonly a?: string;
  readonly b?: string;
  readonly types?: object;
  readonly status?: object;
  readonly resources?: readonly object[];
  /** More of the schema. */
  readonly schema?: object;
  readonly annotations?: object;
  readonly name?: string;
}

export function versionOf(i: number, version: Version): any {
  const { a, b, types = {}, status, resources = [configMap()], schema, annotations = {}, name = `upgrade-probe-${i}` } = version;
  return {
    apiVersion: 'kro.run/v1alpha1',
    kind: 'ResourceGraphDefinition',
    metadata: { name, annotations },
    spec: {
      schema: {
        apiVersion: 'v1alpha1',
        group: GROUP,
        kind: `UpgradeProbe${i}`,
        scope: 'Namespaced',
        types,
        spec: { text: 'string', ...(a && { a }), ...(b && { b }) },
        status: { name: '${config.metadata.name}', ...status },
        ...schema,
      },
      resources,
    },
  };
}

export function configMap({ id = 'config', suffix = '', data = { text: '${schema.spec.text}' } as object } = {}): object {
  const metadata = { name: `\${schema.metadata.name}${suffix}`, namespace: '${schema.metadata.namespace}' };
  return { id, template: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data } };
}

/** What kro says against the version that is applied: the empty text once it is in force. */
export function verdict(graph: string): Promise<string> {
  return eventually(`kro to process ${graph}`, async () => {
    const { metadata, status } = JSON.parse((await kubectl(['get', 'rgd', graph, '-o', 'json'])).stdout);
    const ready = status?.conditions?.find(({ type }: { type: string }) => type === 'Ready');
    expect(ready).toMatchObject({ observedGeneration: metadata.generation, status: expect.stringMatching(/True|False/) });
    expect(status.state).toBe(ready.status === 'True' ? 'Active' : 'Inactive');
    return ready.status === 'True' ? '' : ready.message;
  });
}

/** The instance of a kind that changes. */
export class Probe {
  public readonly name: string;
  private readonly kind: Kind;

  public constructor(private readonly i: number) {
    this.name = `probe-${i}`;
    this.kind = { group: GROUP, version: 'v1alpha1', plural: `upgradeprobe${i}s` };
  }

  public async create(spec: object): Promise<void> {
    const object = { apiVersion: `${GROUP}/v1alpha1`, kind: `UpgradeProbe${this.i}`, metadata: { name: this.name, namespace: NAMESPACE }, spec };
    await eventually(`the API of ${this.name}`, () => cluster.apply(object));
  }

  public read(): Promise<any> {
    return cluster.get(this.kind, NAMESPACE, this.name);
  }

  /** Changes fields of its spec; gives why that is refused, or the empty text. */
  public change(spec: object): Promise<string> {
    return cluster.patch(this.kind, NAMESPACE, this.name, { spec }).then(() => '', (error: Error) => error.message);
  }

  /** The data of a ConfigMap that kro made of it; undefined where there is none. */
  public async configMap(suffix = ''): Promise<object | undefined> {
    const { stdout } = await kubectl(['get', 'configmap', this.name + suffix, '-n', NAMESPACE, '-o', 'json', '--ignore-not-found']);
    return stdout === '' ? undefined : JSON.parse(stdout).data;
  }
}
