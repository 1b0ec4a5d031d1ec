import { LocatedViolation } from './located';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { KIND } from '../contract/names';

/** What to do with what is whole only when kustomize has built it. */
export const BUILD_FIRST = 'Validate what kustomize build prints: kustomize build . | npx cdk8s-dynamodb-kro validate -';

/** The same of what Flux builds. */
const BUILD_FLUX_FIRST = 'Validate what flux build prints: flux build kustomization NAME --path DIR | npx cdk8s-dynamodb-kro validate -';

const FLUX = 'kustomize.toolkit.fluxcd.io/';

/** A file kustomization.yaml, which may leave out what it is. That of Flux is an object of the cluster. */
export function isKustomization({ kind, apiVersion, resources, patches, patchesStrategicMerge, patchesJson6902, replacements }: Json): boolean {
  return apiVersion !== undefined ? String(apiVersion).startsWith('kustomize.config.k8s.io/') : kind === 'Kustomization'
    || (kind === undefined && [patches, patchesStrategicMerge, patchesJson6902, replacements, listOf(resources).filter((each) => typeof each === 'string')].some((each) => listOf(each).length > 0));
}

/**
 * What changes tables when it is built.
 * @param tables objects with tables; one without a name stands for any
 */
export function validateKustomization(object: Json, componentName: string, tables: readonly Json[]): LocatedViolation[] {
  // Flux has them in the spec.
  const isFlux = String(object.apiVersion).startsWith(FLUX);
  if (!isFlux && !isKustomization(object)) {
    return [];
  }
  const { patches, patchesStrategicMerge, patchesJson6902, replacements } = isFlux ? objectOf(object.spec) : object;
  const [property] = Object.entries({ patches, patchesStrategicMerge, patchesJson6902, replacements }).filter(([, value]) =>
    texts(value).some((text) => [KIND, componentName, 'core.oam.dev'].some((word) => text.includes(word)))
    || listOf(value).flatMap(targetsOf).some((target) => tables.some((table) => selects(target, table)))).map(([name]) => name);
  return property === undefined ? [] : [{
    code: 'NotRendered', severity: 'warning', property, problem: 'change tables, which were not validated with that', fix: isFlux ? BUILD_FLUX_FIRST : BUILD_FIRST, at: isFlux ? ['spec', property] : [property],
  }];
}

/** All texts in a value, which may hold itself by an alias of YAML. */
function texts(value: unknown, within: readonly unknown[] = []): string[] {
  if (typeof value !== 'object' || value === null || within.includes(value)) {
    return typeof value === 'string' ? [value] : [];
  }
  return Object.values(value).flatMap((each) => texts(each, [...within, value]));
}

/** Labels and annotations are nothing to DynamoDB. */
const HARMLESS = /\W\/metadata\/(labels|annotations)\b/;

function targetsOf(patch: unknown): Json[] {
  const { target, targets, patch: text } = objectOf(patch);
  const paths = String(text).match(/\bpath\W+\/[\w/]+/g);
  return paths?.every((path) => HARMLESS.test(path)) ? [] : [target, ...listOf(targets).map((each) => objectOf(each).select)].filter(isObject);
}

/**
 * Targets select by regular expressions. Which labels and namespaces objects have when they are patched is not known here.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
function selects(target: Json, { apiVersion, kind, metadata }: Json): boolean {
  const [group, version] = String(apiVersion).split('/');
  const { name } = objectOf(metadata);
  return (name ?? target.kind) !== undefined && Object.entries({ group, version, kind, name })
    .every(([field, value]) => !target[field] || value === undefined || isMatch(String(target[field]), String(value)));
}

function isMatch(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false;
  }
}
