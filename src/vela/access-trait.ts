import { definitionFile, definitionTemplate } from './definition';
import { parameterSchema } from './parameters';
import { workload } from './trait-definition';
import { ACCESS_FIELDS, ACCESS_LEVELS, AccessLevel, ACCESS_TRAIT_DOC, accessTraitType } from '../contract/access-trait';
import { ACK_REGION } from '../contract/names';
import { cuePartition } from '../contract/partitions';
import { TRAITS, traitType } from '../contract/traits';
import { ACCESS_OF_LEVEL } from '../iam/access-levels';
import { roleArn } from '../iam/arn';
import { IRSA_ROLE } from '../iam/cluster-identity';
import { MAX_POLICY_LENGTH, POLICY_NAME } from '../iam/inline-policy';
import { HASH_LENGTH, HASH_SEPARATOR, HASHED_PART, MAX_ROLE_NAME, ROLE_NAME_SEPARATOR } from '../iam/role-name';
import { trustPolicy } from '../iam/trust-policy';
import { LocatedTable, workloadStatements } from '../iam/workload-statements';
import { cue, Cue, cueBlock, cueFields, cueLines, cueStruct } from '../print/cue';
import { DeclaredAccessTrait } from '../props/access-trait-spec';

export interface AccessTraitDefinitionOptions {
  readonly apiGroup: string;
  /** Name of the ComponentDefinition. */
  readonly componentName: string;
  readonly trait: DeclaredAccessTrait;
  /** The customer managed key of tables that say nothing of encryption, if the platform has one. */
  readonly defaultKeyArn?: string;
  /** The accounts of the provider configurations that are declared beside the platform, by their names. */
  readonly providerAccounts: ReadonlyMap<string, string>;
}

/** The spec of the TraitDefinition as an object of the cluster. */
export function accessTraitDefinition(options: AccessTraitDefinitionOptions) {
  return {
    appliesToWorkloads: [workload(options.apiGroup)],
    schematic: { cue: { template: definitionTemplate(template(options)) } },
    status: { healthPolicy: HEALTH_POLICY, customStatus: CUSTOM_STATUS },
  };
}

/** The same definition as a file for `vela def vet` and `vela def apply`. */
export function accessTraitDefinitionCue(options: AccessTraitDefinitionOptions): string {
  return definitionFile({
    name: accessTraitType(options.componentName),
    type: 'trait',
    description: ACCESS_TRAIT_DOC,
    attributes: [
      { label: 'appliesToWorkloads', value: cue`${[workload(options.apiGroup)]}` },
      { label: 'status', value: cueStruct([{ label: 'healthPolicy', value: cueBlock(HEALTH_POLICY) }, { label: 'customStatus', value: cueBlock(CUSTOM_STATUS) }]) },
    ],
    template: template(options),
  });
}

/** Places in a text that CUE fills in. None of what is filled in can hold one. */
const HOLE = { account: '{account}', region: '{region}', tableName: '{tableName}', key: '{key}', namespace: '{namespace}', serviceAccount: '{serviceAccount}' };

function filled(text: Cue, values: { readonly [hole in keyof typeof HOLE]?: Cue }): Cue {
  return Object.entries(values).reduce((sum, [name, value]) => cue`strings.Replace(${sum}, ${HOLE[name as keyof typeof HOLE]}, ${value}, -1)`, text);
}

/**
 * The trait. A ServiceAccount has one role, and several tables of an Application may name it. So each trait reads all components, and
 * the first component that names a ServiceAccount brings its role, with the statements of all.
 */
