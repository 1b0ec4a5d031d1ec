import { labelOf, objectsIn } from './objects';
import { Platform, PlatformDescription, platformOf } from './platform';
import { readYaml } from './yaml';
import { TableDefaultsSpec } from '../ack/table-template';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, KIND, PLATFORM } from '../contract/names';
import { SchemaDefaults } from '../contract/shape';

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
