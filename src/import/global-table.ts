import { declaredKey, readApiTable, readDeclaredFeatures } from './api-table';
import { tagsOf } from './cloudformation';
import { assign, Draft, Fields, given, ifAny } from './draft';
import { LIMITS } from './limits';
import { Part } from './part';
import { declareTags } from './tags';

/**
 * `AWS::DynamoDB::GlobalTable`, which CDK's TableV2 is too: the table is its replica in the region of the stack, and has the
 * settings of that replica.
 */
export function readGlobalTable(part: Part, draft: Draft, stackRegion: string | undefined): void {
  readApiTable(part, draft);
  const replicas = part.parts('replicas');
  const regions = replicas.map((replica) => replica.text('region'));
  const own = replicas[ownReplica(regions, stackRegion)];
  const region = own?.text('region') ?? stackRegion;
  assign(draft, { region });
  if (own === undefined && replicas.length > 0) {
    part.report({ what: 'region of the table', effect: 'unknown', text: 'The global table has several replicas. Give --region with the one that you adopt the table in.' }, 'replicas');
  }
  if (own !== undefined) {
    readOwnReplica(own, part, draft);
  }
  part.ignore('pointInTimeRecoverySpecification');
  readDeclaredFeatures(new Part(ownFeatures(own), own?.path ?? part.path, draft.findings), draft);
  const ttl = part.part('timeToLiveSpecification');
  if (ttl?.flag('enabled')) {
    assign(draft, { ttlEnabled: true, ttlAttributeName: ttl.name('attributeName') });
  }
  readCapacity(part, own, draft);
  const others = replicas.filter((replica) => replica !== own);
  draft.spec.replicas = ifAny(others.map((replica) => otherReplica(replica, draft)));
  if (draft.spec.replicas === undefined) {
    delete draft.spec.replicas;
  }
  own?.finish();
}

/** The only replica, or the one in the region of the stack. */
function ownReplica(regions: readonly (string | undefined)[], stackRegion: string | undefined): number {
  return regions.length === 1 ? 0 : regions.findIndex((region) => region !== undefined && region === stackRegion);
}

function readOwnReplica(own: Part, part: Part, draft: Draft): void {
  assign(draft, {
    deletionProtectionEnabled: own.flag('deletionProtectionEnabled') ?? false,
    tableClass: own.name('tableClass') === 'STANDARD' ? undefined : own.name('tableClass'),
  });
  const sse = own.part('sseSpecification');
  if (sse !== undefined && draft.spec.sseEnabled === true) {
    assign(draft, declaredKey(sse, 'kmsMasterKeyId', sse.name('kmsMasterKeyId')));
  }
  sse?.finish();
  declareTags(draft, tagsOf(own), own.pathOf('tags'));
  const streamPolicy = own.part('replicaStreamSpecification');
  streamPolicy?.limit('resourcePolicy', LIMITS.streamPolicy);
  own.ignore('globalTableSettingsReplicationMode', 'region');
  part.ignore('globalTableSourceArn');
}

/** What the API has calls of its own for, as the replica has it. */
function ownFeatures(own: Part | undefined): Fields {
  const names = ['pointInTimeRecoverySpecification', 'contributorInsightsSpecification', 'resourcePolicy', 'kinesisStreamSpecification'];
  return Object.fromEntries(names.map((name) => [name, own?.take(name)]));
}

type Units = { readonly value?: number; readonly scaled?: string };

/** A capacity that is fixed, or scaled; then it is the one that scaling began with, since nothing tells the present one. */
function units(settings: Part | undefined, kind: 'read' | 'write'): Units {
  const fixed = settings?.number(`${kind}CapacityUnits`);
  const scaling = settings?.part(`${kind}CapacityAutoScalingSettings`);
  if (scaling === undefined) {
    return { value: fixed };
  }
  const [min, max, seed] = ['minCapacity', 'maxCapacity', 'seedCapacity'].map((name) => scaling.number(name));
  return { value: seed ?? min, scaled: `, ${min} to ${max}` };
}

