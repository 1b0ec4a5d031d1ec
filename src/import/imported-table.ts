import { isDeepStrictEqual } from 'node:util';
import { KEY_TO_GIVE, UNKNOWN, VIEW_TO_GIVE } from './api-table';
import { ApplicationOf, Draft, Fields, report } from './draft';
import { describeFinding, Finding } from './finding';
import { LIMITS } from './limits';
import { canonicalName } from './names';
import { findingsOfReplica, replicasReadToo } from './replicas-read-too';
import { ImportOptions } from './source-document';
import { FIELDS } from '../contract/fields';
import { isObject, listOf, objectOf, objectsOf } from '../contract/json';
import { Field, Shape } from '../contract/shape';
import { TableSpec } from '../contract/table-spec';
import { validate } from '../contract/validate';
import { describe, isWarning, Violation } from '../contract/violation';
import { objectName } from '../props/table-spec';
import { validateWritable, writableJson } from '../props/unwritable';
import { withTemplatesOf } from '../validation/templates';

/** A table as it is declared from now on, and what the declaration does not express. */
export interface ImportedTable {
  /** Name of the object. */
  readonly name: string;
  /** The name and the namespace of the Kubernetes object, where the source has one: they are kept. */
  readonly objectName?: string;
  readonly namespace?: string;
  readonly application?: ApplicationOf;
  /** Where it was read. */
  readonly source: string;
  readonly spec: TableSpec;
  readonly findings: readonly Finding[];
}

/** Whether the table can be declared at all. If not, a finding says why. */
export function isDeclared({ findings }: ImportedTable): boolean {
  return findings.every(({ what }) => what !== LIMITS.strongWithoutStream.what);
}

/** Makes declarations of what was read: whole, in the order of the contract, and safe to apply to a table with data. */
export function finishTables(drafts: readonly Draft[], options: Pick<ImportOptions, 'region'>): ImportedTable[] {
  const names = new Set<string>();
  const tables = new Map<string, Declared>();
  const accounts = new Map<Declared, string>();
  const replicas = replicasReadToo(drafts, options.region);
  const byDraft = new Map<Draft, Declared>();
  const all = drafts.filter((draft) => !replicas.has(draft)).flatMap((draft) => {
    const spec = finishSpec(draft);
    const name = uniqueName(draft.objectName ?? String(spec.tableName ?? draft.label), names);
    const findings = unique([...draft.findings, ...invalid(draft), ...ofAnotherRegion(spec, options)]);
    const { source, objectName: kept, namespace, application, account } = draft;
    const table = { name, objectName: kept, namespace, application, source, spec, findings };
    const known = tables.get(keyOf(spec));
    const other = known && accounts.get(known);
    const same = other !== undefined && account !== undefined && other !== account ? undefined : known;
    account === undefined || accounts.set(table, account);
    if (same !== known) {
      findings.push({ what: `account ${account}`, path: '', effect: 'unknown', text: `${known!.source} has a table of this name in account ${other}. ACK adopts both in one account unless each declares its providerConfigRef.` });
    }
    byDraft.set(draft, table);
    if (same !== undefined && isDeepStrictEqual(same.spec, spec)) {
      names.delete(name);
      byDraft.set(draft, same);
      // One source may know of a change that is pending, and the other not.
      const texts = same.findings.map(describeFinding);
      same.findings.push(...findings.filter((finding) => !texts.includes(describeFinding(finding))));
      return [];
    }
    if (same !== undefined) {
      table.findings.push({ what: 'table that is read twice', path: '', effect: 'unknown', text: `${same.source} has it otherwise. Keep one of the two.` });
    }
    spec.tableName === undefined || tables.set(keyOf(spec), table);
    return [table];
  });
  for (const [replica, draft] of replicas) {
    const table = byDraft.get(draft)!;
    table.findings.push(...findingsOfReplica(table, { ...replica, spec: finishSpec(replica) }, table.spec.region === options.region));
  }
  for (const table of all) {
    objectsOf(table.spec.replicas).forEach(({ regionName }) => {
      const other = tables.get(keyOf({ ...table.spec, region: regionName }));
      other === table || other?.findings.push({ what: 'table that is read twice', path: '', effect: 'unknown', text: `${table.source} has it as its replica in ${String(regionName)}. Keep one of the two.` });
    });
  }
  return all;
}

