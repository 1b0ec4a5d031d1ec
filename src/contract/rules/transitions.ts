import { API, GUIDE } from './rule';
import { Cel, cel } from '../../print/cel';
import { FIELDS } from '../fields';

/**
 * A rule on a change of a table that exists; only the admission policy sees both sides of it. The view type of a stream
 * is no case of this, though AWS cannot change it: the graph turns the stream off and on again.
 */
export interface Transition {
  readonly code: string;
  readonly statement: string;
  readonly source: string;
  /** A list of messages, empty where the change can be made; `variables.old` is the spec before, `variables.spec` after. */
  readonly cel: Cel;
}

const field = (name: string): Cel => new Cel(`.?${name}`);

export const TRANSITIONS: readonly Transition[] = [
  {
    code: 'Immutable',
    statement: `${FIELDS.filter(({ immutable }) => immutable).map(({ name }) => name).join(', ')} cannot change once the table exists.`,
    source: `${API}API_UpdateTable.html`,
    cel: FIELDS.filter(({ immutable }) => immutable).map(({ name }) =>
      cel`(variables.old${field(name)} == variables.spec${field(name)} ? [] : [${name} + " cannot change once the table exists: declare another table, and move the data"])`)
      .reduce((sum, each) => cel`${sum}\n+ ${each}`),
  },
  {
    code: 'IndexChanged',
    statement: 'The keys and the projection of a global index cannot change under its name.',
    source: `${GUIDE}GSI.OnlineOps.html`,
    cel: cel`variables.old.?globalSecondaryIndexes.orValue([]).filter(o, variables.globals.exists(n, n.indexName == o.indexName && (n.keySchema != o.keySchema || n.projection != o.projection))).map(o, "globalSecondaryIndexes " + o.indexName + ": keys and projection cannot change under one name, give the index a new name")`,
  },
  {
    code: 'AttributeTypeChanged',
    statement: 'The type of an attribute cannot change while a key of the table, or an index that was there, uses it.',
    source: `${API}API_UpdateTable.html`,
    cel: cel`variables.old.attributeDefinitions.filter(o, variables.spec.attributeDefinitions.exists(n, n.attributeName == o.attributeName && n.attributeType != o.attributeType) && (variables.spec.keySchema.exists(k, k.attributeName == o.attributeName) || variables.globals.exists(n, n.keySchema.exists(k, k.attributeName == o.attributeName) && variables.old.?globalSecondaryIndexes.orValue([]).exists(i, i.indexName == n.indexName)))).map(o, "attributeDefinitions: the type of " + o.attributeName + " cannot change while a key uses it")`,
  },
];
