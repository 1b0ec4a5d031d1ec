import { isDeepStrictEqual } from 'node:util';
import { UNKNOWN } from './api-table';
import { Orphan } from './companion';
import { Draft, Fields, report } from './draft';
import { Part } from './part';
import { ImportOptions, SourceDocument, Unreadable } from './source-document';
import { reportDeletion } from './table-state';
import { accessTraitType } from '../contract/access-trait';
import { FIELDS } from '../contract/fields';
import { isObject, Json, objectOf, objectsOf, textOf } from '../contract/json';
import { DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, KIND } from '../contract/names';
import { Field, Shape } from '../contract/shape';
import { joinTable } from '../contract/trait-parts';
import { traitOfType, traitType } from '../contract/traits';
import { environmentsOf, Shared, sharedIn } from '../validation/environments';
import { Origins } from '../validation/origins';

/** Tables in the terms of the contract: a `DynamoDBTable`, or an Application, of this library or of the original that it replaces. */
export function isDynamoDbTable({ apiVersion, kind }: Json): boolean {
  return kind === KIND && String(apiVersion).endsWith('/v1alpha1');
}

/** An Application, or a policy that one of them names. */
export function isApplication({ apiVersion, kind }: Json): boolean {
  return (kind === 'Application' || kind === 'Policy') && String(apiVersion).startsWith('core.oam.dev/');
}

export function readDynamoDbTable({ file, value }: SourceDocument, options: ImportOptions): Draft {
  const { namespace, name } = objectOf(value.metadata);
  const place = { source: `${file} ${KIND} ${[namespace, name].filter(Boolean).map(String).join('/')}`, label: String(name), objectName: textOf(name), namespace: textOf(namespace) };
  const draft = draftOf(place, objectOf(value.spec), options);
  reportDeletion(draft, objectOf(value.metadata));
  const group = String(value.apiVersion).split('/')[0];
  if (group !== DEFAULT_API_GROUP) {
    report(draft, { what: `API group ${group}`, effect: 'note', text: `The output is of ${DEFAULT_API_GROUP}. If that is not the apiGroup of your platform, write ${group} in its place.` }, 'apiVersion');
  }
  for (const part of ['labels', 'annotations']) {
    const names = Object.keys(objectOf(objectOf(value.metadata)[part])).filter((each) => !OF_TOOLS.test(each));
    if (names.length > 0) {
      report(draft, { what: `${part} ${names.join(', ')}`, effect: 'note', text: 'The output does not have them. To keep them, put its spec into your object.' }, `metadata.${part}`);
    }
  }
  return draft;
}

/** What kubectl and kro write themselves. */
const OF_TOOLS = /^(kubectl\.kubernetes\.io|([^/]+\.)?kro\.run)\//;

/** Throws Unreadable where no component of any Application is a table. */
export function readApplications(documents: readonly SourceDocument[], options: ImportOptions, orphan: Orphan): Draft[] {
  const shared = sharedIn(documents.map(({ value }) => value));
  const applications = documents.filter(({ value }) => value.kind === 'Application');
  const drafts = applications.flatMap((document) => readApplication(document, options, shared));
  applications.forEach(({ value }) => componentsOf(value).filter(mayBeTable).forEach(({ name, type }) => orphan({
    what: `component ${String(name)} of type ${String(type)}`, path: `Application ${nameOf(value)}`, effect: 'unknown', text: 'This version does not read components of this type. What it declares of tables is left out.',
  })));
  const types = new Set(applications.flatMap(({ value }) => componentsOf(value)).map(({ type }) => String(type)));
  if (drafts.length === 0 && types.size > 0) {
    throw new Unreadable(`${applications[0].file}: has no component of type ${DEFAULT_COMPONENT_NAME}, but of ${[...types].join(', ')}`);
  }
  return drafts;
}

function componentsOf({ spec }: Json): Json[] {
  return objectsOf(objectOf(spec).components);
}

function nameOf({ metadata }: Json): string {
  return String(objectOf(metadata).name);
}

/** A revision of the definition, as in `aws-dynamodb-kro@v2`, is of the same type. */
function isTable(type: unknown): boolean {
  return String(type).replace(/@v?[\d.]+$/, '') === DEFAULT_COMPONENT_NAME;
}

/** Whether a component of another type is about DynamoDB: by its type, or by the objects in it. */
function mayBeTable({ type, properties }: Json): boolean {
  return !isTable(type)
    && (/dynamodb/i.test(String(type))
      || objectsOf(objectOf(properties).objects).some(({ apiVersion, kind }) => kind === KIND || /dynamodb/i.test(String(apiVersion))));
}

interface Deployed {
  readonly component: Json;
  readonly step?: string;
  readonly isUnknown: boolean;
}

