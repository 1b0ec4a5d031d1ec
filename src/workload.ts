/** What a `WorkloadRole` is rendered with. It is loaded with the first of them: most apps declare none. */
export { mergeStatements } from './iam/merge-statements';
export { validateServiceAccount } from './iam/service-account';
export { trustPolicy } from './iam/trust-policy';
export { validatePartition, validateSids, validateStatement } from './iam/validate-statements';
export { PodIdentityAssociation } from '../imports/eks.services.k8s.aws';
export { Role } from '../imports/iam.services.k8s.aws';
