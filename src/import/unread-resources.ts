import { dirname, relative, resolve } from 'node:path';
import { Resolver } from './intrinsics';
import { Limit } from './limits';
import { Unresolved } from './part';
import { Json, objectOf } from '../contract/json';

/** A part of a template that is not read, and may hold tables or change them. */
export interface Unread extends Limit {
  readonly path: string;
}

const OTHER_TABLES = 'resources that may hold other tables';
const PROCESSED = 'Import what aws cloudformation get-template --template-stage Processed prints.';

/** Resources that stand for resources of another template, by the property that says where that is. */
const HOLDERS: ReadonlyArray<{ readonly type: RegExp; readonly text: string; readonly location?: string }> = [
  { type: /^AWS::CloudFormation::Stack$/, location: 'TemplateURL', text: 'It is a nested stack, whose template is not in the input. Import that too.' },
  { type: /^AWS::Serverless::Application$/, location: 'Location', text: 'It is an application, whose template is not in the input. Import that too.' },
  { type: /^AWS::CloudFormation::StackSet$/, text: 'It is a stack set, whose template is not in the input. Import that too.' },
  { type: /^AWS::ServiceCatalog::CloudFormationProvisionedProduct$/, text: 'It is a product, whose template is not in the input. Import that too.' },
  { type: /::MODULE$/, text: `It is a module, whose resources are not in the template. ${PROCESSED}` },
];

/** Transforms of AWS that bring no table and change none, but for those of SAM, which are read. */
const HARMLESS = /^AWS::(Serverless-|LanguageExtensions$|CodeDeployBlueGreen$|SecretsManager-|CodeStar$)/;

/**
 * Entries among the resources that are not read: functions in their place, and those that stand for others.
 * @param templates the files of the templates that are in the input
 */
export function unreadResources(resources: Json, file: string, prefix: string | undefined, templates: readonly string[]): Unread[] {
  return Object.entries(resources).flatMap(([id, resource]): Unread[] => {
    const path = [prefix, 'Resources', id].filter(Boolean).join('.');
    const found = (text: string, what = OTHER_TABLES, place = path): Unread[] => [{ what, effect: 'unknown', text, path: place }];
    if (resource instanceof Unresolved) {
      return found(resource.reason);
    }
    if (id.startsWith('Fn::')) {
      return found(`${id} is resolved by CloudFormation only. ${PROCESSED}`);
    }
    const { Type: type, Properties: properties, 'Fn::Transform': transform } = objectOf(resource);
    if (transform !== undefined) {
      return found(`Fn::Transform is resolved by CloudFormation only. ${PROCESSED}`);
    }
    const holder = HOLDERS.find((each) => each.type.test(String(type)));
    if (holder === undefined) {
      return [];
    }
    const { Parameters: parameters } = objectOf(properties);
    const template = nestedTemplate(resource, file, templates);
    // CDK gives the child what it refers to, and no default for it.
    const given = Object.keys(objectOf(parameters)).filter((name) => !/^(referenceto|AssetParameters)/.test(name));
    return template === undefined ? found(holder.text)
      : given.length === 0 ? []
        : found(`${template} is read with the defaults of its parameters. Import it alone, with ${given.map((name) => `--parameter ${name}=VALUE`).join(' ')}.`, 'parameters of the nested stack', `${path}.Properties.Parameters`);
  });
}

/** Types that are read beside those of tables. */
const OF_TABLES = /DynamoDB|ScalableTarget|ScalingPlan/;

/**
 * What is told of a resource where its condition does not hold; undefined where it holds, or may.
 * The stack may have what a default leaves out.
 */
export function leftOut({ Type: type, Condition: condition, Properties: properties }: Json, path: string, resolver: Resolver): Unread[] | undefined {
  resolver.defaults.clear();
  if (typeof condition !== 'string' || resolver.condition(condition) !== false) {
    return undefined;
  }
  const [name, defaults] = [String(type), [...resolver.defaults.keys()]];
  const found = (effect: 'note' | 'unknown', text: string): Unread[] => [{ what: `condition ${condition}`, effect, text, path: `${path}.Condition` }];
  const isTold = isTable(name) || OF_TABLES.test(name) && /dynamodb/i.test(name + JSON.stringify(properties)) || HOLDERS.some((each) => each.type.test(name));
  return defaults.length > 0 && isTold ? found('unknown', `It is false by default, so the resource is left out. If the stack has other values, give ${defaults.map((each) => `--parameter ${each}=VALUE`).join(' ')}.`)
    : isTable(name) ? found('note', 'It is false, so the stack does not have the table.') : [];
}

function isTable(type: string): boolean {
  return /^AWS::DynamoDB::|::SimpleTable$/.test(type);
}

/**
 * The file of the template of a nested stack, if the input has it.
 * @param parent the file of the template that the resource is in
 */
export function nestedTemplate(resource: unknown, parent: string, templates: readonly string[]): string | undefined {
  const { Type: type, Properties: properties, Metadata: metadata } = objectOf(resource);
  const holder = HOLDERS.find((each) => each.type.test(String(type)));
  const places = [objectOf(properties)[holder?.location ?? ''], objectOf(metadata)['aws:asset:path']];
  const folder = dirname(parent);
  // A bucket has the folders of the template, below one of its own.
  const isAt = (place: unknown, file: string): boolean => typeof place === 'string' && (place.includes('://') ? place.endsWith(`/${relative(folder, file)}`) : resolve(folder, place) === resolve(file));
  return templates.find((file) => file !== parent && places.some((place) => isAt(place, file)));
}

/** Macros of the whole template. */
export function unreadTransforms(template: Json, prefix: string | undefined): Unread[] {
  return ['Transform', 'Fn::Transform'].flatMap((property) => [template[property]].flat().filter((each) => each !== undefined).flatMap((each): Unread[] => {
    const name = typeof each === 'string' ? each : String(objectOf(each).Name);
    return HARMLESS.test(name) ? [] : [{
      what: `transform ${name}`, effect: 'unknown', text: `It may add tables, or change those of the template. ${PROCESSED}`, path: [prefix, property].filter(Boolean).join('.'),
    }];
  }));
}
