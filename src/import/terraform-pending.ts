import { isDeepStrictEqual } from 'node:util';
import { Draft, report } from './draft';
import { isObject, Json, listOf, objectOf } from '../contract/json';

/** A change that a plan is about to make. */
export interface Pending {
  readonly kind: 'create' | 'update' | 'replace' | 'delete' | 'forget';
  /** The properties that an update changes. */
  readonly properties?: ReadonlyArray<{ readonly name: string; readonly before: unknown; readonly after: unknown; readonly isUnknown: boolean }>;
  /** The name of what comes in its place. */
  readonly replacement?: string;
  /** It was replaced by an earlier plan. */
  readonly isDeposed?: boolean;
  /** Its state says that it is to be replaced. */
  readonly isTainted?: boolean;
}

/** Computed by AWS. */
const COMPUTED = ['arn', 'id', 'stream_arn', 'stream_label', 'revision_id'];

/**
 * What a change of a plan does to what is in AWS; undefined where that is nothing.
 * @param unknown what the plan does not know of the values after it
 */
export function pendingChange({ actions: all, before, after }: Json, unknown: Json): Pending | undefined {
  const actions = listOf(all);
  const [creates, deletes] = ['create', 'delete'].map((action) => actions.includes(action));
  if (!isObject(before)) {
    return creates ? { kind: 'create' } : undefined;
  }
  if (creates && deletes) {
    const { name } = objectOf(after);
    return { kind: 'replace', replacement: typeof name === 'string' ? name : undefined };
  }
  if (deletes || actions.includes('forget')) {
    return { kind: deletes ? 'delete' : 'forget' };
  }
  if (!actions.includes('update')) {
    return undefined;
  }
  const names = [...new Set([before, objectOf(after), unknown].flatMap((each) => Object.keys(each)))].filter((name) => !COMPUTED.includes(name));
  const properties = names.map((name) => ({ name, before: before[name], after: objectOf(after)[name], isUnknown: hasUnknown(unknown[name]) }));
  return { kind: 'update', properties: properties.filter((each) => each.isUnknown || !isSame(each.before, each.after)) };
}

function hasUnknown(value: unknown): boolean {
  return value === true || (typeof value === 'object' && value !== null && Object.values(value).some(hasUnknown));
}

function isSame(before: unknown, after: unknown): boolean {
  return isDeepStrictEqual(before, after) || isEmpty(before) && isEmpty(after);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

const KEEP = 'It is still in AWS, and is declared. Do not apply the plan if you want to keep it.';

interface Changed {
  readonly type: string;
  readonly address: string;
  readonly pending?: Pending;
}

/** Reports what a plan is about to do: nobody knows from it whether that is done by now. */
export function reportPending({ type, address, pending }: Changed, draft: Draft): void {
  const isTable = type === 'aws_dynamodb_table';
  const noun = isTable ? 'table' : 'resource';
  const say = (done: string, text: string): void =>
    report(draft, { what: `${noun} that is to be ${done}`, effect: done === 'forgotten' ? 'note' : 'unknown', text }, address);
  switch (pending?.kind) {
    case 'create': return say('created', 'It is not in AWS yet. Apply the plan, and import the state.');
    case 'forget': return say('forgotten', 'The plan takes it out of the state, and leaves it in AWS.');
    case 'delete': return say('deleted', !isTable ? 'The plan deletes it. It is still in AWS.'
      : pending.isDeposed ? 'Terraform deletes it with its data at the next apply. It is still in AWS, and is declared.' : `The plan deletes it with its data. ${KEEP}`);
    case 'replace': return say('replaced', pending.isTainted ? `It is tainted: Terraform replaces it${isTable ? ', with its data,' : ''} at the next apply. To keep it, run terraform untaint.`
      : isTable ? `The plan deletes it with its data, and creates ${pending.replacement ?? 'another one'} in its place. ${KEEP}`
        : 'The plan deletes it, and creates another one in its place. What is in AWS is read.');
    case 'update': return pending.properties!.forEach(({ name, before, after, isUnknown }) => report(draft, {
      what: name,
      effect: 'unknown',
      text: `A change is pending: the plan sets ${isUnknown ? 'a value that is not known yet' : shown(after)}. What AWS had before is declared: ${shown(before)}. Apply the plan first and import the state, or declare the change.`,
    }, `${address}.${name}`));
    default:
  }
}

function shown(value: unknown): string {
  return isEmpty(value) ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
}
