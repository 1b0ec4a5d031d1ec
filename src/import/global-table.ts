import { declaredKey, readApiTable, readDeclaredFeatures, readTimeToLive, reportIndexInsights } from './api-table';
import { assign, Draft, Fields, given, ifAny } from './draft';
import { LIMITS } from './limits';
import { Part } from './part';
import { declareTags, tagsOf } from './tags';

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
    const known = regions.filter((each) => each !== undefined).join(', ');
    const text = stackRegion === undefined ? 'The global table has several replicas. Give --region with the one that you adopt the table in.'
      : `${stackRegion} has no replica of it: the template has ${known}. Give --region with the one that you adopt the table in.`;
    part.report({ what: 'region of the table', effect: 'unknown', text: `${text} Until then protection and recovery are declared as on.` }, 'replicas');
    assign(draft, { deletionProtectionEnabled: true, pointInTimeRecoveryEnabled: true });
  }
  if (own !== undefined) {
    readOwnReplica(own, draft);
  }
  readTimeToLive(part, draft);
  readCapacity(part, own, draft);
  const others = replicas.filter((replica) => replica !== own);
  draft.spec.replicas = ifAny(others.map((replica) => otherReplica(replica, draft)));
  if (draft.spec.replicas === undefined) {
    delete draft.spec.replicas;
  }
}

/** The only replica, or the one in the region of the stack. */
function ownReplica(regions: readonly (string | undefined)[], stackRegion: string | undefined): number {
  return regions.length === 1 ? 0 : regions.findIndex((region) => region !== undefined && region === stackRegion);
}

function readOwnReplica(own: Part, draft: Draft): void {
  readDeclaredFeatures(own, draft);
  assign(draft, {
    deletionProtectionEnabled: own.protects('deletionProtectionEnabled'),
    tableClass: own.name('tableClass') === 'STANDARD' ? undefined : own.name('tableClass'),
  });
  const sse = own.part('sseSpecification');
  if (sse !== undefined && draft.spec.sseEnabled === true) {
    assign(draft, declaredKey(sse, 'kmsMasterKeyId', sse.name('kmsMasterKeyId')));
  }
  declareTags(draft, tagsOf(own), own.pathOf('tags'));
  own.part('replicaStreamSpecification')?.limit('resourcePolicy', LIMITS.streamPolicy);
  own.limit('globalTableSettingsReplicationMode', LIMITS.severalAccounts);
}

type Units = { readonly value?: number; readonly scaled?: string; readonly isMinimum?: boolean };

/** A capacity that is fixed, or scaled; then it is the one that scaling began with, since nothing tells the present one. */
function units(settings: Part | undefined, kind: 'read' | 'write'): Units {
  const fixed = settings?.number(`${kind}CapacityUnits`);
  const scaling = settings?.part(`${kind}CapacityAutoScalingSettings`);
  if (scaling === undefined) {
    return { value: fixed };
  }
  // The policy by which it is scaled is part of the finding about scaling.
  scaling.ignore('targetTrackingScalingPolicyConfiguration');
  const [min, max, seed] = ['minCapacity', 'maxCapacity', 'seedCapacity'].map((name) => scaling.number(name));
  return { value: seed ?? min, scaled: `, ${min} to ${max}`, isMinimum: seed === undefined };
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
  indexes.forEach(reportIndexInsights);
}

interface CapacityOf {
  readonly provisioned: boolean;
  /** What it is the capacity of, for messages. */
  readonly name: string;
  readonly draft: Draft;
}

function capacity(target: Part, replica: Part | undefined, { provisioned, name, draft }: CapacityOf): Fields {
  // What a replica says goes before what the table says.
  const reads = [target, replica].map((part) => units(part?.part('readProvisionedThroughputSettings'), 'read'));
  const read = reads[1].value === undefined ? reads[0] : reads[1];
  const write = units(target.part('writeProvisionedThroughputSettings'), 'write');
  const [maxRead, maxReadOfReplica] = [target, replica].map((part) => part?.part('readOnDemandThroughputSettings')?.number('maxReadRequestUnits'));
  const caps = given({ maxReadRequestUnits: maxReadOfReplica ?? maxRead, maxWriteRequestUnits: target.part('writeOnDemandThroughputSettings')?.number('maxWriteRequestUnits') });
  const fixed = given({ readCapacityUnits: read.value, writeCapacityUnits: write.value });
  if ((provisioned ? caps : fixed) !== undefined) {
    target.report(LIMITS.otherBilling);
  }
  if (!provisioned) {
    return { onDemandThroughput: caps };
  }
  reportScaled(draft, read, `read ${name}`, target.path);
  reportScaled(draft, write, `write ${name}`, target.path);
  return { provisionedThroughput: fixed };
}

function reportScaled({ findings }: Draft, { scaled, value, isMinimum }: Units, what: string, path: string): void {
  if (scaled !== undefined) {
    const text = `${value}, ${isMinimum ? 'the minimum of the scaling' : 'with which the scaling began'}, is declared. AWS may have more now, and adoption lowers it. ${LIMITS.autoScaling.text}`;
    findings.push({ ...LIMITS.autoScaling, text, what: `${LIMITS.autoScaling.what} of ${what}${scaled}`, path });
  }
}

const OF_REPLICA = ['pointInTimeRecoverySpecification', 'contributorInsightsSpecification', 'deletionProtectionEnabled', 'tags', 'resourcePolicy', 'kinesisStreamSpecification', 'readOnDemandThroughputSettings', 'replicaStreamSpecification'];
const OF_REPLICA_INDEX = ['contributorInsightsSpecification', 'readOnDemandThroughputSettings'];

/** Another replica: ACK sets its key, its table class and its read capacity, and leaves the rest as it is. */
function otherReplica(replica: Part, draft: Draft): Fields {
  const sse = replica.part('sseSpecification');
  const regionName = replica.text('region');
  const of = ` of replica ${regionName ?? ''}`;
  const provisioned = draft.spec.billingMode === 'PROVISIONED';
  const readUnits = (part: Part, what: string): number | undefined => {
    const read = units(part.part('readProvisionedThroughputSettings'), 'read');
    if (provisioned) {
      reportScaled(draft, read, what + of, part.path);
    } else if (read.value !== undefined) {
      part.report(LIMITS.otherBilling, 'readProvisionedThroughputSettings');
    }
    return provisioned ? read.value : undefined;
  };
  const read = readUnits(replica, 'read capacity');
  const fields = given({
    regionName,
    kmsMasterKeyID: sse && declaredKey(sse, 'kmsMasterKeyId', sse.name('kmsMasterKeyId')).kmsMasterKeyID,
    tableClassOverride: replica.name('tableClass'),
    provisionedThroughputOverride: read === undefined ? undefined : { readCapacityUnits: read },
    globalSecondaryIndexes: ifAny(replica.parts('globalSecondaryIndexes').flatMap((index) => {
      const indexName = index.text('indexName');
      const own = readUnits(index, `read capacity of index ${indexName ?? ''}`);
      OF_REPLICA_INDEX.forEach((name) => index.limit(name, { ...LIMITS.replicaSettings, what: `${name} of index ${indexName ?? ''}${of}` }));
      return own === undefined ? [] : [{ indexName, provisionedThroughputOverride: { readCapacityUnits: own } }];
    })),
  });
  for (const name of OF_REPLICA) {
    replica.limit(name, { ...LIMITS.replicaSettings, what: name + of });
  }
  replica.limit('globalTableSettingsReplicationMode', LIMITS.severalAccounts);
  return fields ?? {};
}
