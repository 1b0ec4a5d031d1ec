import { COMPONENT_SHAPE, namesIn, TRAIT_SHAPE } from './application-shape';
import { FIELDS } from '../contract/fields';
import { isObject, Json } from '../contract/json';
import { didYouMean, member, Violation } from '../contract/violation';

/** What a table stands in: its own object, a component of an Application, or a trait of one. */
export interface Envelope {
  readonly what: string;
  /** The fields that it has. */
  readonly fields: readonly string[];
  /** That which holds the fields of the table. */
  readonly inner: string;
}

const METADATA: readonly string[] = ['name', 'namespace', 'labels', 'annotations'];

export const TABLE_OBJECT: Envelope = { what: 'a DynamoDBTable', fields: ['apiVersion', 'kind', 'metadata', 'spec', 'status'], inner: 'spec' };

export const COMPONENT: Envelope = { what: 'a component', fields: namesIn(COMPONENT_SHAPE), inner: 'properties' };

export const TRAIT: Envelope = { what: 'a trait', fields: namesIn(TRAIT_SHAPE), inner: 'properties' };

export const OF_SPEC = ['policies', 'workflow', 'components'];
export const OUT_OF_COMPONENTS = 'Move it out of components, under spec.';

/** The fields of an object around a table that it does not have: the API server would reject or drop them with all that is in them. */
export function validateEnvelope(object: Json, { what, fields, inner }: Envelope, path = ''): Violation[] {
  return Object.keys(object).filter((name) => !fields.includes(name) && object[name] !== undefined).map((name) => ({
    code: 'UnknownProperty', property: member(path, name), problem: `is not a field of ${what}`, fix: fixFor(name, object, { what, fields, inner }),
  }));
}

/** The fields of the table stand under another name, so that they are not missing besides. */
export function innerIsMisnamed(object: Json, { fields, inner }: Envelope): boolean {
  const isMissing = object[inner] === undefined || object[inner] === null;
  return isMissing && Object.keys(object).some((name) => !fields.includes(name) && (isObject(object[name]) || isTableField(name.trim())));
}

function fixFor(name: string, object: Json, { fields, inner }: Envelope): string {
  if (/^\s/.test(name)) {
    return 'It begins with a space that YAML does not know, such as a non-breaking one: type the spaces again.';
  }
  if (isTableField(name)) {
    return `Move it under ${inner}.`;
  }
  if (METADATA.includes(name) && fields.includes('metadata')) {
    return 'Move it under metadata.';
  }
  if (fields.includes('dependsOn') && OF_SPEC.includes(name)) {
    return OUT_OF_COMPONENTS;
  }
  const near = didYouMean(name, fields).trim() || (object[inner] !== undefined ? '' : nearTableField(name, inner));
  return near || (isObject(object[name]) && object[inner] === undefined ? `Use ${inner}.` : 'Remove it.');
}

function nearTableField(name: string, inner: string): string {
  const near = didYouMean(name, FIELDS.map((field) => field.name)).trim();
  return near && `${near} Move it under ${inner}.`;
}

export function isTableField(name: string): boolean {
  return FIELDS.some((field) => field.name === name);
}
