import { DEFAULT_API_GROUP } from '../contract/names';
import { Violation } from '../contract/violation';
import { PlatformPart } from '../props/platform-part';

/**
 * Since kro 0.9.4, kro's chart gives whoever may edit a namespace all of the API group `kro.run`. Whoever leaves our roles out to keep
 * tables from them gets a warning.
 * @see https://github.com/kubernetes-sigs/kro/pull/1342
 */
export function editorsHaveTables(apiGroup: string, parts: readonly PlatformPart[]): Violation[] {
  return apiGroup !== DEFAULT_API_GROUP || parts.includes(PlatformPart.USER_ROLES) || !parts.includes(PlatformPart.RESOURCE_GRAPH) ? [] : [{
    code: 'EditorsHaveTables',
    severity: 'warning',
    property: 'parts',
    problem: `lack USER_ROLES, but since kro 0.9.4 its own roles let people who may edit a namespace have tables in the API group ${DEFAULT_API_GROUP}`,
    fix: 'To keep tables from them, set apiGroup to a group of your own.',
  }];
}
