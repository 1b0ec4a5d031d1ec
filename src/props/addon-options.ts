/** Options of the KubeVela add-on that `DynamoDbKroComponent.writeAddon()` writes. */
export interface AddonOptions {
  /**
   * Name of the add-on, and of its folder: 1 to 57 of `a-z 0-9 -`. KubeVela takes the name of a local folder for that of the add-on.
   * @default - the name of the ComponentDefinition
   */
  readonly name?: string;

  /**
   * Version of the add-on, as `vela addon list` shows it: a semantic version.
   * @default 1.0.0
   */
  readonly version?: string;
}
