import { idOf } from './going';
import { NOT_PLANNED, nameIn, Unread } from './plan';
import { isPruned } from './pruning';
import { Json, objectOf } from '../contract/json';
import { KIND } from '../contract/names';
import { labelOf } from '../validation/objects';

/** What ends with each kind of them. What becomes of the API is the setting allowCRDDeletion of kro. */
const ENDS: ReadonlyArray<readonly [kind: string, what: string]> = [
  ['ResourceGraphDefinition', 'kro makes no change of tables any more, and if it is set to delete CRDs, it deletes the API with all tables'],
  ['ComponentDefinition', 'KubeVela renders no Application with a table'],
  ['ValidatingAdmissionPolicy', 'the API server no longer validates tables, nor rejects the deletion of a protected one'],
];

/**
 * Platform resources that are no longer declared, while tables are: no table goes by that alone.
 * @param known ids of what is declared, or given with --platform
 */
export function platformGone(before: readonly Json[], known: { has(id: string): boolean }): Unread[] {
  const gone = before.filter((object) => isOfPlatform(object) && isPruned(object) && !known.has(idOf(object)));
  const ends = ENDS.filter(([kind]) => gone.some((object) => String(object.kind).startsWith(kind))).map(([, what]) => what);
  return gone.length === 0 ? [] : [{
    code: NOT_PLANNED,
    resource: labelOf(gone[0]),
    problem: `is no longer declared${gone.length === 1 ? '' : `, as ${gone.length - 1} more of the platform resources`}, and tables are: ${ends.join('; ')}`,
    fix: `Declare it, or give it with --platform if it is declared elsewhere. If that is meant: --allow-data-loss ${nameIn(labelOf(gone[0]))}`,
    isRejected: true,
  }];
}

/** Policies, and what binds them, name the API or each other. */
function isOfPlatform({ kind, spec }: Json): boolean {
  return (kind === 'ResourceGraphDefinition' && objectOf(objectOf(spec).schema).kind === KIND)
    || (kind === 'ComponentDefinition' && JSON.stringify(spec).includes(`kind: \\"${KIND}\\"`))
    || (String(kind).startsWith('ValidatingAdmissionPolicy') && JSON.stringify(spec).includes(`${KIND.toLowerCase()}`));
}
