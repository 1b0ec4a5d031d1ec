import { PlatformNames } from './documents';
import { TableDefaultsSpec } from '../ack/table-template';
import { listOf, objectOf } from '../contract/json';
import { PLATFORM } from '../contract/names';
import { Rule } from '../contract/rules';
import { NO_CONNECTION_SECRETS } from '../contract/rules/connection-secrets';
import { requiredTags } from '../contract/rules/required-tags';
import { SchemaDefaults } from '../contract/shape';
import { TableSpec } from '../contract/table-spec';

/** What a platform says of itself, in an annotation of its ResourceGraphDefinition and its ComponentDefinition. */
export interface PlatformDescription {
  readonly apiGroup: string;
  readonly componentName: string;
  /** Defaults that the API server and KubeVela fill in. */
  readonly defaults: SchemaDefaults;
  /** Defaults that the table template works out. */
  readonly table: TableDefaultsSpec;
  /** Keys of tags that every table must have itself. */
  readonly requiredTags: readonly string[];
  /** Whether tables may have connection Secrets. */
  readonly connectionSecrets: boolean;
}

/** What tables are validated against, beyond the contract. */
export interface Platform {
  readonly names: PlatformNames;
  readonly defaults: SchemaDefaults;
  readonly table: TableDefaultsSpec;
  readonly rules: readonly Rule[];
}

const NO_TABLE_DEFAULTS: TableDefaultsSpec = { tags: [], encryption: {} };

/** Where no platform is known: the names that it has by default, and no rules of its own. */
export const ANY_PLATFORM: Platform = { names: {}, defaults: {}, table: NO_TABLE_DEFAULTS, rules: [] };

export function platformOf({ apiGroup, componentName, defaults, table, requiredTags: keys, connectionSecrets }: PlatformDescription): Platform {
  // That the key of the platform fits the table is seen with its defaults filled in.
  const rules = [...keys.length > 0 ? [requiredTags(keys)] : [], ...connectionSecrets ? [] : [NO_CONNECTION_SECRETS]];
  return { names: { apiGroup, componentName }, defaults, table, rules };
}

/** The annotation that describes the platform. */
export function platformAnnotation({ table, ...description }: PlatformDescription): { readonly [name: string]: string } {
  // What DynamoDB does by itself is no default of the platform.
  const encryption = table.encryption.sseEnabled === true ? table.encryption : {};
  return { [PLATFORM]: JSON.stringify({ ...description, table: { ...table, encryption } }) };
}

/** The table as it is in the cluster of this platform. */
export function withPlatformDefaults(spec: TableSpec, { defaults, table }: Platform): TableSpec {
  const own = listOf(spec.tags);
  const inherited = table.tags.filter(({ key }) => !own.some((tag) => objectOf(tag).key === key));
  return {
    ...defaults,
    ...spec.sseEnabled === undefined ? table.encryption : {},
    ...spec,
    ...inherited.length > 0 ? { tags: [...own, ...inherited] } : {},
  };
}
