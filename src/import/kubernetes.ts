import { readApiTable, readDeclaredFeatures, readTimeToLive } from './api-table';
import { reportScaling, scaledTable } from './auto-scaling';
import { regionOf as arnRegion } from './aws-cli';
import { Orphan } from './companion';
import { accountOf, assign, Draft, Fields, given, ifAny, report } from './draft';
import { isAnother, tableCalled, whyNoTable } from './find-table';
import { Finding } from './finding';
import { Limit, LIMITS, unknownKind } from './limits';
import { canonicalName } from './names';
import { Difference, withObserved } from './observed';
import { Part } from './part';
import { replicasOf } from './replicas';
import { readContributorInsights, readResourcePolicy, reportReplica } from './separate-resources';
import { ImportOptions, SourceDocument } from './source-document';
import { Archived, reportDeletion, reportLetGo, reportTableStatus, TABLE_STATE } from './table-state';
import { addTag, declareTags, tagsOf } from './tags';
import { readTerraformTable, reportReferences } from './terraform-table';
import { withUnknown } from './unknown-state';
import { keptByAck, keptByCrossplane } from '../ack/kept-by';
import { regionOf } from '../ack/region-of';
import { at, isObject, Json, objectOf, objectsOf, textOf } from '../contract/json';
import { ACK_DELETION_POLICY } from '../contract/names';

const UPJET = /^dynamodb\.aws\.(m\.)?upbound\.io\//;
const CLASSIC = 'dynamodb.aws.crossplane.io/';
const ACK = 'dynamodb.services.k8s.aws/';

function isAckTable({ apiVersion, kind }: Json): boolean {
  return kind === 'Table' && String(apiVersion).startsWith(ACK);
}

export function isCrossplane({ apiVersion }: Json): boolean {
  return isCrossplaneDynamoDb(apiVersion) || /^(app|application)autoscaling\.aws\.((m\.)?upbound|crossplane)\.io\//.test(String(apiVersion));
}

function isCrossplaneDynamoDb(apiVersion: unknown): boolean {
  return UPJET.test(String(apiVersion)) || String(apiVersion).startsWith(CLASSIC);
}

/** ACK's `Table`, and what belongs to one. */
export function isAck(value: Json): boolean {
  return String(value.apiVersion).startsWith(ACK) || isAckTarget(value) || isAdopted(value);
}

function isAckTarget({ apiVersion, kind }: Json): boolean {
  return kind === 'ScalableTarget' && String(apiVersion).startsWith('applicationautoscaling.services.k8s.aws/');
}

/** The older way to adopt: it names a table in AWS, and declares nothing. */
function isAdopted({ kind, spec }: Json): boolean {
  return kind === 'AdoptedResource' && objectOf(objectOf(spec).kubernetes).group === ACK.slice(0, -1);
}

/** ACK's tables, with what belongs to them. */
export function readAck(documents: readonly SourceDocument[], options: ImportOptions, orphan: Orphan): Draft[] {
  const tables = documents.filter(({ value }) => isAckTable(value));
  const drafts = tables.map((document) => readAckTable(document, options));
  for (const { value } of documents.filter(({ value: each }) => !isAckTable(each))) {
    const spec = objectOf(value.spec);
    if (isAckTarget(value)) {
      reportTarget(value, spec, drafts, orphan);
    } else {
      const name = textOf(spec.tableName) ?? textOf(spec.globalTableName) ?? textOf(objectOf(spec.aws).nameOrID);
      const draft = drafts.find(({ spec: { tableName } }) => name !== undefined && tableName === name);
      const kind = String(value.kind);
      const limit = isAdopted(value) && draft !== undefined ? undefined : at(ACK_KINDS, kind) as Limit ?? unknownKind(kind);
      const what = limit && `${limit.what}: ${labelOf(value)}`;
      if (limit !== undefined) {
        draft === undefined ? orphan({ ...limit, what: what!, path: '' }) : report(draft, { ...limit, what: what! });
      }
    }
  }
  return drafts;
}

const ACK_KINDS: Readonly<Record<string, Limit>> = {
  GlobalTable: LIMITS.legacyGlobalTable,
  Backup: { what: 'backup', effect: 'stays', text: 'It is a backup that was made, and is not declared.' },
  AdoptedResource: { what: 'table that is adopted', effect: 'unknown', text: 'The object declares nothing of it. Import the Table that ACK made of it, or the table in AWS with --region REGION --table NAME.' },
};

function labelOf({ kind, metadata }: Json): string {
  return `${String(kind)} ${String(objectOf(metadata).name)}`;
}

