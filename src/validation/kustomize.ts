/** What to do with what is whole only when kustomize has built it. */
export const BUILD_FIRST = 'Validate what kustomize build prints: kustomize build . | npx cdk8s-dynamodb-kro validate -';
