import { isDeepStrictEqual } from 'node:util';
import { kubernetesChanges } from './kubernetes-changes';
import { planFromApplication, planMove, planToApplication } from './move';
import { deletion, KEPT, lossesOf, planOf, previousOf, PROTECTED, refusalsOf, summaryOf } from './outcome';
import { Pair, pairs } from './pair';
import { Plan, TablePlan } from './plan';
import { applicationsIn, DeclaredTable, effective, effectiveAfter, EffectiveSpec, fateOf, Kept, readSide, Side } from './planned-table';
import { PlatformDefaults, platformDefaults } from './platform-defaults';
import { callsToCreate, changesBetween } from '../ack/consequences';
import { wantedState } from '../ack/wanted-state';
import { Json } from '../contract/json';
import { checkTransitions } from '../contract/rules/transitions';
import { describe } from '../contract/violation';
import { PlatformNames } from '../validation/documents';
import { SourceOf } from '../validation/hints';
import { objectsIn } from '../validation/objects';
import { Platform } from '../validation/platform';

/**
 * What becomes of each table in AWS when what was declared is replaced by what will be: the objects that are declared are applied,
 * and then those that are declared no more are deleted, as `kubectl apply --prune`, Argo CD and Flux do it.
 * Throws for a schema in the platform resources that cannot be read.
 * @param sourceOf how a value is written, where that is known
 */
export function makePlan(previous: readonly unknown[], next: readonly unknown[], names: PlatformNames = {}, sourceOf?: SourceOf): Plan {
  const [objectsBefore, objectsAfter] = [previous, next].map(objectsIn);
  const [platformBefore, platformAfter] = [objectsBefore, objectsAfter].map(platformDefaults);
  const was = readSide(objectsBefore, platformBefore, namesOf(names, platformBefore, platformAfter), sourceOf);
  const is = readSide(objectsAfter, platformAfter, namesOf(names, platformAfter, platformBefore), sourceOf);
  const applications = applicationsIn(objectsAfter);
  const all = pairs(was, is);
  const owners = ownersOf(all);
  const planned = all.map((pair) => planPair(pair, was, is, { applications, owners }));
  const tables = planned.filter((table) => table !== undefined);
  return {
    tables: [...tables.filter(({ losses }) => losses.length > 0), ...tables.filter(({ losses }) => losses.length === 0)],
    unchanged: planned.length - tables.length,
  };
}

function namesOf(given: PlatformNames, platform: PlatformDefaults, other: PlatformDefaults): PlatformNames {
  return {
    apiGroup: given.apiGroup ?? platform.names.apiGroup ?? other.names.apiGroup,
    componentName: given.componentName ?? platform.names.componentName ?? other.names.componentName,
  };
}

interface Context {
  readonly applications: ReadonlyMap<string, Json>;
  readonly owners: ReadonlyMap<string, DeclaredTable>;
}

/**
 * The object that each table in AWS belongs to: one that was there before, or the first. By namespace, since IAMRoleSelectors
 * may give each one an AWS account of its own.
 */
function ownersOf(all: readonly Pair[]): Map<string, DeclaredTable> {
  const declared = all.filter((pair): pair is Pair & { is: DeclaredTable } => pair.is !== undefined);
  const [there, coming] = [declared.filter(({ was }) => was !== undefined), declared.filter(({ was }) => was === undefined)];
  // The last of a key holds.
  return new Map([...there, ...coming].reverse().map(({ is }) => [placeOf(is), is] as const));
}

function placeOf({ table, namespace }: DeclaredTable): string {
  return `${namespace}/${table}`;
}

function planPair({ was, is, renamed }: Pair, before: Side, after: Side, { applications, owners }: Context): TablePlan | undefined {
  const platform = after.platform.rules ?? before.platform.rules;
  // What is of another type cannot be compared: no cluster has it, and none takes it.
  const [wrong] = was?.wrongTypes() ?? [];
  if (wrong !== undefined) {
    throw new Error(`${was!.declaration.resource}: ${describe(wrong)}`);
  }
  if (is !== undefined && is.wrongTypes().length > 0) {
    return planOf(is, {
      action: 'refuse',
      summary: was === undefined ? REFUSED_NEW : REFUSED_CHANGE,
      refusals: refusalsOf(is.validate(platform)),
      ...was === undefined ? {} : previousOf(was, is),
    });
  }
  if (was === undefined) {
    const owner = owners.get(placeOf(is!))!;
    return planNew(is!, effective(is!, after, before), platform, { renamed, twin: owner === is ? undefined : owner });
  }
  const specBefore = effective(was, before, after);
  const kept = fateOf(was, specBefore, was.owner === undefined ? undefined : applications.get(was.owner));
  if (is === undefined) {
    return planGone(was, specBefore, kept, renamed);
  }
  if (was.object === is.object && was.owner === is.owner) {
    return planChange(was, is, specBefore, effectiveAfter(is, after, specBefore, was, before), platform);
  }
  const move = { was, is, before: specBefore, after: effective(is, after, before), kept, platform };
  return was.object !== is.object ? planMove(move) : is.owner === undefined ? planFromApplication(move) : planToApplication(move);
}

