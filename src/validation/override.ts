import { Origins } from './origins';
import { isObject, Json, listOf, objectOf, objectsOf } from '../contract/json';

/**
 * What KubeVela makes of components and the override policies of an environment: maps are merged, everything else is
 * replaced, null included.
 *
 * @see https://github.com/kubevela/kubevela/blob/master/pkg/policy/envbinding/patch.go
 */
export function overrideComponents(components: readonly Json[], policies: readonly Json[], origins: Origins): Json[] {
  return policies.reduce<Json[]>((patched, { components: patches, selector }) => {
    const selected = Array.isArray(selector) ? new Set(selector) : undefined;
    return listOf(patches).filter(isObject).reduce<Json[]>((all, patch) => applyPatch(all, patch, origins), patched)
      .filter(({ name }) => selected?.has(name) ?? true);
  }, [...components]);
}

function applyPatch(components: readonly Json[], patch: Json, origins: Origins): Json[] {
  const name = typeof patch.name === 'string' ? patch.name : '';
  const matches = name === '' ? () => true : matcher(name);
  let found = false;
  const patched = components.map((component) => {
    const sameType = !patch.type || patch.type === component.type;
    if (!matches(String(component.name)) || (name === '' && !sameType)) {
      return component;
    }
    found = true;
    return sameType ? mergeComponent(component, patch, origins) : origins.merged({ ...newComponent(patch), name: component.name }, patch);
  });
  return found || name === '' ? patched : [...patched, newComponent(patch)];
}

// KubeVela takes the name for a regular expression that is not anchored, with * for .* in it.
export function matcher(name: string): (component: string) => boolean {
  try {
    const expression = new RegExp(name.replaceAll('*', '.*'));
    return (component) => expression.test(component);
  } catch {
    return () => false;
  }
}

function newComponent(patch: Json): Json {
  return { ...patch, traits: listOf(patch.traits).filter((trait) => objectOf(trait).disable !== true) };
}

function mergeComponent(component: Json, patch: Json, origins: Origins): Json {
  const own = objectsOf(component.traits);
  const traits = objectsOf(patch.traits).reduce<Json[]>((all, trait) => mergeTrait(all, trait, origins), own);
  const properties = mergeMaps(component.properties, patch.properties, origins);
  return { ...component, properties, ...(own.length + traits.length > 0 ? { traits } : {}) };
}

function mergeTrait(traits: readonly Json[], patch: Json, origins: Origins): Json[] {
  const others = traits.filter(({ type }) => type !== patch.type);
  if (patch.disable === true) {
    return others;
  }
  return others.length === traits.length ? [...traits, patch] : traits.map((trait) =>
    (trait.type === patch.type ? origins.merged({ ...trait, properties: mergeMaps(trait.properties, patch.properties, origins) }, trait) : trait));
}

function mergeMaps(base: unknown, patch: unknown, origins: Origins): unknown {
  if (!isObject(patch)) {
    return patch === undefined || patch === null ? base : patch;
  }
  if (!isObject(base)) {
    return patch;
  }
  const merged: { [key: string]: unknown } = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    merged[key] = isObject(value) ? mergeMaps(base[key], value, origins) : value;
  }
  return origins.merged(merged, patch, base);
}
