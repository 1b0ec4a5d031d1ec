import { unreadIn } from './faults';
import { isObject, Json, listOf } from '../contract/json';
import { show } from '../contract/violation';

/** How a text begins that a command writes in the place of objects when it fails: an error, a page, a trace. */
const FAILED = /^\s*["']?(?:error(?::| from server)|fatal[:\s]|panic:|unable to |the connection to the server|you must be logged in|traceback |npm err|time=\S+ level=(?:error|fatal)|\{\s*"kind":\s*"Status"|<(?:!doctype|html|\?xml))|(?:^|\n)kind: Status\s*(?:\n|$)/i;

const CAUSE = 'Give what a program or a template renders, and see whether the command that wrote this has failed';

/**
 * Why a file has something else than objects of Kubernetes in it: then the plan would be that all of it is new, or goes. A folder
 * may hold settings of other tools, but no file that is objects in part.
 * @param documents those of the file, or undefined where it is no YAML, or nothing in it speaks of tables
 */
export function notManifests(text: string, documents: readonly unknown[] | undefined, { named }: { readonly named: boolean }): string | undefined {
  if (documents === undefined) {
    return FAILED.test(text) ? `it holds no objects of Kubernetes, but ${firstLine(text)}. ${CAUSE}` : undefined;
  }
  const given = documents.filter((document) => document !== null && document !== undefined);
  const answer = given.flatMap(itemsOf).find(isStatus);
  if (answer !== undefined) {
    return `it holds an answer of the API server instead of objects: ${show(String(answer.message ?? answer.reason ?? answer.status))}. The command that wrote it has failed`;
  }
  const wrong = given.findIndex((document) => !isManifest(document));
  const isText = given.every((document) => typeof document !== 'object');
  // A program, or a page of a guide, is refused by every command.
  if (wrong < 0 || (isText && !FAILED.test(text)) || (!named && !FAILED.test(text) && !given.some(isManifest))) {
    return undefined;
  }
  return `${given.length === 1 ? 'it holds no object' : `document ${wrong + 1} of ${given.length} is no object`} of Kubernetes, with apiVersion and kind, but ${beginningOf(given[wrong])}. ${CAUSE}`;
}

function itemsOf(document: unknown): Json[] {
  return [document, ...isObject(document) ? listOf(document.items) : listOf(document)].filter(isObject);
}

function isStatus({ apiVersion, kind }: Json): boolean {
  return kind === 'Status' && apiVersion === 'v1';
}

/** What looks like a table, or is one of another tool, is told as that. */
function isManifest(document: unknown): boolean {
  if (Array.isArray(document)) {
    return document.some((item) => isObject(item) && isManifest(item)) || unreadIn(itemsOf([document]), {}).length > 0;
  }
  return isObject(document) && (isName(document.kind) || isName(document.apiVersion) || unreadIn([document], {}).length > 0)
    && !(document.kind === 'List' && listOf(document.items).some((item) => !isObject(item)));
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function beginningOf(document: unknown): string {
  if (Array.isArray(document)) {
    return 'a list by itself';
  }
  if (isObject(document) && document.kind === 'List') {
    return 'a List of something else';
  }
  const [first] = isObject(document) ? Object.entries(document) : [];
  return first === undefined ? typeof document === 'object' ? 'an empty one' : `the ${typeof document === 'string' ? 'text' : typeof document} ${firstLine(String(document))}`
    : firstLine(typeof first[1] === 'object' ? `${first[0]}: …` : first.join(': '));
}

function firstLine(text: string): string {
  return show(text.trim().split('\n')[0]);
}
