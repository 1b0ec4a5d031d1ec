import { definitionOf } from './definition-of';
import { deployedOf, LOCAL, Place, Shared, workflowOf } from './environments';
import { Path } from './origins';
import { namespaceOf } from './places';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';

/** A Secret that KubeVela makes, of a name that the author of an Application gives. */
export interface MadeSecret {
  readonly name: unknown;
  readonly cluster: string;
  readonly namespace?: unknown;
  /** Where the name stands in the Application. */
  readonly at: Path;
  /** What to do where something else makes it, too. */
  readonly fix?: string;
}

interface Made extends Omit<MadeSecret, 'namespace' | 'cluster'> {
  readonly namespace?: unknown;
  readonly cluster?: unknown;
}

function at({ namespace, cluster }: Pick<Made, 'namespace' | 'cluster'>, place: Partial<Place>): Place {
  return { cluster: String(cluster || place.cluster || LOCAL), namespace: typeof namespace === 'string' ? namespace : place.namespace };
}

/** Those of a trait and of steps by their properties. */
const MAKERS: { readonly [type: string]: (properties: Json) => Made[] } = {
  // Unless it is told to mount only, the trait makes what it mounts: https://github.com/kubevela/kubevela/blob/master/vela-templates/definitions/internal/trait/storage.cue
  'storage': ({ secret }) => objectsOf(secret).flatMap(({ name, mountOnly }, i) =>
    mountOnly === true ? [] : [{ name, at: ['secret', i, 'name'], fix: 'Set mountOnly: true, so that the trait mounts that one.' }]),
  'export2secret': ({ secretName: name, namespace, cluster }) => [{ name, namespace, cluster, at: ['secretName'] }],
  'create-config': ({ name, namespace }) => [{ name, namespace, at: ['name'] }],
  'export-data': ({ kind, name, namespace, topology }) => kind === 'Secret' && topology === undefined ? [{ name, namespace, at: ['name'] }] : [],
};

function madeBy(given: Json): Made[] {
  const type = String(definitionOf(given));
  return Object.hasOwn(MAKERS, type) ? MAKERS[type](objectOf(given.properties)) : [];
}

/** The Secrets that KubeVela makes for this object, if it is an Application, beside the objects in it. */
export function madeSecretsOf(application: Json, shared: Shared, componentName: string): MadeSecret[] {
  const { components, workflow } = objectOf(application.spec);
  const written = objectsOf(components);
  const ofComponents = deployedOf(application, shared).flatMap(({ component, places = [] }) => {
    const { name: own, properties, traits } = component;
    const base: Path = ['spec', 'components', Math.max(written.findIndex(({ name }) => name === own), 0)];
    const { name, namespace } = objectOf(objectOf(properties).writeConnectionSecretToRef);
    const made = [
      ...listOf(traits).map(objectOf).flatMap((trait, i) => madeBy(trait).map((each) => ({ ...each, at: ['traits', i, 'properties', ...each.at] }))),
      // As KubeVela's components do that Terraform makes.
      ...name === undefined || definitionOf(component) === componentName ? [] : [{ name, namespace, at: ['properties', 'writeConnectionSecretToRef', 'name'] }],
    ] as Made[];
    return places.flatMap((place) => made.map((each) => ({ ...each, ...at(each, place), at: [...base, ...each.at] })));
  });
  const inSteps = (steps: unknown, within: Path): MadeSecret[] => objectsOf(steps).flatMap((step, i) => [
    ...madeBy(step).map((each) => ({ ...each, ...at(each, namespaceOf(application)), at: [...within, i, 'properties', ...each.at] })),
    ...inSteps(step.subSteps, [...within, i, 'subSteps']),
  ]);
  const isOwn = application.kind === 'Application' && workflowOf(application, shared) === workflow;
  return [...ofComponents, ...isOwn ? inSteps(objectOf(workflow).steps, ['spec', 'workflow', 'steps']) : []];
}
