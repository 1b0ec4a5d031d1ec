import { PlatformNames } from './documents';
import { labelOf, objectsIn } from './objects';
import { readYaml } from './yaml';
import { TableDefaultsSpec } from '../ack/table-template';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, KIND, PLATFORM } from '../contract/names';
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

/**
 * Reads the platform from the YAML that `cdk8s synth` writes for `DynamoDbKroComponent`, or that `kubectl get rgd -o yaml` prints.
 * @throws with a message for people if there is none in it, or one that describes itself in another way
 */
export function readPlatform(yaml: string): Platform {
  const objects = objectsIn(readYaml(yaml));
  const described = objects.flatMap((object) => platformDescribedBy(object) ?? []);
  if (described.length === 0) {
    throw new Error(objects.some(isPlatformObject)
      ? 'the platform resources were synthesized by a version of cdk8s-dynamodb-kro that does not describe them. Synthesize them again'
      : `there is no ResourceGraphDefinition of ${KIND} and no ComponentDefinition with the annotation ${PLATFORM}. Give what cdk8s synth writes for DynamoDbKroComponent`);
  }
  const traitTypes = objects.filter(({ kind }) => kind === 'TraitDefinition').map(({ metadata }) => String(objectOf(metadata).name));
  const [platform] = described;
  return { ...platform, names: { ...platform.names, traitTypes } };
}

/**
 * The platform that this object describes, if it is one of its resources.
 * @throws with a message for people if it describes it in another way
 */
export function platformDescribedBy(object: Json): Platform | undefined {
  const text = objectOf(objectOf(object.metadata).annotations)[PLATFORM];
  return typeof text === 'string' ? platformOf(parseDescription(text, labelOf(object))) : undefined;
}

function isPlatformObject({ kind, spec }: Json): boolean {
  return kind === 'ResourceGraphDefinition' && objectOf(objectOf(spec).schema).kind === KIND;
}

function parseDescription(text: string, label: string): PlatformDescription {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    // Told below.
  }
  if (!isObject(given)) {
    throw new Error(`the annotation ${PLATFORM} of ${label} is not JSON. Synthesize the platform resources again`);
  }
  const { apiGroup = DEFAULT_API_GROUP, componentName = DEFAULT_COMPONENT_NAME, defaults, table, requiredTags: keys } = given;
  const { tags, encryption } = objectOf(table);
  return {
    apiGroup: String(apiGroup),
    componentName: String(componentName),
    defaults: objectOf(defaults) as SchemaDefaults,
    table: { tags: listOf(tags).filter(isObject) as unknown as TableDefaultsSpec['tags'], encryption: objectOf(encryption) },
    requiredTags: listOf(keys).map(String),
    connectionSecrets: given.connectionSecrets !== false,
  };
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
