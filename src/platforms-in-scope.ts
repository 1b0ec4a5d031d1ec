import { IConstruct } from 'constructs';
import { PlatformNames } from './validation/documents';
import { Platform } from './validation/platform';

/** The platforms in each scope, so that the tables of an app need not name theirs. */
const platforms = new WeakMap<IConstruct, Platform[]>();

/** Records that a construct stands for a platform. */
export function registerPlatform(construct: IConstruct, platform: Platform): void {
  for (const scope of construct.node.scopes) {
    const known = platforms.get(scope) ?? [];
    known.push(platform);
    platforms.set(scope, known);
  }
}

/**
 * The platform of these names that stands nearest to a construct. None where there are several at the same distance: an app for
 * several clusters then says which by `addTable()` and `addApplication()`.
 */
export function platformNear(construct: IConstruct, names: PlatformNames): Platform | undefined {
  if (!platforms.has(construct.node.root)) {
    return undefined;
  }
  for (const scope of construct.node.scopes.reverse()) {
    const found = (platforms.get(scope) ?? []).filter((platform) => serves(platform, names));
    if (found.length > 0) {
      return found.length === 1 ? found[0] : undefined;
    }
  }
  return undefined;
}

function serves({ names }: Platform, { apiGroup = names.apiGroup, componentName = names.componentName }: PlatformNames): boolean {
  return names.apiGroup === apiGroup && names.componentName === componentName;
}
