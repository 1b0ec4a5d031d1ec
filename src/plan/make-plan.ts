import { isDeepStrictEqual } from 'node:util';
import { withBackupsGone } from './backups-gone';
import { planChange, rejectedChange } from './change';
import { deployersGone, forcingIn } from './deployers';
import { withoutFailing } from './failing';
import { fateOf, keepsObject, Kept, unlessTakenOver } from './fate';
import { faultsIn, sharedFaults, unreadIn } from './faults';
import { asReplica, deletedAsReplica, deletersOf, globalTablesOf } from './global-tables';
import { Going, idOf, whatGoes } from './going';
import { compositesGone, graphsGone } from './graphs';
import { heldBack, missesField, NOT_APPLIED, NOT_PUBLISHED } from './held-back';
import { secretOf } from './kubernetes-changes';
import { rulesFor } from './kubevela-policies';
import { madeAnew, missingField } from './made-anew';
import { Move, planHandover, planMadeAnew, planMove, planRejectedMove, planToApplication, STILL_DECLARED } from './move';
import { namesakeText, PlannedCluster } from './namesakes';
import { withoutNamespace } from './no-namespace';
import { notBuilt } from './not-built';
import { besideOther, declaredBeside, declares, leavesTo, withOthers, withOwners } from './one-object';
import { KEPT, LEFT, NOT_ADOPTED, planOf, previousOf, PROTECTED, rejectionOf, rejectionsOf, rejects, removal, UNCHANGED, unlessBackups, warningsOf } from './outcome';
import { ownersIn } from './owner';
import { grouped, Pair, pairs, withGoing } from './pair';
import { byLoss, Plan, Rejection, TablePlan } from './plan';
import { DeclaredTable, effective, effectiveAfter, EffectiveSpec, readSide, Side } from './planned-table';
import { PlatformDefaults, platformDefaults } from './platform-defaults';
import { platformGone } from './platform-gone';
import { hookOf } from './pruning';
import { madeByKro, rawObjectsGone, RawTable, rawTables } from './raw-objects';
import { retainingIn } from './retaining';
import { rolesOf } from './roles';
import { callsToCreate } from '../ack/changes';
import { WantedState, wantedState } from '../ack/wanted-state';
import { Json, objectsOf } from '../contract/json';
import { describe, show } from '../contract/violation';
import { definitionOf } from '../validation/definition-of';
import { SourceOf } from '../validation/hints';
import { objectsIn } from '../validation/objects';
import { validatePatchTrait } from '../validation/patch-traits';
import { ANY_PLATFORM, Platform } from '../validation/platform';
import { PlatformNames } from '../validation/platform-names';

export interface PlanOptions {
  readonly names?: PlatformNames;
  /** Documents with the platform resources of the cluster, which hold where the others have none. */
  readonly platform?: readonly unknown[];
  /** How a value is written, where that is known. */
  readonly sourceOf?: SourceOf;
}

/**
 * What becomes of each table in AWS when what was declared is replaced by what will be: the objects that are declared are applied,
 * and then those that are declared no more are deleted, as `kubectl apply --prune`, Argo CD and Flux do it.
 * Throws for a schema in the platform resources that cannot be read.
 */
export function makePlan(...given: Parameters<typeof planCluster>): Plan {
  return planCluster(...given).plan;
}

