import { definitionOf } from './definition-of';
import { deployedOf, environmentsOf, LOCAL, Place, Shared, sharedIn } from './environments';
import { LocatedViolation, printPath } from './located';
import { MadeSecret, madeSecretsOf } from './made-secrets';
import { misspelt } from './misspelt';
import { heldObjects } from './objects';
import { Origins, Path } from './origins';
import { placesOf } from './places';
import { podsOf } from './pods';
import { CONNECTION_KEYS, ConnectionKey } from '../contract/connection-keys';
import { isObject, Json, listOf, objectOf, objectsOf } from '../contract/json';
import { DEFAULT_COMPONENT_NAME, KIND } from '../contract/names';
import { didYouMean } from '../contract/violation';

export interface ConnectionSecrets {
  /** The namespaces in which a Secret of this name is that of a table; undefined for whatever namespace the files are applied to. */
  readonly ofTables: ReadonlyMap<string, ReadonlySet<unknown>>;
  /** The names of those whose tables have a stream, or may have one. */
  readonly withStream: ReadonlySet<string>;
  /** Those of them whose place is known, by cluster and `idOf`. */
  readonly placed: ReadonlySet<string>;
  /** The Secrets among the objects, and those that KubeVela makes, by `idOf`. */
  readonly others: ReadonlySet<string>;
  /** The names of those, and of what makes Secrets, such as an ExternalSecret. */
  readonly otherNames: ReadonlySet<unknown>;
}

function idOf(namespace: unknown, name: unknown): string {
  return `${String(namespace ?? '')}/${String(name)}`;
}

/** The Secrets that kro makes for the tables that these objects declare. */
export function connectionSecretsIn(
  objects: readonly Json[], componentName = DEFAULT_COMPONENT_NAME, shared: Shared = sharedIn(objects),
): ConnectionSecrets {
  const ofTables = new Map<string, Set<unknown>>();
  const [placed, others, withStream, otherNames] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<unknown>()];
  const add = (spec: unknown, { cluster, namespace: own }: Partial<Place> = {}, mayStream = false): void => {
    const { writeConnectionSecretToRef, streamEnabled } = objectOf(spec);
    const { name, namespace = own } = objectOf(writeConnectionSecretToRef);
    if (typeof name === 'string') {
      (mayStream || (streamEnabled ?? false) !== false) && withStream.add(name);
      ofTables.set(name, (ofTables.get(name) ?? new Set()).add(namespace));
      cluster !== undefined && placed.add(`${cluster} ${idOf(namespace, name)}`);
    }
  };
  for (const object of objects) {
    const { name, namespace } = objectOf(object.metadata);
    if (/Secret|Certificate/.test(String(object.kind))) {
      const { secretName, target } = objectOf(object.spec);
      [name, secretName, objectOf(target).name].forEach((each) => otherNames.add(each));
    }
    madeSecretsOf(object, shared, componentName).forEach((made) => {
      others.add(idOf(made.namespace, made.name));
      otherNames.add(made.name);
    });
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
  return { ofTables, withStream, placed, others, otherNames };
}

const STREAM_ARN: ConnectionKey = 'streamArn';

/** A Secret that pods read, or a key of it, and where they stand in the object. */
interface ReadKey {
  readonly secret: unknown;
  /** Undefined for the Secret as a whole. */
  readonly key?: unknown;
  readonly at: Path;
}

/** How pods and KubeVela's traits name Secrets and their keys: by the property that holds them. */
const READERS: { readonly [property: string]: (value: unknown) => ReadKey[] } = {
  // Of a container, and of KubeVela's webservice and worker.
  secretKeyRef: (value) => isObject(value) && value.optional !== true
    ? [{ secret: value.name, at: ['name'] }, { secret: value.name, key: value.key, at: ['key'] }] : [],
  // In envFrom of a container.
  secretRef: (value) => isObject(value) && value.optional !== true ? [{ secret: value.name, at: ['name'] }] : [],
  // Of the trait service-binding. Without a key, it is the name of the variable.
  envMappings: (value) => Object.entries(objectOf(value)).flatMap(([name, each]) => {
    const { secret, key } = objectOf(each);
    return [{ secret, at: [name, 'secret'] }, { secret, key: key ?? name, at: key === undefined ? [name] : [name, 'key'] }];
  }),
  // A volume of a pod, a projected one, and the trait storage.
  secret: (value) => Array.isArray(value) ? value.flatMap((each, i) => secretOf(objectOf(each), [i])) : secretOf(objectOf(value), []),
};

