import { isDeepStrictEqual } from 'node:util';
import { Unread } from './plan';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';
import { DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, KIND } from '../contract/names';
import { validateKustomization } from '../validation/kustomize';

/**
 * What a kustomization leaves out, patches or renames is not in the plan: where one changes, that is told.
 * @param hasTables whether there is a table before that may be lost
 * @param hasOthers the same of other folders, for a kustomization that was there before
 */
export function notBuilt(before: readonly Json[], after: readonly Json[], hasTables: boolean, hasOthers: boolean): Unread[] {
  const selectors = JSON.stringify([...before, ...after].filter(({ kind }) => kind === 'IAMRoleSelector'));
  const [was, is] = [before, after].map((objects) => objects.filter(isBuilt)
    .map((object) => ({ file: object[FILE], what: ofTables(object, selectors) })));
  const differing = [was, is].map((side, i) => side.filter((each) => ![is, was][i].some((other) => isDeepStrictEqual(other, each))));
  const [old, now] = differing.map((side) => side.map(({ what }) => what));
  // A folder may have another name.
  if (isDeepStrictEqual(old, now)) {
    return [];
  }
  return [{
    code: 'NotRendered',
    resource: `Kustomization ${[...new Set(differing.flat().map(({ file }) => file))].sort().join(', ')}`.trim(),
    problem: 'changes, and is not built, so that what it leaves out, patches or renames is not in the plan',
    fix: 'Compare what kustomize build prints of both.',
    isRejected: hasTables || (hasOthers && old.length > 0),
  }];
}

/** In which file a kustomization is. */
export const FILE = Symbol('file');

const KUSTOMIZE = 'kustomize.config.k8s.io/';

/** Its file need not say what it is. */
export function isBuilt({ apiVersion, kind, resources, patches }: Json): boolean {
  return String(apiVersion).startsWith(KUSTOMIZE)
    || (kind === undefined && (listOf(resources).some((each) => typeof each === 'string') || listOf(patches).length > 0));
}

/** The part of a table in a file of its own, as an object that is built. */
export function patchOf(patch: unknown, isNamed: boolean): Json {
  return { apiVersion: KUSTOMIZE, kind: 'Patch', isNamed, patch };
}

/** Labels and annotations that decide who applies an object, or what becomes of it. */
const OF_TOOLS = /flux|argo|helm|aws|oam|kro|crossplane/;

/** What of a kustomization may change tables. */
function ofTables(kustomization: Json, selectors: string): Json {
  const { images, replicas, configMapGenerator, secretGenerator, generatorOptions, ...some } = kustomization;
  const { labels, commonLabels, commonAnnotations, [FILE]: _, ...all } = some;
  const marks = [commonAnnotations, commonLabels, ...objectsOf(labels).map(({ pairs }) => pairs)].flatMap((given, i) =>
    Object.entries(objectOf(given)).filter(([name]) => OF_TOOLS.test(name) || selectors.includes(JSON.stringify(name)))
      .map((mark) => [i > 0, ...mark]));
  const rest: Json = { ...all, marks, fields: objectsOf(labels).filter(({ fields }) => fields) };
  const { patches, patchesStrategicMerge, patchesJson6902, ...others } = rest;
  const changed = [patches, patchesStrategicMerge, patchesJson6902].flatMap(listOf);
  // A patch says what it changes, or is in a file of its own.
  const areOfOthers = changed.every((each) => /kind\b|"path":|\.ya?ml\b/.test(JSON.stringify(each)))
    && validateKustomization(kustomization, DEFAULT_COMPONENT_NAME, TABLES).length === 0;
  return areOfOthers ? { ...others, paths: changed.filter((each) => /"path":"[^/]|^"[^\n:]*$/.test(JSON.stringify(each))) } : rest;
}

const TABLES: Json[] = [{ apiVersion: `${DEFAULT_API_GROUP}/v1alpha1`, kind: KIND }, { apiVersion: 'core.oam.dev/v1beta1', kind: 'Application' }];
