import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { objectOf } from '../contract/json';
import { Violation } from '../contract/violation';
import { objectsInApp } from '../objects-in-app';

/** A ServiceAccount as a role wants it. */
export interface Wanted {
  readonly name: string;
  readonly namespace: string;
  /** That of the role, if it makes one. */
  readonly own?: ApiObject;
  /** The annotation that IRSA needs on it, with its value. */
  readonly annotation?: { readonly key: string; readonly value: string };
  /** Whether other charts may be for other clusters. */
  readonly inChart: boolean;
}

/** The ServiceAccounts of this name that something else declares: in a chart, or in one for the same namespace. */
export function validateServiceAccount(role: IConstruct, wanted: Wanted): Violation[] {
  const { name, namespace, own, annotation, inChart } = wanted;
  const chart = Chart.of(role);
  const others = objectsInApp(role, 'ServiceAccount').filter((each) => each !== own && !isOfRole(each) && each.name === name
    && (Chart.of(each) === chart ? (each.metadata.namespace ?? namespace) === namespace : !inChart && each.metadata.namespace === namespace));
  const [other] = others;
  if (other === undefined) {
    return [];
  }
  const warning = { severity: 'warning', property: 'serviceAccountName', value: name } as const;
  const { annotations } = objectOf(objectOf(other.toJson()).metadata);
  const isAnnotated = annotation === undefined || objectOf(annotations)[annotation.key] === annotation.value;
  const how = annotation && `${annotation.key}: ${annotation.value}`;
  return own !== undefined ? [{
    ...warning,
    code: 'DuplicateName',
    problem: `is the name of the ServiceAccount ${other.node.path} too, so the one that is applied last replaces the other`,
    fix: `Give the role \`createServiceAccount: false\`${how === undefined ? '' : `, and annotate that one with ${how}`}.`,
  }] : isAnnotated ? [] : [{
    ...warning,
    code: 'InvalidIdentity',
    problem: `is the ServiceAccount ${other.node.path}, which does not name the role, so its pods get no credentials`,
    fix: `Annotate it with ${String(how)}.`,
  }];
}

/** What roles make is registered by them. */
function isOfRole({ node: { scope } }: ApiObject): boolean {
  return typeof (scope as { readonly _grantee?: unknown } | undefined)?._grantee === 'function';
}
