import { TableSpec } from './table-spec';
import { didYouMean, Violation } from './violation';

/**
 * The rules that go across fields, each once. `check` is given a spec whose shapes are right, or whose wrong
 * parts have been taken out, so it may trust every type.
 */
export interface Rule {
  readonly code: string;
  /** What holds. */
  readonly statement: string;
  /** Where it is written: section of the DynamoDB documentation, or of the ACK controller's behaviour. */
  readonly source: string;
  readonly check: (spec: Spec, parts: Parts) => Finding[];
}

export type Finding = Omit<Violation, 'code'>;

/** The parts of a spec that rules look at, as types. */
export interface Spec {
  readonly region?: string;
  readonly billingMode?: string;
  readonly attributeDefinitions?: ReadonlyArray<{ readonly attributeName?: string; readonly attributeType?: string }>;
  readonly keySchema?: readonly Key[];
  readonly provisionedThroughput?: object;
  readonly onDemandThroughput?: object;
  readonly globalSecondaryIndexes?: readonly Index[];
  readonly localSecondaryIndexes?: readonly Index[];
  readonly streamEnabled?: boolean;
  readonly streamViewType?: string;
  readonly sseEnabled?: boolean;
  readonly sseType?: string;
  readonly kmsMasterKeyID?: string;
  readonly ttlEnabled?: boolean;
  readonly ttlAttributeName?: string;
  readonly tags?: ReadonlyArray<{ readonly key?: string; readonly value?: string }>;
  readonly backups?: ReadonlyArray<{ readonly name?: string }>;
  readonly replicas?: ReadonlyArray<{ readonly regionName?: string }>;
}

/** What several rules look at, worked out once a spec. */
interface Parts {
  readonly attributeNames: readonly string[];
  /** `most` is how many HASH, and how many RANGE, keys there may be. */
  readonly keySchemas: ReadonlyArray<{ readonly path: string; readonly keys: readonly Key[]; readonly most: number }>;
  readonly indexes: ReadonlyArray<{ readonly path: string; readonly index: Index }>;
  /** The table and its global indexes. */
  readonly throughputs: ReadonlyArray<{ readonly path: string; readonly of: Pick<Index, 'provisionedThroughput' | 'onDemandThroughput'> }>;
}

interface Key {
  readonly attributeName?: string;
  readonly keyType?: string;
}

interface Index {
  readonly indexName?: string;
  readonly keySchema?: readonly Key[];
  readonly projection?: { readonly projectionType?: string; readonly nonKeyAttributes?: readonly string[] };
  readonly provisionedThroughput?: object;
  readonly onDemandThroughput?: object;
}

const API = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/';
const GUIDE = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/';

