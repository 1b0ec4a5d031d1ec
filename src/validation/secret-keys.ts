import { LocatedViolation, printPath } from './located';
import { definitionOf, isOam } from './nearly-ours';
import { Path } from './origins';
import { CONNECTION_KEYS } from '../contract/connection-keys';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { DEFAULT_COMPONENT_NAME, KIND } from '../contract/names';
import { didYouMean } from '../contract/violation';

/** The namespaces in which a Secret of this name is that of a table; undefined for whatever namespace the files are applied to. */
export type ConnectionSecrets = ReadonlyMap<string, ReadonlySet<unknown>>;

/** The Secrets that kro makes for the tables that these objects declare. */
export function connectionSecretsIn(objects: readonly Json[], componentName = DEFAULT_COMPONENT_NAME): ConnectionSecrets {
  const found = new Map<string, Set<unknown>>();
  for (const object of objects) {
    const components = isOam(object) ? listOf(objectOf(object.spec).components).map(objectOf) : [];
    const specs = object.kind === KIND ? [object.spec]
      : components.filter((component) => definitionOf(component) === componentName).map(({ properties }) => properties);
    for (const spec of specs) {
      const { name, namespace = objectOf(object.metadata).namespace } = objectOf(objectOf(spec).writeConnectionSecretToRef);
      if (typeof name === 'string') {
        found.set(name, (found.get(name) ?? new Set()).add(namespace));
      }
    }
  }
  return found;
}

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

/** Keys that pods want of the Secret of a table, and that it never has: such a pod does not start. */
export function validateSecretKeys(object: Json, secrets: ConnectionSecrets): LocatedViolation[] {
  if (secrets.size === 0) {
    return [];
  }
  const { namespace } = objectOf(object.metadata);
  const isOfTable = (secret: string): boolean => {
    const namespaces = secrets.get(secret);
    return namespaces !== undefined && (namespace === undefined || namespaces.has(undefined) || namespaces.has(namespace));
  };
  return keysRead(object).flatMap(({ secret, key, at }) =>
    typeof secret !== 'string' || typeof key !== 'string' || !isOfTable(secret) || CONNECTION_KEYS.some((each) => each === key) ? [] : [{
      code: 'UnknownSecretKey',
      property: printPath(at),
      value: key,
      problem: `is no key of the Secret ${JSON.stringify(secret)}, which kro makes for a table, so that no pod that reads it starts`,
      fix: `Use one of ${CONNECTION_KEYS.join(', ')}.${didYouMean(key, CONNECTION_KEYS)}`,
      at,
    }]);
}

function keysRead(object: Json): ReadKey[] {
  const found: ReadKey[] = [];
  const seen = new Set<unknown>();
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
