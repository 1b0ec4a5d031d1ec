import { idOf } from './going';
import { forced } from './made-anew';
import { planOf, rejectionOf, UNCHANGED } from './outcome';
import { Pair } from './pair';
import { Rejection, TablePlan, Unread } from './plan';
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

/** The role with which ACK manages the tables of a namespace that name this provider configuration, or none. */
export type RoleOf = (namespace: string, provider: unknown) => {
  /** The AWS account, or the provider configuration where that is all that is known; neither with the role of the controller. */
  readonly account?: string;
  /** What selects it: none for the role of the controller, and where it is not known. */
  readonly selectors: readonly string[];
};

interface Roles {
  readonly rolesBefore: RoleOf;
  readonly roles: RoleOf;
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
function rolesIn(objects: readonly Json[]): RoleOf {
  const all = [...new Map(objects.map((object) => [idOf(object), object])).values()];
  // ACK takes no selector whose role it cannot read.
  const selectors = all.filter(({ kind, spec }) => kind === SELECTOR && accountIn(spec));
  const namespaces = new Map(all.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [String(objectOf(metadata).name), objectOf(metadata)]));
  const known = new Map<string, ReturnType<RoleOf>>();
  return (namespace, provider) => {
    const key = JSON.stringify([namespace, provider]);
    const { labels, annotations } = namespaces.get(namespace) ?? {};
    const table = {
      namespace,
      labels: provider === undefined ? {} : { [PROVIDER_CONFIG_LABEL]: provider },
      labelsOfNamespace: namespaces.has(namespace) ? objectOf(labels) : undefined,
    };
    const find = (): ReturnType<RoleOf> => {
      const [found, maybe] = [true, undefined].map((wanted) => selectors.filter(({ spec }) => matches(objectOf(spec), table) === wanted));
      const [selector] = found.length > 0 ? found : maybe.length === 1 ? maybe : [];
      const owner = objectOf(annotations)['services.k8s.aws/owner-account-id'];
      const account = selector === undefined ? provider ?? owner : accountIn(selector.spec);
      return { account: account === undefined ? undefined : String(account), selectors: found.map(labelOf) };
    };
    const role = known.get(key) ?? find();
    known.set(key, role);
    return role;
  };
}

function accountIn(spec: unknown): string | undefined {
  return String(objectOf(spec).arn).split(':')[4];
}

/** ACK does nothing to a table that several selectors match. */
export function withOneRole(table: TablePlan | undefined, { was, is }: Pair): TablePlan | undefined {
  if (is === undefined || is.selectors.length < 2 || String(was?.selectors) === String(is.selectors)) {
    return table;
  }
  const known = table ?? planOf(is, { action: 'conflict', summary: UNCHANGED });
  const { action, summary, changes, rejections, losses, calls } = known;
  return {
    ...known,
    action: losses.length > 0 || action === 'reject' ? action : 'conflict',
    summary: was === undefined ? 'Nothing is created.' : losses.length > 0 ? summary : UNCHANGED,
    rejections: [...rejections, {
      code: 'SeveralRoles', problem: `${is.selectors.join(', ')} match the table, and ACK does nothing to it until only one does`, fix: 'Change what they select, or remove all but one.',
    }],
    changes: changes.filter(({ code }) => code !== 'ProviderConfigChanged'),
    calls: losses.length > 0 ? calls : [],
  };
}
