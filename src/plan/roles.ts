import { idOf } from './going';
import { forced } from './made-anew';
import { rejectionOf } from './outcome';
import { Rejection, Unread } from './plan';
import { hookOf, isPruned } from './pruning';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';
import { PROVIDER_CONFIG_LABEL, TABLE_OF_ACK } from '../contract/names';
import { validateRoleChange } from '../contract/provider-config';
import { labelOf } from '../validation/objects';

const SELECTOR = 'IAMRoleSelector';

/** A Table of ACK, as far as it is selected by that. */
interface Selectable {
  readonly namespace: string;
  readonly labels: Json;
  /** Undefined where the input lacks the Namespace. */
  readonly labelsOfNamespace?: Json;
}

/**
 * Whether the spec of an IAMRoleSelector matches a Table; undefined where that depends on labels that are not known. What it does not say
 * matches all.
 * @see `Matches` in pkg/runtime/iamroleselector/matcher.go of https://github.com/aws-controllers-k8s/runtime, v0.61.0
 */
export function matches(spec: Json, { namespace, labels, labelsOfNamespace }: Selectable): boolean | undefined {
  const { namespaceSelector, resourceTypeSelector, resourceLabelSelector } = spec;
  const names = listOf(objectOf(namespaceSelector).names);
  const types = objectsOf(resourceTypeSelector);
  const [group, kind] = TABLE_OF_ACK.split('/');
  const own = { group, version: 'v1alpha1', kind };
  if ((names.length > 0 && !names.includes(namespace)) || !hasLabels(labels, resourceLabelSelector)
    || (types.length > 0 && !types.some((type) => Object.entries(own).every(([name, value]) => (type[name] || value) === value)))) {
    return false;
  }
  const { matchLabels } = objectOf(objectOf(namespaceSelector).labelSelector);
  const isKnown = labelsOfNamespace !== undefined || Object.keys(objectOf(matchLabels)).every((name) => name === OF_ITSELF);
  return isKnown ? hasLabels({ ...labelsOfNamespace, [OF_ITSELF]: namespace }, { matchLabels }) : undefined;
}

/** Kubernetes gives each Namespace this label. */
const OF_ITSELF = 'kubernetes.io/metadata.name';

function hasLabels(labels: Json, selector: unknown): boolean {
  return Object.entries(objectOf(objectOf(selector).matchLabels)).every(([name, value]) => labels[name] === value);
}

/**
 * The AWS account in which ACK manages the tables of a namespace that name this provider configuration, or none; the provider configuration
 * where that is all that is known. Undefined with the role of the controller.
 */
export type AccountOf = (namespace: string, provider: unknown) => string | undefined;

interface Roles {
  readonly rolesBefore: AccountOf;
  readonly roles: AccountOf;
  readonly rejected: readonly Unread[];
}

/**
 * The roles before and after, and the changes of selectors that the API server rejects.
 * @param platform objects of the cluster, which hold where the others have none
 */
export function rolesOf(before: readonly Json[], after: readonly Json[], platform: readonly Json[]): Roles {
  const [was, is, others] = [before, after, platform].map((objects) => objects.filter(({ kind }) => kind === SELECTOR || kind === 'Namespace'));
  const earlier = new Map(was.map((object) => [idOf(object), object]));
  const rejected = new Map(is.flatMap((object): Array<[Json, Rejection[]]> => {
    const there = object.kind === SELECTOR ? earlier.get(idOf(object)) : undefined;
    const isMadeAnew = forced(object).by !== undefined || hookOf(object)?.isRun === true;
    const violations = there === undefined || isMadeAnew ? [] : validateRoleChange(objectOf(there.spec), objectOf(object.spec));
    return violations.length === 0 ? [] : [[object, violations.map(rejectionOf)]];
  }));
  // What kubectl prints of tables has no selectors beside them, and a provider configuration that is named is there.
  const isFromCluster = before.some(({ metadata }) => objectOf(metadata).uid !== undefined);
  const isThere = ({ kind, spec }: Json): boolean =>
    kind !== SELECTOR || isFromCluster || PROVIDER_CONFIG_LABEL in objectOf(objectOf(objectOf(spec).resourceLabelSelector).matchLabels);
  const stay = was.filter((object) => object.kind !== SELECTOR || !isPruned(object));
  return {
    rolesBefore: rolesIn([...others, ...is.filter(isThere), ...was]),
    roles: rolesIn([...others, ...stay, ...is.map((object) => (rejected.has(object) ? earlier.get(idOf(object))! : object))]),
    rejected: [...rejected].flatMap(([object, rejections]) => rejections.map((each) => ({ ...each, resource: labelOf(object), isRejected: true }))),
  };
}

/** The last of several objects of one name holds. */
function rolesIn(objects: readonly Json[]): AccountOf {
  const all = [...new Map(objects.map((object) => [idOf(object), object])).values()];
  // ACK takes no selector whose role it cannot read.
  const selectors = all.filter(({ kind, spec }) => kind === SELECTOR && accountIn(spec));
  const namespaces = new Map(all.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [String(objectOf(metadata).name), objectOf(metadata)]));
  const known = new Map<string, string | undefined>();
  return (namespace, provider) => {
    const key = JSON.stringify([namespace, provider]);
    const { labels, annotations } = namespaces.get(namespace) ?? {};
    const table = {
      namespace,
      labels: provider === undefined ? {} : { [PROVIDER_CONFIG_LABEL]: provider },
      labelsOfNamespace: namespaces.has(namespace) ? objectOf(labels) : undefined,
    };
    if (!known.has(key)) {
      const [found, maybe] = [true, undefined].map((wanted) => selectors.filter(({ spec }) => matches(objectOf(spec), table) === wanted));
      // ACK does nothing to a table that several match.
      const [selector] = found.length > 0 ? found : maybe.length === 1 ? maybe : [];
      const account = selector === undefined ? provider ?? objectOf(annotations)['services.k8s.aws/owner-account-id'] : accountIn(selector.spec);
      known.set(key, account === undefined ? undefined : String(account));
    }
    return known.get(key);
  };
}

function accountIn(spec: unknown): string | undefined {
  return String(objectOf(spec).arn).split(':')[4];
}