const REFUSED_NEW = 'The API server rejects it, and nothing is created.';
const REFUSED_CHANGE = 'The API server rejects the change, and the table stays as it is.';

interface Related {
  readonly renamed?: DeclaredTable;
  /** Another object that declares the same table. */
  readonly twin?: DeclaredTable;
}

function planNew(table: DeclaredTable, { spec, defaults }: EffectiveSpec, platform: Platform | undefined, { renamed, twin }: Related): TablePlan {
  const refusals = refusalsOf(table.validate(platform));
  if (refusals.length > 0) {
    return planOf(table, { action: 'refuse', summary: REFUSED_NEW, refusals });
  }
  if (twin !== undefined) {
    return planOf(table, {
      action: 'conflict',
      summary: spec.adoptionPolicy === undefined ? 'ACK does not take over a table that another object manages, and the new object does not become ready.' : 'Two objects manage one table, and each sets it back to what it declares.',
      refusals: [{ code: 'DuplicateTable', problem: `The table is declared by ${twin.declaration.resource} too`, fix: 'Declare each table once, or give it another name.' }],
    });
  }
  const calls = callsToCreate(wantedState(spec, defaults));
  const newName = renamed === undefined ? '' : ` It looks like ${renamed.tableName} under another name, but DynamoDB cannot rename a table: the data stays behind.`;
  switch (spec.adoptionPolicy) {
    case 'adopt':
      return planOf(table, {
        action: 'adopt', summary: `The table that exists in AWS is taken over, and changed to what is declared.${newName} Where there is none, nothing is created.`, calls: ['TagResource'],
      });
    case 'adopt-or-create':
      return planOf(table, {
        action: 'adopt', summary: `Where the table exists in AWS it is taken over, and changed to what is declared; otherwise a new, empty table is created.${newName}`, calls,
      });
    default:
      return planOf(table, { action: 'create', summary: `A new, empty table is created.${newName}`, calls });
  }
}

function planGone(table: DeclaredTable, before: EffectiveSpec, kept: Kept, renamed?: DeclaredTable): TablePlan {
  const newName = renamed === undefined ? '' : ` ${renamed.tableName} looks like this table under another name, but DynamoDB cannot rename a table: it is a new, empty one.`;
  if (kept !== undefined) {
    return planOf(table, { action: 'keep', summary: `${KEPT[kept]}${newName}`, refusals: kept === 'protection' ? [PROTECTED] : [] });
  }
  const { losses, calls, changes } = deletion(table, before);
  return planOf(table, { action: 'delete', summary: `The table is deleted from AWS, with its data.${newName}`, losses, calls, changes });
}

/** The same object, before and after. */
function planChange(was: DeclaredTable, is: DeclaredTable, before: EffectiveSpec, after: EffectiveSpec, platform?: Platform): TablePlan | undefined {
  if (isDeepStrictEqual([was.account, before], [is.account, after])) {
    return undefined;
  }
  const [stateBefore, stateAfter] = [before, after].map(({ spec, defaults }) => wantedState(spec, defaults));
  const changes = [...changesBetween(stateBefore, stateAfter), ...kubernetesChanges(was, is, before.spec, after.spec)];
  const refusals = isDeepStrictEqual(before.spec, after.spec) ? []
    : refusalsOf([...is.validate(platform), ...checkTransitions(before.spec, after.spec)]);
  if (refusals.length > 0) {
    return planOf(is, { action: 'refuse', summary: REFUSED_CHANGE, refusals, ...previousOf(was, is) });
  }
  return changes.length === 0 ? undefined : planOf(is, {
    action: 'change', summary: summaryOf(changes), changes: changes, calls: changes.flatMap(({ calls }) => calls), losses: lossesOf(changes), ...previousOf(was, is),
  });
}
