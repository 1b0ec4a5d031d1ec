import { Loss, nameIn, NOT_PLANNED, Plan, TablePlan } from './plan';

const COUNTED: ReadonlyArray<readonly [TablePlan['action'], string]> = [
  ['create', 'created'], ['adopt', 'adopted'], ['change', 'changed'], ['move', 'moved'], ['delete', 'deleted with its data'], ['replace', 'replaced, with loss of its data'],
  ['keep', 'kept'], ['reject', 'rejected'], ['conflict', 'in conflict'],
];

/** The last lines of a plan: how many tables of which kind, and what data is lost. */
export function summarize({ tables, unchanged, unread = [] }: Plan, allowed: ReadonlySet<string>): string[] {
  const counts = COUNTED.map(([action, word]) => [tables.filter((table) => table.action === action).length, word] as const)
    .filter(([number]) => number > 0);
  const losing = tables.filter(({ losses }) => losses.length > 0);
  // Tables of several regions may have one name.
  const [meant, open] = [true, false].map((isMeant) => losing.filter(({ tableName }) => allowed.has(tableName) === isMeant))
    .map((some) => ({ names: [...new Set(some.map(({ tableName }) => tableName))], what: [...new Set(some.map(lostOf))].join(', ') }));
  return [
    `${count(tables.length + unchanged, 'table')}: ${[...counts, [unchanged, 'unchanged'] as const].map(([number, word]) => `${number} ${word}`).join(', ')}.`,
    ...unread.map(({ resource, problem, fix, code }) => `${resource}${code === 'UnknownApi' ? ' looks like a table, and is not in the plan' : ''}: ${problem}. ${allowed.has(nameIn(resource)) ? fix.replace(/If that is meant: .*/, 'That is allowed.') : fix} [${code}]`),
    ...open.names.length === 0 ? [] : [`Data is lost: ${open.what}. If that is meant: ${open.names.map((name) => `--allow-data-loss ${name}`).join(' ')}`],
    ...meant.names.length === 0 ? [] : [`Data is lost, and that is allowed: ${meant.names.join(', ')}.`],
  ];
}

/** The table, and what of it is lost where it stays itself. */
function lostOf({ tableName, losses }: TablePlan): string {
  return losses.some(({ kind }) => kind === 'table') ? tableName : `${tableName} (${losses.map(lossText).join(', ')})`;
}

/** Whether data is lost that nobody has allowed to be. */
export function losesData({ tables }: Plan, allowed: ReadonlySet<string>): boolean {
  return tables.some(({ losses, tableName }) => losses.length > 0 && !allowed.has(tableName));
}

/** Whether something is rejected, by the API server or by ACK, or may be lost that nobody has allowed to be. */
export function isRejected({ tables, unread = [] }: Plan, allowed: ReadonlySet<string> = new Set()): boolean {
  return tables.some(({ rejections }) => rejections.length > 0)
    || unread.some((each) => each.isRejected && !(each.code === NOT_PLANNED && allowed.has(nameIn(each.resource))));
}

/** The names that can be allowed to lose data. */
export function allowable({ tables, unread = [] }: Plan): string[] {
  return [
    ...tables.filter(({ losses }) => losses.length > 0).map(({ tableName }) => tableName),
    ...unread.filter(({ code }) => code === NOT_PLANNED).map(({ resource }) => nameIn(resource)),
  ];
}

export function lossText({ kind, name }: Loss): string {
  return `${kind} ${name}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
