import { rejectionOf, rejectionsOf } from './outcome';
import { Rejection, Unread } from './plan';
import { DeclaredTable } from './planned-table';
import { isObject, Json } from '../contract/json';
import { DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME } from '../contract/names';
import { isWarning } from '../contract/violation';
import { Declaration } from '../validation/documents';
import { sharedIn } from '../validation/environments';
import { knownIn } from '../validation/known';
import { LocatedViolation } from '../validation/located';
import { validateNearlyOurs } from '../validation/nearly-ours';
import { labelOf } from '../validation/objects';
import { Platform } from '../validation/platform';
import { PlatformNames } from '../validation/platform-names';
import { Registry } from '../validation/registry';
import { validateBesides } from '../validation/tables';

/**
 * What two tables cannot both have, as `validate` tells it of files, by the second of the two.
 * @param stay tables in AWS that are no longer declared
 */
export function sharedFaults(tables: readonly DeclaredTable[], stay: readonly DeclaredTable[] = []): Map<Declaration, Rejection[]> {
  const registry = new Registry();
  stay.forEach(({ declaration }) => {
    const { tableName, region, providerConfigRef } = declaration.spec;
    // Its object goes, and another may have its name.
    registry.register({ ...declaration, application: undefined, name: '', spec: { tableName, region, providerConfigRef }, serviceAccounts: [] }, '');
  });
  const declarations = new Set(tables.map(({ declaration }) => declaration));
  return new Map([...declarations].map((declaration) => [declaration, rejectionsOf(registry.register(declaration, ''))]));
}

/** Objects that are no tables to the cluster, and look like one, or are of another tool. */
export function unreadIn(objects: readonly Json[], names: PlatformNames): Unread[] {
  const { apiGroup = DEFAULT_API_GROUP, componentName = DEFAULT_COMPONENT_NAME } = names;
  const inFiles = { tables: [], definitions: sharedIn(objects).definitions };
  return objects.flatMap((object) => validateNearlyOurs(object, apiGroup, componentName, inFiles).filter(isUnread)
    .map((violation) => unread(object, violation)));
}

/** The same of what will be, and all other errors in it that are of no table alone. */
export function faultsIn(objects: readonly Json[], platform: Platform): Unread[] {
  const known = knownIn(objects, platform);
  const specs = new Set(objects.map(({ spec }) => spec));
  return objects.flatMap((object) => validateBesides(object, known, specs)
    .filter((violation) => isUnread(violation) || !isWarning(violation)).map((violation) => unread(object, violation)));
}

/** Why documents that hold objects of another tool alone are no side of a plan. */
export function foreignFormat(documents: readonly unknown[]): string | undefined {
  const objects = documents.filter(isObject);
  const foreign = unreadIn(objects, {}).find(({ code }) => code === 'ForeignFormat');
  return foreign === undefined || objects.some(({ kind }) => kind !== undefined) ? undefined : `${foreign.problem}. ${foreign.fix} [${foreign.code}]`;
}

function isUnread({ code }: LocatedViolation): boolean {
  return code === 'UnknownApi' || code === 'ForeignFormat' || code === 'UnknownComponentType';
}

function unread(object: Json, violation: LocatedViolation): Unread {
  return { ...rejectionOf(violation), resource: labelOf(object), isRejected: !isWarning(violation) };
}
