import { mayBeIn, partitionOf } from './partitions';
import { TableSpec } from './table-spec';
import { Violation } from './violation';

/** A provider configuration, as far as the tables that name it need to know it. */
export interface ProviderRole {
  /** ARN of its role. */
  readonly roleArn: unknown;
  /** The namespaces whose tables may use it; undefined for all, and where they are selected by labels. */
  readonly namespaces?: readonly unknown[];
}

/**
 * What the API server rejects of a change of an IAMRoleSelector: by its CustomResourceDefinition, its role is for ever.
 * @see apis/core/v1alpha1/iam_role_selector.go of https://github.com/aws-controllers-k8s/runtime, v0.61.0
 */
export function validateRoleChange(before: { readonly arn?: unknown }, { arn }: { readonly arn?: unknown }): Violation[] {
  return [before.arn, arn].includes(undefined) || before.arn === arn ? [] : [{
    code: 'Immutable',
    property: 'spec.arn',
    value: arn,
    problem: 'cannot change once the IAMRoleSelector exists, so the API server rejects the change',
    fix: 'Declare one of another name with this role, and remove the old one in the same change.',
  }];
}

/**
 * What keeps ACK from making a table with its provider configuration.
 * @param providers those of the name that the table gives; several where it is not known which is meant
 * @param namespaces of the table, as far as they are known
 */
export function validateProviderOf(
  { region, providerConfigRef }: TableSpec, providers: readonly ProviderRole[], namespaces: readonly string[],
): Violation[] {
  if (providers.length === 0) {
    return [];
  }
  const property = 'providerConfigRef.name';
  const { name: value } = providerConfigRef as { readonly name?: unknown };
  const partitions = providers.map(({ roleArn }) => String(roleArn).split(':')[1] ?? '');
  const outside = namespaces.find((namespace) => providers.every((provider) => provider.namespaces?.includes(namespace) === false));
  const all = [...new Set(providers.flatMap((provider) => provider.namespaces ?? []).map(String))];
  return [
    ...typeof region !== 'string' || partitions.some((partition) => !/^aws(-[a-z]+)*$/.test(partition) || mayBeIn(partition, region)) ? [] : [{
      code: 'PartitionConflict',
      property,
      value,
      problem: `has a role in the partition ${partitions[0]}, and ${region} is in ${partitionOf(region).id}`,
      fix: `Give a provider configuration whose role is in ${partitionOf(region).id}.`,
    }],
    ...outside === undefined ? [] : [{
      code: 'ProviderNamespace',
      severity: 'warning',
      property,
      value,
      problem: `is for the namespaces ${all.join(', ')}, so ACK does not make the table of ${outside}`,
      fix: `Add ${outside} to its namespaces, or give a provider configuration of ${outside}.`,
    } as const],
  ];
}
