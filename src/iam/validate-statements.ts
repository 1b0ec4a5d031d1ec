import { PolicyStatement } from './policy-statement';
import { isObject, listOf } from '../contract/json';
import { ObjectShape } from '../contract/shape';
import { validateValue } from '../contract/validate-shapes';
import { member, Violation } from '../contract/violation';

const STATEMENT: ObjectShape = {
  kind: 'object',
  name: 'PolicyStatement',
  fields: [
    { name: 'sid', shape: { kind: 'string', pattern: '^[a-zA-Z0-9]+$', meaning: 'letters and digits only' }, doc: 'What the statement is for.' },
    { name: 'effect', shape: { kind: 'string', enum: ['Allow', 'Deny'] }, required: true, doc: 'Allow or Deny.' },
    {
      name: 'actions',
      shape: { kind: 'list', of: { kind: 'string', pattern: '^(\\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+)$', meaning: 'an action with its service (dynamodb:GetItem), or *' }, minItems: 1 },
      required: true,
      doc: 'Actions such as dynamodb:GetItem.',
    },
    // IAM completes an ARN that is not whole, but takes no wildcard for its service.
    { name: 'resources', shape: { kind: 'list', of: { kind: 'string', pattern: '^(\\*|arn:(\\*|aws[a-z-]*):[a-z0-9-]+(:.*)?)$', meaning: 'an ARN with its service (arn:aws:s3:::bucket/*), or *' }, minItems: 1 }, required: true, doc: 'ARNs.' },
  ],
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATOR = new RegExp(`^(ForAllValues:|ForAnyValue:)?(Null|(${[
  'String(Not)?(Equals(IgnoreCase)?|Like)', '(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)', 'Bool', 'BinaryEquals', '(Not)?IpAddress', 'Arn(Not)?(Equals|Like)',
].join('|')})(IfExists)?)$`, 'i');

/** What IAM would reject in a statement. */
export function validateStatement(property: string, statement: unknown): Violation[] {
  const { conditions, ...rest } = isObject(statement) ? statement : { ...{} as { conditions?: unknown } };
  return [
    ...validateValue(property, isObject(statement) ? rest : statement, STATEMENT),
    ...conditions === undefined ? [] : validateConditions(`${property}.conditions`, conditions),
  ];
}

function validateConditions(property: string, conditions: unknown): Violation[] {
  const wrong = (at: string, value: unknown, problem: string, fix: string): Violation[] => [{ code: 'InvalidValue', property: at, value, problem, fix }];
  if (!isObject(conditions)) {
    return wrong(property, conditions, 'is not an object', 'Give operators with keys and values: { StringEquals: { key: value } }.');
  }
  return Object.entries(conditions).flatMap(([operator, keys]) => {
    const at = member(property, operator);
    if (!OPERATOR.test(operator)) {
      return wrong(at, undefined, 'is not a condition operator of IAM', 'Use one such as StringEquals, with the keys in it: { StringEquals: { key: value } }.');
    }
    if (!isObject(keys)) {
      return wrong(at, keys, 'is not an object', 'Give keys with their values: { key: value }.');
    }
    return Object.entries(keys).flatMap(([key, value]) => {
      const isValue = (each: unknown): boolean => ['string', 'boolean'].includes(typeof each) || Number.isFinite(each);
      return [
        ...key.includes(':') ? [] : wrong(member(at, key), undefined, 'has no service before it', 'Use a condition key such as aws:SourceAccount.'),
        ...isValue(value) || Array.isArray(value) && value.every(isValue) ? [] : wrong(member(at, key), value, 'is no value of a condition', 'Give text, a number, a boolean, or a list of them.'),
      ];
    });
  });
}

/** What IAM would reject in statements together. */
export function validateSids(statements: readonly PolicyStatement[], property: string): Violation[] {
  const sids = listOf(statements).flatMap((each) => isObject(each) && typeof each.sid === 'string' ? [each.sid] : []);
  return [...new Set(sids.filter((sid, i) => sids.indexOf(sid) < i))].map((value) => ({
    code: 'DuplicateName', property, value, problem: 'is the sid of several statements of the policy', fix: 'Give each a `sid` of its own, or none.',
  }));
}

/** Resources of another partition than this one, or than the first of them: IAM rejects the whole policy. */
export function validatePartition(property: string, statements: readonly PolicyStatement[], partition?: string): Violation[] {
  const found = statements.flatMap(({ resources }) => resources).map((value) => ({ value, id: /^arn:(aws[a-z-]*):/.exec(value)?.[1] })).filter(({ id }) => id !== undefined);
  const own = partition ?? found[0]?.id;
  return found.filter(({ id }) => id !== own).slice(0, 1).map(({ value, id }) => ({
    code: 'PartitionConflict', property, value, problem: `is in the partition ${id}, and the policy for ${own}`, fix: `Give resources of ${own} only.`,
  }));
}