function readCapacity(part: Part, own: Part | undefined, draft: Draft): void {
  const provisioned = draft.spec.billingMode === 'PROVISIONED';
  const indexes = own?.parts('globalSecondaryIndexes') ?? [];
  const ofReplica = new Map(indexes.map((index) => [index.text('indexName'), index]));
  const of = (target: Part, replica: Part | undefined, name: string): Fields => capacity(target, replica, { provisioned, name, draft });
  assign(draft, of(part, own, 'capacity'));
  const declared = draft.spec.globalSecondaryIndexes as readonly Fields[] | undefined;
  if (declared) {
    const parts = part.parts('globalSecondaryIndexes');
    draft.spec.globalSecondaryIndexes = declared.map((index, i) => ({ ...index, ...of(parts[i], ofReplica.get(index.indexName as string), `capacity of index ${String(index.indexName)}`) }));
  }
  indexes.forEach((index) => {
    if (index.part('contributorInsightsSpecification')?.flag('enabled')) {
      index.report(LIMITS.indexInsights, 'contributorInsightsSpecification');
    }
    index.finish();
  });
}

interface CapacityOf {
  readonly provisioned: boolean;
  /** What it is the capacity of, for messages. */
  readonly name: string;
  readonly draft: Draft;
}

function capacity(target: Part, replica: Part | undefined, { provisioned, name, draft }: CapacityOf): Fields {
  const write = units(target.part('writeProvisionedThroughputSettings'), 'write');
  const read = units(replica?.part('readProvisionedThroughputSettings') ?? target.part('readProvisionedThroughputSettings'), 'read');
  const maxWrite = target.part('writeOnDemandThroughputSettings')?.number('maxWriteRequestUnits');
  const maxRead = (replica?.part('readOnDemandThroughputSettings') ?? target.part('readOnDemandThroughputSettings'))?.number('maxReadRequestUnits');
  target.ignore('readProvisionedThroughputSettings', 'readOnDemandThroughputSettings', 'writeProvisionedThroughputSettings', 'writeOnDemandThroughputSettings');
  if (!provisioned) {
    return { onDemandThroughput: given({ maxReadRequestUnits: maxRead, maxWriteRequestUnits: maxWrite }) };
  }
  for (const [kind, { scaled }] of [['read', read], ['write', write]] as const) {
    if (scaled !== undefined) {
      draft.findings.push({ ...LIMITS.autoScaling, what: `${LIMITS.autoScaling.what} of ${kind} ${name}${scaled}`, path: target.path });
    }
  }
  return { provisionedThroughput: given({ readCapacityUnits: read.value, writeCapacityUnits: write.value }) };
}

const OF_REPLICA = ['pointInTimeRecoverySpecification', 'contributorInsightsSpecification', 'deletionProtectionEnabled', 'tags', 'resourcePolicy', 'kinesisStreamSpecification', 'readOnDemandThroughputSettings', 'replicaStreamSpecification'];

/** Another replica: ACK sets its key, its table class and its read capacity, and leaves the rest as it is. */
function otherReplica(replica: Part, draft: Draft): Fields {
  const sse = replica.part('sseSpecification');
  const read = units(replica.part('readProvisionedThroughputSettings'), 'read').value;
  const fields = given({
    regionName: replica.text('region'),
    kmsMasterKeyID: sse && declaredKey(sse, 'kmsMasterKeyId', sse.name('kmsMasterKeyId')).kmsMasterKeyID,
    tableClassOverride: replica.name('tableClass'),
    provisionedThroughputOverride: draft.spec.billingMode === 'PROVISIONED' && read !== undefined ? { readCapacityUnits: read } : undefined,
    globalSecondaryIndexes: ifAny(replica.parts('globalSecondaryIndexes').flatMap((index) => {
      const own = units(index.part('readProvisionedThroughputSettings'), 'read').value;
      return own === undefined ? [] : [{ indexName: index.text('indexName'), provisionedThroughputOverride: { readCapacityUnits: own } }];
    })),
  });
  for (const name of OF_REPLICA) {
    replica.limit(name, { ...LIMITS.replicaSettings, what: `${name} of replica ${String(fields?.regionName ?? '')}` });
  }
  replica.ignore('globalTableSettingsReplicationMode').finish();
  return fields ?? {};
}
