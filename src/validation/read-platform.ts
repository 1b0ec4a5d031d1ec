import { isDeepStrictEqual } from 'node:util';
import { labelOf, objectsIn } from './objects';
import { ANY_PLATFORM, Platform, PlatformDescription, platformOf } from './platform';
import { PlatformNames } from './platform-names';
import { providerConfigsIn } from './provider-configs';
import { readYaml } from './yaml';
import { API_GROUP, FIELDS, KUBERNETES_NAME, TAG_KEY } from '../contract/fields';
import { isObject, Json, objectOf } from '../contract/json';
import { DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, KIND, PLATFORM } from '../contract/names';
import { Field, ObjectShape } from '../contract/shape';
import { validateValue } from '../contract/validate-shapes';
import { describe } from '../contract/violation';

/**
 * Reads the platform from the YAML that `cdk8s synth` writes for `DynamoDbKroComponent`, or that `kubectl get rgd -o yaml` prints.
 * @param names which of several platforms is meant, or names instead of those that it says
 * @throws with a message for people if there is none in it, several, or one that describes itself in another way
 */
export function readPlatform(yaml: string, names: PlatformNames = {}): Platform {
  const objects = objectsIn(readYaml(yaml));
  const platform = platformAmong(objects, names);
  if (platform === undefined) {
    throw new Error(objects.some(isPlatformObject)
      ? 'the platform resources were synthesized by a version of cdk8s-dynamodb-kro that does not describe them. Synthesize them again'
      : `there is no ResourceGraphDefinition of ${KIND} and no ComponentDefinition with the annotation ${PLATFORM}. Give what cdk8s synth writes for DynamoDbKroComponent`);
  }
  return platform;
}

/**
 * The platform that these objects describe, if there is one among them.
 * @throws with a message for people if there are several, or one that describes itself in another way
 */
function platformAmong(objects: readonly Json[], given: PlatformNames): Platform | undefined {
  const { apiGroup, componentName } = given;
  // Two resources of one platform say the same.
  const described = objects.filter(isDescribed).map((object) => ({ object, description: parseDescription(object) }))
    .filter(({ description }, i, all) => all.findIndex((other) => isDeepStrictEqual(other.description, description)) === i);
  if (described.length === 0) {
    return undefined;
  }
  const meant = described.filter(({ description }) =>
    (apiGroup ?? description.apiGroup) === description.apiGroup && (componentName ?? description.componentName) === description.componentName);
  const [chosen] = meant.length === 1 ? meant : described;
  if (meant.length !== 1 && described.length > 1) {
    const each = described.map(({ object, description }) => `${labelOf(object)} (API group ${description.apiGroup}, component ${description.componentName})`);
    throw new Error(`there are ${described.length} platforms that differ: ${each.join(', ')}. Give the resources of one`);
  }
  const platform = platformOf(chosen.description);
  return {
    ...platform,
    names: { ...platform.names, traitTypes: traitTypesAmong(objects), ...given },
    notKnown: notKnown(chosen.object),
    providers: providerConfigsIn(objects),
  };
}

/** The TraitDefinitions; undefined where a part of the platform alone is given, as kubectl prints it. */
function traitTypesAmong(objects: readonly Json[]): string[] | undefined {
  const has = (wanted: string): boolean => objects.some(({ kind }) => kind === wanted);
  return has('TraitDefinition') || (has('ResourceGraphDefinition') && has('ComponentDefinition'))
    ? objects.filter(({ kind }) => kind === 'TraitDefinition').map(({ metadata }) => String(objectOf(metadata).name)) : undefined;
}

/**
 * The platform of what is validated, where one is among it; else any.
 * @param note is told why one that is there does not count
 */
export function platformOfInput(objects: readonly Json[], names: PlatformNames, note: (text: string) => void): Platform {
  try {
    return platformAmong(objects, names) ?? { ...ANY_PLATFORM, names };
  } catch (error) {
    note(`the tables are validated without a platform: ${(error as Error).message}`);
    return { ...ANY_PLATFORM, names };
  }
}

/**
 * The platform that this object describes, if it is one of its resources.
 * @throws with a message for people if it describes it in another way
 */
