import { Json, objectOf, objectsOf } from '../contract/json';
import { Declaration } from '../validation/documents';
import { isOam } from '../validation/nearly-ours';
import { labelOf, MADE_BY, Maker } from '../validation/objects';
import { Selected } from '../validation/rule-selectors';

/** Who applies a DynamoDBTable that is declared in another object, and deletes it when it is declared there no more. */
export interface Owner {
  /** Its kind, namespace and name. */
  readonly name: string;
  /** KubeVela does it, for an Application; else another controller, such as Crossplane. */
  readonly isApplication: boolean;
  /** The Application, where the input has it. */
  readonly application?: Json;
  /** The object that holds the table, where that is none of KubeVela. */
  readonly holder?: Json;
  readonly selected: Selected;
  /** Whether no step of its workflow applies it, because the one that would is skipped. */
  readonly isSkipped?: boolean;
  /** What that step depends on. */
  readonly conditions?: readonly string[];
}

export function ownerOf({ object, application, name }: Declaration): Owner | undefined {
  const maker = object[MADE_BY] as Maker | undefined;
  if (application !== undefined) {
    return ofComponent(application, name, name);
  }
  if (maker === undefined) {
    return appliedFor(object, name);
  }
  if ('holder' in maker) {
    return { name: labelOf(maker.holder), isApplication: false, holder: maker.holder, selected: { name } };
  }
  if ('application' in maker) {
    return ofComponent(maker.application, maker.component.name, name);
  }
  // Which Application a Workflow is of, that does not say.
  return maker.by.kind !== 'Application' ? undefined
    : { ...maker, name: applicationName(maker.by), isApplication: true, application: maker.by, selected: { name } };
}

function ofComponent(application: Json, component: unknown, name: string): Owner {
  const componentType = (): unknown => objectsOf(objectOf(application.spec).components).find((each) => each.name === component)?.type;
  return { name: applicationName(application), isApplication: true, application, selected: { name, component, componentType } };
}

/** The Application of an object that was read from a cluster, where KubeVela applied it. */
function appliedFor({ metadata }: Json, table: string): Owner | undefined {
  const labels = objectOf(objectOf(metadata).labels);
  const { 'app.oam.dev/name': name, 'app.oam.dev/namespace': namespace, 'app.oam.dev/component': component } = labels;
  return name === undefined || namespace === undefined ? undefined
    : { name: applicationName({ metadata: { name, namespace } }), isApplication: true, selected: { name: table, component, componentType: () => labels['workload.oam.dev/type'] } };
}

/** What may be an owner among these objects, by its name as one. */
export function ownersIn(objects: readonly Json[]): Map<string, Json> {
  return new Map(objects.filter((object) => OWNERS.includes(String(object.kind)) && (object.kind !== 'Application' || isOam(object))).map((object) => [object.kind === 'Application' ? applicationName(object) : labelOf(object), object]));
}

const OWNERS = ['Application', 'Object', 'ManifestWork', 'Work', 'ResourceSet'];

function applicationName({ metadata }: Json): string {
  const { namespace = 'default', name } = objectOf(metadata);
  return `Application ${String(namespace)}/${String(name)}`;
}