function template({ componentName, trait, defaultKeyArn, providerAccounts }: AccessTraitDefinitionOptions): Cue {
  const { account } = trait;
  const providers = [...providerAccounts].map(([label, value]) => ({ label, value: cue`${value}` }));
  const ofProvider = providers.length === 0 ? cue`` : cue`for p in _parts if p.providerConfigRef != _|_ if _providerAccounts[p.providerConfigRef.name] != _|_ {_providerAccounts[p.providerConfigRef.name]}, `;
  const ownTypes = TRAITS.map((each) => traitType(each, componentName));
  const streamTypes = TRAITS.filter(({ sets }) => sets.streamEnabled === true).map((each) => traitType(each, componentName));
  const type = accessTraitType(componentName);
  return cueLines([
    parameterSchema(ACCESS_FIELDS),
    cueFields([
      { label: '_statements', value: cueList(statements(account.partition!)) },
      ...providers.length === 0 ? [] : [{ label: '_providerAccounts', value: cueStruct(providers) }],
    ]),
    cue`_tables: [for c in context.components if c.type == ${componentName} {
	component: c.name
	_traits: *[] | [...]
	if c.traits != _|_ {
		_traits: c.traits
	}
	_accessTraits: [for t in _traits if t.type == ${type} if t.properties != _|_ {t.properties}]
	// Of its own component KubeVela gives what the policies made of it, of the others what the Application says.
	_declared: *{} | {...}
	if c.properties != _|_ {
		_declared: c.properties
	}
	_rendered: *{} | {...}
	if c.name == context.name if context.output.spec != _|_ {
		_rendered: context.output.spec
	}
	_parts: [_rendered, _declared, for t in _traits if list.Contains(${ownTypes}, t.type) if t.properties != _|_ {t.properties}]
	_of: {for f in ["tableName", "region"] {"\\(f)": [for p in _parts if p[f] != _|_ {p[f]}, ""][0]}}
	_keys: [for p in _parts if p.kmsMasterKeyID != _|_ {p.kmsMasterKeyID}]
	_encrypted: [for p in _parts if p.sseEnabled != _|_ {p.sseEnabled}]
	_indexes: [for p in _parts for f in ["globalSecondaryIndexes", "localSecondaryIndexes"] if p[f] != _|_ if len(p[f]) > 0 {f}]
	_streams: [for p in _parts if p.streamEnabled != _|_ if p.streamEnabled {p.streamEnabled}, for t in _traits if list.Contains(${streamTypes}, t.type) {true}]
	tableName: _of.tableName
	region: _of.region
	changed: [for f in ["tableName", "region"] if c.name == context.name let declared = [if _declared[f] != _|_ {_declared[f]}, ""][0] if declared != _of[f] {f}]
	stream: len(_streams) > 0
	key: [for k in _keys {k}, if len(_encrypted) == 0 {${defaultKeyArn ?? ''}}, ""][0]
	has: ["table", if len(_indexes) > 0 {"index"}, if key != "" {"key"}]
	account: [for t in _accessTraits if t.account != _|_ {t.account}, ${ofProvider}${account.account}][0]
	traits: len(_accessTraits)
	access: [for t in _accessTraits if t.access != _|_ for a in t.access {a}]
}]
_own: [for t in _tables if t.component == context.name {t}]
_uses: [for t in _tables for a in t.access {serviceAccount: a.serviceAccount, level: a.level, create: [if a.createServiceAccount != _|_ {a.createServiceAccount}, true][0], table: t}]
_serviceAccounts: {for u in _uses {"\\(u.serviceAccount)": true}}
_workloads: [for name, _ in _serviceAccounts let uses = [for u in _uses if u.serviceAccount == name {u}] if uses[0].table.component == context.name let fullName = ${trait.roleNamePrefix} + context.namespace + ${ROLE_NAME_SEPARATOR} + name {
	serviceAccount: name
	create: len([for u in uses if !u.create {u}]) == 0
	roleName: ${hashed(cue`fullName`)}
	_statementsOf: [for s in _statements {
		Action: s.actions
		resources: {for u in uses for g in s.grants if g.level == u.level if list.Contains(u.table.has, g.of) {
			"\\(${filled(cue`g.resource`, { account: cue`u.table.account`, region: cue`u.table.region`, tableName: cue`u.table.tableName`, key: cue`u.table.key` })})": true
		}}
	}]
	policy: json.Marshal({Version: "2012-10-17", Statement: [for s in _statementsOf if len(s.resources) > 0 {
		Effect: "Allow"
		Action: s.Action
		Resource: [for r, _ in s.resources {r}]
	}]})
}]
${errors(trait)}
${outputs(trait)}`,
  ]);
}

