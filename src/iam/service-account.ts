import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { objectsInApp } from '../app/objects';
import { Json, objectOf } from '../contract/json';
import { Violation } from '../contract/violation';
import { WORKLOAD_KINDS } from '../validation/pods';

/** A ServiceAccount as a role wants it. */
export interface Wanted {
  readonly name: string;
  readonly namespace: string;
  /** Of the role in AWS. */
  readonly roleName: string;
  /** That of the role, if it makes one. */
  readonly own?: ApiObject;
  /** The annotation that IRSA needs on it, with its value. */
  readonly annotation?: { readonly key: string; readonly value: string };
  /** Whether other charts may be for other clusters. */
  readonly inChart: boolean;
}

/** The ServiceAccounts of this name that something else declares: in a chart, or in one for the same namespace. */
export function validateServiceAccount(role: IConstruct, wanted: Wanted): Violation[] {
  return [...declaredBeside(role, wanted), ...replacedBeside(role, wanted), ...podsElsewhere(role, wanted)];
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

/** The objects of a kind that no role makes, near this one. */
function foreignObjects(role: IConstruct, kind: string, { inChart }: Wanted): ApiObject[] {
  return objectsInApp(role, kind).filter((each) => !isOfRole(each) && (!inChart || Chart.of(each) === Chart.of(role)));
}

function isNamed(role: IConstruct, { name, namespace }: Wanted): (other: ApiObject) => boolean {
  return (each) => each.name === name && (each.metadata.namespace ?? (Chart.of(each) === Chart.of(role) ? namespace : undefined)) === namespace;
}

/** ACK's objects that are those of the role, too, in the cluster or in AWS. */
function replacedBeside(role: IConstruct, wanted: Wanted): Violation[] {
  const { name, roleName } = wanted;
  const foreign = (kind: string) => foreignObjects(role, kind, wanted).filter(({ apiGroup }) => apiGroup.endsWith('.services.k8s.aws'));
  const same = [...foreign('Role'), ...foreign('PodIdentityAssociation')].filter(isNamed(role, wanted));
  const inAws = foreign('Role').filter((each) => !same.includes(each) && String(objectOf(objectOf(each.toJson()).spec).name).toLowerCase() === roleName.toLowerCase());
  const warning = { code: 'DuplicateName', severity: 'warning', fix: 'Remove that one, and grant access to the WorkloadRole, or give it another name.' } as const;
  return [
    ...same.map(({ kind, node }) => ({
      ...warning, property: 'serviceAccountName', value: name, problem: `is the name of the ${kind} ${node.path} too, so the one that is applied last replaces the other`,
    })),
    ...inAws.map(({ node }) => ({ ...warning, property: 'roleName', value: roleName, problem: `is the name in AWS of the Role ${node.path} too, so ACK writes one over the other` })),
  ];
}

function declaredBeside(role: IConstruct, wanted: Wanted): Violation[] {
  const { name, own, annotation } = wanted;
  const [other] = foreignObjects(role, 'ServiceAccount', wanted).filter(isNamed(role, wanted));
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
