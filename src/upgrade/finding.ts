/** One difference between two versions of the platform resources, and what it means for tables that exist. */
export interface UpgradeFinding {
  /** Stable code of the kind of change, for example `FieldRemoved`. */
  readonly code: string;
  /**
   * Where. In the ResourceGraphDefinition the path goes through its types: `spec.schema.spec.globalSecondaryIndexes[].indexName`. In
   * another resource it begins with its kind and name: `ComponentDefinition/aws-dynamodb-kro parameter.deletionPolicy`.
   */
  readonly path: string;
  /** What has changed and what follows from it, to be read after the path. */
  readonly statement: string;
  /** What to do. */
  readonly fix: string;
  /** Whether a table or a manifest that was good with the previous version is not with the next. Otherwise it is only good to know. */
  readonly breaking: boolean;
  /**
   * Whether tables, or the rights on them, are less safe with the next version: what was retained is deleted, protection, recovery or
   * encryption is off, a rule is gone, or fewer rights are needed. `check-upgrade` fails on it, unless it is given `--allow-less-safe`.
   */
  readonly weakens: boolean;
  /**
   * Whether kro or the API server rejects the next version because of it. The schema of tables then stays as it was. If kro rejects it, it still
   * renders the resources of a table as the rejected version says, at the next change of that table.
   */
  readonly refusedByKro: boolean;
}
