/** Names that the platform resources of a cluster may have been given. */
export interface PlatformNames {
  /** @default kro.run */
  readonly apiGroup?: string;
  /** @default aws-dynamodb-kro */
  readonly componentName?: string;
  /** The TraitDefinitions of the platform; undefined where its resources do not tell. */
  readonly traitTypes?: readonly string[];
}
