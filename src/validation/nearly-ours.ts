import { definitionOf } from './definition-of';
import { isTableField } from './envelope';
import { BUILD_FIRST, validateKustomization } from './kustomize';
import { LocatedViolation, printPath } from './located';
import { isNearType } from './near-type';
import { BARE_LIST, isListOfObjects, MADE_BY } from './objects';
import { validatePolicies } from './policies';
import { FIELDS } from '../contract/fields';
import { isObject, Json, listOf, objectOf, objectsOf } from '../contract/json';
import { API_VERSION, KIND } from '../contract/names';
import { didYouMean, member, Violation } from '../contract/violation';

const IMPORT = 'Convert it: npx cdk8s-dynamodb-kro import FILE.';

/** What there is in all files. */
export interface InFiles {
  /** The objects with tables. */
  readonly tables: readonly Json[];
  /** The types of components that others define. */
  readonly definitions: ReadonlySet<unknown>;
}

const NOTHING: InFiles = { tables: [], definitions: new Set() };

/**
 * What is wrong with an object that is plainly meant as a table, but that no cluster would take for one: another group, version,
 * kind or component type, or what AWS prints. Other objects are no concern of ours.
 */
export function validateNearlyOurs(object: Json, apiGroup: string, componentName: string, inFiles: InFiles = NOTHING): LocatedViolation[] {
  // Most objects are tables, and nothing else.
  if (object.kind === KIND && object.apiVersion === `${apiGroup}/${API_VERSION}`) {
    return [];
  }
  const items = Object.values(objectOf(object.items));
  if (BARE_LIST in object || (isListOfObjects(object) && isObject(object.items))) {
    return validateList(object, [...listOf(object[BARE_LIST]), ...items].filter(isObject), apiGroup, componentName);
  }
  if (object.kind === APPLICATION ? isOam(object) || !looksLikeSpec(object.spec) : isMisspeltApplication(object, componentName)) {
    return validateApplication(object, componentName, inFiles);
  }
  return [
    ...validateApi(object, apiGroup),
    ...validateComponentAlone(object, componentName),
    ...validateKustomization(object, componentName, [...inFiles.tables, { apiVersion: `${apiGroup}/${API_VERSION}`, kind: KIND }]),
    ...validateForeignFormat(object),
  ];
}

const OAM = 'core.oam.dev/v1beta1';
const APPLICATION = 'Application';

/** kubectl knows a kind only as it is written. */
function isMisspeltApplication(object: Json, componentName: string): boolean {
  return (isOam(object) || (object.kind ?? object.apiVersion) === undefined) && hasTables(object, componentName);
}

function componentsOf({ spec }: Json): unknown[] {
  const { components } = objectOf(spec);
  // Under another name they are components, too.
  return components === undefined ? Object.values(objectOf(spec)).flatMap(listOf)
    : Array.isArray(components) ? components : [components, ...Object.values(objectOf(components))];
}

export function hasTables(object: Json, componentName: string): boolean {
  return componentsOf(object).some((component) => definitionOf(objectOf(component)) === componentName);
}

function validateApplication(object: Json, componentName: string, inFiles: InFiles): LocatedViolation[] {
  const { components } = objectOf(object.spec);
  const isOurs = hasTables(object, componentName);
  return [
    ...object.kind === APPLICATION ? [] : [error(['kind'], {
      code: 'UnknownApi', property: 'kind', value: object.kind, problem: object.kind === undefined ? 'is missing' : `is not a kind of the API ${OAM}`, fix: `Use ${APPLICATION}.`,
    })],
    ...isOurs && object.apiVersion !== OAM ? [error(['apiVersion'], {
      code: 'UnknownApi', property: 'apiVersion', value: object.apiVersion, problem: 'is not the API of Applications', fix: `Use ${OAM}.`,
    })] : [],
    ...(isOurs || isOam(object)) && components !== undefined && components !== null && !Array.isArray(components) ? [error(['spec', 'components'], {
      code: 'InvalidType', property: 'components', value: components, problem: 'is not a list', fix: 'Give a list of components, each with name, type and properties.',
    })] : [],
    ...isOurs ? validatePolicies(object, componentName) : [],
    ...isOam(object) && !(isOurs && components === undefined) ? validateHasComponents(object) : [],
    ...isOam(object) ? listOf(components).flatMap((component, i) => validateComponentType(component, i, componentName, inFiles)) : [],
  ];
}

