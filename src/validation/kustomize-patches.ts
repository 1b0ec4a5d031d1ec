import { posix } from 'node:path';
import { isKustomization } from './kustomize';
import { Json, listOf, objectOf } from '../contract/json';

interface ReadFile {
  readonly file: string;
  readonly objects: ReadonlyArray<{ readonly object: Json }>;
}

/**
 * The files that a Kustomization among these names as patches: parts of tables, which kustomize puts together with the rest.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export function kustomizePatches(files: readonly ReadFile[]): ReadonlySet<string> {
  return new Set(files.flatMap(({ file, objects }) => objects.flatMap(({ object }) => {
    const { patches, patchesStrategicMerge } = object;
    return !isKustomization(object) ? [] : [...listOf(patchesStrategicMerge), ...listOf(patches).map((patch) => objectOf(patch).path)]
      .filter((path) => typeof path === 'string').map((path) => placeOf(posix.join(posix.dirname(file), path)));
  })));
}

/** The same for one file, however it is written. */
export function placeOf(file: string): string {
  return posix.normalize(file.replaceAll('\\', '/'));
}