/** The tables of an Application, as KubeVela deploys them: with the override policies of each environment. */
function readApplication({ file, value }: SourceDocument, options: ImportOptions, shared: Shared): Draft[] {
  const application = withFlags(value);
  const environments = environmentsOf(application, shared, new Origins(application));
  const byName = new Map<string, Deployed[]>();
  for (const { components, step, isUnknown } of [...environments].sort((a, b) => Number(a.isUnknown) - Number(b.isUnknown))) {
    for (const component of components.filter(({ type }) => isTable(type))) {
      const known = byName.get(String(component.name)) ?? [];
      if (!known.some((each) => isDeepStrictEqual(each.component, component))) {
        byName.set(String(component.name), [...known, { component, step, isUnknown }]);
      }
    }
  }
  const drafts = [...byName.values()].flatMap((deployed) =>
    deployed.map((each) => readComponent(each, { file, application, options, isSeveral: deployed.length > 1 })));
  if (drafts.length > 0) {
    reportRest(application, drafts[0]);
  }
  return drafts;
}

/** The readers of YAML leave every scalar a text; what KubeVela merges looks at this one. */
function withFlags(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (name, each) => (name === 'disable' && each === 'true' ? true : each)) as Json;
}

/** What else the Application has, which the output lacks. */
function reportRest(application: Json, draft: Draft): void {
  const { components, policies, workflow } = objectOf(application.spec);
  const others = [
    ...objectsOf(components).filter(({ type }) => !isTable(type)).map(({ name }) => `component ${String(name)}`),
    ...objectsOf(policies).map(({ name }) => `policy ${String(name)}`),
    ...workflow === undefined ? [] : ['the workflow'],
    ...['labels', 'annotations'].filter((name) => Object.keys(objectOf(objectOf(application.metadata)[name])).length > 0),
  ];
  if (others.length > 0) {
    report(draft, {
      what: `rest of Application ${nameOf(application)}`, effect: 'note', text: `The output has its tables only, without ${others.join(', ')}. To keep them, put the components of the output into your Application.`,
    });
  }
}

interface ComponentContext {
  readonly file: string;
  readonly application: Json;
  readonly options: ImportOptions;
  readonly isSeveral: boolean;
}

function readComponent({ component, step, isUnknown }: Deployed, { file, application, options, isSeveral }: ComponentContext): Draft {
  const ours = objectsOf(component.traits).flatMap(({ type, properties }) => {
    const trait = traitOfType(type, DEFAULT_COMPONENT_NAME);
    return trait === undefined ? [] : [{ trait, properties: objectOf(properties) }];
  });
  const { spec } = joinTable({ properties: objectOf(component.properties), traits: ours });
  const dependsOn = Array.isArray(component.dependsOn) ? component.dependsOn.map(String) : undefined;
  const place = {
    source: `${file} Application ${nameOf(application)}`,
    label: String(component.name),
    objectName: isSeveral ? undefined : textOf(component.name),
    namespace: textOf(objectOf(application.metadata).namespace),
    application: isSeveral ? undefined : { name: nameOf(application), ...dependsOn === undefined ? {} : { dependsOn } },
  };
  const types = objectsOf(component.traits).map(({ type }) => String(type)).filter((type) => Object.hasOwn(ORIGINAL, type));
  const draft = draftOf(place, spec, options, types.length > 0);
  if (types.length > 0) {
    reportInline(draft, types);
  }
  if (isUnknown) {
    report(draft, { what: 'override policies', effect: 'unknown', text: 'A policy that the workflow names is not in the input, and may change the table. Import it together with the Application.' }, 'spec.workflow');
  }
  if (isSeveral) {
    report(draft, {
      what: `component ${String(component.name)}${step === undefined ? '' : ` at the step ${step}`}`, effect: 'unknown', text: 'The Application deploys it more than once, with policies that change it. Each is declared as a table of its own: keep the Application, and change its properties.',
    }, 'spec.workflow');
  }
  objectsOf(component.inputs).forEach(({ from, parameterKey }) => report(draft, {
    what: String(parameterKey), effect: 'unknown', text: `KubeVela sets it from the output ${String(from)} when it deploys the Application. It is left out: declare the value.`,
  }, 'inputs'));
  if (component.type !== DEFAULT_COMPONENT_NAME) {
    report(draft, { what: `type ${String(component.type)}`, effect: 'note', text: `The output is of ${DEFAULT_COMPONENT_NAME}, which is its newest revision.` }, 'type');
  }
  objectsOf(component.traits).forEach(({ type, properties }, i) => {
    const read = Object.hasOwn(ORIGINAL, String(type)) ? ORIGINAL[String(type)] : undefined;
    const path = `traits[${i}].properties`;
    if (read !== undefined) {
      const part = new Part(objectOf(properties), path, draft.findings);
      read(part, draft);
      part.finish();
    } else if (!ours.some(({ trait }) => traitType(trait, DEFAULT_COMPONENT_NAME) === type)) {
      const reason = type === accessTraitType(DEFAULT_COMPONENT_NAME) ? 'In TypeScript, a WorkloadRole and the grants of the table do this. It is left out.' : 'This version does not know it. It is left out.';
      draft.findings.push({ what: `trait ${String(type)}`, path, effect: 'unknown', text: reason });
    }
  });
  if (ours.length === 0 && UNKNOWN_TO_ORIGINAL.every((name) => !(name in spec))) {
    reportOriginal(draft, types.length > 0);
  }
  return draft;
}

