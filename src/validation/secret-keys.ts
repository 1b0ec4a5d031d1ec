import { deployedOf, LOCAL, Place, Shared, sharedIn } from './environments';
import { LocatedViolation, printPath } from './located';
import { definitionOf } from './nearly-ours';
import { heldObjects } from './objects';
import { Path } from './origins';
import { podsOf } from './pods';
import { CONNECTION_KEYS, ConnectionKey } from '../contract/connection-keys';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { DEFAULT_COMPONENT_NAME, KIND } from '../contract/names';
import { didYouMean } from '../contract/violation';

export interface ConnectionSecrets {
  /** The namespaces in which a Secret of this name is that of a table; undefined for whatever namespace the files are applied to. */
  readonly ofTables: ReadonlyMap<string, ReadonlySet<unknown>>;
  /** The names of those whose tables have a stream, or may have one. */
  readonly withStream: ReadonlySet<string>;
  /** Those of them that kro writes in the cluster of KubeVela, by `idOf`. */
  readonly local: ReadonlySet<string>;
  /** The Secrets among the objects, by `idOf`. */
  readonly others: ReadonlySet<string>;
}

function idOf(namespace: unknown, name: unknown): string {
  return `${String(namespace ?? '')}/${String(name)}`;
}

/** The Secrets that kro makes for the tables that these objects declare. */
export function connectionSecretsIn(
  objects: readonly Json[], componentName = DEFAULT_COMPONENT_NAME, shared: Shared = sharedIn(objects),
): ConnectionSecrets {
  const ofTables = new Map<string, Set<unknown>>();
  const [local, others, withStream] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const add = (spec: unknown, { cluster, namespace: own }: Partial<Place> = {}, mayStream = false): void => {
    const { writeConnectionSecretToRef, streamEnabled } = objectOf(spec);
    const { name, namespace = own } = objectOf(writeConnectionSecretToRef);
    if (typeof name === 'string') {
      (mayStream || (streamEnabled ?? false) !== false) && withStream.add(name);
      ofTables.set(name, (ofTables.get(name) ?? new Set()).add(namespace));
      cluster === LOCAL && local.add(idOf(namespace, name));
    }
  };
  for (const object of objects) {
    const { name, namespace } = objectOf(object.metadata);
    if (object.kind === 'Secret') {
      others.add(idOf(namespace, name));
    } else if (object.kind === KIND) {
      add(object.spec, { cluster: LOCAL, namespace: namespace as string | undefined });
    }
    for (const { component, places } of deployedOf(object, shared)) {
      const mayStream = places === undefined || listOf(component.inputs).length > 0
        || listOf(component.traits).some((trait) => definitionOf(objectOf(trait)) === `${componentName}-stream`);
      (places ?? [undefined]).forEach((place) => definitionOf(component) === componentName && add(component.properties, place, mayStream));
    }
  }
  return { ofTables, withStream, local, others };
}

const STREAM_ARN: ConnectionKey = 'streamArn';

/** A key of a Secret that pods read, and its place in the object. */
interface ReadKey {
  readonly secret: unknown;
  readonly key: unknown;
  readonly at: Path;
}

/** How pods and KubeVela's traits name keys of a Secret: by the property that holds it. */
const READERS: { readonly [property: string]: (value: unknown) => ReadKey[] } = {
  // Of a container, and of KubeVela's webservice and worker.
  secretKeyRef: (value) => isObject(value) && value.optional !== true ? [{ secret: value.name, key: value.key, at: ['key'] }] : [],
  // Of the trait service-binding. Without a key, it is the name of the variable.
  envMappings: (value) => Object.entries(objectOf(value)).map(([name, each]) => {
    const { secret, key } = objectOf(each);
    return { secret, key: key ?? name, at: key === undefined ? [name] : [name, 'key'] };
  }),
  // A volume of a pod, a projected one, and the trait storage.
  secret: (value) => Array.isArray(value) ? value.flatMap((each, i) => secretOf(objectOf(each), [i])) : secretOf(objectOf(value), []),
};

function secretOf({ name, secretName = name, items, optional, mountToEnv, mountToEnvs }: Json, at: Path): ReadKey[] {
  return optional === true ? [] : [
    ...listOf(items).map((item, i) => ({ secret: secretName, key: objectOf(item).key, at: [...at, 'items', i, 'key'] })),
    ...isObject(mountToEnv) ? [{ secret: name, key: mountToEnv.secretKey, at: [...at, 'mountToEnv', 'secretKey'] }] : [],
    ...listOf(mountToEnvs).map((each, i) => ({ secret: name, key: objectOf(each).secretKey, at: [...at, 'mountToEnvs', i, 'secretKey'] })),
  ];
}

