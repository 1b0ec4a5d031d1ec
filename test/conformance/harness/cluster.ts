/** The API server, as one of its users sees it. */
import { ApiException, CoreV1Api, CustomObjectsApi, KubeConfig, KubernetesObject, KubernetesObjectApi, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { Connection, User } from './connection';
import { eventually } from './eventually';

/** A kind of object, as its URL names it. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

export const TABLE: Kind = { group: 'dynamodb.services.k8s.aws', version: 'v1alpha1', plural: 'tables' };
export const BACKUP: Kind = { group: 'dynamodb.services.k8s.aws', version: 'v1alpha1', plural: 'backups' };
export const DYNAMODB_TABLE: Kind = { group: 'kro.run', version: 'v1alpha1', plural: 'dynamodbtables' };
export const APPLICATION: Kind = { group: 'core.oam.dev', version: 'v1beta1', plural: 'applications' };

const FIELD_MANAGER = 'conformance';

/* The objects of a test are looked at field by field, and what is not as expected shall fail there. */
/* eslint-disable @typescript-eslint/no-explicit-any */
export class Cluster {
  public readonly core: CoreV1Api;
  private readonly objects: KubernetesObjectApi;
  private readonly custom: CustomObjectsApi;

  public constructor(connection: Connection, user: User = 'admin') {
    const config = keptAlive(new KubeConfig());
    config.loadFromFile(connection.kubeconfigs[user]);
    this.core = config.makeApiClient(CoreV1Api);
    this.custom = config.makeApiClient(CustomObjectsApi);
    this.objects = KubernetesObjectApi.makeApiClient(config);
  }

  /** Applies objects, server-side, one after the other. */
  public async apply(...objects: object[]): Promise<void> {
    for (const object of objects) {
      await onceMore(() => readable(
        this.objects.patch(object as KubernetesObject, undefined, undefined, FIELD_MANAGER, true, PatchStrategy.ServerSideApply),
      ));
    }
  }

  /** Why the API server rejects the creation of this object; the empty text where it would accept it. */
  public async refusal(object: object): Promise<string> {
    return readable(this.objects.create(object as KubernetesObject, undefined, 'All')).then(() => '', (error: Error) => error.message);
  }

  public async namespace(name: string): Promise<void> {
    await this.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }

  public get(kind: Kind, namespace: string, name: string): Promise<any> {
    return onceMore(() => readable(this.custom.getNamespacedCustomObject({ ...kind, namespace, name })));
  }

  /** The object, or undefined where there is none. */
  public find(kind: Kind, namespace: string, name: string): Promise<any> {
    return absentIfNotFound(this.get(kind, namespace, name));
  }

  public async list(kind: Kind, namespace: string): Promise<any[]> {
    return (await onceMore(() => readable(this.custom.listNamespacedCustomObject({ ...kind, namespace })))).items;
  }

  public async delete(kind: Kind, namespace: string, name: string): Promise<void> {
    await readable(this.custom.deleteNamespacedCustomObject({ ...kind, namespace, name }));
  }

  /** Changes some fields of an object, and removes those that are null. */
  public async patch(kind: Kind, namespace: string, name: string, body: object): Promise<void> {
    await readable(this.custom.patchNamespacedCustomObject({ ...kind, namespace, name, body }, MERGE));
  }

  /** Writes a status, as a controller does. */
  public async writeStatus(kind: Kind, namespace: string, name: string, status: object): Promise<void> {
    await readable(this.custom.patchNamespacedCustomObjectStatus({ ...kind, namespace, name, body: { status } }, MERGE));
  }

  /** The data of a Secret, decoded; undefined where there is no such Secret. */
  public async secret(namespace: string, name: string): Promise<Record<string, string> | undefined> {
    const secret = await absentIfNotFound(this.core.readNamespacedSecret({ namespace, name }));
    return secret && Object.fromEntries(Object.entries(secret.data ?? {}).map(([key, value]) => [key, Buffer.from(value as string, 'base64').toString()]));
  }

  /** Waits until the object passes, and gives it. */
  public until(kind: Kind, namespace: string, name: string, passes: (object: any) => void, within?: number): Promise<any> {
    return eventually(`${kind.plural}/${name} in ${namespace}`, async () => {
      const object = await this.get(kind, namespace, name);
      passes(object);
      return object;
    }, within);
  }

  /** Waits until there is no such object. */
  public gone(kind: Kind, namespace: string, name: string, within?: number): Promise<void> {
    return eventually(`${kind.plural}/${name} in ${namespace} to go`, async () => {
      if (await this.find(kind, namespace, name)) {
        throw new Error('it is still there');
      }
    }, within);
  }
}

/** The client makes an agent, and so a connection, for each request, and most of the time of a busy run went into their TLS handshakes. */
function keptAlive(config: KubeConfig): KubeConfig {
  type MakeAgent = (cluster: unknown, options: object) => object;
  const makers = config as unknown as { createAgent: MakeAgent };
  const make = makers.createAgent.bind(config);
  let agent: object | undefined;
  makers.createAgent = (cluster, options) => agent ??= make(cluster, { ...options, keepAlive: true });
  return config;
}

/** A connection that is kept may be closed by the API server at the moment of a request. What changes nothing when it is made twice is made again. */
async function onceMore<T>(request: () => Promise<T>): Promise<T> {
  return request().catch((error: Error) => {
    if (/socket hang up|ECONNRESET/.test(error.message)) {
      return request();
    }
    throw error;
  });
}

const MERGE = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);

// What the API server answers stands in the body, as JSON.
async function readable<T>(request: Promise<T>): Promise<any> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ApiException) {
      const body = typeof error.body === 'string' ? error.body : JSON.stringify(error.body);
      throw Object.assign(new Error(messageOf(body)), { code: error.code });
    }
    throw error;
  }
}

function messageOf(body: string): string {
  try {
    return JSON.parse(body).message ?? body;
  } catch {
    return body;
  }
}

async function absentIfNotFound(request: Promise<any>): Promise<any> {
  return request.catch((error) => {
    if (error.code === 404) {
      return undefined;
    }
    throw error;
  });
}