/** By these an Application is known as one of this library. */
const UNKNOWN_TO_ORIGINAL = ['adoptionPolicy', 'deletionPolicy', 'backups', 'replicas', 'contributorInsights', 'resourcePolicy', 'onDemandThroughput', 'recoveryPeriodInDays'];

/** What each published ResourceGraphDefinition of the original passes on to ACK. */
const OF_ORIGINAL = ['tableName', 'region', 'billingMode', 'attributeDefinitions', 'keySchema'];

function reportOriginal(draft: Draft, isKnown: boolean): void {
  const others = Object.keys(draft.spec).filter((name) => !OF_ORIGINAL.includes(name) && ![undefined, false].includes(draft.spec[name] as undefined));
  const settings = others.length > 0 ? `, and does not pass on to ACK ${others.join(', ')}` : '';
  report(draft, {
    what: 'original component',
    effect: isKnown ? 'unknown' : 'note',
    text: `${isKnown ? '' : 'It may have made the table. '}A published version puts tenant-atlantis- before tableName${settings}. Declare what AWS has. The DynamoDBTable in the cluster has the name.`,
  });
}

/** What a published version of the original leaves to its traits, and another one takes from the component too. */
const BY_TRAIT = {
  streamEnabled: 'dynamodb-streams-kro',
  ttlEnabled: 'dynamodb-ttl-kro',
  sseEnabled: 'dynamodb-encryption-kro',
  pointInTimeRecoveryEnabled: 'dynamodb-protection-kro',
  deletionProtectionEnabled: 'dynamodb-protection-kro',
} as const;

function reportInline(draft: Draft, types: readonly string[]): void {
  Object.entries(BY_TRAIT).filter(([name, type]) => draft.spec[name] === true && !types.includes(type)).forEach(([name]) => report(draft, {
    what: name, effect: 'unknown', text: 'The component turns it on, or leaves it to a trait, by the version that the cluster has. It is declared as on, and adoption turns it on where it is off.',
  }, `properties.${name}`));
}

/** A value as the contract has it: the readers of YAML leave every scalar a text. */
function typed(value: unknown, shape: Shape): unknown {
  if (shape.kind === 'list' && Array.isArray(value)) {
    return value.map((item) => typed(item, shape.of));
  }
  if (shape.kind === 'object' && isObject(value)) {
    return typedFields(value, shape.fields);
  }
  if (typeof value !== 'string') {
    return value;
  }
  return shape.kind === 'integer' && /^-?\d+$/.test(value) ? Number(value) : shape.kind === 'boolean' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value;
}

function typedFields(value: Json, fields: readonly Field[]): Json {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => {
    const field = fields.find((each) => each.name === name);
    return [name, field ? typed(item, field.shape) : item];
  }));
}

type Place = Pick<Draft, 'source' | 'label' | 'objectName' | 'namespace' | 'application'>;

/** What a platform may have a default for. */
const BY_PLATFORM = ['pointInTimeRecoveryEnabled', 'deletionProtectionEnabled', 'sseEnabled'];

function draftOf(place: Place, given: Json, { region }: ImportOptions, isOriginal = false): Draft {
  const spec = typedFields(given, FIELDS);
  const draft: Draft = { ...place, spec: { ...region === undefined ? {} : { region }, ...spec, billingMode: spec.billingMode ?? 'PAY_PER_REQUEST' }, findings: [] };
  // AES256 is the key that DynamoDB owns.
  if (spec.sseEnabled === false || spec.sseType === 'AES256') {
    delete draft.spec.sseType;
    draft.spec.sseEnabled = false;
  }
  const silent = BY_PLATFORM.filter((name) => (draft.spec[name] ?? undefined) === undefined);
  silent.forEach((name) => (draft.spec[name] = isOriginal ? false : undefined));
  if (!isOriginal && silent.length > 0) {
    report(draft, { what: 'defaults of the platform', effect: 'note', text: `The source leaves out ${silent.join(', ')}, and so does the output: the platform decides, as before. If the original component made the table, declare what AWS has.` });
  }
  for (const [enabled, ...others] of [['streamEnabled', 'streamViewType'], ['ttlEnabled', 'ttlAttributeName']]) {
    if (spec[enabled] !== true) {
      [enabled, ...others].forEach((name) => delete draft.spec[name]);
    }
  }
  return draft;
}