function reportTarget(value: Json, { resourceID, ...settings }: Json, drafts: readonly Draft[], orphan: Orphan): void {
  const target = { resourceId: resourceID, ...settings };
  const scaled = scaledTable(target);
  const region = regionOf(value) ?? textOf(settings.region);
  const found = scaled && tableCalled(drafts, scaled.table, region);
  if (found !== undefined) {
    reportScaling(found, { ...scaled!, region }, target, labelOf(value));
  }
  // Targets of other services say so.
  const ofDynamoDb = scaled !== undefined || [undefined, 'dynamodb'].includes(textOf(settings.serviceNamespace)) && textOf(target.resourceId) === undefined;
  if (found === undefined && ofDynamoDb) {
    const finding = withoutTable(value, scaled === undefined ? 'It does not say which table it is about.' : whyNoTable(drafts, scaled.table, region, ''));
    orphan({ ...finding, effect: scaled !== undefined && isAnother(drafts, scaled.table) ? 'note' : finding.effect });
  }
}

/** What belongs to a table that cannot be told, or is not in the input. */
function withoutTable(value: Json, reason: string): Finding {
  return { what: labelOf(value), path: '', effect: 'unknown', text: `${reason.trimEnd()} Import it as kubectl get -o yaml prints it, together with its table.` };
}

/** ACK's `Table`. */
function readAckTable({ file, value }: SourceDocument, options: ImportOptions): Draft {
  const { draft, part } = begin(file, value, objectOf(value.spec), 'spec');
  const annotations = objectOf(objectOf(value.metadata).annotations);
  const status = objectOf(value.status);
  readApiTable(part, draft);
  readDeclaredFeatures(part, draft);
  assign(draft, { region: regionOf(value) ?? options.region });
  if (['ENABLE', 'ENABLED'].includes(part.text('contributorInsights') ?? '')) {
    draft.spec.contributorInsights = true;
  }
  assign(draft, { replicas: ifAny(replicasOf(part.parts('tableReplicas'), undefined)) });
  declareTags(draft, tagsOf(part), part.pathOf('tags'));
  part.finish();
  const adopted = adoptedName(annotations);
  if (draft.spec.tableName === undefined && adopted !== undefined) {
    draft.spec.tableName = adopted;
    report(draft, {
      what: 'declaration of the table', effect: 'unknown', text: 'ACK reads it from AWS when it adopts the table. Import the object as kubectl get -o yaml prints it after that, or the table in AWS with --region REGION --table NAME.',
    }, 'spec');
  }
  reportTableStatus(draft, textOf(status.tableStatus), archivedIn(status), 'status.tableStatus');
  if (keptByAck(value) === undefined) {
    reportLetGo(draft, `ACK deletes the table in AWS with this Table, also after it was adopted, unless the namespace or the controller says otherwise. Before you delete it, annotate it with ${ACK_DELETION_POLICY}=retain.`, 'metadata.annotations', 'ack');
  }
  return draft;
}

/** The name in AWS of a table that ACK is told to adopt; undefined where that is not to be read. */
function adoptedName(annotations: Json): string | undefined {
  try {
    return textOf(objectOf(JSON.parse(String(annotations['services.k8s.aws/adoption-fields']))).tableName);
  } catch {
    return undefined;
  }
}

interface XpTable {
  readonly value: Json;
  readonly draft: Draft;
}

/** Crossplane's tables, with the objects of other kinds that belong to them. */
export function readCrossplane(documents: readonly SourceDocument[], options: ImportOptions, orphan: Orphan): Draft[] {
  const tables = documents.filter(({ value }) => value.kind === 'Table' && isCrossplaneDynamoDb(value.apiVersion)).map((document): XpTable => {
    const { value } = document;
    const draft = UPJET.test(String(value.apiVersion)) ? readUpjetTable(document, options) : readClassicTable(document, options);
    locate(draft, value);
    return { value, draft };
  });
  const drafts = tables.map(({ draft }) => draft);
  for (const { value } of documents) {
    const { parameters, differences } = parametersOf(value);
    const kind = String(value.kind);
    if (!isCrossplaneDynamoDb(value.apiVersion)) {
      reportTarget(value, parameters, drafts, orphan);
    } else if (kind !== 'Table') {
      const draft = tableOf(value, parameters, tables);
      if (draft !== undefined) {
        const part = new Part(parameters, labelOf(value), draft.findings);
        reportDifferences(draft, differences, part.path);
        Object.hasOwn(COMPANIONS, kind) ? COMPANIONS[kind](part, draft) : part.report(unknownKind(kind));
        OF_COMPANIONS.forEach((name) => part.ignore(name, `${name}Ref`, `${name}Selector`));
        part.ignore(...OBSERVED).finish();
        kind === 'TableExport' || reportKept(draft, value, 'it', 'the table', part.path);
      } else if (!ABOUT_ITEMS.includes(kind)) {
        const how = OF_COMPANIONS.flatMap((name) => [`${name}Ref`, `${name}Selector`]).find((name) => isObject(parameters[name]));
        const [named] = namesIn(value, parameters);
        orphan(withoutTable(value, named !== undefined ? whyNoTable(drafts, named.name, named.region ?? named.ofArn, '')
          : how !== undefined ? `Its table is resolved in the cluster by ${how}, and cannot be told.` : 'It does not say which table it is about.'));
      }
    }
  }
  return drafts;
}

