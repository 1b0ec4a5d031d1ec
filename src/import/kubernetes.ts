import { readApiTable, readDeclaredFeatures, readInsightsMode, readTimeToLive } from './api-table';
import { reportScaling, scaledTable } from './auto-scaling';
import { assign, Draft, Fields, given, ifAny } from './draft';
import { LIMITS, unknownKind } from './limits';
import { Part } from './part';
import { replicasOf } from './replicas';
import { ImportOptions, SourceDocument } from './source-document';
import { addTag, declareTags, tagsOf } from './tags';
import { readTerraformTable, reportReferences } from './terraform-table';
import { isObject, Json, objectOf } from '../contract/json';
import { ACK_REGION } from '../contract/names';

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

/** ACK's `Table`, and the scalable targets that belong to one. */
export function isAck(value: Json): boolean {
  return isAckTable(value) || isAckTarget(value);
}

function isAckTarget({ apiVersion, kind }: Json): boolean {
  return kind === 'ScalableTarget' && String(apiVersion).startsWith('applicationautoscaling.services.k8s.aws/');
}

/** ACK's tables, with the scalable targets that belong to them. */
export function readAck(documents: readonly SourceDocument[], options: ImportOptions): Draft[] {
  const drafts = documents.filter(({ value }) => isAckTable(value)).map((document) => readAckTable(document, options));
  documents.filter(({ value }) => isAckTarget(value)).forEach(({ value }) => reportTarget(value, objectOf(value.spec), drafts));
  return drafts;
}

function reportTarget({ kind, metadata }: Json, { resourceID, ...settings }: Json, drafts: readonly Draft[]): void {
  const target = { resourceId: resourceID, ...settings };
  const scaled = scaledTable(target);
  drafts.filter(({ spec }) => scaled !== undefined && spec.tableName === scaled.table)
    .forEach((draft) => reportScaling(draft, scaled!, target, `${String(kind)} ${String(objectOf(metadata).name)}`));
}

/** ACK's `Table`. */
function readAckTable({ file, value }: SourceDocument, options: ImportOptions): Draft {
  const { draft, part } = begin(file, value, objectOf(value.spec), 'spec');
  readApiTable(part, draft);
  readDeclaredFeatures(part, draft);
  assign(draft, {
    region: text(objectOf(objectOf(value.metadata).annotations)[ACK_REGION])
      ?? text(objectOf(objectOf(value.status).ackResourceMetadata).region)
      ?? options.region,
  });
  if (['ENABLE', 'ENABLED'].includes(part.text('contributorInsights') ?? '')) {
    draft.spec.contributorInsights = true;
  }
  assign(draft, { replicas: ifAny(replicasOf(part.parts('tableReplicas'), undefined)) });
  declareTags(draft, tagsOf(part), part.pathOf('tags'));
  part.finish();
  return draft;
}

/** Crossplane's tables, with the objects of other kinds that belong to them. */
export function readCrossplane(documents: readonly SourceDocument[], options: ImportOptions): Draft[] {
  const tables = documents.filter(({ value }) => value.kind === 'Table' && isCrossplaneDynamoDb(value.apiVersion)).map((document) => {
    const { apiVersion } = document.value;
    return { value: document.value, draft: UPJET.test(String(apiVersion)) ? readUpjetTable(document, options) : readClassicTable(document, options) };
  });
  const drafts = tables.map(({ draft }) => draft);
  for (const { value } of documents) {
    const parameters = parametersOf(value);
    if (!isCrossplaneDynamoDb(value.apiVersion)) {
      reportTarget(value, parameters, drafts);
      continue;
    }
    const kind = String(value.kind);
    const draft = kind === 'Table' ? undefined : tableOf(parameters, tables);
    if (draft !== undefined) {
      const part = new Part(parameters, `${kind} ${String(objectOf(value.metadata).name)}`, draft.findings);
      Object.hasOwn(COMPANIONS, kind) ? COMPANIONS[kind](part, draft) : part.report(unknownKind(kind));
      OF_COMPANIONS.forEach((name) => part.ignore(name, `${name}Ref`, `${name}Selector`));
      part.finish();
    }
  }
  return drafts;
}

/** What is declared, and what only counts at the creation. */
function parametersOf(value: Json): Json {
  const spec = objectOf(value.spec);
  return { ...objectOf(spec.initProvider), ...objectOf(spec.forProvider) };
}

