import { Going, whatGoes } from './going';
import { PROTECTED } from './outcome';
import { TablePlan } from './plan';
import { isPruned } from './pruning';
import { regionOf } from '../ack/region-of';
import { Json, listOf, objectOf } from '../contract/json';
import { ACK_DELETION_POLICY, ACK_READ_ONLY, TABLE_OF_ACK } from '../contract/names';
import { groupKindOf, labelOf } from '../validation/objects';


/**
 * Tables that ACK or Crossplane manages by objects of their own kind, and that go: the table in AWS goes with them. Those of
 * another object, such as a DynamoDBTable, go with that.
 */
export function rawTablesGone(before: readonly Json[], after: readonly Json[], goingOf: ReturnType<typeof whatGoes>): TablePlan[] {
  const stay = new Set(after.filter(isRawTable).map(idOf));
  return before.filter((object) => isRawTable(object) && !isOwned(object)).flatMap((object): TablePlan[] => {
    const going = goingOf({ kinds: [groupKindOf(object)], namespace: String(objectOf(object.metadata).namespace ?? 'default'), object });
    return (stay.has(idOf(object)) || !isPruned(object)) && going === undefined ? [] : [gone(object, going)];
  });
}

interface RawTable {
  readonly tableName: unknown;
  readonly region: unknown;
  readonly isProtected: boolean;
  /** What keeps the table in AWS when its object goes. */
  readonly keeps?: string;
}

function gone(object: Json, going: Going | undefined): TablePlan {
  const { tableName, region, isProtected, keeps } = groupKindOf(object) === TABLE_OF_ACK ? ofAck(object) : ofCrossplane(object);
  const name = String(tableName);
  const stays = isProtected || keeps !== undefined;
  const what = keeps !== undefined ? `The table stays in AWS with its data, and nothing here manages it any more: ${keeps}.`
    : isProtected ? 'The table stays, and so does its object: AWS does not delete a protected one.' : 'The table is deleted from AWS, with its data.';
  return {
    action: keeps !== undefined ? 'keep' : isProtected ? 'conflict' : 'delete',
    tableName: name,
    region: String(region ?? 'region of the controller'),
    resource: labelOf(object),
    summary: going === undefined ? what : `${what} ${going.reason}`,
    calls: stays ? [] : ['DeleteTable'],
    changes: [],
    rejections: isProtected && keeps === undefined ? [PROTECTED] : [],
    warnings: [],
    losses: stays ? [] : [{ kind: 'table', name }],
  };
}

/** @see https://aws-controllers-k8s.github.io/community/docs/user-docs/deletion-policy/ */
function ofAck(object: Json): RawTable {
  const { metadata, spec } = object;
  const { tableName, deletionProtectionEnabled } = objectOf(spec);
  const annotations = objectOf(objectOf(metadata).annotations);
  return {
    tableName,
    region: regionOf(object),
    isProtected: deletionProtectionEnabled === true,
    keeps: annotations[ACK_DELETION_POLICY] === 'retain' ? 'its deletion policy is retain' : annotations[ACK_READ_ONLY] === 'true' ? 'ACK only reads it' : undefined,
  };
}

/** @see https://docs.crossplane.io/latest/managed-resources/managed-resources/ */
function ofCrossplane({ metadata, spec }: Json): RawTable {
  const { annotations, name } = objectOf(metadata);
  const { deletionPolicy, managementPolicies, forProvider } = objectOf(spec);
  const { region, deletionProtectionEnabled } = objectOf(forProvider);
  const policies = listOf(managementPolicies);
  return {
    tableName: objectOf(annotations)['crossplane.io/external-name'] ?? name,
    region,
    isProtected: deletionProtectionEnabled === true,
    keeps: deletionPolicy === 'Orphan' ? 'its deletionPolicy is Orphan'
      : policies.length > 0 && !policies.includes('*') && !policies.includes('Delete') ? 'its managementPolicies lack Delete' : undefined,
  };
}

function isRawTable(object: Json): boolean {
  return /(^|\.)dynamodb\..*\/Table$/.test(groupKindOf(object));
}

function idOf(object: Json): string {
  return `${groupKindOf(object)} ${labelOf(object)}`;
}

/** kro labels what it makes; others name its owner. */
function isOwned({ metadata }: Json): boolean {
  const { labels, ownerReferences } = objectOf(metadata);
  return listOf(ownerReferences).length > 0 || Object.keys(objectOf(labels)).some((name) => name.startsWith('kro.run/'));
}
