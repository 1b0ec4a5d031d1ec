import { ClusterFinding, failed, ok, unknown, warning } from './finding';
import { Answer, ClusterReader } from './kubectl';
import { FIELDS } from '../contract/fields';
import { Json, listOf, objectOf, objectsOf } from '../contract/json';
import { DEFAULT_API_GROUP, DELETION_GUARD, KIND, OWNERSHIP_GUARD, PLURAL } from '../contract/names';
import { AGGREGATE_TO_KRO, kroRules, PolicyRule } from '../kro/cluster-role';

/** The ConfigMap of Argo CD's settings. */
const ARGO_CD = 'argocd-cm';
const APPLY = 'Apply what cdk8s synth writes for DynamoDbKroComponent.';

/** One of the platforms in the cluster, and what it is called: by its group, too, where there are several. */
interface Api {
  readonly group: string;
  readonly kind: string;
  /** As kubectl takes it. */
  readonly plural: string;
}

/** The platform resources of this library, of each platform in the cluster, and its tables of all namespaces or of one. */
export async function checkPlatform(cluster: ClusterReader, namespace?: string): Promise<ClusterFinding[]> {
  const [argoCd, graphs, roles, policies, bindings, components] = await Promise.all([cluster.list('configmaps', ARGO_CD), ...[
    'resourcegraphdefinitions.kro.run', 'clusterroles.rbac.authorization.k8s.io', 'validatingadmissionpolicies.admissionregistration.k8s.io',
    'validatingadmissionpolicybindings.admissionregistration.k8s.io', 'componentdefinitions.core.oam.dev',
  ].map((resource) => cluster.list(resource))]);
  const ours = itemsOf(graphs).filter(({ spec }) => objectOf(objectOf(spec).schema).kind === KIND);
  const findings = (ours.length === 0 ? [undefined] : ours).map(async (graph): Promise<ClusterFinding[]> => {
    const group = String(objectOf(objectOf(graph?.spec).schema).group ?? DEFAULT_API_GROUP);
    const api = ours.length > 1 ? { group, kind: `${KIND} of ${group}`, plural: `${PLURAL}.${group}` } : { group, kind: KIND, plural: PLURAL };
    return [
      ...checkGraph(graphs, graph, api),
      checkRole(roles, group),
      ...checkPolicies(policies, bindings, api),
      ...checkComponent(components, api),
      ...checkArgoCd(argoCd, api),
      ...await checkTables(cluster, api, namespace),
    ];
  });
  return (await Promise.all(findings)).flat();
}

function checkGraph(answer: Answer, graph: Json | undefined, { kind }: Api): ClusterFinding[] {
  if (answer.kind === 'forbidden') {
    return [unknown('graph', 'ResourceGraphDefinitions')];
  }
  if (graph === undefined) {
    return [failed('graph', `There is no ResourceGraphDefinition of ${KIND}`, APPLY)];
  }
  const name = nameOf(graph);
  const fields = objectOf(objectOf(objectOf(graph.spec).schema).spec);
  const missing = FIELDS.map((field) => field.name).filter((field) => !(field in fields));
  const { state, conditions } = objectOf(graph.status);
  const reason = objectsOf(conditions).find(({ status, message }) => status === 'False' && message);
  return [
    state === 'Active'
      ? ok('graph', `ResourceGraphDefinition ${name} is Active`)
      : failed('graph', `ResourceGraphDefinition ${name} is ${String(state ?? 'not yet processed by kro')}${reason ? `: ${String(reason.message)}` : ''}`, `Look at it: kubectl describe rgd ${name}`),
    missing.length === 0
      ? ok('graph-version', `${kind} has all fields of this version`)
      : warning('graph-version', `${kind} lacks ${missing.join(', ')}: it comes from an older version of cdk8s-dynamodb-kro`, APPLY),
  ];
}