type Declared = ImportedTable & { readonly findings: Finding[] };

function keyOf({ region, tableName }: TableSpec): string {
  return `${String(region)} ${String(tableName)}`;
}

/** A property that is read twice is reported once. */
function unique(findings: Finding[]): Finding[] {
  return findings.length < 2 ? findings : [...new Map(findings.map((finding) => [describeFinding(finding), finding])).values()];
}

function finishSpec(draft: Draft): TableSpec {
  const { spec } = draft;
  if (spec.deletionPolicy !== undefined && spec.deletionPolicy !== 'retain') {
    report(draft, { what: `deletionPolicy ${String(spec.deletionPolicy)}`, effect: 'note', text: 'The output has retain, as for each imported table. Change it back if the table is to go with its object.' });
  }
  Object.assign(spec, { resourcePolicy: compactJson(spec.resourcePolicy), attributeDefinitions: usedAttributes(draft), adoptionPolicy: 'adopt', deletionPolicy: 'retain' });
  return ordered(spec, FIELDS);
}

/** A policy without its white space, as `TableProps.resourcePolicy` gives it; ACK compares what policies say. */
function compactJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? writableJson(JSON.stringify(JSON.parse(text))) : text;
  } catch {
    return text;
  }
}

interface Definition {
  readonly attributeName?: unknown;
  readonly attributeType?: unknown;
}

/** The attributes of keys, in the order in which the keys use them, as `TableProps` derives them. */
function usedAttributes({ spec, findings, usedElsewhere }: Draft): unknown {
  if (!Array.isArray(spec.attributeDefinitions)) {
    return spec.attributeDefinitions;
  }
  const definitions: readonly Definition[] = spec.attributeDefinitions.filter(isObject);
  const used = new Set<unknown>();
  for (const { keySchema } of [spec, ...objectsOf(spec.globalSecondaryIndexes), ...objectsOf(spec.localSecondaryIndexes)]) {
    listOf(keySchema).forEach((key) => used.add(objectOf(key).attributeName));
  }
  const byName = new Map(definitions.map((definition) => [definition.attributeName, definition]));
  // While a key is not known, it may be the one that uses an attribute.
  const areKeysKnown = spec.keySchema !== undefined && !findings.some(({ effect, what }) => effect === 'unknown' && /key_?schema|(hash|range)_?key|indexe?s?$|^fn::/i.test(what));
  definitions.filter(({ attributeName }) => !used.has(attributeName)).forEach(({ attributeName }) => {
    const isUsed = usedElsewhere?.names.has(attributeName);
    if (isUsed === true || areKeysKnown) {
      const text = isUsed ? `The ${usedElsewhere!.by} uses it, which is not declared. It stays with that in AWS.` : 'No key uses it, so DynamoDB does not have it.';
      findings.push({ what: `attribute definition ${String(attributeName)}`, path: '', effect: 'note', text });
    }
  });
  return [...used].flatMap((name) => byName.get(name) ?? []);
}

/** The value with the names of each object in the order of the contract, and no others. */
function ordered(value: Fields, fields: readonly Field[]): Fields {
  const result: { [name: string]: unknown } = {};
  for (const { name, shape } of fields) {
    if (Object.hasOwn(value, name) && value[name] !== undefined) {
      result[name] = orderedValue(value[name], shape);
    }
  }
  return result;
}

function orderedValue(value: unknown, shape: Shape): unknown {
  if (shape.kind === 'list' && Array.isArray(value)) {
    return value.map((item) => orderedValue(item, shape.of));
  }
  return shape.kind === 'object' && isObject(value) ? ordered(value, shape.fields) : value;
}

function ofAnotherRegion({ region }: TableSpec, given: Pick<ImportOptions, 'region'>): Finding[] {
  return given.region === undefined || region === undefined || region === given.region ? [] : [{
    what: `region ${given.region}`, path: '', effect: 'note', text: `The source tells ${String(region)}, which is declared. --region is for tables whose source tells none.`,
  }];
}

