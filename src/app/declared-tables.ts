import { IConstruct } from 'constructs';
import { platformFor } from './platforms';
import { providerAccountNear, RoleAccount } from './provider-configs';
import { objectOf } from '../contract/json';
import { TableSpec } from '../contract/table-spec';
import { validate } from '../contract/validate';
import { isWarning } from '../contract/violation';
import { DeclaredTable } from '../props/table-spec';
import { Platform } from '../validation/platform';
import { PlatformNames } from '../validation/platform-names';

/** Where a table is declared, and by which names of its platform. */
export interface Place {
  readonly declaredBy: IConstruct;
  readonly names: PlatformNames;
}

/** That of each table that was registered. One that another app declares has none. */
const places = new WeakMap<DeclaredTable, Place>();

/** Remembers where a table is declared. */
export function placeTable(table: DeclaredTable, place: Place): void {
  places.set(table, place);
}

/** The platform of a table that was registered, if it is known now. */
export function platformOfTable(table: DeclaredTable): Platform | undefined {
  const place = places.get(table);
  return place && platformFor(place.declaredBy, place.names);
}

/** Where ACK makes a table that names a provider configuration, if that is known now. */
export function providerAccountOf(table: DeclaredTable): RoleAccount | undefined {
  const place = places.get(table);
  const name = providerConfigOf(table);
  return place === undefined || name === undefined ? undefined : providerAccountNear(place.declaredBy, name);
}

/** A table as it is in an environment. */
export interface InEnvironment {
  readonly spec: TableSpec;
  /** Namespaces in the cluster of the platform, as far as they are known. */
  readonly namespaces: readonly string[];
  /** It is the table itself, as patches make it. */
  readonly isPatched?: boolean;
}

/** What policies make of a table in the environments of its Application, and patches of a plain one; nothing where it has none. */
export function environmentsOfTable(table: DeclaredTable): readonly InEnvironment[] {
  const declaredBy = places.get(table)?.declaredBy as { readonly _environments?: (component: string) => readonly InEnvironment[] } | undefined;
  return declaredBy?._environments?.(String(table.name)) ?? [];
}

/** A table as it is declared, and as policies and patches make it, where that is valid. */
export function formsOfTable(table: DeclaredTable): readonly DeclaredTable[] {
  const place = places.get(table);
  return [table, ...environmentsOfTable(table).filter(({ spec }) => validate(spec).every(isWarning)).map(({ spec }) => {
    const form = { ...table, spec };
    places.set(form, place!);
    return form;
  })];
}

/** The provider configuration that a table names. */
export function providerConfigOf({ spec }: DeclaredTable): unknown {
  return objectOf(spec.providerConfigRef).name;
}
