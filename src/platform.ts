/**
 * What a `DynamoDbKroComponent` is rendered with. It is loaded with the first of them: those who only declare tables, which
 * is most, need none of it.
 */
export { ComponentDefinition, TraitDefinition } from '../imports/core.oam.dev';
export { ResourceGraphDefinition } from '../imports/kro.run';
export { argoCdHealthChecks } from './gitops/argo-cd-health';
export { fluxHealthChecks } from './gitops/flux-health';
export { editorsHaveTables } from './kro/editors-have-tables';
export { validateKroVersion } from './kro/kubectl-names';
export { admissionPolicy } from './kro/admission-policy';
export { AGGREGATE_TO_KRO, kroRules } from './kro/cluster-role';
export { deletionGuard } from './kro/deletion-guard';
export { ownershipGuard } from './kro/ownership-guard';
export { resourceGraph } from './kro/resource-graph';
export { authorRole, viewerRole } from './kro/user-roles';
export { monitoringFiles, monitoringObjects } from './monitoring/objects';
export { declareAccessTrait } from './props/access-trait-spec';
export { declareAddon } from './props/addon-spec';
export { declarePrometheus } from './props/monitoring-spec';
export { comparePlatforms } from './upgrade';
export { platformAnnotation } from './validation/platform';
export { readYaml } from './validation/yaml';
export { accessTraitDefinition, accessTraitDefinitionCue } from './vela/access-trait';
export { addonFiles, writeFiles } from './vela/addon';
export { componentDefinition, componentDefinitionCue, DESCRIPTION } from './vela/component-definition';
export { traitDefinition, traitDefinitionCue } from './vela/trait-definition';
