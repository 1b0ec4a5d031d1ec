import { API, Finding, givenWithout, GUIDE, Rule, Spec } from './rule';
import { cel } from '../../print/cel';
import { Cue, cue } from '../../print/cue';
import { REGION } from '../fields';
import { celKeyArnStart, cuePartition, keyArnStart } from '../partitions';

const ENCRYPTION = `${GUIDE}encryption.usagenotes.html`;
const wellFormed = new RegExp(REGION.pattern!);
const celOwnKey = cel`has(variables.spec.kmsMasterKeyID) && variables.spec.?sseEnabled.orValue(false) && variables.spec.?sseType.orValue("KMS") == "KMS"`;

/** "You cannot mix AWS managed and customer managed KMS keys." */
const GLOBAL_TABLE_KEYS = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-globaltable-ssespecification.html';
const celReplicasWithKey = cel`variables.replicas.filter(r, has(r.kmsMasterKeyID)).map(r, "replicas: " + r.regionName + " names a kmsMasterKeyID, and the table has no customer managed key")`;

/** Rules on encryption at rest, and the keys for it. */
export const ENCRYPTION_RULES: readonly Rule[] = [
  {
    code: 'Encryption',
    statement: 'A KMS key is given only with sseEnabled and sseType KMS.',
    source: `${API}API_SSESpecification.html`,
    check: (spec) => {
      const { sseEnabled, sseType, kmsMasterKeyID: value, replicas = [] } = spec;
      if (value !== undefined && (!sseEnabled || sseType === 'AES256')) {
        return [keyWithoutKms(spec, value)];
      }
      // With a key, the line before says it. Replicas with the key that AWS manages are no way out.
      const found = givenWithout('sseType', sseType, 'sseEnabled', sseEnabled);
      return sseType !== 'KMS' || sseEnabled ? [] : [replicas.length === 0 ? found : { ...found, fix: 'Remove sseType.' }];
    },
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
    statement: 'Where a table has a customer managed key, each of its replicas names one of its own region; where it has another key, none does.',
    source: GLOBAL_TABLE_KEYS,
    check: (spec) => hasOwnKey(spec) ? replicasWithoutKey(spec, 'the table has a customer managed key')
      : spec.sseEnabled === undefined ? [] : replicasWithKey(spec),
    cel: cel`${celOwnKey} ? variables.replicas.filter(r, !has(r.kmsMasterKeyID)).map(r, "replicas: " + r.regionName + " names no kmsMasterKeyID, and the table has one")
: has(variables.spec.sseEnabled) && !has(variables.spec.kmsMasterKeyID) ? ${celReplicasWithKey} : []`,
    cue: cue`if parameter.kmsMasterKeyID != _|_ if _sseEnabled if _sseType != "AES256" for r in _replicas if r.kmsMasterKeyID == _|_ {"replicas: \\(r.regionName) names no kmsMasterKeyID, and the table has one"},
if parameter.sseEnabled != _|_ if parameter.kmsMasterKeyID == _|_ for r in _replicas if r.kmsMasterKeyID != _|_ {"replicas: \\(r.regionName) names a kmsMasterKeyID, and the table has no customer managed key"},`,
  },
  {
    // Tables that have it are not to break; whether AWS tells the key at once was measured by others.
    code: 'ReplicaManagedKey',
    severity: 'warning',
    statement: 'A table with the key that AWS manages has no replicas: AWS tells the key of each, ACK finds none declared, and ends with a panic.',
    source: 'https://github.com/aws-controllers-k8s/dynamodb-controller/blob/main/pkg/resource/table/hooks_replica_updates.go',
    check: ({ sseEnabled, sseType, kmsMasterKeyID, replicas = [] }) => {
      const isManaged = sseEnabled === true && sseType !== 'AES256' && ![{ kmsMasterKeyID }, ...replicas].some((each) => each.kmsMasterKeyID !== undefined);
      return !isManaged || replicas.length === 0 ? [] : [{
        property: 'replicas',
        ofList: true,
        problem: 'have the key that AWS manages, and the ACK controller panics at it, by its sources',
        fix: `Give the table and each replica a kmsMasterKeyID of its own region, or set sseEnabled to false${sseType === undefined ? '' : ' and remove sseType'}.`,
        typescript: { fix: 'Give Encryption.customerManagedKey() and a kmsKeyArn of each replica, or Encryption.dynamoOwnedKey().' },
      }];
    },
  },
];

