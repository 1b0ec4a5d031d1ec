import { API, Finding, GUIDE, Rule, Spec } from './rule';
import { cel } from '../../print/cel';
import { Cue, cue } from '../../print/cue';
import { REGION } from '../fields';
import { celKeyArnStart, cuePartition, keyArnStart } from '../partitions';

const ENCRYPTION = `${GUIDE}encryption.usagenotes.html`;
const wellFormed = new RegExp(REGION.pattern!);
const celOwnKey = cel`has(variables.spec.kmsMasterKeyID) && variables.spec.?sseEnabled.orValue(false) && variables.spec.?sseType.orValue("KMS") == "KMS"`;

/** Rules on encryption at rest, and the keys for it. */
export const ENCRYPTION_RULES: readonly Rule[] = [
  {
    code: 'Encryption',
    statement: 'A KMS key is given only with sseEnabled and sseType KMS.',
    source: `${API}API_SSESpecification.html`,
    check: ({ sseEnabled, sseType, kmsMasterKeyID: value }) => [
      ...(value !== undefined && (!sseEnabled || sseType === 'AES256')
        ? [{ property: 'kmsMasterKeyID', value, problem: 'is given without KMS encryption', fix: 'Set sseEnabled to true and sseType to KMS, or remove the key.' }] : []),
      // With a key, the line before says it.
      ...(sseType === 'KMS' && !sseEnabled && value === undefined
        ? [{ property: 'sseType', value: sseType, problem: 'is given without sseEnabled', fix: 'Set sseEnabled to true, or remove it.' }] : []),
    ],
    cel: cel`(has(variables.spec.kmsMasterKeyID) && (!variables.spec.?sseEnabled.orValue(false) || variables.spec.?sseType.orValue("KMS") == "AES256") ? ["kmsMasterKeyID " + variables.spec.kmsMasterKeyID + " is given without sseEnabled and sseType KMS"] : [])
+ (variables.spec.?sseType.orValue("") == "KMS" && !variables.spec.?sseEnabled.orValue(false) ? ["sseType KMS is given without sseEnabled"] : [])`,
    cue: cue`if parameter.kmsMasterKeyID != _|_ if !_sseEnabled || _sseType == "AES256" {"kmsMasterKeyID \\(parameter.kmsMasterKeyID) is given without sseEnabled and sseType KMS"},
if _sseType == "KMS" if !_sseEnabled {"sseType KMS is given without sseEnabled"},`,
  },
  {
    code: 'KeyRegion',
    statement: 'A KMS key is of the region, and so of the partition, of the table or the replica that it encrypts.',
    source: ENCRYPTION,
    check: (_, { kmsKeys }) => kmsKeys.flatMap(({ path, region, arn }) => wrongRegion(path, region, arn)),
    cel: cel`variables.kmsKeys.filter(k, !k.arn.startsWith(${celKeyArnStart(cel`k.region`)})).map(k, k.path + " " + k.arn + " is not a key of " + k.region)`,
    cue: cue`for k in _kmsKeys let partition = ${cuePartition(new Cue('k.region'))} if !strings.HasPrefix(k.arn, "arn:\\(partition):kms:\\(k.region):") {"\\(k.path) \\(k.arn) is not a key of \\(k.region)"},`,
  },
  {
    code: 'ReplicaKey',
    statement: 'Where a table has a customer managed key, each of its replicas names one of its own region.',
    source: `${API}API_CreateReplicationGroupMemberAction.html`,
    check: (spec) => hasOwnKey(spec) ? replicasWithoutKey(spec, 'the table has a customer managed key') : [],
    cel: cel`${celOwnKey} ? variables.replicas.filter(r, !has(r.kmsMasterKeyID)).map(r, "replicas: " + r.regionName + " names no kmsMasterKeyID, and the table has one") : []`,
    cue: cue`if parameter.kmsMasterKeyID != _|_ if _sseEnabled if _sseType != "AES256" for r in _replicas if r.kmsMasterKeyID == _|_ {"replicas: \\(r.regionName) names no kmsMasterKeyID, and the table has one"},`,
  },
];

/**
 * The rule of a platform whose default is a customer managed key: a table that names no encryption of its own gets this key, and
 * is where it can be used.
 */
export function platformKey(keyArn: string): Rule {
  const region = keyArn.split(':')[3];
  const because = `the table has the key of the platform, which is of ${region}`;
  return {
    code: 'PlatformKey',
    statement: `A table that says nothing of encryption has the key of its platform, so it is in ${region}, and each replica names a key.`,
    source: ENCRYPTION,
    check: (spec) => spec.sseEnabled !== undefined ? [] : [
      ...(spec.region === undefined || keyArn.startsWith(keyArnStart(spec.region)) ? [] : [{
        property: 'sseEnabled',
        problem: `is missing: the key of the platform is of ${region}, and the table in ${spec.region}`,
        fix: `Set sseEnabled to true, sseType to KMS and kmsMasterKeyID to a key of ${spec.region}, or sseEnabled to false.`,
        typescript: { fix: `Give Encryption.customerManagedKey() with a key of ${spec.region}, Encryption.awsManagedKey() or Encryption.dynamoOwnedKey().` },
      }]),
      ...replicasWithoutKey(spec, because),
    ],
    cel: cel`has(variables.spec.sseEnabled) ? [] : (${keyArn}.startsWith(${celKeyArnStart(cel`variables.spec.region`)}) ? [] : ["sseEnabled is missing: the key of the platform is of " + ${region} + ", and the table in " + variables.spec.region])
+ variables.replicas.filter(r, !has(r.kmsMasterKeyID)).map(r, "replicas: " + r.regionName + " names no kmsMasterKeyID, and the table has the key of the platform")`,
    cue: cue`if parameter.sseEnabled == _|_ let partition = ${cuePartition(new Cue('parameter.region'))} if !strings.HasPrefix(${keyArn}, "arn:\\(partition):kms:\\(parameter.region):") {"sseEnabled is missing: the key of the platform is of another region than \\(parameter.region)"},
if parameter.sseEnabled == _|_ for r in _replicas if r.kmsMasterKeyID == _|_ {"replicas: \\(r.regionName) names no kmsMasterKeyID, and the table has the key of the platform"},`,
  };
}

function hasOwnKey({ sseEnabled, sseType, kmsMasterKeyID }: Spec): boolean {
  return kmsMasterKeyID !== undefined && sseEnabled === true && sseType !== 'AES256';
}

function replicasWithoutKey({ replicas = [] }: Spec, because: string): Finding[] {
  return replicas.flatMap(({ regionName, kmsMasterKeyID }, i) => kmsMasterKeyID !== undefined ? [] : [{
    property: `replicas[${i}].kmsMasterKeyID`, problem: `is missing: ${because}`, fix: `Give the ARN of a KMS key of ${regionName ?? 'its region'}.`,
  }]);
}

// What is no region, or no key, is told as such.
function wrongRegion(property: string, region: string | undefined, value: string): Finding[] {
  const [arn, , service] = value.split(':');
  return region === undefined || !wellFormed.test(region) || arn !== 'arn' || service !== 'kms' || value.startsWith(keyArnStart(region)) ? [] : [{
    property, value, problem: `is not a key of ${region}`, fix: `Use a key of this region: its ARN begins with ${keyArnStart(region)}`,
  }];
}