/** What is declared, what AWS has where that says nothing, and what only counts at the creation where AWS tells nothing either. */
function parametersOf(value: Json): { readonly parameters: Json; readonly differences: readonly Difference[] } {
  const spec = objectOf(value.spec);
  const differences: Difference[] = [];
  const observed = objectOf(objectOf(value.status).atProvider);
  const region = arnRegion(textOf(observed.arn ?? observed.tableARN));
  const known = withObserved(objectOf(spec.forProvider), region === undefined ? observed : { region, ...observed }, differences);
  return { parameters: withObserved(known, objectOf(spec.initProvider), []), differences };
}

/** Where values of an object are taken from. */
const PLACES = ['spec.forProvider', 'status.atProvider', 'spec.initProvider'];

/** Tells of each finding of a table where the value is that it is about. */
function locate({ findings }: Draft, object: Json): void {
  findings.forEach((finding, i) => {
    const [, end] = /^spec\.forProvider(\..+)/.exec(finding.path) ?? [];
    const place = end && PLACES.find((each) => valueAt(object, each + end) !== undefined);
    findings[i] = place ? { ...finding, path: place + end } : finding;
  });
}

/** What is at a path, which has no position in a list of one. */
function valueAt(value: unknown, path: string): unknown {
  return (path.match(/[^.[\]]+/g) ?? []).reduce((inner, name) => Object(inner)[name] ?? Object(Object(inner)[0])[name], value);
}

/** What AWS computes, and Crossplane tells with the rest. */
const OBSERVED = ['arn', 'id', 'streamArn', 'streamLabel', 'tagsAll', 'revisionId', 'confirmRemoveSelfResourceAccess'];

function reportDifferences(draft: Draft, differences: readonly Difference[], prefix: string): void {
  for (const { path, declared, observed } of differences) {
    const [one, other] = [declared, observed].map((each) => (each === undefined ? 'none' : typeof each === 'object' ? JSON.stringify(each) : String(each)));
    report(draft, {
      what: path, effect: 'changes', text: `${one} is declared, and AWS had ${other} when Crossplane looked last (status.atProvider). Adoption sets what is declared.`,
    }, `${prefix}.${path}`);
  }
}

function readUpjetTable({ file, value }: SourceDocument, options: ImportOptions): Draft {
  const { parameters, differences } = parametersOf(value);
  const tagsAll = isObject(parameters.tagsAll) ? { tagsAll: { ...parameters.tagsAll, ...objectOf(parameters.tags) } } : {};
  const state = objectOf(objectOf(value.status).atProvider);
  // Providers before 2023 keep only what AWS computes (https://github.com/crossplane/upjet/pull/164). Each table has a key.
  const isOld = 'id' in state && !('hashKey' in state);
  const known = { ...parameters, ...tagsAll };
  const { draft, part } = begin(file, value, isOld ? withUnknown(known, 'Import it from AWS: --region REGION --table NAME.', canonicalName) : known, 'spec.forProvider');
  readTerraformTable(part, draft);
  assign(draft, { tableName: externalName(value, textOf(parameters.id)), region: part.name('region') ?? options.region });
  part.ignore(...OBSERVED).finish();
  reportDifferences(draft, differences, part.path);
  reportCrossplane(draft, value);
  return draft;
}