/**
 * The rule of a platform without a customer managed key: a table that says nothing of encryption has none. KubeVela does not check
 * it, because the encryption of a component may come from a trait.
 */
export const NO_PLATFORM_KEY: Rule = {
  code: 'ReplicaKey',
  statement: 'Where neither the table nor its platform has a customer managed key, no replica names one.',
  source: GLOBAL_TABLE_KEYS,
  check: (spec) => spec.sseEnabled === undefined ? replicasWithKey(spec) : [],
  cel: cel`has(variables.spec.sseEnabled) || has(variables.spec.kmsMasterKeyID) ? [] : ${celReplicasWithKey}`,
};

/** The rule of a platform that encrypts with a KMS key: the type alone turns that off nowhere. A warning, because tables may say so already. */
export const TYPE_ALONE: Rule = {
  code: 'Encryption',
  severity: 'warning',
  statement: 'Where the platform encrypts with a KMS key, a table that is to have the key that DynamoDB owns sets sseEnabled to false.',
  source: `${API}API_SSESpecification.html`,
  check: ({ sseEnabled, sseType: value }) => sseEnabled !== undefined || value !== 'AES256' ? [] : [{
    property: 'sseType', value, problem: 'has no effect without sseEnabled, because the platform encrypts with a KMS key', fix: 'Set sseEnabled to false.',
  }],
};

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

/** What the key needs has to be on, or what it leaves behind has to go with it. */
function keyWithoutKms({ sseEnabled, sseType, replicas = [] }: Spec, value: string): Finding {
  const isOff = sseEnabled === false || sseType === 'AES256';
  const rest = ['kmsMasterKeyID', ...sseType === 'KMS' ? ['sseType'] : [], ...replicas.some((each) => each.kmsMasterKeyID !== undefined) ? ['that of each replica'] : []].join(' and ');
  return {
    property: 'kmsMasterKeyID',
    value,
    against: sseEnabled ? 'sseType' : 'sseEnabled',
    problem: isOff ? `is given, and ${sseEnabled === false ? 'sseEnabled is false' : 'sseType is AES256'}` : 'is given without KMS encryption',
    fix: isOff ? `Remove ${rest}.` : `Set sseEnabled to true and sseType to KMS${replicas.length > 0 ? ' with a key of each replica' : ''}, or remove ${rest}.`,
    anyValue: true,
  };
}

/** A key that belongs to nothing has a violation of its own. */
function replicasWithKey({ region, sseEnabled, sseType, kmsMasterKeyID, replicas = [] }: Spec): Finding[] {
  const own = `a key of ${region ?? 'its region'}`;
  const why = 'all replicas have the kind of key that the table has';
  const fix = (give: string) => sseEnabled === false || sseType === 'AES256' ? `Remove it: ${why}.` : `${give}${sseEnabled ? '' : ', or remove it'}: ${why}.`;
  return kmsMasterKeyID !== undefined ? [] : replicas.flatMap(({ kmsMasterKeyID: value }, i) => value === undefined ? [] : [{
    property: `replicas[${i}].kmsMasterKeyID`,
    value,
    problem: 'is given, and the table has no customer managed key',
    anyValue: true,
    fix: fix(`Give the table one too (sseEnabled true, sseType KMS and kmsMasterKeyID with ${own})`),
    typescript: { fix: fix(`Give the table Encryption.customerManagedKey() with ${own} too`) },
  }]);
}

// What is no region, or no key, has a violation of its own.
function wrongRegion(property: string, region: string | undefined, value: string): Finding[] {
  const [arn, , service] = value.split(':');
  return region === undefined || !wellFormed.test(region) || arn !== 'arn' || service !== 'kms' || value.startsWith(keyArnStart(region)) ? [] : [{
    property, value, problem: `is not a key of ${region}`, fix: `Use a key of this region: its ARN begins with ${keyArnStart(region)}`,
  }];
}
