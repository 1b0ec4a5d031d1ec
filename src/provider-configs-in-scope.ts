import { IConstruct } from 'constructs';
import { InScope } from './in-scope';

/** A provider configuration, as far as tables that name it need to know it. */
interface ProviderRole {
  readonly name: unknown;
  readonly roleArn: unknown;
}

const roles = new InScope<ProviderRole>();

/** Records that a construct declares a provider configuration. */
export function registerProviderRole(construct: IConstruct, role: ProviderRole): void {
  roles.register(construct, role);
}

/** The account and the partition that an ARN names. */
export interface RoleAccount {
  readonly account: string;
  readonly partition: string;
}

/** The account in which each provider configuration of the app makes tables, by its name, as far as they are known by one near this construct. */
export function providerAccounts(construct: IConstruct): ReadonlyMap<string, string> {
  const names = [...new Set(roles.all(construct).map(({ name }) => String(name)))].sort();
  return new Map(names.flatMap((name) => {
    const known = providerAccountNear(construct, name);
    return known === undefined ? [] : [[name, known.account]];
  }));
}

/** Where the provider configuration of this name makes tables. Not known where none is declared near, or several of different accounts. */
export function providerAccountNear(construct: IConstruct, name: unknown): RoleAccount | undefined {
  const found = roles.nearest(construct, (role) => role.name === name).map(({ roleArn }) => String(roleArn).split(':'));
  const [first] = found;
  return first === undefined || first[4] === undefined || found.some(([, , , , account]) => account !== first[4])
    ? undefined : { account: first[4], partition: first[1] };
}
