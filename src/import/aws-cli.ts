import { isDeepStrictEqual } from 'node:util';
import { Answer, answersFinder, DescribedTable } from './answer-table';
import { KEY_TO_GIVE, readApiTable, readInsightsMode, readRecoveryPeriod } from './api-table';
import { reportScaling, scaledTable } from './auto-scaling';
import { accountOf, assign, Draft, ifAny, policyText, report } from './draft';
import { LIMITS } from './limits';
import { canonicalName } from './names';
import { Part } from './part';
import { replicasOf } from './replicas';
import { ImportOptions, SourceDocument, Unreadable } from './source-document';
import { reportTableStatus, TABLE_STATE } from './table-state';
import { declareTags, tagsOf } from './tags';
import { isObject, Json, listOf, objectOf, objectsOf } from '../contract/json';

/**
 * The output of the AWS CLI, in any mix of files: one document an API call, several in one file, or several in one object.
 * Most calls do not print the name of their table, so it is found by where the document is.
 */
type Piece = 'Table' | 'TimeToLiveDescription' | 'ContinuousBackupsDescription' | 'Tags' | 'Policy' | 'ContributorInsightsStatus' | 'KinesisDataStreamDestinations' | 'SdkVersion';

const PIECES: readonly Piece[] = ['Table', 'TimeToLiveDescription', 'ContinuousBackupsDescription', 'Tags', 'Policy', 'ContributorInsightsStatus', 'KinesisDataStreamDestinations', 'SdkVersion'];
/** What is about several tables, or none. */
const SHARED = ['ScalableTargets', 'ScalingPolicies', 'KeyMetadata', 'Aliases', 'TableNames', 'TableDescription', 'PolicyNames', 'BackupSummaries', 'TableAutoScalingDescription'];

export function isAwsCliOutput(value: Json): boolean {
  return isBareTable(value) || SHARED.some((name) => name in value)
    || PIECES.some((name) => name in value && (name === 'Policy' ? typeof value.Policy === 'string' : name === 'Tags' ? Array.isArray(value.Tags) && isTagOutput(value) : true));
}

/** `describe-table --query Table`. */
function isBareTable(value: Json): boolean {
  return typeof value.TableName === 'string' && Array.isArray(value.KeySchema) && !('Type' in value) && !('Properties' in value);
}

function isTagOutput(value: Json): boolean {
  return Object.keys(value).every((name) => ['Tags', 'NextToken', 'ResponseMetadata', ...PIECES].includes(name));
}

/** An answer to a call. */
interface Answered {
  readonly file: string;
  readonly value: Json;
}

/** One that may not name its table. */
interface Loose extends Answered {
  readonly piece: Piece;
  readonly before?: Described;
}

interface Described extends DescribedTable {
  readonly pieces: Map<Piece, Answered[]>;
}

/** What `aws dynamodb get-resource-policy > FILE` leaves where the table has no policy: an error, and an empty file. */
export const NO_POLICY: Json = { Policy: '' };

