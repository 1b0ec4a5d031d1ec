/** A warning is shown; an error stops the synthesis. */
export type Severity = 'error' | 'warning';

/** One mistake in a declaration, described so that its author can mend it. */
export interface Violation {
  /** Stable code of the rule. */
  readonly code: string;
  /** An error without it. */
  readonly severity?: Severity;
  /** The property, for example `globalSecondaryIndexes[0].indexName`. */
  readonly property: string;
  /** What is there now; left out where the point is that nothing is. */
  readonly value?: unknown;
  /** What is wrong. */
  readonly problem: string;
  /** What to do. */
  readonly fix: string;
  /** What is missing is wanted by the value of this property. */
  readonly because?: string;
  /** What is given cannot be there by the value of this property. */
  readonly against?: string;
  /** Whatever its items are. */
  readonly ofList?: boolean;
  /** The value cannot be there at all, whatever its shape. */
  readonly removes?: boolean;
  /** It holds whatever the value is, so that it is reported beside a wrong shape. */
  readonly anyValue?: boolean;
  /** The properties that are meant by one that there is not, which are not missing besides. */
  readonly meant?: readonly string[];
  /** The same by the names of TableProps, where they differ. */
  readonly typescript?: Partial<Pick<Violation, 'property' | 'value' | 'problem' | 'fix'>>;
}

/** It is told, and rejects nothing. */
export function isWarning({ severity }: Pick<Violation, 'severity'>): boolean {
  return severity === 'warning';
}

/** The violation as one line for people. */
export function describe({ code, property, value, problem, fix }: Violation): string {
  const shown = value === undefined ? '' : ` ${show(value)}`;
  const text = `${cut(property, 160)}${shown} ${problem}. ${fix}`;
  return `${text}${disguised(text)} [${code}]`;
}

/** What does not show, and letters of Greek or Cyrillic beside the Latin ones that they look like. */
const DISGUISED = /[\u00a0\u00ad\u2000-\u200f\u2060-\u2064\u3000\ufeff]|[\u0370-\u052f](?=[a-z])|(?<=[a-z])[\u0370-\u052f]/gi;

function disguised(text: string): string {
  const found = [...new Set(text.match(DISGUISED) ?? [])].slice(0, 3).map((character) => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
  return found.length === 0 ? '' : ` It holds ${found.join(', ')}; it only looks right: type it again.`;
}

/** A name, whatever it is. */
export function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : show(value);
}

const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;

/** The path of a property of an object; a name that is not a plain one is quoted. */
export function member(path: string, name: string): string {
  if (!PLAIN_NAME.test(name)) {
    return `${path}[${JSON.stringify(name)}]`;
  }
  return path === '' ? name : `${path}.${name}`;
}