export const RULES: readonly Rule[] = [
  {
    code: 'InvalidKeySchema',
    statement: 'A key schema has its HASH keys first, then its RANGE keys, and names no attribute twice; a table and a local index have one HASH key and at most one RANGE key, a global index up to four of each.',
    source: `${API}API_KeySchemaElement.html`,
    check: (_, { keySchemas }) => keySchemas.flatMap(({ path, keys, most }) => [
      ...keyOrder(path, keys, most),
      ...duplicates(keys.map((key) => key.attributeName), (i) => `${path}[${i}].attributeName`, 'is a key twice', 'Use another attribute, or leave it out.'),
    ]),
  },
  {
    code: 'UndefinedAttribute',
    statement: 'Every key attribute is defined in attributeDefinitions.',
    source: `${API}API_CreateTable.html#DDB-CreateTable-request-AttributeDefinitions`,
    check: (_, { keySchemas, attributeNames }) => keySchemas.flatMap(({ path, keys }) => keys.flatMap(({ attributeName: value }, i): Finding[] =>
      value === undefined || attributeNames.includes(value) ? [] : [{
        property: `${path}[${i}].attributeName`,
        value,
        problem: 'is not in attributeDefinitions',
        fix: `Define it there.${didYouMean(value, attributeNames)}`,
      }])),
  },
  {
    code: 'UnusedAttribute',
    statement: 'Every attribute in attributeDefinitions is used by a key.',
    source: `${API}API_CreateTable.html#DDB-CreateTable-request-AttributeDefinitions`,
    check: (_, { keySchemas, attributeNames }) => {
      const used = new Set(keySchemas.flatMap(({ keys }) => keys.map((key) => key.attributeName)));
      return attributeNames.flatMap((value, i): Finding[] => used.has(value) ? [] : [{
        property: `attributeDefinitions[${i}].attributeName`,
        value,
        problem: 'is used by no key',
        fix: 'Remove it: only key attributes are defined.',
      }]);
    },
  },
  {
    code: 'DuplicateAttribute',
    statement: 'No attribute is defined twice, nor with two types.',
    source: `${API}API_AttributeDefinition.html`,
    check: (_, { attributeNames }) => duplicates(attributeNames, (i) => `attributeDefinitions[${i}].attributeName`, 'is defined twice', 'Define it once, with one type.'),
  },
  {
    code: 'DuplicateIndexName',
    statement: 'Index names are unique over the global and the local indexes of a table.',
    source: `${API}API_CreateTable.html#DDB-CreateTable-request-GlobalSecondaryIndexes`,
    check: (_, { indexes }) => duplicates(indexes.map(({ index }) => index.indexName), (i) => `${indexes[i].path}.indexName`,
      'is the name of another index too', 'Give each index a name of its own.'),
  },
  {
    code: 'LocalIndexKeys',
    statement: 'A local index has the partition key of its table and a sort key of its own; its table has a sort key.',
    source: `${GUIDE}LSI.html`,
    check: (spec) => (spec.localSecondaryIndexes ?? []).flatMap((index, i): Finding[] => {
      const path = `localSecondaryIndexes[${i}]`;
      const [hash, range] = spec.keySchema ?? [];
      const own = index.keySchema?.[0]?.attributeName;
      return [
        ...(hash && !range ? [{ property: path, problem: 'needs a table with a sort key', fix: 'Give the table a sort key, or make this a global index.' }] : []),
        ...(hash?.attributeName !== undefined && own !== undefined && own !== hash.attributeName
          ? [{ property: `${path}.keySchema[0].attributeName`, value: own, problem: 'is not the partition key of the table', fix: `Use ${hash.attributeName}.` }] : []),
      ];
    }),
  },
  {
    code: 'NonKeyAttributes',
    statement: 'Non-key attributes are given exactly with an INCLUDE projection, each once; all indexes together project at most 100, repeats counted.',
    source: `${API}API_Projection.html`,
    check: (_, { indexes }) => [
      ...indexes.flatMap(({ path, index: { projection = {} } }): Finding[] => {
        const { projectionType: type, nonKeyAttributes: names } = projection;
        const property = `${path}.projection.nonKeyAttributes`;
        return [
          ...(type === 'INCLUDE' && names === undefined ? [{ property, problem: 'is missing with projection type INCLUDE', fix: 'Name the attributes to include.' }] : []),
          ...(type !== undefined && type !== 'INCLUDE' && names !== undefined ? [{ property, problem: `cannot be given with projection type ${type}`, fix: 'Use INCLUDE, or remove the attributes.' }] : []),
          ...duplicates(names ?? [], (i) => `${property}[${i}]`, 'is named twice', 'Name it once.'),
        ];
      }),
      ...tooManyProjected(indexes),
    ],
  },
  {
    code: 'ThroughputRequired',
    statement: 'With billing mode PROVISIONED, the table and every global index have a provisioned throughput.',
    source: `${API}API_CreateTable.html#DDB-CreateTable-request-ProvisionedThroughput`,
    check: ({ billingMode }, { throughputs }) => billingMode !== 'PROVISIONED' ? [] : throughputs.filter(({ of }) => of.provisionedThroughput === undefined)
      .map(({ path }) => ({ property: `${path}provisionedThroughput`, problem: 'is missing with billing mode PROVISIONED', fix: 'Give readCapacityUnits and writeCapacityUnits.' })),
  },
  {
    code: 'ThroughputForbidden',
    statement: 'With billing mode PAY_PER_REQUEST, neither the table nor an index has a provisioned throughput.',
    source: `${API}API_CreateTable.html#DDB-CreateTable-request-BillingMode`,
    check: ({ billingMode = 'PAY_PER_REQUEST' }, { throughputs }) => billingMode !== 'PAY_PER_REQUEST' ? [] : throughputs.filter(({ of }) => of.provisionedThroughput !== undefined)
      .map(({ path }) => ({ property: `${path}provisionedThroughput`, problem: 'cannot be given with billing mode PAY_PER_REQUEST', fix: 'Remove it, or use billing mode PROVISIONED.' })),
  },
  {
    code: 'OnDemandThroughput',
    statement: 'Caps are given only with billing mode PAY_PER_REQUEST, at least one of the two, each at least 1 or -1.',
    source: `${API}API_OnDemandThroughput.html`,
    check: ({ billingMode }, { throughputs }) => throughputs.flatMap(({ path, of }): Finding[] => {
      const caps = of.onDemandThroughput;
      const property = `${path}onDemandThroughput`;
      if (caps === undefined) {
        return [];
      }
      if (billingMode === 'PROVISIONED') {
        return [{ property, problem: 'cannot be given with billing mode PROVISIONED', fix: 'Remove it, or use billing mode PAY_PER_REQUEST.' }];
      }
      const given = Object.entries(caps).filter(([, value]) => value !== undefined);
      return given.length === 0
        ? [{ property, problem: 'has no cap in it', fix: 'Give maxReadRequestUnits, maxWriteRequestUnits or both, or leave it out.' }]
        : given.filter(([, value]) => value === 0).map(([name, value]) => ({ property: `${property}.${name}`, value, problem: 'is out of range', fix: 'Give at least 1, or -1 for no cap.' }));
    }),
  },
  {
    code: 'StreamViewType',
    statement: 'A view type is given only for a stream that is enabled.',
    source: `${API}API_StreamSpecification.html`,
    check: (spec) => spec.streamViewType !== undefined && !spec.streamEnabled
      ? [{ property: 'streamViewType', value: spec.streamViewType, problem: 'is given without a stream', fix: 'Set streamEnabled to true, or remove it.' }] : [],
  },
  {
    code: 'Encryption',
    statement: 'A KMS key is given only with sseEnabled and sseType KMS.',
    source: `${API}API_SSESpecification.html`,
    check: ({ sseEnabled, sseType, kmsMasterKeyID: value }) => [
      ...(value !== undefined && (!sseEnabled || sseType === 'AES256')
        ? [{ property: 'kmsMasterKeyID', value, problem: 'is given without KMS encryption', fix: 'Set sseEnabled to true and sseType to KMS, or remove the key.' }] : []),
      ...(sseType === 'KMS' && !sseEnabled
        ? [{ property: 'sseType', value: sseType, problem: 'is given without sseEnabled', fix: 'Set sseEnabled to true, or remove it.' }] : []),
    ],
  },
  {
    code: 'TimeToLive',
    statement: 'Time to live, when enabled, names its attribute, and an attribute is named only then.',
    source: `${API}API_TimeToLiveSpecification.html`,
    check: ({ ttlEnabled, ttlAttributeName: value }) => [
      ...(ttlEnabled && value === undefined ? [{ property: 'ttlAttributeName', problem: 'is missing with ttlEnabled', fix: 'Name the attribute that holds the expiry time.' }] : []),
      ...(!ttlEnabled && value !== undefined ? [{ property: 'ttlAttributeName', value, problem: 'is given without ttlEnabled', fix: 'Set ttlEnabled to true, or remove it.' }] : []),
    ],
  },
  {
    code: 'Tags',
    statement: 'Tag keys are unique, consist of letters, digits, space and + - = . _ : / @, and do not begin with aws:.',
    source: `${GUIDE}Tagging.html`,
    check: ({ tags = [] }) => [
      ...duplicates(tags.map((tag) => tag.key), (i) => `tags[${i}].key`, 'is given twice', 'Give each key once.'),
      ...tags.flatMap((tag, i) => [
        ...tagText(`tags[${i}].key`, tag.key),
        ...tagText(`tags[${i}].value`, tag.value),
        ...(tag.key !== undefined && /^aws:/i.test(tag.key) ? [{ property: `tags[${i}].key`, value: tag.key, problem: 'begins with aws:, which AWS keeps for itself', fix: 'Use another key.' }] : []),
      ]),
    ],
  },
  {
    code: 'DuplicateBackupName',
    statement: 'Backup names are unique in the table.',
    source: 'each backup is a Kubernetes object of its own',
    check: ({ backups = [] }) => duplicates(backups.map((backup) => backup.name), (i) => `backups[${i}].name`, 'is the name of another backup too', 'Give each backup a name of its own.'),
  },
  {
    code: 'Replicas',
    statement: 'Replicas need a stream with NEW_AND_OLD_IMAGES, and are in regions other than the table and each other.',
    source: `${GUIDE}globaltables_reqs_bestpractices.html`,
    check: (spec) => {
      const regions = (spec.replicas ?? []).map((replica) => replica.regionName);
      return [
        ...(regions.length > 0 && !(spec.streamEnabled && (spec.streamViewType ?? 'NEW_AND_OLD_IMAGES') === 'NEW_AND_OLD_IMAGES')
          ? [{ property: 'replicas', problem: 'need a stream with NEW_AND_OLD_IMAGES', fix: 'Enable the stream with this view type.' }] : []),
        ...duplicates(regions, (i) => `replicas[${i}].regionName`, 'has a replica already', 'Declare one replica a region.'),
        ...regions.flatMap((value, i): Finding[] => value === undefined || value !== spec.region ? [] : [{
          property: `replicas[${i}].regionName`, value, problem: 'is the region of the table', fix: 'Leave out the region of the table.',
        }]),
      ];
    },
  },
];