const COMPONENT = 'a component, with name, type and properties';

/** Without components an Application applies nothing, unless its workflow does; what is no component, the API server rejects. */
function validateHasComponents({ spec }: Json): LocatedViolation[] {
  const { components, workflow } = objectOf(spec);
  const at = ['spec', 'components'];
  if (components === undefined || components === null || (Array.isArray(components) && components.length === 0)) {
    return isObject(workflow) ? [] : [error(at, {
      code: 'Required', property: 'components', problem: Array.isArray(components) ? 'has no component' : 'is missing', fix: `Give ${COMPONENT}.`,
    })];
  }
  return listOf(components).flatMap((component, i) => isObject(component) ? [] : [error([...at, i], {
    code: 'InvalidType', property: `components[${i}]`, value: component, problem: 'is not an object', fix: `Give ${COMPONENT}.`,
  })]);
}

/** Objects in a list that kubectl does not take, where one is ours, or nearly so. */
function validateList(object: Json, items: readonly Json[], apiGroup: string, componentName: string): LocatedViolation[] {
  const foreign = items.flatMap((item) => validateForeignFormat(item)).slice(0, 1).map((violation) => ({ ...violation, at: [] }));
  const isMeant = items.some((item) => (item.kind === KIND || validateNearlyOurs(item, apiGroup, componentName).length > 0)
    || listOf(objectOf(item.spec).components).some((component) => definitionOf(objectOf(component)) === componentName));
  const path = items.findIndex((item) => typeof item.op === 'string' && isTableField(String(item.path).split('/')[2] ?? ''));
  if (foreign.length > 0 || !isMeant) {
    return path < 0 ? foreign : [patchAlone([path, 'path'])];
  }
  return [BARE_LIST in object
    ? error([], { code: 'UnknownApi', property: 'kind', problem: 'is missing: a list by itself is no Kubernetes object', fix: 'Put --- between the objects, or give them as the items of kind: List.' })
    : error(['items'], { code: 'InvalidType', property: 'items', value: object.items, problem: 'is not a list', fix: 'Give a list of objects.' })];
}

function patchAlone(at: LocatedViolation['at']): LocatedViolation {
  return error(at, { code: 'NotRendered', severity: 'warning', property: printPath(at), problem: 'is of a patch, without the table that it changes, so it was not validated', fix: BUILD_FIRST });
}

function validateComponentAlone(object: Json, componentName: string): LocatedViolation[] {
  return object.kind !== undefined || definitionOf(object) !== componentName ? [] : [error([], {
    code: 'UnknownApi', property: 'kind', problem: 'is missing: a component is no Kubernetes object by itself', fix: `Put it into spec.components of an Application of ${OAM}.`,
  })];
}

export function isOam({ apiVersion }: Json): boolean {
  return String(apiVersion).startsWith('core.oam.dev/');
}

