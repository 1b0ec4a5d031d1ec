import { definitionOf } from './nearly-ours';
import { ACCESS_SHAPE, accessTraitType } from '../contract/access-trait';
import { listOf, objectOf } from '../contract/json';
import { TableSpec } from '../contract/table-spec';
import { validateValue } from '../contract/validate-shapes';
import { show, Violation } from '../contract/violation';
import { accountOf, allowsPrincipal } from '../iam/resource-policy';

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

/** The account of the role is that of the platform, which is not known here; nor is its name, so that any role of another account may be it. */
function acrossAccounts(value: unknown, path: string, { resourcePolicy, providerConfigRef }: TableSpec): Violation[] {
  const warning = { code: 'CrossAccountGrant', severity: 'warning', property: `${path}.properties.account` } as const;
  const { name } = objectOf(providerConfigRef);
  if (value === undefined) {
    return name === undefined ? [] : [{
      ...warning,
      problem: `is missing, and the provider configuration ${show(name)} may make the table in another account than that of the platform, for which the role is`,
      fix: 'Give it where it is another one. Where it is the same, acknowledge this warning.',
    }];
  }
  return allowsPrincipal(resourcePolicy, (principal) => accountOf(principal) !== value) ? [] : [{
    ...warning,
    value,
    problem: 'is said to be the account of the table: where the role has another one, the table has to allow the role, too',
    fix: `Allow the role, whose ARN is in the status of its Role object, in the resourcePolicy of the table${name === undefined ? ', or leave this out' : '. Acknowledge this warning'} where the account is that of the platform.`,
  }];
}

function withoutStream(access: readonly unknown[], path: string, spec: TableSpec): Violation[] {
  return access.flatMap((item, i) => objectOf(item).level !== 'stream' || spec.streamEnabled === true ? [] : [{
    code: 'NoStream', property: `${path}.properties.access[${i}].level`, value: 'stream', problem: 'is access to a stream, and the table has none', fix: 'Set streamEnabled, or use another level.',
  }]);
}
