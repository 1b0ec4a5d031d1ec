import { Parts, Spec } from './rule';
import { Cel, cel } from '../../print/cel';
import { cue, CueField } from '../../print/cue';

/** What the key types of a table or a local index, and of a global index, must match when joined by commas. */
export const TABLE_KEYS = '^HASH(,RANGE)?$';
export const GLOBAL_INDEX_KEYS = '^HASH(,HASH){0,3}(,RANGE){0,4}$';

export function partsOf(spec: Spec): Parts {
  const { attributeDefinitions = [], keySchema = [], globalSecondaryIndexes = [], localSecondaryIndexes = [], replicas = [], kmsMasterKeyID } = spec;
  const global = globalSecondaryIndexes.map((index, i) => ({ path: `globalSecondaryIndexes[${i}]`, index, pattern: GLOBAL_INDEX_KEYS }));
  const local = localSecondaryIndexes.map((index, i) => ({ path: `localSecondaryIndexes[${i}]`, index, pattern: TABLE_KEYS }));
  const indexes = [...global, ...local];
  return {
    attributeNames: attributeDefinitions.map((definition) => definition.attributeName ?? ''),
    indexes,
    keySchemas: [
      { path: 'keySchema', keys: keySchema, pattern: TABLE_KEYS },
      ...indexes.map(({ path, index, pattern }) => ({ path: `${path}.keySchema`, keys: index.keySchema ?? [], pattern })),
    ],
    kmsKeys: [
      ...(kmsMasterKeyID === undefined ? [] : [{ path: 'kmsMasterKeyID', region: spec.region, arn: kmsMasterKeyID }]),
      ...replicas.flatMap(({ regionName, kmsMasterKeyID: arn }, i) => arn === undefined ? [] : [{ path: `replicas[${i}].kmsMasterKeyID`, region: regionName, arn }]),
    ],
    throughputs: [{ path: '', of: spec }, ...global.map(({ path, index }) => ({ path: `${path}.`, of: index }))],
  };
}

/** The same parts for rules in CEL, as variables of the admission policy. */
export const CEL_PARTS: ReadonlyArray<{ readonly name: string; readonly expression: Cel }> = [
  { name: 'globals', expression: cel`variables.spec.?globalSecondaryIndexes.orValue([])` },
  { name: 'locals', expression: cel`variables.spec.?localSecondaryIndexes.orValue([])` },
  { name: 'backups', expression: cel`variables.spec.?backups.orValue([])` },
  { name: 'replicas', expression: cel`variables.spec.?replicas.orValue([])` },
  { name: 'tags', expression: cel`variables.spec.?tags.orValue([])` },
  { name: 'secretNamespace', expression: cel`variables.spec.?writeConnectionSecretToRef.?namespace.orValue(object.metadata.namespace)` },
  { name: 'attributeNames', expression: cel`variables.spec.attributeDefinitions.map(a, a.attributeName)` },
  {
    name: 'kmsKeys',
    expression: cel`(has(variables.spec.kmsMasterKeyID) ? [${celKey(cel`"kmsMasterKeyID"`, cel`variables.spec.region`, cel`variables.spec.kmsMasterKeyID`)}] : [])
+ variables.replicas.filter(r, has(r.kmsMasterKeyID)).map(r, ${celKey(cel`"replicas: kmsMasterKeyID"`, cel`r.regionName`, cel`r.kmsMasterKeyID`)})`,
  },
  {
    name: 'indexes',
    expression: cel`${celIndexes('globalSecondaryIndexes', 'globals', GLOBAL_INDEX_KEYS)} + ${celIndexes('localSecondaryIndexes', 'locals', TABLE_KEYS)}`,
  },
  {
    name: 'keySchemas',
    expression: cel`[{"path": dyn("keySchema"), "pattern": dyn(${TABLE_KEYS}), "keys": dyn(variables.spec.keySchema)}] + variables.indexes.map(i, {"path": dyn(i.path), "pattern": dyn(i.pattern), "keys": dyn(i.index.keySchema)})`,
  },
  {
    // The attributes of each key that was there before a change. Looked up by `in`, which costs far less than comparing each.
    name: 'keptKeys',
    expression: cel`[variables.spec.keySchema.map(k, k.attributeName)] + variables.locals.map(i, i.keySchema.map(k, k.attributeName))
+ variables.globals.filter(i, variables.old.?globalSecondaryIndexes.orValue([]).exists(o, o.indexName == i.indexName)).map(i, i.keySchema.map(k, k.attributeName))`,
  },
  {
    name: 'throughputs',
    expression: cel`[{"path": dyn(""), "of": dyn(variables.spec)}] + variables.globals.map(i, {"path": dyn("globalSecondaryIndexes " + i.indexName + ": "), "of": dyn(i)})`,
  },
];

function celKey(path: Cel, region: Cel, arn: Cel): Cel {
  return cel`{"path": dyn(${path}), "region": dyn(${region}), "arn": dyn(${arn})}`;
}

function celIndexes(list: string, variable: string, pattern: string): Cel {
  return cel`variables.${new Cel(variable)}.map(i, {"path": dyn(${list} + " " + i.indexName), "pattern": dyn(${pattern}), "index": dyn(i)})`;
}

/** The same parts for rules in CUE, as hidden fields beside `parameter`. */
export const CUE_PARTS: readonly CueField[] = [
  { label: '_globals', value: cue`*parameter.globalSecondaryIndexes | []` },
  { label: '_locals', value: cue`*parameter.localSecondaryIndexes | []` },
  { label: '_backups', value: cue`*parameter.backups | []` },
  { label: '_replicas', value: cue`*parameter.replicas | []` },
  { label: '_sseEnabled', value: cue`*parameter.sseEnabled | false` },
  { label: '_sseType', value: cue`*parameter.sseType | ""` },
  { label: '_streamViewType', value: cue`*parameter.streamViewType | "NEW_AND_OLD_IMAGES"` },
  { label: '_tags', value: cue`*parameter.tags | []` },
  { label: '_attributeNames', value: cue`[for a in parameter.attributeDefinitions {a.attributeName}]` },
  {
    label: '_indexes',
    value: cue`[
	for i in _globals {path: "globalSecondaryIndexes " + i.indexName, pattern: ${GLOBAL_INDEX_KEYS}, index: i},
	for i in _locals {path: "localSecondaryIndexes " + i.indexName, pattern: ${TABLE_KEYS}, index: i},
]`,
  },
  {
    label: '_keySchemas',
    value: cue`[
	{path: "keySchema", pattern: ${TABLE_KEYS}, keys: parameter.keySchema},
	for i in _indexes {path: i.path, pattern: i.pattern, keys: i.index.keySchema},
]`,
  },
  {
    label: '_kmsKeys',
    value: cue`[
	if parameter.kmsMasterKeyID != _|_ {path: "kmsMasterKeyID", region: parameter.region, arn: parameter.kmsMasterKeyID},
	for r in _replicas if r.kmsMasterKeyID != _|_ {path: "replicas: kmsMasterKeyID", region: r.regionName, arn: r.kmsMasterKeyID},
]`,
  },
  {
    label: '_throughputs',
    value: cue`[
	{path: "", of: parameter},
	for i in _globals {path: "globalSecondaryIndexes " + i.indexName + ": ", of: i},
]`,
  },
];
