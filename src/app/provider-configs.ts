import { IConstruct } from 'constructs';
import { InScope } from './in-scope';
import { ProviderRole } from '../contract/provider-config';

/** A provider configuration by its name. */
interface NamedRole extends ProviderRole {
  readonly name: unknown;
  /** Of the platform of another app. */
  readonly isImported?: boolean;
}

const roles = new InScope<NamedRole>();

/** Records that a construct declares a provider configuration. */
export function registerProviderRole(construct: IConstruct, role: NamedRole): void {
  roles.register(construct, role);
}

/** The account and the partition that an ARN names. */
export interface RoleAccount {
  readonly account: string;
  readonly partition: string;
}

/** The account in which each provider configuration of the app makes tables, by its name, as far as they are known by one near this construct. */
export function providerAccounts(construct: IConstruct): ReadonlyMap<string, string> {
  const own = roles.all(construct).filter(({ isImported }) => isImported !== true);
  const names = [...new Set(own.map(({ name }) => String(name)))].sort();
  return new Map(names.flatMap((name) => {
    const known = providerAccountNear(construct, name);
    return known === undefined ? [] : [[name, known.account]];
  }));
}

/** The provider configurations of this name that stand nearest to a construct; several where an app is for several clusters. */
export function providersNear(construct: IConstruct, name: unknown): readonly ProviderRole[] {
  return roles.nearest(construct, (role) => role.name === name);
}

/** Where the provider configuration of this name makes tables. Not known where none is declared near, or several of different accounts. */
export function providerAccountNear(construct: IConstruct, name: unknown): RoleAccount | undefined {
  const found = providersNear(construct, name).map(({ roleArn }) => String(roleArn).split(':'));
  const [first] = found;
  return first === undefined || first[4] === undefined || found.some(([, , , , account]) => account !== first[4])
    ? undefined : { account: first[4], partition: first[1] };
}

/** The names of all provider configurations of the app. */
export function providerNames(construct: IConstruct): string[] {
  return [...new Set(roles.all(construct).map(({ name }) => String(name)))].sort();
}

/** The provider configurations of this name in the app that have another role. */
export function otherRoles(construct: IConstruct, name: unknown, roleArn: unknown): readonly ProviderRole[] {
  return roles.all(construct).filter((role) => role.name === name && role.roleArn !== roleArn);
}
