import { API, Finding, GUIDE, Spec } from './rule';
import { Cel, cel } from '../../print/cel';
import { FIELDS } from '../fields';
import { sameValue } from '../same';
import { Field, keyOfItems } from '../shape';
import { TableSpec } from '../table-spec';
import { Violation } from '../violation';

/**
 * A rule on a change of a table that exists; only the admission policy sees both sides of it, and the plan of a change. The two
 * forms say the same; the conformance check `plan` holds them against each other. The view type of a stream is no case of this,
 * though AWS cannot change it: the graph turns the stream off and on again.
 */
export interface Transition {
  readonly code: string;
  readonly statement: string;
  readonly source: string;
  /** A list of messages, empty where the change can be made; `variables.old` is the spec before, `variables.spec` after. */
  readonly cel: Cel;
  /** For the plan of a change. Is given two specs that are valid by themselves. */
  readonly check: (old: Spec, spec: Spec) => Finding[];
}

const field = (name: string): Cel => new Cel(`.?${name}`);

/** What the order of says nothing to DynamoDB, nor to ACK, which compares these lists as sets. No name is in one twice. */
const sameNames = cel`size(n.projection.?nonKeyAttributes.orValue([])) == size(o.projection.?nonKeyAttributes.orValue([])) && n.projection.?nonKeyAttributes.orValue([]).all(a, a in o.projection.?nonKeyAttributes.orValue([]))`;
const sameIndex = cel`n.keySchema == o.keySchema && n.projection.projectionType == o.projection.projectionType && ${sameNames}`;

/** The old and the new value of an immutable field are the same. A list whose items have a key is one of indexes. */
function unchanged({ name, shape }: Field): Cel {
  const [before, after] = ['old', 'spec'].map((side) => new Cel(`variables.${side}${field(name)}`));
  return keyOfItems(shape) === undefined ? cel`${before} == ${after}` : cel`${before} == ${after} || size(${before}.orValue([])) == size(${after}.orValue([])) && ${after}.orValue([]).all(n, ${before}.orValue([]).exists(o, o.indexName == n.indexName && ${sameIndex}))`;
}

const IMMUTABLE = FIELDS.filter(({ immutable }) => immutable);

export const TRANSITIONS: readonly Transition[] = [
  {
    code: 'Immutable',
    statement: `${IMMUTABLE.map(({ name }) => name).join(', ')} cannot change once the table exists. The order of local indexes, and of what they project, is no change.`,
    source: `${API}API_UpdateTable.html`,
    cel: IMMUTABLE.map((each) =>
      cel`(${unchanged(each)} ? [] : [${each.name} + " cannot change once the table exists: declare another table, and move the data"])`)
      .reduce((sum, each) => cel`${sum}\n+ ${each}`),
    check: (old, spec) => FIELDS.filter(({ immutable }) => immutable).map(({ name }) => name as keyof Spec)
      .filter((name) => !sameValue(old[name], spec[name]))
      .map((property) => ({ property, problem: 'cannot change once the table exists', fix: 'Declare another table, and move the data.' })),
  },
  {
    code: 'IndexChanged',
    statement: 'The keys and the projection of a global index cannot change under its name. The order of what it projects is no change.',
    source: `${GUIDE}GSI.OnlineOps.html`,
    cel: cel`variables.old.?globalSecondaryIndexes.orValue([]).filter(o, !(o in variables.globals)).filter(o, variables.globals.exists(n, n.indexName == o.indexName && !(${sameIndex}))).map(o, "globalSecondaryIndexes " + o.indexName + ": keys and projection cannot change under one name, give the index a new name")`,
    check: (old, spec) => (old.globalSecondaryIndexes ?? []).flatMap(({ indexName, keySchema, projection }): Finding[] => {
      const i = (spec.globalSecondaryIndexes ?? []).findIndex((index) => index.indexName === indexName);
      const index = spec.globalSecondaryIndexes?.[i];
      return index === undefined || (sameValue(keySchema, index.keySchema) && sameValue(projection, index.projection)) ? [] : [{
        property: `globalSecondaryIndexes[${i}]`, value: indexName, problem: 'cannot change its keys or projection under one name', fix: 'Give the index a new name.',
      }];
    }),
  },
  {
    code: 'AttributeTypeChanged',
    statement: 'The type of an attribute cannot change while a key of the table, a local index, or a global index that was there uses it.',
    source: `${API}API_UpdateTable.html`,
    cel: cel`variables.old.attributeDefinitions.filter(o, !(o in variables.spec.attributeDefinitions) && o.attributeName in variables.attributeNames && variables.keptKeys.exists(names, o.attributeName in names)).map(o, "attributeDefinitions: the type of " + o.attributeName + " cannot change while a key uses it")`,
    check: (old, spec) => (old.attributeDefinitions ?? []).flatMap(({ attributeName, attributeType }): Finding[] => {
      const i = (spec.attributeDefinitions ?? []).findIndex((definition) => definition.attributeName === attributeName);
      const value = spec.attributeDefinitions?.[i]?.attributeType;
      const were = new Set((old.globalSecondaryIndexes ?? []).map(({ indexName }) => indexName));
      const kept = (spec.globalSecondaryIndexes ?? []).filter(({ indexName }) => were.has(indexName));
      const isKey = [spec, ...kept, ...(spec.localSecondaryIndexes ?? [])]
        .some(({ keySchema = [] }) => keySchema.some((key) => key.attributeName === attributeName));
      return i < 0 || value === attributeType || !isKey ? [] : [{
        property: `attributeDefinitions[${i}].attributeType`, value, problem: `of ${attributeName} cannot change while a key uses it`, fix: `Keep ${attributeType ?? 'it'}, or use another attribute.`,
      }];
    }),
  },
];

/** Every transition on this change. */
export function checkTransitions(old: TableSpec, spec: TableSpec): Violation[] {
  return TRANSITIONS.flatMap(({ code, check }) => check(old, spec).map((finding) => ({ code, ...finding })));
}