/** "1 item", "2 items". */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** What holds of properties by themselves, and of what is declared side by side. The rules across fields have codes of their own. */
export const CODES: Readonly<Record<string, string>> = {
  Required: 'A property without a default is set.',
  UnknownProperty: 'The property name exists.',
  InvalidType: 'A value has the type of its property.',
  InvalidValue: 'A value is one of the allowed values of its property, or has the right form.',
  OutOfRange: 'A number is within its bounds.',
  InvalidLength: 'The length of a text is within its bounds, in characters.',
  InvalidText: 'A text is valid Unicode. At synthesis it holds no line separator or control character that YAML does not keep.',
  InvalidCount: 'The number of items of a list is within its bounds.',
  DuplicateTable: 'A chart declares a table, by region and provider configuration, once; a replica counts as a table of its region.',
  DuplicateName: 'Names are unique for their kind: in a chart those of tables (or components), backups and connection Secrets; in an AWS account those of roles, alarms and dashboards; in a policy the `sid`s. So are those of the Applications in a file, and of the policies in an Application. A ServiceAccount has one role, which one object makes.',
  TraitConflict: 'A trait does not contradict the component or another trait.',
  UnknownApi: 'An object that is meant as a table has the API group, version and kind that the cluster serves.',
  UnknownComponentType: 'A component that is meant as a table has the component type of the platform.',
  UnknownTrait: 'The trait of a table exists, and is for tables.',
  ForeignFormat: 'A table is declared as a Kubernetes object, not in the format of another tool.',
  Unreadable: 'A file can be read, and is valid YAML (in the output `json`).',
  NotRendered: 'The input is a rendered manifest, not a template.',
  NotValidated: 'Values from outside the files are valid. They are not validated here (a warning).',
  GeneratedName: 'An object has a name, because `kubectl apply` rejects `generateName` (a warning).',
  IgnoredAnnotation: 'What ACK is to do with a table is set in the spec, not by annotations of ACK (a warning).',
  TablesNotApart: 'With Flux, tables are in another chart and file than the platform resources.',
  CrossAccountAlarm: 'An alarm or a dashboard is in the account of its tables (a warning).',
  CrossAccountGrant: 'A table in another account than the role allows the role what it is granted, in its resource policy, and has a key that the role can use (a warning).',
  DeniedGrant: 'No statement of a resource policy denies a role all reads, all writes or all queries of indexes that it is granted (a warning).',
  AccountConflict: 'The account of a grant, or of the policy of a controller, is that of the provider configuration of the table. A permissions boundary is of the account of its roles.',
  PartitionConflict: 'A role, its cluster, its boundary and the tables that it has access to are in one AWS partition. So are a table and the role of its provider configuration, the resources of a policy, and the tables of alarms or a dashboard.',
  ProviderNamespace: 'The namespace of a table is among those of its provider configuration (a warning).',
  NotWatched: 'There are alarms, declared after the tables of their scopes (a warning).',
  OverriddenTable: 'Policies and patches change nothing of a table that a grant, an alarm or a dashboard does not know (a warning).',
  InvalidAlarm: 'CloudWatch accepts the numbers of an alarm together, its threshold can be reached, and its topics are in its own region.',
  UnusedSetting: 'A setting has an effect: what is changed of an alarm is of one that is on, and that a table has (a warning).',
  LargeObject: 'An object is small enough for a client-side `kubectl apply` (a warning).',
  InvalidIdentity: 'A role has a cluster name (EKS Pod Identity) or an OIDC issuer (IRSA), not both.',
  PolicyTooLong: 'The inline policy of a role has at most 10,240 characters. Of a controller, a managed policy has at most 6,144 (a warning).',
  EditorsHaveTables: 'Warning: people with `edit` can still manage tables, because the chart of kro grants it since kro 0.9.4.',
  NoStream: 'A table has a stream if access to its stream is granted.',
  UnknownComponent: 'A component that another one depends on exists in the Application.',
  UnknownPolicy: 'A policy that a workflow step deploys with exists in the Application.',
  PolicyPattern: 'The name in an override policy, which is a pattern, matches the component of that name alone (a warning).',
  RecreatedTable: 'No policy makes KubeVela delete a table and make it anew where a field changes (a warning).',
  NotApplied: 'A component with a table is applied by a step, if the workflow has steps, and policies leave it a place (a warning).',
  UnusedPolicy: 'A policy for deploying is named by a step, if the workflow has steps, and what a policy says has an effect: a rule selects what is there (a warning).',
  UnknownStep: 'A step that another one waits for exists in the workflow.',
  DependencyCycle: 'Components of an Application, and steps of its workflow, do not wait for each other, by dependencies or inputs.',
  UnknownOutput: 'An output that an input of a component or of a step reads exists. So does the field of the status of a table (a warning).',
  UnknownSecret: 'A Secret that a pod reads is not a misspelt or former name of the connection Secret of a table (a warning).',
  UnknownSecretKey: 'A key that a pod reads of the connection Secret of a table is one of its keys. The Secret is in its namespace, and a table whose `streamArn` is read has a stream (warnings).',
  UnknownServiceAccount: 'The ServiceAccount of a workload is in its namespace, if it is declared, and its name is not misspelt (a warning).',
  UnknownTable: 'A table that access is granted to exists in the Application.',
};

/** A value on one line, whatever it is, and never too long to read. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : describeOther(value);
  return cut(text, 77);
}

/** The beginning of a text that is too long, with no half of a character at its end. */
function cut(text: string, length: number): string {
  return text.length > length + 3 ? `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

function describeOther(value: unknown): string {
  if (Array.isArray(value)) {
    return `(a list of ${value.length})`;
  }
  if (typeof value === 'object' && value !== null) {
    return '(an object)';
  }
  return typeof value === 'function' ? '(a function)' : String(value);
}

/** The candidate that somebody may have meant by this name, if one is near. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const near = candidates
    // Names that differ more in length differ more in text; a very long one need not be compared.
    .filter((candidate) => Math.abs(candidate.length - name.length) <= Math.max(mostEdits(candidate), 2))
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    // A letter has nothing in common with another one.
    .filter(({ candidate, distance }) => (distance <= mostEdits(candidate) && distance < Math.max(candidate.length, name.length))
      || (singular(name).length > 2 && singular(candidate) === singular(name)))
    .sort((a, b) => a.distance - b.distance);
  return near.length === 0 ? '' : ` Did you mean ${JSON.stringify(near[0].candidate)}?`;
}

/** Of `policies` and `policy` one is often written for the other. */
function singular(name: string): string {
  return name.toLowerCase().replace(/(ies|y|e?s)$/, '');
}

function mostEdits(candidate: string): number {
  return Math.max(1, Math.floor(candidate.length / 4));
}

/** Levenshtein's distance, row by row, where two neighbours that change places count as one edit. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : Infinity;
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), swapped);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}

/** One line for each property and code; keys and attribute definitions say the same thing twice. */
export function formatViolations(violations: readonly Violation[]): string[] {
  if (violations.length === 0) {
    return [];
  }
  const first = new Map(violations.map((violation) => [`${violation.property} ${violation.code}`, violation] as const).reverse());
  return [...first.values()].reverse().map(describe);
}
