import { Plan, TablePlan } from './plan';
import { titleOf } from './print-text';
import { lossText, summarize } from './summary';
import { printable } from '../contract/printable';

/** Above this many characters GitHub and GitLab refuse a comment. */
const MOST = 60_000;

/** The plan as a comment of a pull request: what is lost and rejected first, the details folded. */
export function printMarkdown(plan: Plan, allowed: ReadonlySet<string>): string {
  const head = ['### DynamoDB plan', '', ...summarize(plan, allowed).map((line) => `${escape(line)}\n`)];
  if (plan.tables.length === 0) {
    return head.join('\n').trimEnd();
  }
  const rows = plan.tables.map(row);
  const details = plan.tables.map(detailsOf).filter((each) => each !== '');
  const table = (shown: number): string => [
    ...head, '| | Table | What happens | Object |', '| --- | --- | --- | --- |', ...rows.slice(0, shown),
    ...shown < rows.length ? ['', `… and ${rows.length - shown} more. The text of the job has all of them.`] : [],
  ].join('\n');
  // What does not fit into a comment is cut at a whole table, never in the middle.
  const shown = fitting(rows, MOST - table(0).length - 100);
  const text = table(shown);
  const unfolded = shown < rows.length ? 0 : fitting(details, MOST - text.length - 100);
  return [text, ...details.slice(0, unfolded), ...unfolded < details.length ? ['The details of the other tables are in the text of the job.'] : []].join('\n\n');
}

function fitting(pieces: readonly string[], room: number): number {
  let used = 0;
  const first = pieces.findIndex((piece) => (used += piece.length + 2) > room);
  return first < 0 ? pieces.length : first;
}

function row({ action, tableName, region, summary, losses, rejections, resource }: TablePlan): string {
  const mark = losses.length > 0 ? '🛑' : rejections.length > 0 ? '⛔' : action === 'create' || action === 'adopt' ? '🆕' : '✏️';
  return `| ${mark} | ${escape(tableName)} (${escape(region)}) | **${action}** ${escape(summary)} | ${escape(resource)} |`;
}

function detailsOf(table: TablePlan): string {
  const { tableName, resource, previousResource, changes, rejections, warnings, losses, calls } = table;
  const lines = [
    ...previousResource === undefined ? [] : [`- ${escape(resource)}, was ${escape(previousResource)}`],
    ...losses.map((loss) => `- **Data loss: ${escape(lossText(loss))}**`),
    ...rejections.map(({ code, problem, fix }) => `- ${escape(`${problem}. ${fix} [${code}]`)}`),
    ...warnings.map(({ code, problem, fix }) => `- ${escape(`Warning: ${problem}. ${fix} [${code}]`)}`),
    ...changes.map((change) => `- ${escape(titleOf(change))}<br>${escape(change.consequence)} Takes effect ${escape(change.takes)}.${change.limit === undefined ? '' : ` AWS allows it ${escape(change.limit)}.`}`),
    ...calls.length === 0 ? [] : [`- AWS calls: ${calls.map(escape).join(', ')}`],
  ];
  return lines.length === 0 ? '' : [`<details><summary>${escape(tableName)}</summary>`, '', ...lines, '', '</details>'].join('\n');
}

/** The text as it is, whatever it holds: no markup, no HTML, no mention, on one line. */
function escape(text: string): string {
  return printable(text.replace(/\s+/g, ' ')).replace(/[\\`*_{}[\]<>()#|~@&$]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
