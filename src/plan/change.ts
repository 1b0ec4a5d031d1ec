import { isDeepStrictEqual } from 'node:util';
import { HeldBack } from './held-back';
import { keptNoMore, kubernetesChanges } from './kubernetes-changes';
import { Move } from './move';
import { lossesOf, planOf, previousOf, rejectionsOf, rejects, summaryOf, UNCHANGED } from './outcome';
import { PlannedChange, TablePlan } from './plan';
import { DeclaredTable } from './planned-table';
import { titleOf } from './print-text';
import { callsBetween, changesBetween, wayOutOf } from '../ack/changes';
import { wantedState } from '../ack/wanted-state';
import { checkTransitions } from '../contract/rules/transitions';
import { TableSpec } from '../contract/table-spec';

/** @param is undefined where only the API server can tell, which has the old one and the new one */
export function rejectedChange(is?: DeclaredTable): string {
  return `${rejects(is, 'the change')}, and the table stays as it is.`;
}

/** The same object, before and after, as far as its owner applies it. */
export function planChange(move: Move, held: HeldBack | undefined): TablePlan | undefined {
  const { was, is, before, after } = move;
  if (held === undefined) {
    return planApplied(move, keptNoMore(was, is));
  }
  if (held.fields === undefined) {
    return planApplied(move) && planOf(is, { action: 'conflict', summary: UNCHANGED, rejections: [held.rejection], ...previousOf(was, is) });
  }
  const kept = held.fields.filter((name) => !isDeepStrictEqual(before.spec[name], after.spec[name]));
  const planned = planApplied({ ...move, after: { ...after, spec: withFields(after.spec, before.spec, kept) } });
  return kept.length === 0 ? planned : {
    ...planned ?? planOf(is, { action: 'conflict', summary: UNCHANGED, ...previousOf(was, is) }),
    ...planned?.action === 'reject' ? {} : { action: 'conflict' },
    rejections: [...planned?.rejections ?? [], ...kept.map((name) => ({ ...held.rejection, problem: `${name} stays as it is: ${held.rejection.problem}` }))],
  };
}

function withFields(spec: TableSpec, from: TableSpec, names: readonly string[]): TableSpec {
  const all = { ...spec, ...Object.fromEntries(names.map((name) => [name, from[name]])) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function planApplied({ was, is, before, after, platform, isRendered = false }: Move, freed: readonly PlannedChange[] = []): TablePlan | undefined {
  const sameTraits = isDeepStrictEqual(was.declaration.component?.traits, is.declaration.component?.traits);
  if (sameTraits && freed.length === 0 && !isRendered && isDeepStrictEqual([was.account, before], [is.account, after])) {
    return undefined;
  }
  const [stateBefore, stateAfter] = [before, after].map(({ spec, defaults }) => wantedState(spec, defaults));
  const changes = [...changesBetween(stateBefore, stateAfter), ...kubernetesChanges(was, is, before.spec, after.spec), ...freed];
  const isSame = sameTraits && isDeepStrictEqual(before.spec, after.spec);
  const invalid = isSame && !isRendered ? [] : rejectionsOf(is.validate(platform));
  const rejections = [...invalid, ...isSame ? [] : rejectionsOf(checkTransitions(before.spec, after.spec))];
  if (rejections.length > 0) {
    return planOf(is, { action: 'reject', summary: rejectedChange(invalid.length > 0 ? is : undefined), rejections, ...previousOf(was, is) });
  }
  const impossible = changes.flatMap((change) => {
    const fix = wayOutOf(change);
    const problem = `${titleOf(change)}. ${change.consequence.replace(/\.$/, '')}`;
    return fix === undefined ? [] : [{ change, rejection: { code: change.code, problem, fix } }];
  });
  const made = changes.filter((change) => !impossible.some((other) => other.change === change));
  return changes.length === 0 ? undefined : planOf(is, {
    action: impossible.length > 0 ? 'conflict' : 'change',
    summary: summaryOf(made),
    rejections: impossible.map(({ rejection }) => rejection),
    changes: made,
    calls: callsBetween(stateBefore, stateAfter),
    losses: lossesOf(made),
    ...previousOf(was, is),
  });
}
