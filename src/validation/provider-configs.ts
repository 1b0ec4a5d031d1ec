import { Json, listOf, objectOf } from '../contract/json';
import { PROVIDER_CONFIG_LABEL } from '../contract/names';
import { ProviderRole } from '../contract/provider-config';

/** The provider configurations that are known, by their names. */
export type ProviderConfigs = ReadonlyMap<string, readonly ProviderRole[]>;

/** Those among these objects, and among others: ACK's IAMRoleSelectors for the label that kro gives the Tables of a provider configuration. */
export function providerConfigsIn(objects: readonly Json[], others: ProviderConfigs = new Map()): ProviderConfigs {
  const found = new Map(others);
  for (const { kind, spec } of objects) {
    const { arn: roleArn, resourceLabelSelector, namespaceSelector } = objectOf(spec);
    const name = objectOf(objectOf(resourceLabelSelector).matchLabels)[PROVIDER_CONFIG_LABEL];
    if (kind !== 'IAMRoleSelector' || typeof name !== 'string' || typeof roleArn !== 'string') {
      continue;
    }
    const namespaces = listOf(objectOf(namespaceSelector).names);
    const same = found.get(name) ?? [];
    // One object may be in several files.
    if (!same.some((each) => each.roleArn === roleArn && String(each.namespaces ?? '') === String(namespaces))) {
      found.set(name, [...same, { roleArn, namespaces: namespaces.length === 0 ? undefined : namespaces }]);
    }
  }
  return found;
}

/** The account in which tables of a provider configuration are, if it is known. */
export function accountOfProvider(configs: ProviderConfigs | undefined, name: unknown): string | undefined {
  const accounts = new Set((configs?.get(String(name)) ?? []).map(({ roleArn }) => String(roleArn).split(':')[4]));
  return accounts.size === 1 ? [...accounts][0] : undefined;
}