/** kro may manage tables by a role that its own takes in, or it may do everything. */
function checkRole(answer: Answer, group: string): ClusterFinding {
  if (answer.kind !== 'found') {
    return unknown('kro-role', 'ClusterRoles');
  }
  const roles = itemsOf(answer);
  const [label, value] = Object.entries(AGGREGATE_TO_KRO)[0];
  const labelled = roles.filter((role) => objectOf(objectOf(role.metadata).labels)[label] === value);
  // Whether the platform has connection Secrets is in the graph; what kro needs for them is not checked here.
  const missing = kroRules(group, false).filter((needed) => !covers(labelled.flatMap(rulesOf), needed));
  if (missing.length === 0) {
    const isOurs = ({ apiGroups, resources }: Json): boolean => listOf(apiGroups).includes(group) && listOf(resources).includes(PLURAL);
    const ours = labelled.find((role) => rulesOf(role).some(isOurs)) ?? labelled[0];
    return roles.some(({ aggregationRule }) => JSON.stringify(aggregationRule ?? {}).includes(label))
      ? ok('kro-role', `ClusterRole ${nameOf(ours)} is aggregated to kro`)
      : warning('kro-role', `ClusterRole ${nameOf(ours)} is there, but no role of kro takes it in`, 'Nothing, if kro was installed with rbac.mode unrestricted; else install kro with rbac.mode aggregation.');
  }
  const all = roles.find((role) => /kro/.test(nameOf(role)) && rulesOf(role).some(({ apiGroups }) => listOf(apiGroups).includes('*')));
  return all === undefined
    ? failed('kro-role', `kro has no right to manage tables: ${missing.map(({ resources, apiGroups, verbs }) => `${verbs.join(', ')} ${resources.join(', ')} in ${apiGroups.join(', ')}`).join('; ')}`, APPLY)
    : ok('kro-role', `kro may do everything, by ClusterRole ${nameOf(all)}`);
}

/** Whether the rules together give all rights of one. */
function covers(given: readonly Json[], { apiGroups, resources, verbs }: PolicyRule): boolean {
  const has = (list: unknown, wanted: string): boolean => listOf(list).includes(wanted) || listOf(list).includes('*');
  return apiGroups.every((group) => resources.every((resource) => verbs.every((verb) =>
    given.some((rule) => has(rule.apiGroups, group) && has(rule.resources, resource) && has(rule.verbs, verb)))));
}

function rulesOf({ rules }: Json): Json[] {
  return objectsOf(rules);
}

function checkPolicies(policies: Answer, bindings: Answer, { group, kind }: Api): ClusterFinding[] {
  if (policies.kind !== 'found' || bindings.kind !== 'found') {
    return [unknown('admission', 'ValidatingAdmissionPolicies and their bindings')];
  }
  const rules = itemsOf(policies).find(({ spec }) => objectsOf(objectOf(objectOf(spec).matchConstraints).resourceRules)
    .some(({ apiGroups, resources, operations }) => listOf(apiGroups).includes(group) && listOf(resources).includes(PLURAL) && listOf(operations).includes('CREATE')));
  if (rules === undefined) {
    return [failed('admission', `No ValidatingAdmissionPolicy validates ${kind}`, APPLY)];
  }
  return ['', `${DELETION_GUARD}.`, `${OWNERSHIP_GUARD}.`].map((start) => checkPolicy(`${start}${nameOf(rules)}`, itemsOf(policies), itemsOf(bindings)));
}

function checkPolicy(name: string, policies: readonly Json[], bindings: readonly Json[]): ClusterFinding {
  if (!policies.some((policy) => nameOf(policy) === name)) {
    return failed('admission', `There is no ValidatingAdmissionPolicy ${name}`, APPLY);
  }
  const binding = bindings.map(({ spec }) => objectOf(spec)).find(({ policyName }) => policyName === name);
  return listOf(binding?.validationActions).includes('Deny')
    ? ok('admission', `ValidatingAdmissionPolicy ${name} is in force`)
    : failed('admission', `ValidatingAdmissionPolicy ${name} is not in force: ${binding === undefined ? 'it has no binding' : 'its binding does not deny'}`, APPLY);
}

