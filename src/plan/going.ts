import { hookThatDeletes, isPruned } from './pruning';
import { Json, objectOf } from '../contract/json';
import { groupKindOf, labelOf } from '../validation/objects';

/** An object of the cluster that KubeVela runs in, as far as it is asked here what it goes with. */
export interface Held {
  /** Group and kind, such as `kro.run/DynamoDBTable`, and those of the objects that it is made of. */
  readonly kinds: readonly string[];
  /** Undefined in another cluster, of which the input has no objects. */
  readonly namespace?: string;
  /** As the input has it; undefined where KubeVela makes it. */
  readonly object?: Json;
  /** The Application that makes it. */
  readonly application?: Json;
}

/** An object of the input by itself. */
export function heldOf(object: Json): Held {
  return { kinds: [groupKindOf(object)], namespace: namespaceOf(object), object };
}

export function namespaceOf({ metadata }: Json): string {
  return String(objectOf(metadata).namespace ?? 'default');
}

/** Kind with its group, namespace and name. */
export function idOf(object: Json): string {
  return `${groupKindOf(object)} ${labelOf(object)}`;
}

/** Why an object goes although it may be declared. */
export interface Going {
  /** A sentence. */
  readonly reason: string;
  /** What goes: the object itself, whatever KubeVela keeps, or its Application, or only the step that applies it. */
  readonly what: 'object' | 'application' | 'step';
}

/**
 * Objects go whatever declares them where they are being deleted already, and with what holds them: a Namespace with all that is
 * in it, and a CustomResourceDefinition with every object of its kind.
 */
export function whatGoes(before: readonly Json[], after: readonly Json[]): (held: Held) => Going | undefined {
  const stay = new Map(after.map((object) => [labelOf(object), object]));
  // What is applied does not say so of itself.
  const deleted = new Set(before.filter(isBeingDeleted));
  const [namespaces, kinds] = [new Map<string, string>(), new Map<string, string>()];
  for (const object of before) {
    if (object.kind !== 'Namespace' && object.kind !== 'CustomResourceDefinition') {
      continue;
    }
    const now = stay.get(labelOf(object));
    const hook = hookThatDeletes(object, now);
    const how = deleted.has(object) ? 'is being deleted already' : hook !== undefined ? `goes (${hook.reason.slice(0, -1)})`
      : now === undefined && isPruned(object) ? 'is no longer declared' : undefined;
    if (how !== undefined && object.kind === 'Namespace') {
      namespaces.set(String(objectOf(object.metadata).name), `${labelOf(object)} ${how}, and all that is in it goes with it.`);
    }
    if (how !== undefined && object.kind === 'CustomResourceDefinition') {
      const { group, names } = objectOf(object.spec);
      kinds.set(`${String(group)}/${String(objectOf(names).kind)}`, `${labelOf(object)} ${how}, and every object of its kind goes with it.`);
    }
  }
  const whyGoing = (own: readonly string[], namespace: string, object: Json): string | undefined => deleted.has(object)
    ? `${labelOf(object)} is being deleted already. To apply it does not bring it back.` : namespaces.get(namespace) ?? own.map((kind) => kinds.get(kind)).find(Boolean);
  return ({ kinds: own, namespace, object = {}, application }) => {
    const [ofObject, ofApplication] = [
      namespace === undefined ? undefined : whyGoing(own, namespace, object),
      application === undefined ? undefined : whyGoing(['core.oam.dev/Application'], namespaceOf(application), application),
    ];
    const reason = ofObject ?? ofApplication;
    return reason === undefined ? undefined : { reason, what: ofObject === undefined ? 'application' : 'object' };
  };
}

function isBeingDeleted({ metadata }: Json): boolean {
  return (objectOf(metadata).deletionTimestamp ?? undefined) !== undefined;
}
