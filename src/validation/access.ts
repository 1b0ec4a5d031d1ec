import { definitionOf } from './nearly-ours';
import { ACCESS_SHAPE, accessTraitType } from '../contract/access-trait';
import { listOf, objectOf } from '../contract/json';
import { TableSpec } from '../contract/table-spec';
import { validateValue } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';

/** A trait of a component, and its path in it. */
export interface AttachedTrait {
  readonly each: { readonly [name: string]: unknown };
  readonly path: string;
}

/** What is wrong with the trait `access` of a table, for which KubeVela would reject it. */
export function validateAccess(attached: readonly AttachedTrait[], componentName: string, spec: TableSpec): Violation[] {
  const ours = attached.filter(({ each }) => definitionOf(each) === accessTraitType(componentName));
  return ours.flatMap(({ each: { properties = {} }, path }, i) => {
    const wrong = validateValue(`${path}.properties`, properties, ACCESS_SHAPE);
    const twice = i === 0 ? [] : [{ code: 'TraitConflict', property: `${path}.type`, problem: 'is attached twice', fix: 'Give the trait once, with all ServiceAccounts.' }];
    const { access, account } = objectOf(properties);
    return [...wrong, ...twice, ...wrong.length > 0 ? [] : [...withoutStream(listOf(access), path, spec), ...acrossAccounts(account, path, spec)]];
  });
}

/** Whether it is another account than that of the role, and a policy that is there allows the role, is not known: the role's is that of the platform. */
function acrossAccounts(value: unknown, path: string, { resourcePolicy }: TableSpec): Violation[] {
  return value === undefined || resourcePolicy !== undefined ? [] : [{
    code: 'CrossAccountGrant',
    severity: 'warning',
    property: `${path}.properties.account`,
    value,
    problem: 'is said to be the account of the table: where the role has another one, the table has to allow the role, too',
    fix: 'Allow the role in the resourcePolicy of the table, or leave this out where the account is that of the platform.',
  }];
}

function withoutStream(access: readonly unknown[], path: string, spec: TableSpec): Violation[] {
  return access.flatMap((item, i) => objectOf(item).level !== 'stream' || spec.streamEnabled === true ? [] : [{
    code: 'NoStream', property: `${path}.properties.access[${i}].level`, value: 'stream', problem: 'is access to a stream, and the table has none', fix: 'Set streamEnabled, or use another level.',
  }]);
}