function checkComponent(answer: Answer, { group, kind }: Api): ClusterFinding[] {
  if (answer.kind === 'absent') {
    return [];
  }
  if (answer.kind === 'forbidden') {
    return [unknown('component', 'ComponentDefinitions')];
  }
  const component = itemsOf(answer).find(({ spec }) => {
    const template = String(objectOf(objectOf(objectOf(spec).schematic).cue).template);
    return template.includes(KIND) && template.includes(`"${group}/`);
  });
  return [component === undefined
    ? warning('component', `KubeVela has no ComponentDefinition of ${kind}`, `${APPLY} Nothing, if tables are declared as ${KIND} only.`)
    : ok('component', `ComponentDefinition ${nameOf(component)}`)];
}

/** Argo CD takes a kind that it does not know for healthy. */
function checkArgoCd(answer: Answer, { group, kind }: Api): ClusterFinding[] {
  if (answer.kind !== 'found') {
    return [unknown('argo-cd', 'ConfigMaps in all namespaces, to see whether Argo CD knows when a table is healthy')];
  }
  const [settings] = itemsOf(answer);
  if (settings === undefined) {
    return [];
  }
  const key = `resource.customizations.health.${group}_${KIND}`;
  return [key in objectOf(settings.data)
    ? ok('argo-cd', `Argo CD has the health check of ${kind}`)
    : warning('argo-cd', `Argo CD has no health check of ${kind}, so a table that fails is shown as healthy`, 'Add argoCdHealthChecks() to argocd-cm.')];
}

/** The tables of all namespaces; where the rights do not go so far, those of the context's namespace. */
async function checkTables(cluster: ClusterReader, api: Api, namespace?: string): Promise<ClusterFinding[]> {
  const resource = `${PLURAL}.${api.group}`;
  if (namespace !== undefined) {
    const ofOne = await cluster.listInNamespace(resource, namespace);
    return ofOne.kind === 'forbidden' ? [unknown('tables', `${api.plural} in namespace ${namespace}`)] : tablesOf(ofOne, api, ` of namespace ${namespace}`);
  }
  const all = await cluster.list(resource);
  if (all.kind === 'forbidden') {
    return [unknown('tables', `${api.plural} in all namespaces`), ...tablesOf(await cluster.listInNamespace(resource), api, ' of this namespace')];
  }
  return tablesOf(all, api, '');
}

function tablesOf(answer: Answer, { kind, plural }: Api, where: string): ClusterFinding[] {
  if (answer.kind !== 'found') {
    return [];
  }
  const tables = itemsOf(answer);
  const notReady = tables.flatMap((table) => {
    const ready = objectsOf(objectOf(table.status).conditions).find(({ type }) => type === 'Ready');
    return ready?.status === 'True' ? [] : [{ table, why: ready === undefined ? 'kro has not processed it' : String(ready.message ?? ready.reason ?? 'no reason is given') }];
  });
  return [
    ...notReady.map(({ table, why }) => {
      const { namespace, name } = objectOf(table.metadata);
      return failed('tables', `Table ${String(namespace)}/${String(name)} is not ready: ${why}`, `Look at it: kubectl describe ${plural} ${String(name)} -n ${String(namespace)}`);
    }),
    ...notReady.length === tables.length && tables.length > 0 ? [] : [ok('tables', `tables${kind === KIND ? '' : ` (${kind})`}${where} that are ready: ${tables.length - notReady.length} of ${tables.length}`)],
  ];
}

function itemsOf(answer: Answer): Json[] {
  return answer.kind === 'found' ? objectsOf(answer.value.items) : [];
}

function nameOf({ metadata }: Json): string {
  return String(objectOf(metadata).name);
}