/** What is wrong with the declaration, and with what it leaves out. What a source lacks was reported already, and is not said a second time. */
function invalid({ spec, findings, isResolved = false }: Draft): Finding[] {
  const missing = new Set(['tableName', 'region'].filter((name) => spec[name] === undefined));
  const isStrong = findings.some(({ what }) => what === LIMITS.multiRegionConsistency.what);
  return [
    ...(missing.has('region') ? [{ what: 'region', path: '', effect: 'unknown' as const, text: 'The source does not tell it. Give --region.' }] : []),
    ...notRendered(spec, isResolved),
    ...withTemplatesOf([...validate(spec), ...validateWritable(spec)], spec, isResolved)
      .filter((violation) => !followsFromUnknown(violation, spec, findings))
      .filter(({ code, property }) => !(code === 'Required' && (missing.has(property)
        ? property === 'region' || findings.some(({ what }) => /^(table[_ ]?)?name$/i.test(what))
        : findings.some(({ what, effect }) => effect === 'unknown' && canonicalName(what) === property.split('.').at(-1)))))
      .map((violation): Finding => isStrong && isWithoutStream(violation) ? { ...LIMITS.strongWithoutStream, path: '' } : ({
        what: `rule ${violation.code}`,
        path: '',
        effect: isWarning(violation) && violation.code !== STOPS_ACK ? 'note' : 'unknown',
        text: `${isWarning(violation) ? 'Warning' : violation.code === 'UnknownProperty' ? 'It is left out' : 'The declaration is not valid'}: ${describe(violation)}`,
      })),
  ];
}

/** With what it warns of, ACK manages no table any more. */
const STOPS_ACK = 'ReplicaManagedKey';

/** A variable that was to be rendered; those of IAM have a prefix, such as `${aws:username}`, or are a single sign. */
const VARIABLE = /\$\{(?![*?$]\})[^{}:]*\}/;

/** A policy is a text to the rules, so a variable that nobody rendered in it breaks none. */
function notRendered({ resourcePolicy }: TableSpec, isResolved: boolean): Finding[] {
  const found = isResolved || typeof resourcePolicy !== 'string' ? undefined : VARIABLE.exec(resourcePolicy)?.[0];
  return found === undefined ? [] : [{
    what: 'resourcePolicy', path: '', effect: 'unknown', text: `${found} in it was not rendered. Import what the cluster has, as kubectl get -o yaml prints it, or declare the value. [NotRendered]`,
  }];
}

/** A value that nobody knows was reported already: what a rule says of it, or of what depends on it, misleads. */
function followsFromUnknown({ code, property, value }: Violation, spec: TableSpec, findings: readonly Finding[]): boolean {
  const isUnknown = (name: string): boolean => findings.some(({ what, effect }) => effect === 'unknown' && canonicalName(what) === name);
  return value === KEY_TO_GIVE || value === VIEW_TO_GIVE
    || value === UNKNOWN && isUnknown(property)
    || code === 'TimeToLive' && spec.ttlAttributeName === UNKNOWN
    || code === 'Replicas' && property === 'replicas' && spec.streamViewType === VIEW_TO_GIVE
    || code === 'ThroughputRequired' && isUnknown('billingMode')
    // The note about it says the same.
    || code === 'ControllerVersion' && findings.some(({ what }) => what === LIMITS.recoveryPeriod.what);
}

/** ACK changes replicas only where there is a stream, so the contract demands one. With strong consistency, DynamoDB does not. */
function isWithoutStream({ code, property }: Violation): boolean {
  return code === 'Replicas' && property === 'replicas';
}

/** A name for the object: unique in the output, and one that Kubernetes takes. */
function uniqueName(text: string, names: Set<string>): string {
  const base = objectName(text).slice(0, 63).replace(/-+$/, '') || 'table';
  let name = base;
  for (let i = 2; names.has(name); i++) {
    name = `${base.slice(0, 58)}-${i}`;
  }
  names.add(name);
  return name;
}