export function readAwsCli(documents: readonly SourceDocument[], options: ImportOptions): Draft[] {
  // An empty file beside other sources may be anything.
  if (documents.every(({ value }) => value === NO_POLICY)) {
    return [];
  }
  const byArn = new Map<unknown, Described>();
  const loose: Loose[] = [];
  const shared: Answered[] = [];
  let last: Described | undefined;
  for (const { file, value: whole } of documents) {
    const value = normalize(whole);
    if (last?.file !== file) {
      last = undefined;
    }
    if (isObject(value.Table)) {
      const { TableArn: arn, TableName: name } = value.Table;
      const key = arn === undefined ? value : `${String(arn)} ${String(name)}`;
      last = byArn.get(key) ?? { file, name: String(name), region: regionOf(typeof arn === 'string' ? arn : undefined), pieces: new Map() };
      byArn.set(key, last);
      add(last, 'Table', { file, value });
    }
    for (const piece of PIECES.slice(1)) {
      if (piece in value) {
        isObject(value.Table) ? add(last!, piece, { file, value }) : loose.push({ file, piece, value, before: last });
      }
    }
    if (SHARED.some((name) => name in value)) {
      shared.push({ file, value });
    }
  }
  const tables = [...byArn.values()];
  if (tables.length === 0) {
    throw new Unreadable(`${documents[0].file}: has no output of aws dynamodb describe-table, which the table is made of`);
  }
  const find = answersFinder(tables);
  for (const answer of loose) {
    const table = theTable(find, answer, tables);
    if (table !== undefined) {
      add(table, answer.piece, answer);
    }
  }
  const manager = keyManagers(shared.map(({ value }) => value));
  const drafts = new Map(tables.map((table) => [table, readDescribed(table, manager, options)] as const));
  const answered = new Set<Described>();
  for (const { file, value } of shared) {
    for (const target of objectsOf(value.ScalableTargets)) {
      const scaled = scaledTable(target);
      const region = regionOf(String(target.ScalableTargetARN ?? ''));
      // The call prints those of all tables. Of one name in several regions nobody may know which.
      find({ file, tableName: scaled?.table ?? '' }).filter((table) => region === undefined || table.region === undefined || table.region === region)
        .forEach((table) => reportScaling(drafts.get(table)!, scaled!, target, 'ScalableTargets'));
    }
    const description = objectOf(value.TableAutoScalingDescription);
    find({ file, tableName: String(description.TableName) }).forEach((table) => {
      reportReplicaScaling(drafts.get(table)!, description);
      answered.add(table);
    });
  }
  // The call prints the targets of all tables, on its last page.
  if (!shared.some(({ value }) => 'ScalableTargets' in value && value.NextToken === undefined)) {
    drafts.forEach((draft, table) => answered.has(table) || reportNoScaling(draft));
  }
  return [...drafts.values()];
}

function reportNoScaling(draft: Draft): void {
  if (draft.spec.billingMode === 'PROVISIONED') {
    missing(draft, 'auto scaling', 'If the capacity is scaled, ACK sets it back to the declared value.', 'application-autoscaling describe-scalable-targets --service-namespace dynamodb');
  }
}

/** The output of `describe-table-replica-auto-scaling`. */
function reportReplicaScaling(draft: Draft, { Replicas: replicas }: Json): void {
  const path = 'TableAutoScalingDescription.Replicas';
  objectsOf(replicas).forEach((replica, i) => {
    const indexes = objectsOf(replica.GlobalSecondaryIndexes);
    const scaled = [{ ...replica, index: undefined }, ...indexes.map((index) => ({ ...index, index: String(index.IndexName) }))];
    for (const { index, ...settings } of scaled) {
      for (const [name, value] of Object.entries(settings)) {
        const { MinimumUnits: minCapacity, MaximumUnits: maxCapacity, AutoScalingDisabled: disabled } = objectOf(value);
        if (name.endsWith('AutoScalingSettings') && disabled !== true && maxCapacity !== undefined) {
          reportScaling(draft, { index, dimension: name }, { minCapacity, maxCapacity }, `${path}[${i}]`);
        }
      }
    }
  });
}

/** `create-table` and `update-table` print the table as TableDescription. */
function normalize(value: Json): Json {
  const description = value.TableDescription;
  return isBareTable(value) ? { Table: value } : isObject(description) && 'KeySchema' in description ? { ...value, Table: description } : value;
}

function add({ pieces }: Described, piece: Piece, answer: Answered): void {
  pieces.set(piece, [...pieces.get(piece) ?? [], answer]);
}