export function platformDescribedBy(object: Json): Platform | undefined {
  return isDescribed(object) ? platformOf(parseDescription(object)) : undefined;
}

function isDescribed(object: Json): boolean {
  return typeof annotationOf(object) === 'string';
}

function annotationOf({ metadata }: Json): unknown {
  return objectOf(objectOf(metadata).annotations)[PLATFORM];
}

function isPlatformObject({ kind, spec }: Json): boolean {
  return kind === 'ResourceGraphDefinition' && objectOf(objectOf(spec).schema).kind === KIND;
}

const fieldsOf = (...names: string[]): Field[] => FIELDS.filter(({ name }) => names.includes(name));
const object = (name: string, fields: readonly Field[]): ObjectShape => ({ kind: 'object', name, fields: fields.map((field) => ({ ...field, required: false })) });

/** The shape of the annotation. A later version may say more. */
const DESCRIPTION = object('PlatformDescription', [
  { name: 'apiGroup', shape: API_GROUP, doc: '' },
  { name: 'componentName', shape: KUBERNETES_NAME, doc: '' },
  { name: 'requiredTags', shape: { kind: 'list', of: TAG_KEY }, doc: '' },
  { name: 'connectionSecrets', shape: { kind: 'boolean' }, doc: '' },
  { name: 'accessPartition', shape: { kind: 'string' }, doc: '' },
  { name: 'accessRoles', shape: { kind: 'string' }, doc: '' },
  {
    name: 'accessProviders',
    shape: { kind: 'list', of: object('accessProvider', [{ name: 'name', shape: { kind: 'string' }, doc: '' }, { name: 'account', shape: { kind: 'string' }, doc: '' }]) },
    doc: '',
  },
  { name: 'defaults', shape: object('defaults', FIELDS), doc: '' },
  {
    name: 'table',
    shape: object('table', [
      ...fieldsOf('tags', 'deletionPolicy'),
      { name: 'encryption', shape: object('encryption', fieldsOf('sseEnabled', 'sseType', 'kmsMasterKeyID')), doc: '' },
    ]),
    doc: '',
  },
]);

function violationsOf(value: unknown) {
  const violations = validateValue('', value, DESCRIPTION).map((violation) => ({ ...violation, property: violation.property.replace(/^\./, '') }));
  return { unknown: violations.filter(({ code }) => code === 'UnknownProperty'), wrong: violations.filter(({ code }) => code !== 'UnknownProperty') };
}

/** Settings of the platform that this version of the library does not know. */
function notKnown(described: Json): string[] {
  return violationsOf(JSON.parse(String(annotationOf(described)))).unknown.map(({ property }) => property);
}

function parseDescription(described: Json): PlatformDescription {
  let given: unknown;
  try {
    given = JSON.parse(String(annotationOf(described)));
  } catch {
    // Reported below.
  }
  const where = `the annotation ${PLATFORM} of ${labelOf(described)}`;
  if (!isObject(given)) {
    throw new Error(`${where} is not JSON. Synthesize the platform resources again`);
  }
  const { wrong: [wrong] } = violationsOf(given);
  if (wrong !== undefined) {
    throw new Error(`${where} is not as this version reads it: ${describe(wrong)}. Synthesize the platform resources again, or update cdk8s-dynamodb-kro`);
  }
  const {
    apiGroup = DEFAULT_API_GROUP, componentName = DEFAULT_COMPONENT_NAME, defaults = {}, table = {}, requiredTags = [],
    connectionSecrets = true, accessPartition, accessRoles, accessProviders,
  } = given as Partial<PlatformDescription>;
  const { tags = [], encryption = {}, deletionPolicy } = table as Partial<PlatformDescription['table']>;
  const known = Object.fromEntries(Object.entries(defaults).filter(([name]) => FIELDS.some((field) => field.name === name)));
  const access = { accessPartition, accessRoles, accessProviders };
  const ofTables = { tags, encryption, ...deletionPolicy === undefined ? {} : { deletionPolicy } };
  return { apiGroup, componentName, defaults: known, table: ofTables, requiredTags, connectionSecrets, ...access };
}
