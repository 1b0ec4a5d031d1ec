import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Json, objectOf } from '../contract/json';
import { Violation } from '../contract/violation';
import { objectsInApp } from '../objects-in-app';
import { WORKLOAD_KINDS } from '../validation/pods';

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
  return [...declaredBeside(role, wanted), ...podsElsewhere(role, wanted)];
}

/** Workloads in namespaces that have no ServiceAccount of this name. */
function podsElsewhere(role: IConstruct, { name, namespace, inChart }: Wanted): Violation[] {
  const chart = Chart.of(role);
  const isNear = (each: ApiObject): boolean => !inChart || Chart.of(each) === chart;
  const workloads = WORKLOAD_KINDS.flatMap((kind) => objectsInApp(role, kind)).filter(isNear);
  // A role has the name of its ServiceAccount, also where it does not make it.
  const roles = objectsInApp(role, 'Role').filter((each) => each.name === name && each.apiGroup.startsWith('iam.'));
  const accounts = objectsInApp(role, 'ServiceAccount').filter((each) => each.name === name);
  const namespaces = new Set<unknown>([namespace, ...[...roles, ...accounts].map(({ metadata }) => metadata.namespace)].sort());
  // Of several roles of a name, one tells.
  if (workloads.length === 0 || roles.filter(isNear).some(({ metadata }) => String(metadata.namespace) < namespace)) {
    return [];
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { validatePodAccount } = require('../validation/service-accounts') as typeof import('../validation/service-accounts');
  return workloads.filter(({ metadata }) => !namespaces.has(metadata.namespace)).flatMap((each) =>
    validatePodAccount(jsonOf(each), new Map([[name, namespaces]]))
      .map(({ at, ...violation }) => ({ ...violation, property: `serviceAccountName of ${each.node.path}` })));
}

/** Workloads as they are rendered, for one pass of `cdk8s synth`: each role looks at all of them. */
const rendered = new Map<ApiObject, Json>();

function jsonOf(workload: ApiObject): Json {
  if (rendered.size === 0) {
    queueMicrotask(() => rendered.clear());
  }
  const json = rendered.get(workload) ?? objectOf(workload.toJson());
  rendered.set(workload, json);
  return json;
}

function declaredBeside(role: IConstruct, wanted: Wanted): Violation[] {
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