/** Every rule on this spec. */
export function checkRules(spec: TableSpec): Violation[] {
  const parts = partsOf(spec);
  return RULES.flatMap(({ code, check }) => check(spec, parts).map((finding) => ({ code, ...finding })));
}

function partsOf(spec: Spec): Parts {
  const { attributeDefinitions = [], keySchema = [], globalSecondaryIndexes = [], localSecondaryIndexes = [] } = spec;
  const global = globalSecondaryIndexes.map((index, i) => ({ path: `globalSecondaryIndexes[${i}]`, index, most: 4 }));
  const local = localSecondaryIndexes.map((index, i) => ({ path: `localSecondaryIndexes[${i}]`, index, most: 1 }));
  const indexes = [...global, ...local];
  return {
    attributeNames: attributeDefinitions.map((definition) => definition.attributeName ?? ''),
    indexes,
    keySchemas: [
      { path: 'keySchema', keys: keySchema, most: 1 },
      ...indexes.map(({ path, index, most }) => ({ path: `${path}.keySchema`, keys: index.keySchema ?? [], most })),
    ],
    throughputs: [{ path: '', of: spec }, ...global.map(({ path, index }) => ({ path: `${path}.`, of: index }))],
  };
}

function keyOrder(path: string, keys: readonly Key[], most: number): Finding[] {
  const types = keys.map((key) => key.keyType);
  const [hashes, ranges] = ['HASH', 'RANGE'].map((type) => types.filter((each) => each === type).length);
  if (keys.length === 0 || hashes + ranges < keys.length) {
    return [];
  }
  const ordered = types.slice(0, hashes).every((type) => type === 'HASH');
  return ordered && hashes >= 1 && hashes <= most && ranges <= most ? [] : [{
    property: path,
    problem: `has the key types ${types.join(', ')}`,
    fix: most === 1 ? 'Give one HASH key, then at most one RANGE key.' : `Give 1 to ${most} HASH keys, then at most ${most} RANGE keys.`,
  }];
}

function tooManyProjected(indexes: Parts['indexes']): Finding[] {
  const count = indexes.reduce((sum, { index }) => sum + (index.projection?.nonKeyAttributes?.length ?? 0), 0);
  return count <= 100 ? [] : [{ property: 'globalSecondaryIndexes', problem: `project ${count} non-key attributes in all indexes together`, fix: 'Project at most 100, or use ALL.' }];
}

function tagText(property: string, value: string | undefined): Finding[] {
  return value === undefined || /^[\p{L}\p{N}\p{Zs}+\-=._:/@]*$/u.test(value) ? [] : [{
    property, value, problem: 'has a character that a tag cannot have', fix: 'Use letters, digits, space and + - = . _ : / @.',
  }];
}

function duplicates(values: ReadonlyArray<string | undefined>, property: (i: number) => string, problem: string, fix: string): Finding[] {
  const seen = new Set<string>();
  return values.flatMap((value, i): Finding[] => {
    if (value === undefined) {
      return [];
    }
    const again = seen.has(value);
    seen.add(value);
    return again ? [{ property: property(i), value, problem, fix }] : [];
  });
}