function validateApi(object: Json, apiGroup: string): LocatedViolation[] {
  const { apiVersion, kind, spec } = object;
  const wanted = `${apiGroup}/${API_VERSION}`;
  if (kind === undefined && apiVersion === undefined) {
    const names = Object.keys(objectOf(spec));
    if (names.some((name) => /[A-Z]/.test(name)) && names.every(isTableField)) {
      return [patchAlone(['spec'])];
    }
    return looksLikeSpec(object) ? [error([], {
      code: 'UnknownApi', property: 'kind', problem: 'is missing, so that this is no Kubernetes object', fix: `Put the fields under spec of an object with apiVersion ${wanted} and kind ${KIND}.`,
    })] : [];
  }
  const alike = looksLikeSpec(spec);
  const [missing, right] = apiVersion === undefined ? ['apiVersion', wanted] : ['kind', KIND];
  if (kind === undefined || apiVersion === undefined) {
    // kubectl takes nothing without a kind, as where a comment stands before the name in JSON.
    return alike || kind === KIND || String(apiVersion).split('/')[0] === apiGroup ? [error([missing], { code: 'UnknownApi', property: missing, problem: 'is missing', fix: `Give ${missing}: ${right}.` })] : [];
  }
  const near = didYouMean(String(kind).slice(0, 100), [KIND]);
  const [group] = String(apiVersion).split('/');
  if (/^(Global)?Table$/.test(String(kind)) && group !== apiGroup && /dynamodb/i.test(group)) {
    return [error(['kind'], {
      code: 'UnknownApi', severity: 'warning', property: 'kind', value: kind, problem: `is a table of ${group}, so that it was not validated`, fix: kind !== 'Table' ? `Use replicas of a ${KIND}.` : MADE_BY in object ? `Put it into a file of its own. ${IMPORT}` : IMPORT,
    })];
  }
  const wrongKind = error(['kind'], { code: 'UnknownApi', property: 'kind', value: kind, problem: `is not a kind of the API ${wanted}`, fix: `Use ${KIND}.` });
  const wrongVersion = error(['apiVersion'], { code: 'UnknownApi', property: 'apiVersion', value: apiVersion, problem: 'is not a version of the API', fix: `Use ${wanted}.` });
  if (group === apiGroup && kind !== KIND && (near !== '' || alike)) {
    return [wrongKind, ...apiVersion === wanted ? [] : [wrongVersion]];
  }
  const names = Object.keys(objectOf(spec));
  // The group of kro is that of many kinds.
  const isTable = /dynamo/i.test(String(kind)) || (/table/i.test(String(kind)) && TELLING.some((name) => names.includes(name)));
  if (group === apiGroup && kind !== KIND && isTable) {
    return [error(['kind'], {
      code: 'UnknownApi', severity: 'warning', property: 'kind', value: kind, problem: `is not ${KIND}, so that it was not validated`, fix: `Use ${KIND}, if it is meant.`,
    })];
  }
  if (group === apiGroup && kind === KIND && apiVersion !== wanted) {
    return [wrongVersion];
  }
  const isNear = near !== '';
  if (group !== apiGroup && (isNear ? alike || /dynamodbtable/i.test(String(kind)) : alike && /dynamo/i.test(String(kind)))) {
    // Somebody else may have a kind of this name, with other fields. One without a group is nobody's.
    const isOurs = isNear && (!String(apiVersion).includes('/') || (alike && names.every((name) => FIELDS.some((field) => field.name === name))));
    const severity = isOurs ? {} : { severity: 'warning' as const };
    return [...kind === KIND || !isOurs ? [] : [wrongKind], error(['apiVersion'], {
      code: 'UnknownApi',
      ...severity,
      property: 'apiVersion',
      value: apiVersion,
      problem: `is not the API of tables, so that this ${String(kind)} was not validated`,
      fix: `Use ${wanted}${isNear ? '' : ` and the kind ${KIND}`}${isNear && group.includes('.') && !/\.aws\b/.test(group) ? `, or name the API group of your platform: --api-group ${group}` : ''}.`,
    })];
  }
  return [];
}

function validateComponentType(component: unknown, i: number, componentName: string, { tables, definitions }: InFiles): LocatedViolation[] {
  const { properties, traits, ...rest } = objectOf(component);
  const type = definitionOf(rest);
  const at = ['spec', 'components', i];
  const property = `components[${i}]`;
  if (type === componentName) {
    return [];
  }
  const alike = looksLikeSpec(properties);
  if (typeof type !== 'string') {
    const isMeant = alike || looksLikeSpec(rest) || listOf(traits).some((trait) => String(objectOf(trait).type).startsWith(`${componentName}-`));
    const name = Object.keys(rest).find((each) => definitionOf({ type: rest[each] }) === componentName);
    const fix = `Give type: ${componentName}.`;
    return name !== undefined ? [error([...at, name], { code: 'UnknownProperty', property: member(property, name), problem: 'is not a field of a component', fix: 'Use type.', meant: [`${property}.type`] })]
      : !isMeant ? []
        : [error([...at, 'type'], type === undefined ? { code: 'Required', property: `${property}.type`, problem: 'is missing', fix } : { code: 'InvalidType', property: `${property}.type`, value: type, problem: 'is not text', fix })];
  }
  const isNear = isNearType(type, componentName);
  const isNamed = /dynamo/i.test(type);
  if (definitions.has(type) || !(isNear || alike || isNamed)) {
    return [];
  }
  const given = Object.keys(objectOf(properties));
  const isMeant = alike || (isNamed && ['tableName', 'region'].every((name) => given.includes(name)) && given.every(isTableField));
  // Where there is no table at all, the whole input may be meant for another platform.
  const isAlone = tables.length === 0;
  const isWarning = !isMeant || !(isNear || isAlone);
  return [error([...at, 'type'], {
    code: 'UnknownComponentType',
    ...isWarning ? { severity: 'warning' } : {},
    property: `${property}.type`,
    value: type,
    problem: 'is not the component type of tables, so that this component was not validated',
    fix: `Use ${componentName}${isMeant && !alike ? ' with attributeDefinitions and keySchema' : ''}${isNear || isAlone ? `, or name the ComponentDefinition of your platform: --component-name ${type}` : ''}.${isNear ? '' : ` For a type of somebody else, give its ComponentDefinition among the files${isWarning ? ', or acknowledge this warning' : ''}.`}`,
  })];
}

