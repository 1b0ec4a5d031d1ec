import { LocatedViolation } from './located';
import { isObject, Json, listOf, objectOf } from '../contract/json';
import { API_VERSION, KIND } from '../contract/names';
import { didYouMean, Violation } from '../contract/violation';

const IMPORT = 'Convert it: npx cdk8s-dynamodb-kro import FILE.';

/**
 * What is wrong with an object that is plainly meant as a table, but that no cluster would take for one: another group, version,
 * kind or component type, or what AWS prints. Other objects are no concern of ours.
 */
export function validateNearlyOurs(object: Json, apiGroup: string, componentName: string): LocatedViolation[] {
  return object.kind === 'Application' && isOam(object)
    ? listOf(objectOf(object.spec).components).flatMap((component, i) => validateComponentType(component, i, componentName))
    : [...validateApi(object, apiGroup), ...validateForeignFormat(object)];
}

export function isOam({ apiVersion }: Json): boolean {
  return String(apiVersion).startsWith('core.oam.dev/');
}

function validateApi(object: Json, apiGroup: string): LocatedViolation[] {
  const { apiVersion, kind, spec } = object;
  const wanted = `${apiGroup}/${API_VERSION}`;
  if (kind === undefined && apiVersion === undefined) {
    return looksLikeSpec(object) ? [error([], {
      code: 'UnknownApi', property: 'kind', problem: 'is missing, so that this is no Kubernetes object', fix: `Put the fields under spec of an object with apiVersion ${wanted} and kind ${KIND}.`,
    })] : [];
  }
  const near = kind === undefined ? '' : didYouMean(String(kind).slice(0, 100), [KIND]);
  const [group] = String(apiVersion).split('/');
  const alike = looksLikeSpec(spec);
  if (group === apiGroup && kind !== KIND && (near !== '' || alike)) {
    return [error(['kind'], { code: 'UnknownApi', property: 'kind', value: kind, problem: `is not a kind of the API ${wanted}`, fix: `Use ${KIND}.` })];
  }
  if (group === apiGroup && kind === KIND && apiVersion !== wanted) {
    return [error(['apiVersion'], { code: 'UnknownApi', property: 'apiVersion', value: apiVersion, problem: 'is not a version of the API', fix: `Use ${wanted}.` })];
  }
  if (group !== apiGroup && near !== '' && (alike || kind === KIND)) {
    // Somebody else may have a kind of this name, with other fields.
    const severity = alike ? {} : { severity: 'warning' as const };
    return [error(['apiVersion'], {
      code: 'UnknownApi',
      ...severity,
      property: 'apiVersion',
      value: apiVersion,
      problem: `is not the API of tables, so that this ${String(kind)} was not validated`,
      fix: `Use ${wanted}, or name the API group of your platform: --api-group ${group}.`,
    })];
  }
  return [];
}

function validateComponentType(component: unknown, i: number, componentName: string): LocatedViolation[] {
  const { type, properties } = objectOf(component);
  if (typeof type !== 'string' || type === componentName) {
    return [];
  }
  const near = didYouMean(type.slice(0, 100), [componentName]) !== '' || type.startsWith(`${componentName}-`);
  const alike = looksLikeSpec(properties);
  if (!near && !alike) {
    return [];
  }
  return [error(['spec', 'components', i, 'type'], {
    code: 'UnknownComponentType',
    ...(alike ? {} : { severity: 'warning' }),
    property: `components[${i}].type`,
    value: type,
    problem: 'is not the component type of tables, so that this component was not validated',
    fix: `Use ${componentName}, or name the ComponentDefinition of your platform: --component-name ${type}.`,
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
  const types = Object.values(objectOf(object.Resources)).map((resource) => String(objectOf(resource).Type));
  return types.some((type) => /^AWS::DynamoDB::(Global)?Table$/.test(type)) ? [error(['Resources'], {
    code: 'ForeignFormat', severity: 'warning', property: 'Resources', problem: 'has tables of CloudFormation, which were not validated', fix: IMPORT,
  })] : [];
}

const TELLING = ['tableName', 'keySchema', 'attributeDefinitions'];

/** Two of its three required fields that nobody else names so, together with a region, tell a table. */
function looksLikeSpec(value: unknown): boolean {
  return TELLING.filter((name) => name in objectOf(value)).length > 1;
}

function error(at: LocatedViolation['at'], violation: Violation): LocatedViolation {
  return { ...violation, at };
}
