import { isDeepStrictEqual } from 'node:util';
import { isReadOnly } from './held-back';
import { rulesFor } from './kubevela-policies';
import { Pair } from './pair';
import { TablePlan } from './plan';
import { DeclaredTable, Side } from './planned-table';

/** Whether the same owner declares the same object. */
export function declares({ all }: Side, { object, owner }: DeclaredTable): boolean {
  return all.get(object)?.some((other) => other.owner?.name === owner?.name) ?? false;
}

/**
 * Whether KubeVela leaves the object to another Application when this one no longer has it: both share it, by policies of theirs.
 * @see https://kubevela.io/docs/end-user/policies/shared-resource/
 */
export function leavesTo(table: DeclaredTable, { all }: Side, after: Side): DeclaredTable | undefined {
  const some = all.get(table.object) ?? [];
  const later = (after.all.get(table.object) ?? []).filter(isShared);
  const stays = ({ owner }: DeclaredTable): boolean => later.some((each) => each.owner?.name === owner?.name);
  return some.length < 2 || !isShared(table) ? undefined
    : some.find((other) => isShared(other) && other.owner?.name !== table.owner?.name && stays(other));
}

function isShared({ owner }: DeclaredTable): boolean {
  return owner?.application !== undefined && rulesFor(owner.application, 'shared-resource', owner.selected).length > 0;
}

/**
 * Of the declarations of one object the preferred holds, else the last. One that KubeVela only reads the object for does not count.
 * @param heirOf the one that has it afterwards
 */
export function withOwners(
  side: Side, isPreferred: (table: DeclaredTable) => boolean, heirOf: (table: DeclaredTable) => DeclaredTable | undefined = () => undefined,
): Side {
  const tables = [...side.all].map(([object, some]) => {
    const makers = some.length > 1 ? some.filter((table) => !isReadOnly(table)) : [];
    const among = [...makers.length > 0 ? makers : some].reverse();
    const first = among.length > 1 ? among.find(isPreferred) ?? among[0] : among[0];
    return [object, heirOf(first) ?? first] as const;
  });
  return { ...side, tables: new Map(tables) };
}

/** New declarations of objects that are another's. */
export function declaredBeside({ all }: Side, { tables }: Side, before: Side): Pair[] {
  return [...all.values()].filter((some) => some.length > 1).flatMap((some) => some.flatMap((is): Pair[] => {
    const beside = tables.get(is.object)!;
    if (isTwice(is, beside)) {
      return [{ is, beside }];
    }
    const isOne = is.owner?.name === beside.owner?.name || (isShared(is) && isShared(beside));
    return isOne || isReadOnly(is) || declares(before, is) ? [] : [{ is, beside }];
  }));
}

/** Whether two objects of one name declare it: which of them is applied last is not known. */
function isTwice({ owner, applied }: DeclaredTable, other: DeclaredTable): boolean {
  return owner?.name === other.owner?.name && applied !== undefined && other.applied !== undefined && applied !== other.applied;
}

/** What was declared more than once: any of it may be there. */
export function withOthers(all: readonly Pair[], before: Side): Pair[] {
  return all.flatMap((pair): Pair[] => {
    const others = (pair.was && before.all.get(pair.was.object) || [])
      .filter((other) => isTwice(other, pair.was!) && !isDeepStrictEqual(other.declaration.spec, pair.was!.declaration.spec));
    return others.length === 0 ? [pair] : [pair.was!, ...others].map((was) => ({ ...pair, was, isOneOfSeveral: true }));
  });
}

/** What becomes of such a declaration. */
export function besideOther({ owner }: DeclaredTable, { owner: other, declaration: { resource } }: DeclaredTable): Pick<TablePlan, 'summary' | 'rejections'> {
  const isRefused = owner?.application !== undefined && (other?.isApplication === true || rulesFor(owner.application, 'take-over', owner.selected).length === 0);
  return {
    summary: isRefused ? 'KubeVela does not take over an object that another has made, and the Application fails.' : 'Two declare one object, and each sets it back to what it declares.',
    rejections: [{ code: 'DuplicateName', problem: `It is the DynamoDBTable of ${resource} too`, fix: 'Declare each object once.' }],
  };
}