/** The provider of the Crossplane community, whose fields are those of the API, as ACK's are. */
function readClassicTable({ file, value }: SourceDocument, options: ImportOptions): Draft {
  const { parameters, differences } = parametersOf(value);
  // It tells the encryption and the billing mode by other names than they are declared by.
  const { sseDescription, billingModeSummary, ...others } = parameters;
  const { draft, part } = begin(file, value, {
    ...others,
    ...isObject(others.sseSpecification) ? {} : { sseDescription },
    ...textOf(others.billingMode) !== undefined ? {} : { billingModeSummary },
  }, 'spec.forProvider');
  readApiTable(part, draft);
  assign(draft, {
    tableName: externalName(value, undefined),
    region: part.name('region') ?? options.region,
    pointInTimeRecoveryEnabled: part.flag('pointInTimeRecoveryEnabled') ?? false,
    replicas: ifAny(replicasOf(part.parts('replicas'), part.name('region'))),
  });
  readTimeToLive(part, draft);
  declareTags(draft, tagsOf(part), part.pathOf('tags'));
  part.ignore(...TABLE_STATE).finish();
  reportDifferences(draft, differences.filter(({ path }) => path === 'region'), part.path);
  reportTableStatus(draft, textOf(parameters.tableStatus), archivedIn(parameters), 'status.atProvider.tableStatus');
  reportCrossplane(draft, value);
  return draft;
}

/** Reports what Crossplane deletes with an object. */
function reportKept(draft: Draft, object: Json, what: string, adopted: string, path?: string): void {
  if (keptByCrossplane(object) === undefined) {
    // Namespaced objects have policies alone.
    const [name, fix] = String(object.apiVersion).includes('.m.') ? ['managementPolicies', 'set managementPolicies without Delete, such as ["Observe"]'] : ['deletionPolicy', 'set deletionPolicy to Orphan'];
    reportLetGo(draft, `Crossplane deletes ${what} in AWS with this object, also after ${adopted} was adopted. Before you delete it, ${fix}.`, path ?? `spec.${name}`, 'crossplane');
  }
}

/** What Crossplane has of the object beside the table, which is not declared. */
function reportCrossplane(draft: Draft, object: Json): void {
  const { spec, status } = object;
  reportKept(draft, object, 'the table', 'it');
  if (status === undefined) {
    report(draft, {
      what: 'status of the object', effect: 'unknown', text: 'It has none, so what AWS has is not known. Crossplane gives tables tags of its own, and adoption removes those that are not declared. Import the object as kubectl get -o yaml prints it.',
    }, 'status');
  }
  const { writeConnectionSecretToRef: secret, publishConnectionDetailsTo: published, providerConfigRef: provider } = objectOf(spec);
  const [{ name, namespace }, { name: providerName }] = [objectOf(secret ?? published), objectOf(provider)];
  if (textOf(name) !== undefined) {
    report(draft, {
      what: `connection Secret ${[namespace, name].filter(Boolean).map(String).join('/')}`, effect: 'note', text: 'Crossplane deletes it with its object. For workloads that read it, declare writeConnectionSecretToRef, and let them read that Secret.',
    }, `spec.${secret === undefined ? 'publishConnectionDetailsTo' : 'writeConnectionSecretToRef'}`);
  }
  if (![undefined, 'default'].includes(textOf(providerName))) {
    report(draft, {
      what: `provider configuration ${String(providerName)}`, effect: 'note', text: 'If it is of another AWS account or role than the ACK controller has, declare a providerConfigRef for it.',
    }, 'spec.providerConfigRef');
  }
}

function begin(file: string, value: Json, spec: Json, path: string): { readonly draft: Draft; readonly part: Part } {
  const metadata = objectOf(value.metadata);
  const { atProvider: observed, ackResourceMetadata } = objectOf(value.status);
  const atProvider = objectOf(observed);
  const name = [metadata.namespace, metadata.name].filter(Boolean).map(String).join('/');
  const draft: Draft = {
    label: String(metadata.name ?? 'table'),
    source: `${file} ${String(value.kind)} ${name}`.trimEnd(),
    namespace: textOf(metadata.namespace),
    spec: {},
    findings: [],
    account: accountOf(atProvider.arn ?? atProvider.tableARN ?? objectOf(ackResourceMetadata).arn),
  };
  reportDeletion(draft, metadata);
  return { draft, part: new Part(spec, path, draft.findings) };
}

function externalName({ metadata }: Json, observed: string | undefined): string | undefined {
  const { annotations, name } = objectOf(metadata);
  return textOf(objectOf(annotations)['crossplane.io/external-name']) ?? observed ?? textOf(name);
}

/** By what an object names its table, and what says nothing of it. */
const OF_COMPANIONS = ['tableName', 'globalTableArn', 'resourceArn', 'name', 'region'];

