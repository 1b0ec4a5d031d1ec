import { assign, Draft, Fields } from './draft';
import { Part } from './part';
import { ImportOptions, SourceDocument, Unreadable } from './source-document';
import { accessTraitType } from '../contract/access-trait';
import { FIELDS } from '../contract/fields';
import { isObject, Json, objectOf } from '../contract/json';
import { DEFAULT_COMPONENT_NAME, KIND } from '../contract/names';
import { Field, Shape } from '../contract/shape';
import { joinTable } from '../contract/trait-parts';
import { traitOfType, traitType } from '../contract/traits';

/** Tables in the terms of the contract: a `DynamoDBTable`, or an Application, of this library or of the original that it replaces. */
export function isDynamoDbTable({ apiVersion, kind }: Json): boolean {
  return kind === KIND && String(apiVersion).endsWith('/v1alpha1');
}

export function isApplication({ apiVersion, kind }: Json): boolean {
  return kind === 'Application' && String(apiVersion).startsWith('core.oam.dev/');
}

export function readDynamoDbTable({ file, value }: SourceDocument, options: ImportOptions): Draft {
  const { namespace, name } = objectOf(value.metadata);
  return draftOf(`${file} ${KIND} ${[namespace, name].filter(Boolean).map(String).join('/')}`, String(name), objectOf(value.spec), options);
}

/** Throws Unreadable where no component of any Application is a table. */
export function readApplications(documents: readonly SourceDocument[], options: ImportOptions): Draft[] {
  const drafts = documents.flatMap((document) => readApplication(document, options));
  const types = new Set(documents.flatMap(({ value }) => componentsOf(value)).map(({ type }) => String(type)));
  if (drafts.length === 0 && types.size > 0) {
    throw new Unreadable(`${documents[0].file}: has no component of type ${DEFAULT_COMPONENT_NAME}, but of ${[...types].join(', ')}`);
  }
  return drafts;
}

function componentsOf({ spec }: Json): Json[] {
  return listOf(objectOf(spec).components);
}

function readApplication({ file, value }: SourceDocument, options: ImportOptions): Draft[] {
  return componentsOf(value).filter(({ type }) => type === DEFAULT_COMPONENT_NAME).map((component) => {
    const ours = listOf(component.traits).flatMap(({ type, properties }) => {
      const trait = traitOfType(type, DEFAULT_COMPONENT_NAME);
      return trait === undefined ? [] : [{ trait, properties: objectOf(properties) }];
    });
    const { spec } = joinTable({ properties: objectOf(component.properties), traits: ours });
    const draft = draftOf(`${file} Application ${String(objectOf(value.metadata).name)}`, String(component.name), spec, options);
    listOf(component.traits).forEach(({ type, properties }, i) => {
      const read = Object.hasOwn(ORIGINAL, String(type)) ? ORIGINAL[String(type)] : undefined;
      const path = `traits[${i}].properties`;
      if (read !== undefined) {
        const part = new Part(objectOf(properties), path, draft.findings);
        read(part, draft);
        part.finish();
      } else if (!ours.some(({ trait }) => traitType(trait, DEFAULT_COMPONENT_NAME) === type)) {
        const text = type === accessTraitType(DEFAULT_COMPONENT_NAME) ? 'In TypeScript, a WorkloadRole and the grants of the table do this. It is left out.' : 'This version does not know it. It is left out.';
        draft.findings.push({ what: `trait ${String(type)}`, path, effect: 'unknown', text });
      }
    });
    return draft;
  });
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

function draftOf(source: string, label: string, given: Json, { region }: ImportOptions): Draft {
  const spec = typedFields(given, FIELDS);
  const draft: Draft = { label, source, spec: { ...region === undefined ? {} : { region }, ...spec }, findings: [] };
  // The contract's own defaults, said in each table so that a default of the platform does not change it.
  assign(draft, {
    pointInTimeRecoveryEnabled: spec.pointInTimeRecoveryEnabled ?? false,
    deletionProtectionEnabled: spec.deletionProtectionEnabled ?? false,
    billingMode: spec.billingMode ?? 'PAY_PER_REQUEST',
  });
  // AES256 is the key that DynamoDB owns.
  if (spec.sseEnabled !== true || spec.sseType === 'AES256') {
    delete draft.spec.sseType;
    draft.spec.sseEnabled = false;
  }
  for (const [enabled, ...others] of [['streamEnabled', 'streamViewType'], ['ttlEnabled', 'ttlAttributeName']]) {
    if (spec[enabled] !== true) {
      [enabled, ...others].forEach((name) => delete draft.spec[name]);
    }
  }
  return draft;
}

/** The traits of the original. */
const ORIGINAL: Readonly<Record<string, (part: Part, draft: Draft) => void>> = {
  'dynamodb-ttl-kro': (part, { spec }) => {
    const attribute = part.name('attributeName');
    if (part.flag('enabled') ?? true) {
      Object.assign(spec, { ttlEnabled: true, ttlAttributeName: attribute });
    }
  },
  'dynamodb-streams-kro': (part, { spec }) => {
    const view = part.name('viewType') ?? 'NEW_AND_OLD_IMAGES';
    if (part.flag('enabled') ?? true) {
      Object.assign(spec, { streamEnabled: true, streamViewType: view });
    }
  },
  'dynamodb-encryption-kro': (part, { spec }) => {
    const [enabled, type] = [part.flag('enabled') ?? true, part.name('sseType') ?? 'KMS'];
    const key = part.name('kmsKeyId') ?? part.name('kmsMasterKeyId');
    delete spec.kmsMasterKeyID;
    delete spec.sseType;
    Object.assign(spec, enabled && type === 'KMS' ? { sseEnabled: true, sseType: 'KMS', ...key === undefined ? {} : { kmsMasterKeyID: key } } : { sseEnabled: false });
  },
  'dynamodb-protection-kro': (part, draft) => assign(draft, {
    deletionProtectionEnabled: part.flag('deletionProtection') ?? part.flag('deletionProtectionEnabled'),
    pointInTimeRecoveryEnabled: part.flag('pointInTimeRecovery') ?? part.flag('pointInTimeRecoveryEnabled'),
  }),
  'dynamodb-provisioned-capacity-kro': (part, { spec }) => {
    spec.billingMode = 'PROVISIONED';
    spec.provisionedThroughput = { readCapacityUnits: part.number('readCapacityUnits'), writeCapacityUnits: part.number('writeCapacityUnits') };
  },
  'dynamodb-global-index-kro': (part, draft) => addIndexes(part, draft, 'globalSecondaryIndexes'),
  'dynamodb-local-index-kro': (part, draft) => addIndexes(part, draft, 'localSecondaryIndexes'),
};

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

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}
