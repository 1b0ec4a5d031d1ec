/** What `check-cluster` reads of a cluster. */
export type { CheckStatus, ClusterFinding } from './finding';
export { ClusterReader, NoCluster } from './kubectl';
export { checkPlatform } from './platform';
export { checkPrograms } from './programs';