/** As `roleNameOf()` shortens a name. */
function hashed(name: Cue): Cue {
  const number = (value: number): Cue => new Cue(String(value));
  const cut = (text: Cue, length: number): Cue => cue`strings.SliceRunes(${text}, 0, ${number(length)})`;
  return cue`[if len(${name}) > ${number(MAX_ROLE_NAME)} {${cut(name, HASHED_PART)} + ${HASH_SEPARATOR} + ${cut(cue`hex.Encode(sha256.Sum256(${name}))`, HASH_LENGTH)}}, ${name}][0]`;
}

// Not from imports/, which are too large for two names. A test compares them.
export const ROLE = { apiVersion: 'iam.services.k8s.aws/v1alpha1', kind: 'Role' };
export const POD_IDENTITY_ASSOCIATION = { apiVersion: 'eks.services.k8s.aws/v1alpha1', kind: 'PodIdentityAssociation' };

const AT_ANOTHER_CLUSTER = 'the access trait makes roles for the cluster of the platform only. Deploy the component with the trait there. [InvalidIdentity]';

/** What is wrong with the access that is declared; KubeVela shows it in the status of the Application. */
function errors({ account }: DeclaredAccessTrait): Cue {
  return cue`errs: [
	for t in _own if t.traits > 1 {"give the access trait once, with all ServiceAccounts. [TraitConflict]"},
	for t in _own for a in t.access if a.level == "stream" if !t.stream {"access of \\(a.serviceAccount): the table has no stream. Turn it on. [NoStream]"},
	for t in _own if t.region != "" let p = ${cuePartition(cue`t.region`)} if p != ${account.partition!} {"access: the table is in the partition \\(p), and roles are in ${new Cue(account.partition!)}. [PartitionConflict]"},
	for u in _uses if u.table.component == context.name for f in u.table.changed if len([for other in _uses if other.serviceAccount == u.serviceAccount if other.table.component != context.name {other}]) > 0 {
		"access of \\(u.serviceAccount): a policy or an input changes \\(f), which the role of several tables cannot follow. Give it in the properties of the component, or use a ServiceAccount of its own. [NotValidated]"
	},
	for w in _workloads if len(w.policy) > ${MAX_POLICY_LENGTH} {"access of \\(w.serviceAccount): the policy has \\(len(w.policy)) characters, and IAM takes ${new Cue(String(MAX_POLICY_LENGTH))}. Use several ServiceAccounts. [PolicyTooLong]"},
	if context.cluster != _|_ if context.cluster != "" if context.cluster != "local" {${AT_ANOTHER_CLUSTER}},
]`;
}

function outputs({ account, permissionsBoundary, clusterRegion, clusterName, oidcIssuer, path }: DeclaredAccessTrait): Cue {
  const who = { namespace: cue`context.namespace`, serviceAccount: cue`w.serviceAccount` };
  const trust = JSON.stringify(trustPolicy(account, { namespace: HOLE.namespace, name: HOLE.serviceAccount, clusterName, oidcIssuer }));
  const object = (label: string, { apiVersion, kind }: { apiVersion: string; kind: string }, metadata: Cue, spec?: Cue): Cue => cue`
		"${new Cue(label)}\\(i)": {
			apiVersion: ${apiVersion}
			kind: ${kind}
			metadata: {name: w.serviceAccount${metadata}}${spec === undefined ? cue`` : cue`
			spec: ${spec}`}
		}`;
  const none = cue``;
  return cue`outputs: {
	for i, w in _workloads {${object('role', ROLE, none, cue`{
				name: w.roleName
				path: ${path}
				permissionsBoundary: ${permissionsBoundary}
				assumeRolePolicyDocument: ${filled(cue`${trust}`, who)}
				inlinePolicies: "${new Cue(POLICY_NAME)}": w.policy
			}`)}${clusterName === undefined ? none : object('podIdentityAssociation', POD_IDENTITY_ASSOCIATION, clusterRegion === undefined ? none : cue`, annotations: {${ACK_REGION}: ${clusterRegion}}`, cue`{
				clusterName: ${clusterName}
				namespace: context.namespace
				serviceAccount: w.serviceAccount
				roleRef: from: name: w.serviceAccount
			}`)}
		if w.create {${object('serviceAccount', { apiVersion: 'v1', kind: 'ServiceAccount' }, oidcIssuer === undefined ? none : cue`, annotations: {${IRSA_ROLE}: ${roleArn(account, path, '')} + w.roleName}`)}
		}
	}
}`;
}

