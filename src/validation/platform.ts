import { PlatformNames } from './platform-names';
import type { ProviderConfigs } from './provider-configs';
import { TableDefaultsSpec } from '../ack/table-template';
import { FIELDS } from '../contract/fields';
import { listOf, objectOf } from '../contract/json';
import { PLATFORM } from '../contract/names';
import { Rule } from '../contract/rules';
import { NO_CONNECTION_SECRETS } from '../contract/rules/connection-secrets';
import { NO_PLATFORM_KEY, TYPE_ALONE } from '../contract/rules/encryption';
import { RECOVERY_ON_ANY_PLATFORM } from '../contract/rules/features';
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
  /** The AWS partition of the roles of the trait `access`, where there is one. */
  readonly accessPartition?: string;
  /** What the ARNs of these roles begin with, up to the namespace in their names. */
  readonly accessRoles?: string;
  /** The accounts of the provider configurations that the trait knows. */
  readonly accessProviders?: ReadonlyArray<{ readonly name: string; readonly account: string }>;
}

/** What tables are validated against, beyond the contract. */
export interface Platform {
  readonly names: PlatformNames;
  readonly defaults: SchemaDefaults;
  readonly table: TableDefaultsSpec;
  readonly rules: readonly Rule[];
  readonly accessPartition?: string;
  readonly accessRoles?: string;
  readonly accessProviders?: PlatformDescription['accessProviders'];
  /** The provider configurations that are beside the platform, or among what is validated. */
  readonly providers?: ProviderConfigs;
  /** Settings of a platform of a later version, which this one does not know. */
  readonly notKnown?: readonly string[];
}

/** A warning where the platform has settings that are not known. */
export function platformWarning({ notKnown = [] }: Platform): string | undefined {
  return notKnown.length === 0 ? undefined
    : `the platform has the settings ${notKnown.join(', ')}, which this version of cdk8s-dynamodb-kro does not know. Update it to validate as that platform does`;
}

/** The defaults of the contract that the API server fills in, and rules look at where a table does not say it. */
const DEFAULTS: SchemaDefaults = Object.fromEntries(FIELDS.flatMap(({ name, shape, default: value }) =>
  shape.kind === 'boolean' && value !== undefined ? [[name, value]] : []));

const NO_TABLE_DEFAULTS: TableDefaultsSpec = { tags: [], encryption: {} };

/** Where no platform is known: one that changes no default. */
export const ANY_PLATFORM: Platform = { names: {}, defaults: {}, table: NO_TABLE_DEFAULTS, rules: [NO_PLATFORM_KEY, RECOVERY_ON_ANY_PLATFORM] };

export function platformOf(description: PlatformDescription): Platform {
  const { apiGroup, componentName, defaults, table, requiredTags: keys, connectionSecrets, ...access } = description;
  // That the key of the platform fits the table is seen with its defaults filled in.
  const rules = [
    ...keys.length > 0 ? [requiredTags(keys)] : [],
    ...connectionSecrets ? [] : [NO_CONNECTION_SECRETS],
    ...table.encryption.kmsMasterKeyID === undefined ? [NO_PLATFORM_KEY] : [],
    ...table.encryption.sseEnabled === true ? [TYPE_ALONE] : [],
  ];
  return { names: { apiGroup, componentName }, defaults: { ...DEFAULTS, ...defaults }, table, rules, ...access };
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