/** @param hasTables whether another folder has tables that this cluster may have, before and after */
export function planCluster(
  previous: readonly unknown[], next: readonly unknown[], { names = {}, platform = [], sourceOf }: PlanOptions = {},
  hasTables: readonly [boolean, boolean] = [false, false],
): PlannedCluster {
  const [objectsBefore, declaredAfter, platformObjects] = [previous, next, platform].map(objectsIn);
  const { objects: objectsAfter, unread: failing } = withoutFailing(objectsBefore, declaredAfter);
  const [platformBefore, platformAfter] = [objectsBefore, objectsAfter].map((objects) => platformDefaults([...objects, ...platformObjects]));
  const { rolesBefore, roles, rejected } = rolesOf(objectsBefore, objectsAfter, platformObjects);
  const [namesBefore, namesAfter] = [namesOf(names, platformBefore, platformAfter), namesOf(names, platformAfter, platformBefore)];
  const retaining = retainingIn(objectsAfter, objectsBefore);
  const goingOf = whatGoes(objectsBefore, objectsAfter);
  const later = new Map(objectsAfter.map((object) => [idOf(object), object]));
  const graphs = graphsGone(objectsBefore, objectsAfter, goingOf);
  const wasAll = readSide([...objectsBefore, ...graphs.made], platformBefore, {
    names: namesBefore,
    roles: rolesBefore,
    retaining: retainingIn(objectsBefore),
    sourceOf,
  });
  const isAll = readSide(objectsAfter, platformAfter, { names: namesAfter, roles, retaining, sourceOf });
  const [applicationsBefore, applications] = [objectsBefore, objectsAfter].map(ownersIn);
  const was = withOwners(wasAll, (table) => !declares(isAll, table), (table) => declares(isAll, table) ? undefined : leavesTo(table, wasAll, isAll));
  const is = withOwners(isAll, (table) => was.tables.get(table.object)?.owner?.name === table.owner?.name);
  const all = [...withOthers(withGoing(pairs(was, is), is, goingOf), wasAll), ...declaredBeside(isAll, is, wasAll)];
  const owners = ownersOf(all);
  const namesakes = grouped([...is.tables.values()], ({ table }) => table);
  const rules = is.platform.rules ?? was.platform.rules;
  const stillRetaining = new Set([...was.retaining].filter((namespace) => retaining.has(namespace)));
  const others = rawTables(objectsBefore, objectsAfter, later, stillRetaining);
  const goneFrom = { ...was, retaining: stillRetaining };
  const [template, newTemplate] = [platformBefore.template, platformAfter.template];
  const isRendered = template !== undefined && newTemplate !== undefined && template !== newTemplate;
  const context = { isRendered, applicationsBefore, applications, owners, namesakes, others, forcingOf: forcingIn(objectsAfter), goneFrom };
  const specBefore = (table: DeclaredTable): EffectiveSpec => effective(table, context.goneFrom, context.goneFrom);
  const planned = all.map((pair) => withWait(withWarnings(planPair(pair, was, is, context), pair, rules), pair))
    .map((table, i) => withBackupsGone(withSecretGone(table, all[i], goingOf), all[i], goingOf, specBefore));
  const globalOf = globalTablesOf(was);
  const ours = withFaults(withReplicas(planned, all, globalOf, was, is), all, globalOf).filter((table) => table !== undefined);
  const raw = rawObjectsGone([...objectsBefore, ...graphs.made], later, goingOf, stillRetaining);
  const tables = [...ours, ...raw];
  const made = wasAll.all.size === 0 ? madeByKro(objectsBefore) : [];
  const near = [
    ...made,
    ...rejected,
    ...failing,
    ...unreadIn(objectsBefore, namesBefore),
    ...graphs.unread,
    ...withoutNamespace(objectsBefore, objectsAfter),
    ...isAll.all.size === 0 && !hasTables[1] ? [] : platformGone(objectsBefore, new Set([...later.keys(), ...platformObjects.map(idOf)])),
    ...compositesGone(objectsBefore, later),
    ...notBuilt(objectsBefore, objectsAfter, wasAll.all.size > 0, hasTables[0]),
    ...deployersGone(objectsBefore, later, goingOf, namesBefore.apiGroup),
    ...faultsIn(objectsAfter, { ...rules ?? ANY_PLATFORM, names: namesAfter }),
  ];
  const unread = [...new Map(near.map((each) => [JSON.stringify(each), each])).values()]
    .filter(({ code, resource }) => code !== 'UnknownApi' || ![...raw, ...made].some((table) => table.resource === resource));
  const plan = { tables: byLoss(tables), unchanged: all.length - ours.length, ...unread.length === 0 ? {} : { unread } };
  return { plan, declared: [...is.tables.values()] };
}

