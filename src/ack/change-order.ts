import { spec, viewType } from './declared';
import { waits, was } from './facts';
import { any, Cel, cel } from '../print/cel';

export interface Turn {
  /** What the change is called in the graph. */
  readonly name: string;
  /** The Table is not as declared in this, as it was last applied. */
  readonly change: Cel;
  /** The field that waits for its turn; the others have theirs at once. */
  readonly field?: string;
}

/**
 * What ACK must not be asked for at once, in the order in which they have their turns: it puts the billing mode, table
 * class, deletion protection and stream into one call, which AWS refuses; and contributor insights right after one that
 * makes the table UPDATING, upon which it gives up. A field waits while one before it still changes; an annotation says
 * so to the next reconcile.
 */
export const TURNS: readonly Turn[] = [
  { name: 'billingModeChanges', change: changes('billingMode') },
  { name: 'indexGoes', change: cel`${was}.?globalSecondaryIndexes.orValue([]).exists(o, !schema.spec.?globalSecondaryIndexes.orValue([]).exists(i, i.indexName == o.indexName))` },
  { name: 'tableClassChanges', field: 'tableClass', change: changes('tableClass') },
  { name: 'protectionChanges', field: 'deletionProtectionEnabled', change: changes('deletionProtectionEnabled') },
  {
    name: 'insightsChange',
    field: 'contributorInsights',
    change: cel`${was}.?contributorInsights.orValue("DISABLE") != (schema.spec.?contributorInsights.orValue(false) ? "ENABLE" : "DISABLE")`,
  },
  {
    name: 'streamChanges',
    field: 'streamSpecification',
    change: cel`(${spec('streamEnabled')} ? ${was}.?streamSpecification.?streamViewType != optional.of(${viewType}) : ${was}.?streamSpecification.hasValue())`,
  },
];

function changes(field: string): Cel {
  return cel`${new Cel(`${was.text}.?${field}`)}.orValue(${spec(field)}) != ${spec(field)}`;
}

/** The field stays as it was last applied: something waits, or what has its turn before it still changes. */
export function turnOf(field: string): Cel {
  return any([waits, ...TURNS.slice(0, TURNS.findIndex((turn) => turn.field === field)).map(({ name }) => new Cel(name))]);
}

/** A field waits for its turn. */
export function waitsForTurn(): Cel {
  return any(TURNS.flatMap(({ name, field }) => field ? [cel`(${turnOf(field)}) && ${new Cel(name)}`] : []));
}