const COMPANIONS: Readonly<Record<string, (part: Part, draft: Draft) => void>> = {
  TableReplica: (part, draft) => {
    const replica = given({ regionName: part.name('region'), kmsMasterKeyID: part.name('kmsKeyArn'), tableClassOverride: part.name('tableClassOverride') });
    reportReferences(part, 'kmsKeyArn');
    draft.spec.replicas = [...(draft.spec.replicas as Fields[] | undefined) ?? [], replica];
    reportReplica(part, String(replica?.regionName ?? ''));
  },
  ContributorInsights: readContributorInsights,
  ResourcePolicy: readResourcePolicy,
  Tag: (part, draft) => addTag(draft, part),
  KinesisStreamingDestination: (part) => part.ignoreAll().report(LIMITS.kinesis),
  GlobalTable: (part) => part.ignoreAll().report(LIMITS.legacyGlobalTable),
  TableItem: (part) => part.ignoreAll(),
  TableExport: (part) => part.ignoreAll(),
};

/** What is in the table, or was taken from it. */
const ABOUT_ITEMS = ['TableItem', 'TableExport'];

/** The table that an object names: by name or by ARN, by reference, or by a selector. Undefined where that is none, or one of several. */
function tableOf(value: Json, parameters: Json, tables: readonly XpTable[]): Draft | undefined {
  const { namespace, ownerReferences } = objectOf(value.metadata);
  const names = namesIn(value, parameters);
  const inRegion = ({ spec }: Draft, region: string | undefined): boolean =>
    region === undefined || spec.region === undefined || spec.region === region;
  if (names.length > 0) {
    const named = tables.filter(({ draft }) => names.some(({ name, region }) => name === draft.spec.tableName && inRegion(draft, region)));
    // The ARN may be the one of a replica.
    return only(named.length < 2 ? named : named.filter(({ draft }) => names.some(({ ofArn }) => ofArn === draft.spec.region)));
  }
  const near = tables.filter(({ value: table }) => textOf(objectOf(table.metadata).namespace) === textOf(namespace));
  const references = REFERENCES.map((name) => objectOf(parameters[`${name}Ref`]).name).filter(Boolean);
  if (references.length > 0) {
    return only(near.filter(({ value: table }) => references.includes(objectOf(table.metadata).name)));
  }
  const selectors = REFERENCES.map((name) => parameters[`${name}Selector`]).filter(isObject);
  return only(near.filter(({ value: { metadata } }) => selectors.some(({ matchLabels, matchControllerRef }) => {
    const { labels, ownerReferences: owners } = objectOf(metadata);
    const wanted = Object.entries(objectOf(matchLabels));
    const isControlled = String(matchControllerRef) === 'true';
    return wanted.length + Number(isControlled) > 0 && wanted.every(([key, each]) => objectOf(labels)[key] === each)
      && (!isControlled || controllerOf(owners) !== undefined && controllerOf(owners) === controllerOf(ownerReferences));
  })));
}

const REFERENCES = ['tableName', 'globalTableArn', 'resourceArn'];

/** The names of tables that an object has, with the region where that has to be the one of the table. */
function namesIn(value: Json, parameters: Json): Array<{ readonly name: string; readonly region?: string; readonly ofArn?: string }> {
  const isReplica = value.kind === 'TableReplica';
  // The legacy kind has the name of its table.
  const texts = value.kind === 'GlobalTable' ? [parameters.name ?? externalName(value, undefined)] : [...REFERENCES, 'name'].map((name) => parameters[name]);
  return texts.flatMap((each) => textOf(each) ?? []).map((each) => {
    const [, ofArn, name] = /^arn:[^:]*:dynamodb:([^:]*):[^:]*:table\/([^/]+)/.exec(each) ?? [];
    return name !== undefined ? { name, ofArn, region: isReplica ? ofArn : undefined } : { name: each, region: isReplica || value.kind === 'GlobalTable' ? undefined : textOf(parameters.region) };
  });
}

function only(tables: readonly XpTable[]): Draft | undefined {
  return tables.length === 1 ? tables[0].draft : undefined;
}

function controllerOf(owners: unknown): string | undefined {
  return objectsOf(owners).filter(({ controller }) => String(controller) === 'true').map(({ uid }) => textOf(uid))[0];
}

function archivedIn({ archivalSummary }: Json): Archived {
  const { archivalBackupARN, archivalReason } = objectOf(archivalSummary);
  return { backup: textOf(archivalBackupARN), reason: textOf(archivalReason) };
}