function secretOf({ name, secretName, items, optional, mountToEnv, mountToEnvs }: Json, at: Path): ReadKey[] {
  const secret = secretName ?? name;
  return optional === true ? [] : [
    { secret, at: [...at, secretName === undefined ? 'name' : 'secretName'] },
    ...listOf(items).map((item, i) => ({ secret, key: objectOf(item).key, at: [...at, 'items', i, 'key'] })),
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

/** Secrets of one's own that kro writes too, and pods that read one in another namespace, or under a name that is none. */
export function validateSecretPlaces(object: Json, secrets: ConnectionSecrets, shared: Shared, componentName: string): LocatedViolation[] {
  const { ofTables, others } = secrets;
  if (ofTables.size === 0) {
    return [];
  }
  const { name, namespace } = objectOf(object.metadata);
  const isElsewhere = (secret: unknown, reader: unknown): boolean => {
    const namespaces = ofTables.get(String(secret));
    return namespaces !== undefined && ![undefined, reader].some((each) => namespaces.has(each) || others.has(idOf(each, secret)));
  };
  const readers = podsOf(object) === undefined ? readersIn(object, shared) : [{ name, namespace, read: keysRead(object) }];
  // A Secret of another origin seldom has such a key.
  const wrong = ({ read, namespace: own }: Reader) =>
    read.filter(({ secret, key }) => isElsewhere(secret, own) && CONNECTION_KEYS.some((each) => each === key));
  const elsewhere = readers.filter((reader) => typeof reader.namespace === 'string').flatMap((reader) => wrong(reader).map(({ secret, key, at }) => {
    const there = [...ofTables.get(String(secret))!].join(', ');
    return {
      code: 'UnknownSecretKey',
      severity: 'warning' as const,
      property: printPath(at),
      value: key,
      problem: `is read in ${String(reader.namespace)}, and kro writes the Secret ${JSON.stringify(secret)} in ${there}, where alone pods can read it`,
      fix: `Deploy ${String(reader.name)} to ${there}, or the table to ${String(reader.namespace)}.`,
      at,
    };
  }));
  const renamed = renamedSecrets(object, secrets, shared, componentName);
  return [
    ...takenSecrets(object, secrets, shared, componentName),
    ...elsewhere,
    ...renamed,
    ...readers.flatMap((reader) => misspeltSecrets(reader, secrets, new Set(renamed.map(({ value }) => value)))),
  ];
}

/** What makes a Secret of the name of one that kro writes. */
function takenSecrets(object: Json, { placed }: ConnectionSecrets, shared: Shared, componentName: string): LocatedViolation[] {
  const { name } = objectOf(object.metadata);
  const own = object.kind !== 'Secret' ? [] : placesOf(object, shared).map((place): MadeSecret => ({ ...place, name, at: ['metadata', 'name'] }));
  const all = [...own, ...madeSecretsOf(object, shared, componentName)];
  return all.filter((each) => placed.has(`${each.cluster} ${idOf(each.namespace, each.name)}`)).map(({ name: value, at, fix = 'Give one of them another name.' }) => ({
    code: 'DuplicateName', severity: 'warning', property: printPath(at), value, problem: 'is the name of the connection Secret of a table too, which kro writes', fix, at,
  }));
}

/** Secrets that components read by the name that a table gives, where a policy gives another. */
function renamedSecrets(object: Json, { ofTables, otherNames }: ConnectionSecrets, shared: Shared, componentName: string): LocatedViolation[] {
  if (object.kind !== 'Application') {
    return [];
  }
  const written = objectsOf(objectOf(object.spec).components);
  const indexOf = (of: Json): number => written.findIndex(({ name }) => name === of.name);
  const secretNameOf = ({ properties }: Json): unknown => objectOf(objectOf(properties).writeConnectionSecretToRef).name;
  return environmentsOf(object, shared, new Origins(object)).filter(({ isUnknown }) => !isUnknown).flatMap(({ components, step, places = [] }) => {
    const renamed = new Map(components.filter((each) => definitionOf(each) === componentName)
      .map((table) => [secretNameOf(objectOf(written[indexOf(table)])), table] as const).filter(([name, table]) => name !== secretNameOf(table)));
    const isThere = (name: unknown): boolean => otherNames.has(name)
      || places.some(({ namespace }) => [undefined, namespace].some((each) => ofTables.get(String(name))?.has(each)));
    return components.filter((each) => indexOf(each) >= 0).flatMap((component) => keysRead(component)
      .filter(({ secret, key }) => key === undefined && typeof secret === 'string' && renamed.has(secret) && !isThere(secret)).flatMap(({ secret, at }): LocatedViolation[] => {
        const table = renamed.get(secret)!;
        const name = JSON.stringify(secretNameOf(table));
        const place = ['spec', 'components', indexOf(component), ...at];
        return [{
          code: 'UnknownSecret',
          severity: 'warning',
          property: printPath(place),
          value: secret,
          problem: `is the connection Secret of ${String(table.name)} as the component says it, and a policy of the step ${String(step)} calls it ${name}`,
          fix: `Let the policy give ${name} to ${String(component.name)} too, or leave the name as it is.`,
          at: place,
        }];
      }));
  });
}

/** Secrets that are nowhere, and have nearly the name of one that kro writes where the reader is. */
function misspeltSecrets({ read, namespace }: Reader, { ofTables, otherNames }: ConnectionSecrets, told: ReadonlySet<unknown>): LocatedViolation[] {
  const unknown = read.filter(({ secret, key }) => key === undefined && typeof secret === 'string'
    && !ofTables.has(secret) && !otherNames.has(secret) && !told.has(secret));
  const near = unknown.length === 0 ? [] : [...ofTables].filter(([, namespaces]) =>
    typeof namespace !== 'string' || namespaces.has(undefined) || namespaces.has(namespace)).map(([name]) => name);
  return unknown.flatMap(({ secret, at }): LocatedViolation[] => {
    const meant = misspelt(String(secret), near);
    return meant === undefined ? [] : [{
      code: 'UnknownSecret',
      severity: 'warning',
      property: printPath(at),
      value: secret,
      problem: 'is a Secret that is not among the files, and nearly the name of the connection Secret of a table',
      fix: `Did you mean ${JSON.stringify(meant)}?`,
      at,
    }];
  });
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
  return application.kind !== 'Application' ? [] : objectsOf(objectOf(application.spec).components).map((component, i) => ({
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