/** The table of a document that does not name it. An empty file of an unknown table is about nothing. */
function theTable(
  find: (answer: Answer<Described>) => readonly Described[], { file, piece, value, before }: Loose, [first, second]: readonly Described[],
): Described | undefined {
  const tableName = typeof value.TableName === 'string' ? value.TableName.split('/').at(-1) : undefined;
  const [found, other] = find({ file, tableName, before });
  if (found !== undefined && other === undefined || value === NO_POLICY) {
    return other === undefined ? found : undefined;
  }
  const of = ({ name, region }: Described): string => [name, region].filter(Boolean).join(' of ');
  throw new Unreadable(
    other !== undefined ? `${file}: ${piece} may be about table ${of(found)} (${found.file}) or ${of(other)} (${other.file}). Put it into the file or the folder of its table`
      : tableName !== undefined ? `${file}: ${piece} is about table ${tableName}, of which there is no output of describe-table`
        : second === undefined
          ? `${file}: ${piece} is about another table than ${first.name}, by its name. Add the output of describe-table of that table, or name the file ${first.name}.${piece}.json`
          : `${file}: ${piece} does not say which table it is about. Name the file after the table, such as orders.${piece}.json, or put it into the file of describe-table`,
  );
}

/** Who manages a key, by its ARN: `AWS` or `CUSTOMER`; undefined where the input does not tell it. */
type KeyManager = (arn: string) => unknown;

/** As `aws kms describe-key` and `list-aliases` tell it. */
function keyManagers(shared: readonly Json[]): KeyManager {
  const managers = new Map(shared.flatMap(({ KeyMetadata, Aliases }): Array<[string, unknown]> => {
    const key = objectOf(KeyMetadata);
    const aliases = objectsOf(Aliases).filter(({ TargetKeyId }) => TargetKeyId !== undefined);
    return [
      ...aliases.map(({ AliasName, TargetKeyId }): [string, unknown] => [String(TargetKeyId), String(AliasName).startsWith('alias/aws/') ? 'AWS' : 'CUSTOMER']),
      ...key.KeyManager === undefined ? [] : [[String(key.KeyId), key.KeyManager] as [string, unknown]],
    ];
  }));
  return (arn) => managers.get(arn.split('/').at(-1)!);
}

/** What an answer has beside what is read. */
const KNOWN = [...PIECES, ...SHARED, 'TableName', 'IndexName', 'NextToken', 'ResponseMetadata', 'RevisionId', 'ContributorInsightsMode', 'ContributorInsightsRuleList', 'LastUpdateDateTime', 'FailureException'].map(canonicalName);

function readDescribed({ file, name, pieces }: Described, manager: KeyManager, options: ImportOptions): Draft {
  const [{ value }] = pieces.get('Table')!;
  const draft: Draft = { label: name, source: file, spec: {}, findings: [], isResolved: true };
  const part = new Part(objectOf(value.Table), 'Table', draft.findings);
  readApiTable(part, draft);
  const arn = part.name('tableArn') ?? 'ARN';
  const region = regionOf(arn) ?? options.region;
  assign(draft, { region });
  draft.account = accountOf(arn);
  draft.spec.replicas = ifAny(replicasOf(part.parts('replicas'), region));
  if (part.text('globalTableVersion') === '2017.11.29') {
    part.report(LIMITS.legacyGlobalTable, 'globalTableVersion');
  }
  const archived = part.part('archivalSummary')?.ignore('archivalDateTime');
  reportTableStatus(draft, part.text('tableStatus'), { backup: archived?.name('archivalBackupArn'), reason: archived?.name('archivalReason') }, part.pathOf('tableStatus'));
  if (!part.has('deletionProtectionEnabled')) {
    part.report({ what: 'deletion protection', effect: 'unknown', text: 'The input does not have it. It is declared as on, and adoption turns it on where it is off. A newer AWS CLI prints it.' }, 'DeletionProtectionEnabled');
    draft.spec.deletionProtectionEnabled = true;
  }
  part.ignore(...TABLE_STATE).finish();
  readKey(draft, manager);
  const read = (piece: Piece, reader: PieceReader): void => {
    const answers = pieces.get(piece);
    reader(draft, answers?.map((each) => each.value), arn);
    reportContradiction(draft, piece, answers ?? [], reader);
  };
  reportContradiction(draft, 'Table', pieces.get('Table')!, (scratch, given) => readApiTable(new Part(objectOf(given![0].Table), '', scratch.findings), scratch));
  read('TimeToLiveDescription', readTimeToLive);
  read('ContinuousBackupsDescription', readRecovery);
  read('Tags', readTags);
  read('Policy', readPolicy);
  read('ContributorInsightsStatus', readInsights);
  read('KinesisDataStreamDestinations', readKinesis);
  pieces.get('SdkVersion')?.forEach((each) => report(draft, {
    what: 'what the SDK does not know', effect: 'unknown', text: `@aws-sdk/client-dynamodb ${String(each.value.SdkVersion)} leaves it out of the answers of AWS. Install a newer one: npm install --save-dev @aws-sdk/client-dynamodb@latest`,
  }));
  new Set([...pieces.values()].flat().map((each) => each.value)).forEach((document) => new Part(document, '', draft.findings).ignore(...KNOWN).finish());
  return draft;
}

