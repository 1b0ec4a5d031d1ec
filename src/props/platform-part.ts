/** A part of what `DynamoDbKroComponent` emits. */
export enum PlatformPart {
  /** kro's ResourceGraphDefinition: the API `DynamoDBTable`. */
  RESOURCE_GRAPH = 'ResourceGraph',
  /** KubeVela's ComponentDefinition. */
  COMPONENT_DEFINITION = 'ComponentDefinition',
  /** KubeVela's TraitDefinitions: parts of a table that an Application may declare beside the component. */
  TRAIT_DEFINITIONS = 'TraitDefinition',
  /** The ClusterRole that kro needs where it is installed with `rbac.mode: aggregation`. */
  CLUSTER_ROLE = 'ClusterRole',
  /** The ValidatingAdmissionPolicies on `DynamoDBTable`, the rules and the guard against deletion, with their bindings. */
  ADMISSION_POLICY = 'AdmissionPolicy',
  /**
   * Two ClusterRoles for people: an author may manage tables, a viewer may read them. They become part of Kubernetes' own
   * roles `edit` (and `admin`) and `view`.
   */
  USER_ROLES = 'UserRoles',
}