/** Keys that pods want of the Secret of a table, and that it never has, or has only with a stream: such a pod does not start. */
export function validateSecretKeys(object: Json, { ofTables, withStream }: ConnectionSecrets): LocatedViolation[] {
  if (ofTables.size === 0) {
    return [];
  }
  const { namespace } = objectOf(object.metadata);
  const isOfTable = (secret: string): boolean => {
    const namespaces = ofTables.get(secret);
    return namespaces !== undefined && (namespace === undefined || namespaces.has(undefined) || namespaces.has(namespace));
  };
  return keysRead(object).flatMap(({ secret, key, at }): LocatedViolation[] => {
    const isKey = CONNECTION_KEYS.some((each) => each === key);
    if (typeof secret !== 'string' || typeof key !== 'string' || !isOfTable(secret) || (isKey && (key !== STREAM_ARN || withStream.has(secret)))) {
      return [];
    }
    // Where there was a stream, its ARN stays.
    return [{
      code: 'UnknownSecretKey',
      property: printPath(at),
      value: key,
      at,
      ...isKey ? {
        severity: 'warning',
        problem: `is a key that the Secret ${JSON.stringify(secret)} has only once its table has a stream, so that no pod that reads it starts before`,
        fix: 'Set streamEnabled of the table to true, or make the key optional.',
      } : {
        problem: `is no key of the Secret ${JSON.stringify(secret)}, which kro makes for a table, so that no pod that reads it starts`,
        fix: `Use one of ${CONNECTION_KEYS.join(', ')}.${didYouMean(key, CONNECTION_KEYS)}`,
      },
    }];
  });
}

/** A Secret of one's own that kro writes too, and pods that read it in another namespace. */
export function validateSecretPlaces(object: Json, { ofTables, local, others }: ConnectionSecrets, shared: Shared): LocatedViolation[] {
  const { name, namespace } = objectOf(object.metadata);
  if (object.kind === 'Secret' && local.has(idOf(namespace, name))) {
    return [{
      code: 'DuplicateName',
      severity: 'warning',
      property: 'metadata.name',
      value: name,
      problem: 'is the name of the connection Secret of a table too, which kro writes',
      fix: 'Give one of them another name.',
      at: ['metadata', 'name'],
    }];
  }
  const isElsewhere = (secret: unknown, reader: unknown): boolean => {
    const namespaces = ofTables.get(String(secret));
    return namespaces !== undefined && ![undefined, reader].some((each) => namespaces.has(each) || others.has(idOf(each, secret)));
  };
  const readers = ofTables.size === 0 ? [] : podsOf(object) === undefined ? readersIn(object, shared) : [{ name, namespace, read: keysRead(object) }];
  // A Secret of another origin seldom has such a key.
  const wrong = ({ read, namespace: own }: Reader) =>
    read.filter(({ secret, key }) => isElsewhere(secret, own) && CONNECTION_KEYS.some((each) => each === key));
  return readers.filter((reader) => typeof reader.namespace === 'string').flatMap((reader) => wrong(reader).map(({ secret, key, at }) => {
    const there = [...ofTables.get(String(secret))!].join(', ');
    return {
      code: 'UnknownSecretKey',
      severity: 'warning',
      property: printPath(at),
      value: key,
      problem: `is read in ${String(reader.namespace)}, and kro writes the Secret ${JSON.stringify(secret)} in ${there}, where alone pods can read it`,
      fix: `Deploy ${String(reader.name)} to ${there}, or the table to ${String(reader.namespace)}.`,
      at,
    };
  }));
}

/** What has pods, where it is deployed to, and what they read. */
interface Reader {
  readonly name: unknown;
  readonly namespace: unknown;
  readonly read: readonly ReadKey[];
}

/** The components of an Application with what they read, each in the first namespace that it is known to be deployed to. */
function readersIn(application: Json, shared: Shared): Reader[] {
  const places = new Map(deployedOf(application, shared).reverse()
    .map((each) => [each.component.name, each.places?.find(({ cluster }) => cluster === LOCAL)]));
  return application.kind !== 'Application' ? [] : listOf(objectOf(application.spec).components).map(objectOf).map((component, i) => ({
    name: component.name,
    namespace: places.get(component.name)?.namespace,
    read: keysRead(component).map((read) => ({ ...read, at: ['spec', 'components', i, ...read.at] })),
  }));
}

function keysRead(object: Json): ReadKey[] {
  const found: ReadKey[] = [];
  // The objects in it are validated by themselves.
  const seen = new Set<unknown>(heldObjects(object).map(([, held]) => held));
  const visit = (value: unknown, path: Path): void => {
    // An alias of YAML may stand in many places, and in itself.
    if (typeof value !== 'object' || value === null || seen.has(value)) {
      return;
    }
    seen.add(value);
    for (const [key, each] of Object.entries(value)) {
      const here = [...path, Array.isArray(value) ? Number(key) : key];
      found.push(...(Object.hasOwn(READERS, key) ? READERS[key](each) : []).map((read) => ({ ...read, at: [...here, ...read.at] })));
      visit(each, here);
    }
  };
  visit(object, []);
  return found;
}
