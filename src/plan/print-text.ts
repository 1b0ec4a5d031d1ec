import { Plan, PlannedChange, TablePlan } from './plan';
import { summarize } from './summary';
import { printable } from '../contract/printable';

/** The sign of each action, as Terraform has them. */
const SIGNS: Readonly<Record<TablePlan['action'], string>> = {
  create: '+', adopt: '+', change: '~', move: '~', delete: '-', replace: '-', keep: ' ', reject: '!', conflict: '!',
};

/** The plan for a terminal. */
export function printText(plan: Plan, allowed: ReadonlySet<string>): string {
  return [...plan.tables.map(tableLines), summarize(plan, allowed)].map((lines) => lines.map(line).join('\n')).join('\n\n');
}

/** GitHub takes a line that begins with two colons for a command. */
function line(text: string): string {
  return printable(text).replace(/^(\s*):(?=:)/, '$1\\u003a');
}

function tableLines(table: TablePlan): string[] {
  const { action, tableName, region, account, resource, previousResource, summary, changes, rejections, warnings, losses, calls } = table;
  const place = `${region}${account === undefined ? '' : `, ${account}`}`;
  return [
    `${SIGNS[action]} ${action} ${tableName} (${place}): ${resource}${previousResource === undefined ? '' : `, was ${previousResource}`}`,
    `    ${summary}`,
    ...losses.map(({ kind, name }) => `    DATA LOSS: ${kind} ${name}`),
    ...rejections.map(({ code, problem, fix }) => `    ${problem}. ${fix} [${code}]`),
    ...warnings.map(({ code, problem, fix }) => `    Warning: ${problem}. ${fix} [${code}]`),
    ...changes.flatMap(changeText),
    ...calls.length === 0 ? [] : [`    AWS calls: ${calls.join(', ')}`],
  ];
}

function changeText(change: PlannedChange): string[] {
  const { consequence, takes, limit } = change;
  return [`    ${titleOf(change)}`, `      ${consequence}`, `      Takes effect ${takes}.${limit === undefined ? '' : ` AWS allows it ${limit}.`}`];
}

/** What changes: the field, which one of several, from what to what. */
export function titleOf({ fields: [field], subject, change, from, to }: PlannedChange): string {
  return `${field}${subject === undefined ? '' : ` ${subject}`}: ${change ?? `${from ?? 'none'} -> ${to ?? 'none'}`}`;
}
