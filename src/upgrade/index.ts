export { comparePlatforms } from './compare-platforms';
export { resourceGraphIn } from './find';
export type { UpgradeFinding } from './finding';
export type { SchemaNode } from './schema-tree';
export { schemaTree } from './schema-tree';
export { describeFinding } from './verdicts';
