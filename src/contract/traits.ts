import { FIELDS, KUBERNETES_LABEL } from './fields';
import { Field, ObjectShape } from './shape';
import { TableSpec } from './table-spec';
import { Violation } from './violation';

/**
 * A part of a table that an Application may attach to a component instead of giving it with the component, as a trait
 * of KubeVela's. What its fields are stands in the contract; here is only which they are.
 */
export interface Trait {
  /** What the name of its TraitDefinition ends in, after the name of the ComponentDefinition. */
  readonly name: string;
  /** One sentence, for `vela show` and the reference. */
  readonly doc: string;
  /** What it sets by being there. */
  readonly sets: TableSpec;
  /** The fields that have to be given. */
  readonly required: readonly string[];
  /** The fields that may be given; where there are no others, at least one of them. */
  readonly optional: readonly string[];
}

/** The traits, each once. An index brings the attributes that its keys use, since the component defines only those of its own. */
export const TRAITS: readonly Trait[] = [
  { name: 'ttl', doc: 'Lets DynamoDB delete expired items.', sets: { ttlEnabled: true }, required: ['ttlAttributeName'], optional: [] },
  { name: 'stream', doc: 'Writes changes of items to a stream.', sets: { streamEnabled: true }, required: [], optional: ['streamViewType'] },
  { name: 'encryption', doc: 'Sets the key that encrypts the table.', sets: {}, required: ['sseEnabled'], optional: ['sseType', 'kmsMasterKeyID'] },
  { name: 'protection', doc: 'Protects the table against deletion, and its items by point-in-time recovery.', sets: {}, required: [], optional: ['pointInTimeRecoveryEnabled', 'recoveryPeriodInDays', 'deletionProtectionEnabled'] },
  { name: 'provisioned-capacity', doc: 'Bills a fixed capacity instead of each request.', sets: { billingMode: 'PROVISIONED' }, required: ['provisionedThroughput'], optional: [] },
  { name: 'global-index', doc: 'Adds global secondary indexes.', sets: {}, required: ['globalSecondaryIndexes'], optional: ['attributeDefinitions'] },
  { name: 'local-index', doc: 'Adds local secondary indexes.', sets: {}, required: ['localSecondaryIndexes'], optional: ['attributeDefinitions'] },
];

/** The name of its TraitDefinition: the `type` of a trait in an Application. */
export function traitType({ name }: Pick<Trait, 'name'>, componentName: string): string {
  return `${componentName}-${name}`;
}

/** The trait of this `type`, if it is one of a part of a table. */
export function traitOfType(type: unknown, componentName: string): Trait | undefined {
  return TRAITS.find((trait) => traitType(trait, componentName) === type);
}

/** What is wrong with the name of a ComponentDefinition that its traits' names begin with. */
export function roomForTraits(componentName: string): Violation[] {
  const most = KUBERNETES_LABEL.maxLength! - Math.max(...TRAITS.map((trait) => traitType(trait, '').length));
  return componentName.length <= most ? [] : [{
    code: 'InvalidLength',
    property: 'componentName',
    value: componentName,
    problem: 'leaves no room for the names of its traits',
    fix: `Use at most ${most} characters, or leave TRAIT_DEFINITIONS out of parts.`,
  }];
}

/** The rows of the contract that a trait carries, as they hold in it: with no defaults, and a list that must be given has an item. */
export function traitFields({ required, optional }: Trait): Field[] {
  return FIELDS.filter(({ name }) => required.includes(name) || optional.includes(name)).map((field) => ({
    ...field,
    shape: field.shape.kind === 'list' && required.includes(field.name) ? { ...field.shape, minItems: 1 } : field.shape,
    required: required.includes(field.name),
    default: undefined,
  }));
}

export function traitShape(trait: Trait): ObjectShape {
  return { kind: 'object', name: trait.name, fields: traitFields(trait) };
}
