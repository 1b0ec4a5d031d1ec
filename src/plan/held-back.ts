import { policiesOf, rulesFor } from './kubevela-policies';
import { Rejection } from './plan';
import { DeclaredTable } from './planned-table';
import { hookOf, notAppliedBy } from './pruning';
import { Json, listOf, objectOf } from '../contract/json';

/** What KubeVela does not apply of a table that its Application declares. */
export interface HeldBack {
  readonly rejection: Rejection;
  /** The fields that stay as they are; undefined where all of it does. */
  readonly fields?: readonly string[];
}

const CODE = 'NotApplied';
const PUBLISH_VERSION = 'app.oam.dev/publishVersion';

export const NOT_PUBLISHED: Rejection = {
  code: CODE, problem: `The annotation ${PUBLISH_VERSION} of the Application is as before, so KubeVela makes none of its changes`, fix: 'Give it another value with each change.',
};

/** KubeVela works on with the revision of this version. */
export function isPinned(before: Json | undefined, after: Json | undefined): boolean {
  const [was, is] = [before, after].map((application) => objectOf(objectOf(application?.metadata).annotations)[PUBLISH_VERSION]);
  return was !== undefined && was === is;
}

export function isReadOnly({ owner }: DeclaredTable): boolean {
  return owner?.application !== undefined && rulesFor(owner.application, 'read-only', owner.selected).length > 0;
}

export const NOT_APPLIED: Rejection = {
  code: CODE, problem: 'An annotation or a label of what declares it keeps the change from being applied', fix: 'Remove that, from the object in the cluster too.',
};

export function missesField(path: string): Rejection {
  return { code: CODE, problem: `KubeVela fails, because a resource-update policy has ${path} among recreateFields, and the object has none before or afterwards`, fix: 'Take it out of that policy.' };
}

/**
 * @param before what was applied for it, where that is there: its Application, or the object itself
 * @param isNew whether the object is not there yet
 */
export function heldBack(table: DeclaredTable, before: Json | undefined, isNew: boolean): HeldBack | undefined {
  const { owner, applied } = table;
  const by = applied && notAppliedBy(applied, before);
  if (by !== undefined) {
    return { rejection: { ...NOT_APPLIED, problem: `"${by}" keeps the object from being applied` } };
  }
  const hook = applied && isNew ? hookOf(applied) : undefined;
  if (hook?.isRun === false) {
    return { rejection: { code: CODE, problem: hook.reason.slice(0, -1), fix: 'Remove the annotation.' } };
  }
  if (owner?.application === undefined) {
    return undefined;
  }
  if (isPinned(before, owner.application)) {
    return { rejection: NOT_PUBLISHED };
  }
  if (isReadOnly(table)) {
    return { rejection: { code: CODE, problem: 'KubeVela only reads the object, because of a read-only policy', fix: 'Take the table out of that policy.' } };
  }
  const isOn = policiesOf(owner.application, 'apply-once').some(({ enable }) => enable === true);
  const [rule] = isNew || !isOn ? [] : rulesFor(owner.application, 'apply-once', owner.selected);
  const { affect = '', path } = objectOf(rule?.strategy);
  const paths = ['', 'always', 'onUpdate'].includes(String(affect)) ? listOf(path).map(String) : [];
  const rejection = { code: CODE, problem: 'KubeVela applies it once, because of an apply-once policy', fix: 'Take its path out of that policy.' };
  const fields = paths.flatMap((each) => /^spec\.(\w+)/.exec(each)?.[1] ?? []);
  return paths.some((each) => each === '*' || each === 'spec') ? { rejection } : fields.length === 0 ? undefined : { rejection, fields };
}