type PieceReader = (draft: Draft, given: readonly Json[] | undefined, arn: string) => void;

/** Two answers to one question that differ: one of them is older, or about another table. Tags may come in pages. */
function reportContradiction(draft: Draft, piece: Piece, answers: readonly Answered[], read: PieceReader): void {
  const whole = answers.filter(({ value }) => value.IndexName === undefined);
  if (whole.some(({ value }) => value.NextToken !== undefined)) {
    return;
  }
  const [first, ...others] = whole.map(({ file, value }) => {
    const scratch: Draft = { ...draft, spec: {}, findings: [] };
    read(scratch, [value], '');
    return { file, spec: scratch.spec };
  });
  const other = others.find(({ spec }) => !isDeepStrictEqual(spec, first.spec));
  if (other !== undefined) {
    report(draft, { what: `two answers of ${piece} that differ`, effect: 'unknown', text: `${[...new Set([first.file, other.file])].join(' and ')} have them. Keep the one that is about this table, and that is the newest.` }, piece);
  }
}

/** The region in an ARN. DynamoDB Local has none, and writes one that is no region. */
export function regionOf(arn: string | undefined): string | undefined {
  return arn?.split(':')[3]?.replace(/^ddblocal$/, '') || undefined;
}

/**
 * DescribeTable gives the ARN of the AWS managed key as that of any other. A global table with a key of its own has one in each
 * replica, so where none names one, it is the AWS managed key; that is inferred, and said.
 */
function readKey(draft: Draft, manager: KeyManager): void {
  const arn = draft.spec.kmsMasterKeyID;
  if (typeof arn !== 'string' || arn === KEY_TO_GIVE) {
    return;
  }
  const managedBy = manager(arn);
  const replicas = objectsOf(draft.spec.replicas);
  const isInferred = managedBy === undefined && replicas.length > 0 && replicas.every(({ kmsMasterKeyID }) => kmsMasterKeyID === undefined);
  if (isInferred) {
    report(draft, {
      what: `KMS key ${arn}`,
      effect: 'unknown',
      text: `The AWS managed key is declared, because no replica names a key. Add the output of aws kms describe-key --key-id ${arn}, or declare it, and a key for each replica.`,
    }, 'Table.SSEDescription.KMSMasterKeyArn');
  }
  if (isInferred || managedBy === 'AWS') {
    delete draft.spec.kmsMasterKeyID;
  }
}

function missing(draft: Draft, what: string, becomes: string, call: string): void {
  report(draft, { what, effect: 'unknown', text: `The input does not have it. ${becomes} Add the output of aws ${call}.` });
}

function readTimeToLive(draft: Draft, given: readonly Json[] | undefined): void {
  if (given === undefined) {
    missing(draft, 'time to live', 'If it is set in AWS, adoption may turn it off.', `dynamodb describe-time-to-live --table-name ${draft.label}`);
    return;
  }
  const part = new Part(objectOf(given[0].TimeToLiveDescription), 'TimeToLiveDescription', draft.findings);
  const status = part.text('timeToLiveStatus');
  const ttlAttributeName = part.name('attributeName');
  assign(draft, status === 'ENABLED' || status === 'ENABLING' ? { ttlEnabled: true, ttlAttributeName } : {});
  part.finish();
}

