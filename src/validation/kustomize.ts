/** What to do with what is whole only when kustomize has built it. */
export const BUILD_FIRST = 'Validate what kustomize build prints: kustomize build . | npx cdk8s-dynamodb-kro validate -';

/** The same of what Flux builds. */
export const BUILD_FLUX_FIRST = 'Validate what flux build prints: flux build kustomization NAME --path DIR | npx cdk8s-dynamodb-kro validate -';