/** The traits of the original. What one does not say stays as the component says it. */
const ORIGINAL: Readonly<Record<string, (part: Part, draft: Draft) => void>> = {
  'dynamodb-ttl-kro': (part, { spec }) => {
    const attribute = part.name('attributeName') ?? spec.ttlAttributeName;
    if (part.flag('enabled') ?? true) {
      attribute ?? part.report({ what: 'attributeName', effect: 'unknown', text: 'Versions of the trait differ in its default, such as expiresAt. Declare the attribute that AWS has.' }, 'attributeName');
      Object.assign(spec, { ttlEnabled: true, ttlAttributeName: attribute ?? UNKNOWN });
    }
  },
  'dynamodb-streams-kro': (part, { spec }) => {
    const view = part.name('viewType') ?? spec.streamViewType;
    if (part.flag('enabled') ?? true) {
      view ?? part.report({ what: 'viewType', effect: 'unknown', text: byDefault('NEW_AND_OLD_IMAGES') }, 'viewType');
      Object.assign(spec, { streamEnabled: true, streamViewType: view ?? 'NEW_AND_OLD_IMAGES' });
    }
  },
  'dynamodb-encryption-kro': (part, { spec }) => {
    const [enabled, given] = [part.flag('enabled') ?? true, part.name('sseType') ?? spec.sseType];
    const key = part.name('kmsKeyId') ?? part.name('kmsMasterKeyId') ?? spec.kmsMasterKeyID;
    // A key is one of KMS.
    if (enabled && given === undefined && key === undefined) {
      part.report({ what: 'sseType', effect: 'unknown', text: byDefault('KMS') }, 'sseType');
    }
    delete spec.kmsMasterKeyID;
    delete spec.sseType;
    Object.assign(spec, enabled && (given ?? 'KMS') === 'KMS' ? { sseEnabled: true, sseType: 'KMS', ...key === undefined ? {} : { kmsMasterKeyID: key } } : { sseEnabled: false });
  },
  'dynamodb-protection-kro': (part, draft) => {
    protect(part, draft, 'deletionProtectionEnabled', 'deletionProtection');
    protect(part, draft, 'pointInTimeRecoveryEnabled', 'pointInTimeRecovery');
  },
  'dynamodb-provisioned-capacity-kro': (part, { spec }) => {
    spec.billingMode = 'PROVISIONED';
    spec.provisionedThroughput = { readCapacityUnits: part.number('readCapacityUnits') ?? 5, writeCapacityUnits: part.number('writeCapacityUnits') ?? 5 };
  },
  'dynamodb-global-index-kro': (part, draft) => addIndexes(part, draft, 'globalSecondaryIndexes'),
  'dynamodb-local-index-kro': (part, draft) => addIndexes(part, draft, 'localSecondaryIndexes'),
};

const byDefault = (value: string): string => `The trait does not say it, and versions differ in what they make of that. It is declared as ${value}: declare what AWS has.`;

/** The trait was published in two versions: in one of them its properties are on by default, in the other they are left as they are. */
function protect(part: Part, { spec }: Draft, field: string, name: string): void {
  const names = [name, field];
  const isGiven = names.some((each) => part.has(each));
  if (!isGiven && spec[field] !== true) {
    part.report({ what: name, effect: 'unknown', text: 'The trait turns it on, or leaves it as it is, by the version that the cluster has. It is declared as on, and adoption turns it on where it is off.' }, name);
  }
  spec[field] = part.flag(name) ?? part.flag(field) ?? true;
}

function addIndexes(part: Part, { spec }: Draft, field: string): void {
  const shape = FIELDS.find(({ name }) => name === field)!.shape;
  const indexes = typed([...part.list('indexes'), ...part.list(field)].filter(isObject), shape) as Fields[];
  if (indexes.length > 0) {
    spec[field] = joined(spec[field], indexes);
  }
  const definitions = part.list('attributeDefinitions').filter(isObject);
  spec.attributeDefinitions = joined(spec.attributeDefinitions, definitions as Fields[]);
}

/** A list of the component and what a trait adds to it. What is no list stays, for the validation to name. */
function joined(declared: unknown, added: readonly Fields[]): any {
  return declared === undefined || Array.isArray(declared) ? [...declared ?? [], ...added] : declared;
}