/** The statements of each level, as the grants of TypeScript give them, by the actions that they share. */
function statements(partition: string): Cue[] {
  const table = (rest: Pick<LocatedTable, 'hasIndexes' | 'keyArns'>): LocatedTable =>
    ({
      account: { account: HOLE.account, partition },
      region: HOLE.region,
      tableName: HOLE.tableName,
      features: [],
      replicaRegions: [],
      replicaKeyArns: [],
      ...rest,
    });
  const byActions = new Map<string, { actions: readonly string[]; grants: Cue[] }>();
  const add = (actions: readonly string[], level: AccessLevel, of: string, resource: string): void => {
    const group = byActions.get(actions.join()) ?? { actions, grants: [] };
    group.grants.push(cue`{level: ${level}, of: ${of}, resource: ${resource}}`);
    byActions.set(actions.join(), group);
  };
  for (const level of ACCESS_LEVELS) {
    const of = (rest: Parameters<typeof table>[0]) => workloadStatements(ACCESS_OF_LEVEL[level], [table(rest)]);
    const [plain] = of({ hasIndexes: false, keyArns: [] });
    const [data, keys] = of({ hasIndexes: true, keyArns: [HOLE.key] });
    data.resources.forEach((resource) => add(data.actions, level, plain.resources.includes(resource) ? 'table' : 'index', resource));
    keys.resources.forEach((resource) => add(keys.actions, level, 'key', resource));
  }
  return [...byActions.values()].map(({ actions, grants }) => cueStruct([{ label: 'actions', value: cue`${actions}` }, { label: 'grants', value: cueList(grants) }]));
}

function cueList(items: readonly Cue[]): Cue {
  return new Cue(`[\n${items.map(({ text }) => `${text},`.replace(/^/gm, '\t')).join('\n')}\n]`);
}

/** Healthy: ACK has made the role, and the association. A trait whose roles another component brings has nothing to wait for. */
const READ_OUTPUTS = `\
_outputs: *{} | {...}
if context.outputs != _|_ {
	_outputs: context.outputs
}
_made: [for o in _outputs if o.kind != "ServiceAccount" {
	let conditions = [if o.status.conditions != _|_ {o.status.conditions}, []][0]
	kind:   o.kind
	what:   o.kind + " " + o.metadata.name
	synced: len([for c in conditions if c.type == "ACK.ResourceSynced" if c.status == "True" {c}]) > 0
	says:   [for c in conditions if c.type != "ACK.ResourceSynced" if c.status == "True" if c.message != _|_ {": " + c.message}, ""][0]
}]
_waits: [for kind in ["${ROLE.kind}", "${POD_IDENTITY_ASSOCIATION.kind}"] for m in _made if m.kind == kind if !m.synced {m}]`;

const HEALTH_POLICY = `\
${READ_OUTPUTS}
isHealth: len(_waits) == 0`;

const CUSTOM_STATUS = `\
${READ_OUTPUTS}
message: [if len(_waits) > 0 {"waiting for ACK, " + _waits[0].what + _waits[0].says}, if len(_made) > 0 {"the role is in place"}, "the role comes with another table"][0]`;
