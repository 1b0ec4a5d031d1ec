import { onDemand } from './declared';
import { acted, synced, was } from './facts';
import { any, Cel, cel, CelEntry, celMap } from '../print/cel';

/** The caps of on-demand throughput, of a table and of its indexes: how they are set, and how they are lifted. */

const CAPS = ['maxReadRequestUnits', 'maxWriteRequestUnits'] as const;

// Where AWS tells of lifted caps as -1, that is in sync, and stays.
const lifted = cel`(${acted} && !${synced})`;

interface Cap {
  readonly name: string;
  /** The cap in the contract, as an optional, and whether it is one: -1 says the same as nothing. */
  readonly wanted: Cel;
  readonly isWanted: Cel;
  /** The cap of the Table as last applied, as an optional. */
  readonly had: Cel;
}

/** On-demand caps. -1 lifts a cap, and differs for ever from a table without one: it is rendered where the Table still has the cap, until that is done. */
export function tableCaps(): Cel {
  return optionalCaps(cel`schema.spec.?onDemandThroughput`, cel`${was}.?onDemandThroughput`, (each) => some(each.map(({ name, wanted, isWanted, had }) => {
    const lifts = cel`${onDemand} && (${had}.orValue(0) > 0 || ${had}.orValue(0) == -1 && !${lifted})`;
    return { key: name, value: cel`${isWanted} ? ${wanted} : ${lifts} ? optional.of(-1) : optional.none()`, optional: true };
  })));
}

/**
 * The caps of an index. The controller panics, for ever, where it has to compare a cap of an index with none beside
 * another cap: so where there will be other caps than there were, all are lifted first.
 */
export function indexCaps(): Cel {
  const last = cel`${was}.?globalSecondaryIndexes.orValue([]).filter(o, o.indexName == i.indexName)[?0].?onDemandThroughput`;
  return optionalCaps(cel`i.?onDemandThroughput`, last, (each) => {
    const off = any(each.map(({ had }) => cel`${had}.orValue(0) == -1`));
    const others = any(each.map(({ had, isWanted }) => cel`${had}.hasValue() != (${isWanted})`));
    const lifting = celMap(each.map(({ name, had }) => ({ key: name, value: cel`${had}.optMap(cap, -1)`, optional: true })));
    const rendered = some(each.map(({ name, wanted, isWanted }) => ({ key: name, value: cel`${isWanted} ? ${wanted} : optional.none()`, optional: true })));
    return cel`${onDemand} && had.hasValue() && (${off} ? !${lifted} : ${others}) ? optional.of(${lifting}) : ${rendered}`;
  });
}

function optionalCaps(wanted: Cel, had: Cel, render: (caps: Cap[]) => Cel): Cel {
  return cel`cel.bind(had, ${had}, ${render(CAPS.map((name) => {
    const cap = new Cel(`${wanted.text}.?${name}`);
    return { name, wanted: cap, isWanted: cel`${cap}.orValue(-1) > -1`, had: new Cel(`had.?${name}`) };
  }))})`;
}

/** The map as an optional: none where it has no entry. */
function some(entries: CelEntry[]): Cel {
  return cel`[${celMap(entries)}].filter(map, size(map) > 0)[?0]`;
}

/** A cap of the table, or of an index, is being lifted. */
export const tableCapGoes = cel`${liftedIn(cel`${was}.?onDemandThroughput`)} && !${lifted}`;
export const indexCapGoes = cel`${was}.?globalSecondaryIndexes.orValue([]).exists(o, ${liftedIn(cel`o.?onDemandThroughput`)}) && !${lifted}`;

function liftedIn(throughput: Cel): Cel {
  return cel`(${any(CAPS.map((name) => cel`${new Cel(`${throughput.text}.?${name}`)}.orValue(0) == -1`))})`;
}
