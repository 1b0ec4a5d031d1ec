import { ACCOUNT_ID, KUBERNETES_NAME } from './fields';
import { Field, ObjectShape } from './shape';
import { traitType } from './traits';

/** What a workload may do with a table, by the names that the trait gives the grants. */
export const ACCESS_LEVELS = ['read', 'write', 'readWrite', 'stream'] as const;
export type AccessLevel = typeof ACCESS_LEVELS[number];

/** What the name of its TraitDefinition ends in, after the name of the ComponentDefinition. */
export const ACCESS_TRAIT = 'access';

/** The type of an item of its list. */
export const ACCESS_ITEM = 'Access';

export const ACCESS_TRAIT_DOC = 'Gives ServiceAccounts access to the table, each by an IAM role of its own.';

/** The parameters of the trait. It is no part of a table, so that none of them is a field of one. */
export const ACCESS_FIELDS: readonly Field[] = [
  {
    name: 'access',
    required: true,
    doc: 'The ServiceAccounts that get access, each with its level.',
    shape: {
      kind: 'list',
      minItems: 1,
      maxItems: 50,
      of: {
        kind: 'object',
        name: ACCESS_ITEM,
        fields: [
          { name: 'serviceAccount', shape: KUBERNETES_NAME, required: true, doc: 'Name of the ServiceAccount of the pods, in the namespace of the component.' },
          { name: 'level', shape: { kind: 'string', enum: ACCESS_LEVELS }, required: true, doc: 'Access to items (read, write, readWrite), or to the stream of the table.' },
          { name: 'createServiceAccount', shape: { kind: 'boolean' }, default: true, doc: 'Whether the ServiceAccount is created. Turn it off where something else creates it.' },
        ],
      },
    },
  },
  { name: 'account', shape: ACCOUNT_ID, doc: 'AWS account of the table, where it is not that of the platform. The resource policy of the table must allow the role, too.' },
];

export const ACCESS_SHAPE: ObjectShape = { kind: 'object', name: ACCESS_TRAIT, fields: ACCESS_FIELDS };

/** The `type` of the trait in an Application. */
export function accessTraitType(componentName: string): string {
  return traitType({ name: ACCESS_TRAIT }, componentName);
}