function namesOf(given: PlatformNames, platform: PlatformDefaults, other: PlatformDefaults): PlatformNames {
  return {
    apiGroup: given.apiGroup ?? platform.names.apiGroup ?? other.names.apiGroup,
    componentName: given.componentName ?? platform.names.componentName ?? other.names.componentName,
  };
}

/** The connection Secret goes with its namespace, and kro cannot write it again. */
function withSecretGone(table: TablePlan | undefined, { is }: Pair, goingOf: ReturnType<typeof whatGoes>): TablePlan | undefined {
  const secret = is && secretOf(is, is.declaration.spec);
  const namespace = secret?.split('/')[0];
  const going = is === undefined || namespace === is.namespace || table?.action === 'reject' ? undefined : goingOf({ kinds: [], namespace });
  const known = going && (table ?? planOf(is!, { action: 'conflict', summary: UNCHANGED }));
  return known === undefined ? table
    : { ...known, action: known.losses.length > 0 ? known.action : 'conflict', rejections: [...known.rejections, { ...BEING_DELETED, problem: `${going!.reason.slice(0, -1)}, as the Secret ${secret!} does` }] };
}

interface Context {
  /** Whether KubeVela renders tables in another way than before. */
  readonly isRendered: boolean;
  readonly applicationsBefore: ReadonlyMap<string, Json>;
  readonly applications: ReadonlyMap<string, Json>;
  readonly owners: ReadonlyMap<string, DeclaredTable>;
  /** The objects that declare a table of one account, name and region, as far as that is known. */
  readonly namesakes: ReadonlyMap<string, readonly DeclaredTable[]>;
  /** Those of other kinds. */
  readonly others: readonly RawTable[];
  readonly forcingOf: ReturnType<typeof forcingIn>;
  /** The side before, with the namespaces in which ACK retained what goes, and still does. */
  readonly goneFrom: Side;
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

function withWait(table: TablePlan | undefined, { is, isOneOfSeveral }: Pair): TablePlan | undefined {
  const besides = table === undefined ? [] : [
    ...['create', 'adopt', 'change'].includes(table.action) && is?.waits() === true ? ['The workflow waits for a person before that.'] : [],
    ...isOneOfSeveral === true ? ['It is declared more than once before, and which one is in the cluster is not known.'] : [],
  ];
  return besides.length === 0 ? table : { ...table!, summary: [table!.summary, ...besides].join(' ') };
}

/** A table that is rejected anyhow needs no warning. */
function withWarnings(table: TablePlan | undefined, { was, is }: Pair, platform: Platform | undefined): TablePlan | undefined {
  const ofPatches = patchWarnings(was, is);
  const warnings = [
    ...is === undefined || table?.action === 'reject' || (table === undefined && isDeepStrictEqual(was?.declaration.spec, is.declaration.spec))
      ? [] : warningsOf(is.validate(platform), () => was?.validate(platform) ?? []),
    ...ofPatches,
    ...hookWarnings(was, is),
  ];
  return warnings.length === 0 ? table
    : { ...table ?? planOf(is!, { action: 'change', summary: ofPatches.length > 0 ? 'What the patch changes is not in the plan.' : UNCHANGED }), warnings };
}

/** The traits that patch the table after it is made, where they are new, or the table goes. */
function patchWarnings(was: DeclaredTable | undefined, is: DeclaredTable | undefined): Rejection[] {
  const [before, after] = [was, is].map((table) => objectsOf(table?.declaration.component?.traits));
  return is !== undefined && isDeepStrictEqual(before, after) ? []
    : (is === undefined ? before : after).flatMap((trait, i) => validatePatchTrait(`traits[${i}]`, definitionOf(trait), trait.properties).map(rejectionOf));
}

/** What is made as a hook goes with the next change. */
function hookWarnings(was: DeclaredTable | undefined, is: DeclaredTable | undefined): Rejection[] {
  const hook = is?.applied && was?.object !== is.object ? hookOf(is.applied) : undefined;
  return hook?.isRun === true ? [{ code: 'Hook', problem: `${hook.reason.slice(0, -1)}, and the table in AWS with it`, fix: 'Remove the annotation.' }] : [];
}

function planPair({ was, is, renamed, going, beside }: Pair, before: Side, after: Side, context: Context): TablePlan | undefined {
  const { applicationsBefore, applications, owners, namesakes, goneFrom } = context;
  const platform = after.platform.rules ?? before.platform.rules;
  // What is of another type cannot be compared: no cluster has it, and none takes it.
  const [wrong] = was?.wrongTypes() ?? [];
  if (wrong !== undefined) {
    throw new Error(`${was!.declaration.resource}: ${describe(wrong)}`);
  }
  const isWrong = is !== undefined && is.wrongTypes().length > 0;
  if (was === undefined && isWrong) {
    return planOf(is!, { action: 'reject', summary: rejectedNew(is!), rejections: rejectionsOf(is!.validate(platform)) });
  }
  const own = was?.object === is?.object ? was?.applied : undefined;
  const appliedBefore = is?.owner === undefined ? own : applicationsBefore.get(is.owner.name);
  const held = is && heldBack(is, appliedBefore, was === undefined);
  if (was === undefined && held !== undefined) {
    return planOf(is!, { action: 'conflict', summary: 'Nothing is created.', rejections: [held.rejection] });
  }
  if (was === undefined && beside !== undefined) {
    return planOf(is!, { action: 'conflict', ...besideOther(is!, beside) });
  }
  if (was === undefined) {
    const owner = owners.get(placeOf(is!))!;
    const alike = namesakes.get(is!.table)!.filter((each) => each === is || each.namespace !== is!.namespace);
    // Of several that are new, one makes the table.
    const there = alike.find(({ object }) => before.tables.has(object));
    const namesake = there ?? alike.slice(0, alike.indexOf(is!))[0];
    const other = context.others.find(({ tableName, region, namespace = is!.namespace }) =>
      tableName === is!.tableName && region === is!.region && namespace === is!.namespace);
    const twin = owner !== is ? owner.declaration.resource : other?.stays === true ? other.resource : undefined;
    const related = { renamed, twin, namesake, wasThere: there !== undefined, isLeft: other !== undefined };
    const planned = planNew(is!, effective(is!, after, before), platform, related);
    return going === undefined ? planned : {
      ...planned,
      action: planned.action === 'reject' ? 'reject' : 'conflict',
      summary: `Nothing is created. ${going.reason}`,
      calls: [],
      rejections: [...planned.rejections, BEING_DELETED],
    };
  }
  const specBefore = effective(was, before, after);
  // What goes was not saved by platform resources that only come.
  const ownBefore = effective(was, goneFrom, goneFrom);
  const kept = fateOf(was, ownBefore.spec, was.owner === undefined ? undefined : applications.get(was.owner.name), going);
  if (is === undefined) {
    return planGone(was, ownBefore, kept, { renamed, going });
  }
  const stays = was.object === is.object && was.owner?.name === is.owner?.name;
  if (isWrong) {
    const rejections = rejectionsOf(is.validate(platform));
    return stays ? planOf(is, { action: 'reject', summary: rejectedChange(is), rejections, ...previousOf(was, is) }) : planRejectedMove({ was, is, before: specBefore, kept }, rejections);
  }
  if (stays) {
    const isRendered = context.isRendered && is.isFilledIn && held === undefined;
    const same = { was, is, before: specBefore, after: effectiveAfter(is, after, was, before), kept, platform, isRendered };
    const change = planChange(same, held);
    const anew = held === undefined ? madeAnew(same, change, context.forcingOf(was.applied)) : undefined;
    const keptAnew = anew && fateOf(was, ownBefore.spec, undefined, anew);
    const missing = anew === undefined && change?.action === 'change' ? missingField(same) : undefined;
    if (missing !== undefined) {
      return planOf(is, { action: 'conflict', summary: UNCHANGED, rejections: [missesField(missing)], ...previousOf(was, is) });
    }
    if (anew?.isGone === true) {
      return planGone(was, ownBefore, keptAnew, { going: anew });
    }
    const planned = anew === undefined ? change : planMadeAnew({ ...same, after: effective(is, after, before), kept: keptAnew }, anew.reason);
    return withConditions(planned, same, ownBefore, (why) => fateOf(was, ownBefore.spec, was.owner && applications.get(was.owner.name), why));
  }
  if (held !== undefined && held.fields === undefined) {
    return planRejectedMove({ was, is, before: specBefore, kept }, [held.rejection], 'The new object is not applied');
  }
  const move = { was, is, before: specBefore, after: effective(is, after, before), kept, platform };
  return was.object !== is.object ? planMove(move) : takesOver(move, applications) ? planHandover(move) : planToApplication(move);
}

/** A table that KubeVela deletes where it skips the step that applies it. */
function withConditions(table: TablePlan | undefined, { was, is }: Pick<Move, 'was' | 'is'>, before: EffectiveSpec, fate: (going: Going) => Kept): TablePlan | undefined {
  const known = was.conditions();
  const conditions = is.conditions();
  const reason = `If ${conditions.map(show).join(' or ')} is false, KubeVela skips the step that applies the table, and deletes it.`;
  return conditions.every((each) => known.includes(each)) || table?.losses.some(({ kind }) => kind === 'table') === true || fate({ reason, what: 'step' }) !== undefined ? table : {
    ...table ?? planOf(is, { action: 'change', summary: UNCHANGED, ...previousOf(was, is) }),
    summary: `${table?.summary ?? UNCHANGED} ${reason}`,
    losses: removal(was, before, { tableStays: false }).losses,
  };
}

/** Whether the new owner applies its object over the one that is there. KubeVela does where a policy says so, and no Application has the object. */
function takesOver({ was, is: { owner }, kept }: Move, applications: ReadonlyMap<string, Json>): boolean {
  const isFree = was.owner?.isApplication !== true || (kept === 'garbage-collect' && !applications.has(was.owner.name));
  return owner?.application === undefined || (isFree && rulesFor(owner.application, 'take-over', owner.selected).length > 0);
}

type Planned = ReadonlyArray<TablePlan | undefined>;

type GlobalOf = ReturnType<typeof globalTablesOf>;

/** What is known of tables that are replicas of others. */
function withReplicas(planned: Planned, all: readonly Pair[], globalOf: GlobalOf, before: Side, after: Side): Planned {
  const gone = new Set(all.flatMap(({ was, is }) => is === undefined ? [was!] : []));
  const deleterOf = deletersOf(planned);
  const tables = planned.map((table, i) => {
    const { was, is } = all[i];
    const global = was === undefined ? globalOf(is!) : undefined;
    const known = table && unlessDeletedReplica(table, deleterOf(table));
    return known === undefined || global === undefined ? known : asReplica(known, global, effective(is!, after, before), gone.has(global));
  });
  const laterDeleterOf = deletersOf(tables);
  return tables.map((table, i) => table && all[i].is === undefined ? deletedAsReplica(table, laterDeleterOf(table)) : table);
}

/** What two tables cannot both have, unless they have it already. */
function withFaults(planned: Planned, all: readonly Pair[], globalOf: GlobalOf): Planned {
  const declaredWhere = (isThere: boolean): DeclaredTable[] =>
    all.filter(({ was, beside }) => beside === undefined && (was !== undefined) === isThere).flatMap(({ is }) => is ?? []);
  const [there, coming] = [true, false].map(declaredWhere);
  // What a replica is promoted from may be its replica.
  const promoted = new Set(coming.map(globalOf));
  const gone = all.flatMap(({ was, is }) => was === undefined || is !== undefined || promoted.has(was) ? [] : [was]);
  const faults = sharedFaults([...there, ...coming], gone);
  if ([...faults.values()].every((found) => found.length === 0)) {
    return planned;
  }
  // Of two that shared something already, either may be told of the other.
  const before = all.flatMap(({ was }) => was ?? []);
  const known = [before, [...before].reverse()].flatMap((some) => [...sharedFaults(some).values()].flat().map(({ problem }) => problem));
  return planned.map((table, i): TablePlan | undefined => {
    const { is, beside } = all[i];
    const found = is === undefined || beside !== undefined || table?.action === 'reject' ? [] : faults.get(is.declaration)!
      .filter(({ code, problem }) => !known.includes(problem) && !table?.rejections.some((each) => each.code === code));
    const isTwin = (table?.action === 'create' || table?.action === 'adopt') && found.some(({ code }) => code === 'DuplicateTable');
    return found.length === 0 ? table : {
      ...table ?? planOf(is!, { action: 'conflict', summary: UNCHANGED }), ...isTwin ? { summary: twinSummary(is!), calls: [] } : {}, action: 'conflict', rejections: [...table?.rejections ?? [], ...found],
    };
  });
}

function twinSummary({ declaration: { spec } }: DeclaredTable): string {
  return spec.adoptionPolicy === undefined ? 'ACK does not take over a table that another object manages, and the new object does not become ready.' : BOTH_MANAGE;
}

const ONCE = 'Declare each table once, or give it another name.';

const BOTH_MANAGE = 'Two objects manage one table, and each sets it back to what it declares.';

/** A table that is taken over or created, where the same change deletes it as the replica of another object. */
function unlessDeletedReplica(table: TablePlan, other: TablePlan | undefined): TablePlan {
  return other === undefined || (table.action !== 'adopt' && table.action !== 'create') ? table : {
    ...table,
    action: 'conflict',
    summary: 'The table that is there is deleted with its data, because it is a replica that is no longer declared. Afterwards there is none, or a new, empty one.',
    rejections: [{ code: 'DuplicateTable', problem: `The table is a replica of ${other.resource}, which deletes it`, fix: 'Keep the replica there, or delete that object with deletionPolicy retain, which leaves its replicas in AWS.' }],
    calls: [],
  };
}

const BEING_DELETED: Rejection = { code: 'BeingDeleted', problem: 'What holds the object is deleted', fix: 'Declare it, or apply again when it is gone.' };

function rejectedNew(table: DeclaredTable): string {
  return `${rejects(table, 'it')}, and nothing is created.`;
}

interface Related {
  readonly renamed?: DeclaredTable;
  /** Another object that declares the same table. */
  readonly twin?: string;
  /** It is in AWS, and one of another kind managed it. */
  readonly isLeft: boolean;
  /** An object of another namespace that declares a table of the same name and region. */
  readonly namesake?: DeclaredTable;
  /** That one is not new. */
  readonly wasThere: boolean;
}

function planNew(table: DeclaredTable, { spec, defaults }: EffectiveSpec, platform: Platform | undefined, related: Related): TablePlan {
  const { renamed, twin, namesake, wasThere, isLeft } = related;
  const rejections = rejectionsOf(table.validate(platform));
  if (rejections.length > 0) {
    return planOf(table, { action: 'reject', summary: rejectedNew(table), rejections });
  }
  if (twin !== undefined) {
    return planOf(table, {
      action: 'conflict',
      summary: twinSummary(table),
      rejections: [{ code: 'DuplicateTable', problem: `The table is declared by ${twin} too`, fix: ONCE }],
    });
  }
  if (isLeft && spec.adoptionPolicy === undefined) {
    return planOf(table, { action: 'conflict', summary: LEFT, rejections: [NOT_ADOPTED] });
  }
  const adopts = spec.adoptionPolicy !== undefined;
  if (namesake?.cluster === table.cluster) {
    const { code, fix } = wasThere && adopts ? STILL_DECLARED : { code: 'DuplicateTable', fix: ONCE };
    return planOf(table, {
      action: 'conflict',
      summary: twinSummary(table),
      rejections: [{
        code,
        problem: `The table is declared by ${namesake.declaration.resource} too, of the same AWS account as far as is known`,
        fix: `${fix} Where the namespaces have accounts of their own, give their IAMRoleSelectors, or the Namespaces with services.k8s.aws/owner-account-id, with the input.`,
      }],
    });
  }
  const wanted = wantedState(spec, defaults);
  const newName = renamed === undefined ? '' : ` It looks like ${renamed.tableName} under another name, but DynamoDB cannot rename a table: the data stays behind.`;
  const besides = `${newName}${namesake === undefined ? '' : namesakeText(namesake.declaration.resource)}`;
  switch (spec.adoptionPolicy) {
    case 'adopt':
      return planOf(table, {
        action: 'adopt', summary: `The table that exists in AWS is taken over, and changed to what is declared. Where there is none, nothing is created. ${removedFrom(wanted)}${besides}`, calls: ['TagResource'],
      });
    case 'adopt-or-create':
      return planOf(table, {
        action: 'adopt', summary: `Where the table exists in AWS it is taken over, and changed to what is declared; otherwise a new, empty table is created. ${removedFrom(wanted)}${besides}`, calls: callsToCreate(wanted),
      });
    default:
      return planOf(table, { action: 'create', summary: `A new, empty table is created.${besides}`, calls: callsToCreate(wanted) });
  }
}

/** What a table loses that is taken over. Nobody here knows what it has. */
function removedFrom({ stream }: WantedState): string {
  const removed = 'Global indexes, tags, resource policy and point-in-time recovery that are not declared are removed from it.';
  // Without that stream, ACK does not change replicas.
  return stream === 'NEW_AND_OLD_IMAGES' ? `${removed} Replicas that are not declared are deleted, with their data.` : removed;
}

function planGone(table: DeclaredTable, before: EffectiveSpec, kept: Kept, { renamed, going }: Pick<Pair, 'renamed' | 'going'>): TablePlan {
  const besides = `${going === undefined ? '' : ` ${going.reason}`}${renamed === undefined ? '' : ` ${renamed.tableName} looks like this table under another name, but DynamoDB cannot rename a table: it is a new, empty one.`}`;
  if (kept === 'protection') {
    // Its backups are objects in the same namespace, and go with that.
    const gone = going?.what === 'object' ? removal(table, before, { tableStays: true }) : { losses: [] };
    return planOf(table, { action: 'reject', summary: `${KEPT[kept]}${unlessBackups(gone)}${besides}`, rejections: [PROTECTED], ...gone });
  }
  if (keepsObject(kept)) {
    const rejections = kept === 'publish-version' ? [NOT_PUBLISHED] : kept === 'not-applied' ? [NOT_APPLIED] : [];
    const action = rejections.length > 0 ? 'conflict' : 'keep';
    return planOf(table, { action, summary: `${KEPT[kept]}${besides}`, rejections });
  }
  const gone = removal(table, before, { tableStays: kept === 'retain' });
  return kept === 'retain' ? planOf(table, { action: 'keep', summary: `${KEPT[kept]}${unlessBackups(gone)}${besides}`, ...gone })
    : planOf(table, { action: 'delete', summary: `The table is deleted from AWS, with its data${unlessTakenOver(before.spec)}.${besides}`, ...gone });
}