function readUpjetTable({ file, value }: SourceDocument, options: ImportOptions): Draft {
  const { draft, part } = begin(file, value, parametersOf(value), 'spec.forProvider');
  readTerraformTable(part, draft);
  assign(draft, { tableName: externalName(value), region: part.name('region') ?? options.region });
  part.finish();
  return draft;
}

/** The provider of the Crossplane community, whose fields are those of the API, as ACK's are. */
function readClassicTable({ file, value }: SourceDocument, options: ImportOptions): Draft {
  const { draft, part } = begin(file, value, parametersOf(value), 'spec.forProvider');
  readApiTable(part, draft);
  assign(draft, {
    tableName: externalName(value),
    region: part.name('region') ?? options.region,
    pointInTimeRecoveryEnabled: part.flag('pointInTimeRecoveryEnabled') ?? false,
  });
  readTimeToLive(part, draft);
  declareTags(draft, tagsOf(part), part.pathOf('tags'));
  part.finish();
  return draft;
}

function begin(file: string, value: Json, spec: Json, path: string): { readonly draft: Draft; readonly part: Part } {
  const metadata = objectOf(value.metadata);
  const name = [metadata.namespace, metadata.name].filter(Boolean).map(String).join('/');
  const draft: Draft = { label: String(metadata.name ?? 'table'), source: `${file} ${String(value.kind)} ${name}`.trimEnd(), spec: {}, findings: [] };
  return { draft, part: new Part(spec, path, draft.findings) };
}

function externalName({ metadata }: Json): string | undefined {
  const { annotations, name } = objectOf(metadata);
  return text(objectOf(annotations)['crossplane.io/external-name']) ?? text(name);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** By what an object names its table, and what says nothing of it. */
const OF_COMPANIONS = ['tableName', 'globalTableArn', 'resourceArn', 'name', 'region'];

const COMPANIONS: Readonly<Record<string, (part: Part, draft: Draft) => void>> = {
  TableReplica: (part, draft) => {
    const replica = given({ regionName: part.name('region'), kmsMasterKeyID: part.name('kmsKeyArn'), tableClassOverride: part.name('tableClassOverride') });
    reportReferences(part, 'kmsKeyArn');
    draft.spec.replicas = [...(draft.spec.replicas as Fields[] | undefined) ?? [], replica];
    part.limit('tags', { ...LIMITS.replicaSettings, what: `tags of replica ${String(replica?.regionName ?? '')}` });
    ['pointInTimeRecovery', 'deletionProtectionEnabled'].forEach((name) => part.flag(name) && part.report({ ...LIMITS.replicaSettings, what: `${name} of replica ${String(replica?.regionName ?? '')}` }, name));
  },
  ContributorInsights: (part, draft) => {
    if (part.name('indexName') === undefined) {
      draft.spec.contributorInsights = true;
      readInsightsMode(part, 'mode');
    } else {
      part.report({ ...LIMITS.indexInsights, what: `${LIMITS.indexInsights.what}, ${part.name('indexName')}` }, 'indexName');
    }
  },
  ResourcePolicy: (part, draft) => assign(draft, { resourcePolicy: part.json('policy') }),
  Tag: (part, draft) => addTag(draft, part),
  KinesisStreamingDestination: (part) => part.ignoreAll().report(LIMITS.kinesis),
  GlobalTable: (part) => part.ignoreAll().report(LIMITS.legacyGlobalTable),
  // What is in the table, or was taken from it.
  TableItem: (part) => part.ignoreAll(),
  TableExport: (part) => part.ignoreAll(),
};

/** The table that an object names: by reference, by name or by ARN. */
function tableOf(parameters: Json, tables: ReadonlyArray<{ readonly value: Json; readonly draft: Draft }>): Draft | undefined {
  const references = ['tableNameRef', 'globalTableArnRef', 'resourceArnRef'].map((name) => objectOf(parameters[name]).name);
  const selectors = ['tableNameSelector', 'globalTableArnSelector', 'resourceArnSelector'].map((name) => objectOf(parameters[name]).matchLabels).filter(isObject);
  const names = ['tableName', 'globalTableArn', 'resourceArn', 'name'].map((name) => String(parameters[name] ?? '').replace(/^arn:.*:table\//, '')).filter(Boolean);
  return tables.find(({ value, draft }) => {
    const { name, labels } = objectOf(value.metadata);
    return references.includes(name) || names.includes(String(draft.spec.tableName))
      || selectors.some((wanted) => Object.entries(wanted).every(([key, each]) => objectOf(labels)[key] === each));
  })?.draft;
}
