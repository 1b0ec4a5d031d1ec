import { isDeepStrictEqual } from 'node:util';
import { Going } from './going';
import { rulesFor } from './kubevela-policies';
import { Move } from './move';
import { TablePlan } from './plan';
import { hookThatDeletes, optionsOf } from './pruning';
import { Json, listOf, objectOf } from '../contract/json';
import { labelOf } from '../validation/objects';

const ARGO_CD = 'argocd.argoproj.io/sync-options';
const FLUX = 'kustomize.toolkit.fluxcd.io/force';

/**
 * Why the object, or its Application, is deleted and made anew instead of being changed.
 * @param forcing what may do so to all that it applies
 */
export function madeAnew(move: Move, change: TablePlan | undefined, forcing?: Json): Going & { readonly isGone?: boolean } | undefined {
  const { was, is, before, after } = move;
  const application = is.owner?.application;
  const hook = hookThatDeletes(was.applied, is.applied);
  if (hook !== undefined) {
    return { what: is.owner === undefined ? 'object' : 'application', reason: hook.reason, isGone: !hook.isMadeAnew };
  }
  const changes = (path: string): boolean => differ(valueAt({ spec: before.spec }, path), valueAt({ spec: after.spec }, path));
  const fields = application === undefined ? [] : recreateFields(application, is).filter(changes);
  if (fields.length > 0) {
    return { what: 'object', reason: `KubeVela deletes the object and makes it anew when ${fields.join(', ')} changes, because of a resource-update policy.` };
  }
  if (application !== undefined) {
    const { isReplaced } = forced(application);
    return isReplaced && isSentAgain(was.owner?.application ?? {}, application)
      ? { what: 'application', reason: 'Argo CD deletes the Application and makes it anew, because of its sync options Replace and Force.' } : undefined;
  }
  const { isReplaced, by } = forced(is.declaration.object);
  const who = by ?? (forcing && `If ${labelOf(forcing)} applies it, Flux`);
  return is.owner === undefined && who !== undefined && (isReplaced ? change !== undefined || isSentAgain(was.declaration.object, is.declaration.object) : change?.action === 'reject')
    ? { what: 'object', reason: `${who} deletes the object and makes it anew, because ${by === undefined ? 'of its spec.force' : 'its annotations say so (Force)'}.` } : undefined;
}

/** Whether the object differs, so that Argo CD applies it again: a label is enough, and the annotation that forces it is one. */
function isSentAgain(...objects: [was: Json, is: Json]): boolean {
  const [was, is] = objects.map(({ metadata, spec }) => [spec, objectOf(metadata).labels, objectOf(metadata).annotations]);
  return !isDeepStrictEqual(was, is);
}

/** A field by which KubeVela is to make the object anew, and for want of which it fails instead. */
export function missingField({ is, before, after }: Move): string | undefined {
  return is.owner?.application === undefined ? undefined : recreateFields(is.owner.application, is)
    .find((path) => path.startsWith('spec.') && [before, after].some(({ spec }) => valueAt({ spec }, path) === undefined));
}

function recreateFields(application: Json, { owner }: Move['is']): string[] {
  const [rule] = rulesFor(application, 'resource-update', owner!.selected);
  return listOf(objectOf(rule?.strategy).recreateFields).map(String);
}

function differ(one: unknown, other: unknown): boolean {
  return one !== undefined && other !== undefined && !isDeepStrictEqual(one, other);
}

/** The value at a path such as `spec.tags[0].value`. */
function valueAt(object: Json, path: string): unknown {
  return path.split(/[.[\]]+/).filter(Boolean).reduce<unknown>((value, name) => (Array.isArray(value) ? value[Number(name)] : objectOf(value)[name]), object);
}

/** Who makes an object anew by force where the API server rejects its change, or, replaced, whenever it changes. */
export function forced({ metadata }: Json): { readonly by?: string; readonly isReplaced: boolean } {
  const annotations = objectOf(objectOf(metadata).annotations);
  const options = optionsOf(annotations[ARGO_CD]);
  const isForced = options.includes('Force=true');
  const isFlux = String(annotations[FLUX]).toLowerCase() === 'enabled';
  return { by: isForced ? 'Argo CD' : isFlux ? 'Flux' : undefined, isReplaced: isForced && options.includes('Replace=true') };
}