function readRecovery(draft: Draft, given: readonly Json[] | undefined): void {
  if (given === undefined) {
    missing(draft, 'point-in-time recovery', 'It is declared as on, and adoption turns it on where it is off.', `dynamodb describe-continuous-backups --table-name ${draft.label}`);
    draft.spec.pointInTimeRecoveryEnabled = true;
    return;
  }
  const path = 'ContinuousBackupsDescription';
  const part = new Part(objectOf(given[0].ContinuousBackupsDescription), path, draft.findings);
  const recovery = part.part('pointInTimeRecoveryDescription');
  const status = recovery?.text('pointInTimeRecoveryStatus');
  draft.spec.pointInTimeRecoveryEnabled = status === 'ENABLED' || status === 'ENABLING';
  if (recovery) {
    readRecoveryPeriod(recovery, draft);
    recovery.ignore('earliestRestorableDateTime', 'latestRestorableDateTime');
  }
  part.ignore('continuousBackupsStatus').finish();
}

function readTags(draft: Draft, given: readonly Json[] | undefined, arn: string): void {
  if (given === undefined) {
    missing(draft, 'tags', 'Adoption removes tags that are not declared.', `dynamodb list-tags-of-resource --resource-arn ${arn}`);
    return;
  }
  if (given.at(-1)!.NextToken !== undefined) {
    report(draft, { what: 'more tags', effect: 'unknown', text: 'The output ends with a NextToken, and tags that are not declared are removed. Add the output of the call with --next-token.' }, 'NextToken');
  }
  const part = new Part({ Tags: given.flatMap(({ Tags }) => listOf(Tags)) }, '', draft.findings);
  declareTags(draft, tagsOf(part), 'Tags');
  part.finish();
}

function readPolicy(draft: Draft, given: readonly Json[] | undefined, arn: string): void {
  if (given === undefined) {
    missing(draft, 'resource policy', 'Adoption removes a policy that is not declared.', `dynamodb get-resource-policy --resource-arn ${arn}, which is an empty file where there is no policy`);
  } else {
    assign(draft, { resourcePolicy: policyText(given[0].Policy) });
  }
}

function readInsights(draft: Draft, given: readonly Json[] = []): void {
  given.forEach((each) => readInsightsOf(draft, each));
}

function readInsightsOf(draft: Draft, value: Json): void {
  const part = new Part(value, '', draft.findings);
  const status = part.text('contributorInsightsStatus') ?? '';
  const on = ['ENABLED', 'ENABLING'].includes(status);
  if (part.name('indexName') !== undefined) {
    if (on || status === 'FAILED') {
      part.report({ ...LIMITS.indexInsights, what: `${LIMITS.indexInsights.what}, ${part.name('indexName')}` }, 'indexName');
    }
    return;
  }
  if (on) {
    draft.spec.contributorInsights = true;
    readInsightsMode(part, 'contributorInsightsMode');
  } else if (status === 'FAILED') {
    part.report({ what: 'Contributor Insights', effect: 'stays', text: 'AWS could not turn them on (FAILED). They are not declared.' }, 'contributorInsightsStatus');
  }
}

function readKinesis(draft: Draft, given: readonly Json[] = []): void {
  for (const destination of given.flatMap((value) => listOf(value.KinesisDataStreamDestinations)).map(objectOf)) {
    if (['ACTIVE', 'ENABLING', 'UPDATING'].includes(String(destination.DestinationStatus))) {
      report(draft, { ...LIMITS.kinesis, what: `${LIMITS.kinesis.what} ${String(destination.StreamArn)}` }, 'KinesisDataStreamDestinations');
    }
  }
}

