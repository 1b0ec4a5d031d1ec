import { Json, objectOf } from '../contract/json';

/** Whether an annotation has this among its values, which are behind commas. */
type Marks = Readonly<Record<string, (value: string) => boolean>>;

const FLUX = 'kustomize.toolkit.fluxcd.io';

/** Flux leaves an object alone that is labelled or annotated so, whether it is declared or not. */
const IGNORED: Marks = {
  [`${FLUX}/reconcile`]: is('disabled'),
  [`${FLUX}/ssa`]: is('ignore'),
};

/** By these Argo CD, Flux and Helm leave an object in the cluster that is no longer declared. */
const KEEPING: Marks = {
  ...IGNORED,
  'argocd.argoproj.io/sync-options': (value) => optionsOf(value).includes('Prune=false'),
  [`${FLUX}/prune`]: is('disabled'),
  'helm.sh/resource-policy': (value) => value === 'keep',
};

const ARGO_HOOK = 'argocd.argoproj.io/hook';
const HELM_HOOK = 'helm.sh/hook';

/** By these an object is not created. */
const NOT_CREATED: Marks = { ...IGNORED, [ARGO_HOOK]: (value) => optionsOf(value).every((type) => type === 'Skip') };

/** By these an object that is there is not changed. */
const NOT_CHANGED: Marks = { ...NOT_CREATED, [`${FLUX}/ssa`]: (value) => /^(ignore|ifnotpresent)$/i.test(value) };

/** Whether the object goes from the cluster when it is no longer declared. */
export function isPruned(object: Json): boolean {
  return markOf(object, KEEPING) === undefined;
}

/**
 * By which annotation the tool that applies the object does not apply it.
 * @param before as it was, where it is there
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources
 */
export function notAppliedBy(object: Json, before: Json | undefined): string | undefined {
  return before === undefined ? markOf(object, NOT_CREATED) : markOf(object, NOT_CHANGED) ?? markOf(before, IGNORED);
}

/** Flux takes labels for annotations, and small letters for great ones. */
function markOf({ metadata }: Json, marks: Marks): string | undefined {
  const { annotations, labels } = objectOf(metadata);
  // Most objects have neither.
  if (annotations === undefined && labels === undefined) {
    return undefined;
  }
  return Object.entries(marks).flatMap(([name, holds]) => [annotations, ...name.startsWith(FLUX) ? [labels] : []]
    .map((given) => objectOf(given)[name]).filter((value) => typeof value === 'string' && holds(value)).map((value) => `${name}: ${String(value)}`))[0];
}

function is(wanted: string): (value: string) => boolean {
  return (value) => value.toLowerCase() === wanted;
}

export function optionsOf(value: unknown): string[] {
  return String(value ?? '').split(',').map((option) => option.trim()).filter((option) => option !== '');
}

/** An object that Argo CD or Helm runs as a hook. */
export interface Hook {
  /** A sentence: what becomes of the object that is there. */
  readonly reason: string;
  /** Whether there is a new one afterwards. */
  readonly isMadeAnew: boolean;
  /** Whether it runs when a change is applied; else it is as good as not declared. */
  readonly isRun: boolean;
}

/** Argo CD takes these of Helm for its own, and knows no others. */
const RUN = /^(PreSync|Sync|PostSync|SyncFail|(pre|post)-(install|upgrade))$/;

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/ and https://helm.sh/docs/topics/charts_hooks/ */
export function hookOf({ metadata }: Json): Hook | undefined {
  const annotations = objectOf(objectOf(metadata).annotations);
  const [argo, helm] = [ARGO_HOOK, HELM_HOOK].map((name) => annotations[name]);
  if ((argo ?? helm) === undefined || argo === 'Skip' || (argo === undefined && helm === 'crd-install')) {
    return undefined;
  }
  const who = argo === undefined ? 'Helm' : 'Argo CD';
  const because = `because the annotation ${argo === undefined ? HELM_HOOK : ARGO_HOOK} makes it a hook`;
  if (![...optionsOf(argo), ...optionsOf(helm)].some((type) => RUN.test(type))) {
    return { reason: `${who} does not apply the object with the others, ${because}.`, isMadeAnew: false, isRun: false };
  }
  const policies = [ARGO_HOOK, HELM_HOOK].flatMap((name) => optionsOf(annotations[`${name}-delete-policy`])).map((policy) => policy.toLowerCase().replaceAll('-', ''));
  const isDeleted = policies.includes('hooksucceeded');
  const isMadeAnew = !isDeleted && !(policies.includes('hookfailed') && !policies.includes('beforehookcreation'));
  return {
    reason: `${who} deletes the object ${isDeleted ? 'at the end of each sync or upgrade' : isMadeAnew ? 'and makes it anew at each sync or upgrade' : 'when a sync or an upgrade fails'}, ${because}.`, isMadeAnew, isRun: true,
  };
}

/** The hook that an object is from now on, where that takes away the one that is there. */
export function hookThatDeletes(before: Json | undefined, after: Json | undefined): Hook | undefined {
  const hook = after && hookOf(after);
  return hook?.isRun === true || (before !== undefined && hookOf(before) === undefined) ? hook : undefined;
}
