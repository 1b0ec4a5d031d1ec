import { Account, partitionId, tableArn } from './arn';
import { ActionGroup, CONTROLLER_ACTIONS, SERVICE_LINKED_ROLES, Target } from './controller-actions';
import { PolicyStatement } from './policy-statement';
import { ROLE_ACTIONS } from './role-actions';
import { TableUse } from './table-use';
import { domainOf } from '../contract/partitions';

/** What the controller must be allowed to manage these tables, and no more. */
export function controllerStatements(account: Account, tables: readonly TableUse[]): PolicyStatement[] {
  return [
    ...CONTROLLER_ACTIONS.flatMap((group) => allow(group, resources(group, account, tables))),
    ...serviceLinkedRoles(account, tables),
  ];
}

/**
 * What the controller's own role must be allowed to hand work over to the roles of provider configurations. A session of EKS Pod Identity has
 * tags, which go with it.
 */
export function assumeRoles(roleArns: readonly string[]): PolicyStatement[] {
  return roleArns.length === 0 ? [] : [{ sid: 'AssumeRoles', effect: 'Allow', actions: ['sts:AssumeRole', 'sts:TagSession'], resources: sortedSet(roleArns) }];
}

/** What the IAM controller must be allowed to manage these roles, and no more. */
export function roleStatements(roles: string, boundary: string): PolicyStatement[] {
  return ROLE_ACTIONS.map(({ sid, withBoundary, actions }): PolicyStatement => ({
    sid,
    effect: 'Allow',
    actions: [...actions],
    resources: [roles],
    ...(withBoundary ? { conditions: { StringEquals: { 'iam:PermissionsBoundary': boundary } } } : {}),
  }));
}

function allow({ sid, on, actions }: ActionGroup, arns: string[]): PolicyStatement[] {
  return arns.length === 0 ? [] : [{
    sid,
    effect: 'Allow',
    actions: [...actions],
    resources: arns,
    ...(on === 'keys' ? { conditions: { StringLike: { 'kms:ViaService': viaDynamoDb(arns) } } } : {}),
  }];
}

// The service has the domain of the partition in its name. All keys of an account are in one partition.
function viaDynamoDb([keyArn]: readonly string[]): string {
  return `dynamodb.*.${domainOf(keyArn.split(':')[1])}`;
}

function resources({ feature, on }: ActionGroup, account: Account, tables: readonly TableUse[]): string[] {
  const uses = (table: TableUse): boolean => feature === undefined || table.features.includes(feature);
  return sortedSet(tables.flatMap((table) => [
    ...(uses(table) ? own(on, account, table) : []),
    // Replicas are added and removed whatever is allowed for the table itself.
    ...(on === 'table and replicas' ? replicaArns(account, table) : []),
  ]));
}

function own(on: Target, account: Account, table: TableUse): readonly string[] {
  const arn = tableArn(account, table.region, table.tableName);
  switch (on) {
    case 'replicas': return replicaArns(account, table);
    case 'backups': return [`${arn}/backup/*`];
    case 'keys': return [...table.keyArns, ...table.replicaKeyArns];
    default: return [arn];
  }
}

function replicaArns(account: Account, { replicaRegions, tableName }: TableUse): string[] {
  return replicaRegions.map((region) => tableArn(account, region, tableName));
}

function serviceLinkedRoles(account: Account, tables: readonly TableUse[]): PolicyStatement[] {
  return SERVICE_LINKED_ROLES.flatMap(({ feature, sid, service, role }): PolicyStatement[] => {
    const partitions = sortedSet(tables.filter(({ features }) => features.includes(feature)).map(({ region }) => partitionId(account, region)));
    return partitions.length === 0 ? [] : [{
      sid,
      effect: 'Allow',
      actions: ['iam:CreateServiceLinkedRole'],
      resources: partitions.map((each) => `arn:${each}:iam::${account.account}:role/aws-service-role/${service}/${role}`),
      conditions: { StringEquals: { 'iam:AWSServiceName': service } },
    }];
  });
}

function sortedSet(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
