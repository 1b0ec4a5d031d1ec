/** What `bin/cdk8s-dynamodb-kro` runs. */
export { main } from './main';
export { nodeIo } from './node-io';
