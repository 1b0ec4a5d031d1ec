import { unreadIn } from './faults';
import { isObject, Json, listOf } from '../contract/json';
import { KIND } from '../contract/names';
import { show } from '../contract/violation';
import { groupKindOf, isListOfObjects, labelOf } from '../validation/objects';

/** How a text begins that a command writes in the place of objects when it fails: an error, a page, a trace. */
const FAILED = /^\s*["']?(?:error(?::| from server)|fatal[:\s]|panic:|unable to |the connection to the server|you must be logged in|traceback |npm err|time=\S+ level=(?:error|fatal)|[iwef]\d{4} \d\d:\d\d:\d\d\.\d+ |\{\s*"kind":\s*"Status"|<(?:!doctype|html|\?xml))|(?:^|\n)kind: Status\s*(?:\n|$)/i;

/** A line that kubectl and its like write between objects where both streams go to one file. YAML may take it for a field of one. */
const LOGGED = /^(?:[iwef]\d{4} \d\d:\d\d:\d\d\.\d+ |(?:error|fatal|panic): |error from server|unable to connect to the server|the connection to the server).*/im;

const CAUSE = 'Give what a program or a template renders, and see whether the command that wrote this has failed';

/**
 * Why a file has something else than objects of Kubernetes in it: then the plan would be that all of it is new, or goes. A folder
 * may hold settings of other tools, but no file that is objects in part.
 * @param documents those of the file, or undefined where it is no YAML, or nothing in it speaks of tables
 */
export function notManifests(text: string, documents: readonly unknown[] | undefined, { named }: { readonly named: boolean }): string | undefined {
  const logged = LOGGED.exec(text)?.[0];
  if (documents === undefined) {
    const line = logged !== undefined && text.includes('apiVersion') ? logged : FAILED.test(text) ? text : undefined;
    return line === undefined ? undefined : `it holds no objects of Kubernetes, but ${firstLine(line)}. ${CAUSE}`;
  }
  const given = documents.filter((document) => document !== null && document !== undefined);
  const objects = given.flatMap(itemsOf);
  const answer = objects.find(isStatus);
  if (answer !== undefined) {
    return `it holds an answer of the API server instead of objects: ${show(String(answer.message ?? answer.reason ?? answer.status))}. The command that wrote it has failed`;
  }
  const partial = objects.find(isPartial);
  if (partial !== undefined) {
    return `it holds ${String(partial.kind)} of ${String(partial.apiVersion)}, which tells of objects, and is none. Give them as kubectl get -o yaml prints them`;
  }
  const wrong = given.findIndex((document) => !isManifest(document));
  if (wrong < 0 && logged !== undefined && given.length > 0) {
    return `it holds a line of a log, or an error, among the objects: ${firstLine(logged)}. ${CAUSE}`;
  }
  const isText = given.every((document) => typeof document !== 'object');
  // A program, or a page of a guide, is refused by every command.
  if (wrong < 0 || (isText && !FAILED.test(text)) || (!named && !FAILED.test(text) && !given.some(isManifest))) {
    return undefined;
  }
  return `${given.length === 1 ? 'it holds no object' : `document ${wrong + 1} of ${given.length} is no object`} of Kubernetes, with apiVersion and kind, but ${beginningOf(given[wrong])}. ${CAUSE}`;
}

/**
 * The same of what was declared, and why it is not whole: behind where it is cut off there may be more tables, whose loss nobody would see.
 * What will be is validated instead.
 */
export function notWhole(...given: Parameters<typeof notManifests>): string | undefined {
  const cut = listOf(given[1]).flatMap(itemsOf).find(isCutOff);
  return notManifests(...given) ?? (cut && `it is cut off: ${labelOf(cut)} has no ${isListOfObjects(cut) ? 'items' : 'spec'}, and more objects may be missing behind it. ${CAUSE}`);
}

/** What declares tables says all of it in its spec, and a list in its items. */
function isCutOff(object: Json): boolean {
  return isListOfObjects(object) ? !Array.isArray(object.items)
    : !isObject(object.spec) && (NEEDS_SPEC.includes(String(object.kind)) || /^[^/]*\bdynamodb\..*\/(Table|Backup|GlobalTable|TableReplica)$/.test(groupKindOf(object)));
}

const NEEDS_SPEC = [KIND, 'Application', 'ResourceGraphDefinition', 'CustomResourceDefinition'];

function itemsOf(document: unknown): Json[] {
  return [document, ...isObject(document) ? listOf(document.items) : listOf(document)].filter(isObject);
}

function isStatus({ apiVersion, kind }: Json): boolean {
  return kind === 'Status' && apiVersion === 'v1';
}

/** What the API server tells of objects, or of its kinds, instead of them. */
function isPartial(object: Json): boolean {
  return /^(meta|apidiscovery)\.k8s\.io\//.test(String(object.apiVersion)) || (object.apiVersion === 'v1' && /^API(Group|Resource)?(List|Versions)?$/.test(String(object.kind)));
}

/** What looks like a table, or is one of another tool, is told as that. */
function isManifest(document: unknown): boolean {
  if (Array.isArray(document)) {
    return document.some((item) => isObject(item) && isManifest(item)) || unreadIn(itemsOf([document]), {}).length > 0;
  }
  return hasKind(document) && !(document.kind === 'List' && listOf(document.items).some((item) => !hasKind(item)));
}

function hasKind(document: unknown): document is Json {
  return isObject(document) && (isName(document.kind) || unreadIn([document], {}).length > 0);
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