function validateForeignFormat(object: Json): LocatedViolation[] {
  if (object.kind !== undefined || object.apiVersion !== undefined) {
    return [];
  }
  const described = [object, object.Table, object.TableDescription].find((each) => isObject(each) && 'TableName' in each && ('KeySchema' in each || 'AttributeDefinitions' in each));
  if (described !== undefined) {
    return [error([], { code: 'ForeignFormat', property: 'TableName', problem: 'is what AWS calls it; this is the JSON of DynamoDB (describe-table, create-table), not a Kubernetes object', fix: IMPORT })];
  }
  if (isTerraform(object)) {
    return /"aws_dynamodb_(global_)?table"/.test(JSON.stringify(object)) ? [error([], {
      code: 'ForeignFormat', severity: 'warning', property: 'resources', problem: 'are of Terraform (a state or a plan), so their tables were not validated', fix: IMPORT,
    })] : [];
  }
  if (['aws_dynamodb_table', 'aws_dynamodb_global_table'].some((type) => type in objectOf(object.resource))) {
    return [error(['resource'], {
      code: 'ForeignFormat', severity: 'warning', property: 'resource', problem: 'is the configuration of Terraform, so its tables were not validated', fix: 'Import what terraform show -json prints: npx cdk8s-dynamodb-kro import state.json.',
    })];
  }
  // The Serverless Framework has them one level down, or in a list; a part of a template has them at once.
  const [first] = objectsOf(object.resources).filter(({ Resources }) => isObject(Resources));
  const [resources, at] = isObject(object.resources) || first !== undefined ? [(first ?? objectOf(object.resources)).Resources, ['resources', ...first === undefined ? ['Resources'] : []]]
    : isObject(object.Resources) ? [object.Resources, ['Resources']] : [{ ...object, object }, []];
  const types = Object.values(objectOf(resources)).map((resource) => String(objectOf(resource).Type));
  return types.some((type) => /^AWS::(DynamoDB::(Global)?Table|Serverless::SimpleTable)$/.test(type)) ? [error(at, {
    code: 'ForeignFormat',
    severity: 'warning',
    property: at.join('.') || 'Type',
    problem: at.length > 0 ? 'has tables of CloudFormation, which were not validated' : 'is of CloudFormation, so that this was not validated',
    fix: at.length > 0 ? IMPORT : `Put it under Resources of a template. ${IMPORT}`,
  })] : [];
}

/** What `terraform show -json` prints, or a state file. */
function isTerraform({ format_version: format, terraform_version: version }: Json): boolean {
  return typeof format === 'string' || typeof version === 'string';
}

const TELLING = ['tableName', 'keySchema', 'attributeDefinitions'];

/** Two of its three required fields that nobody else names so, together with a region, tell a table. */
export function looksLikeSpec(value: unknown): boolean {
  return TELLING.filter((name) => name in objectOf(value)).length > 1;
}

function error(at: LocatedViolation['at'], violation: Violation): LocatedViolation {
  return { ...violation, at };
}
