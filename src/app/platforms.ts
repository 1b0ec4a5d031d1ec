import { IConstruct } from 'constructs';
import { InScope } from './in-scope';
import { Platform } from '../validation/platform';
import { PlatformNames } from '../validation/platform-names';

/** The platforms in each scope, so that the tables of an app need not name theirs. */
const platforms = new InScope<Platform>();

/** Records that a construct stands for a platform. */
export function registerPlatform(construct: IConstruct, platform: Platform): void {
  platforms.register(construct, platform);
}

/**
 * The platform of these names that stands nearest to a construct. None where there are several at the same distance: an app for
 * several clusters then says which by `addTable()` and `addApplication()`.
 */
export function platformNear(construct: IConstruct, names: PlatformNames): Platform | undefined {
  const found = platforms.nearest(construct, (platform) => serves(platform, names));
  return found.length === 1 ? found[0] : undefined;
}

/** How the roles of workloads call their clusters. */
const clusters = new InScope<string>();

/** Records that a construct is for a cluster. */
export function registerCluster(construct: IConstruct, cluster: string): void {
  clusters.register(construct, cluster);
}

/** Whether an app is for several clusters, as far as its platforms and the roles of its workloads tell. */
export function hasSeveralClusters(construct: IConstruct): boolean {
  return platforms.all(construct).length > 1 || new Set(clusters.all(construct)).size > 1;
}

function serves({ names }: Platform, { apiGroup = names.apiGroup, componentName = names.componentName }: PlatformNames): boolean {
  return names.apiGroup === apiGroup && names.componentName === componentName;
}

/** The platform that a construct was added by. */
const addedBy = new WeakMap<IConstruct, Platform>();

/** Validates what the construct declares as this platform would, before the cluster does. */
export function enforcePlatformRules<T extends IConstruct>(platform: Platform, declaring: T): T {
  addedBy.set(declaring, platform);
  return declaring;
}

/** The platform that declares the table, or that the app has beside it. */
export function platformFor(declaredBy: IConstruct, names: PlatformNames): Platform | undefined {
  return addedBy.get(declaredBy) ?? platformNear(declaredBy, names);
}
