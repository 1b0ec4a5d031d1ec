import { definitionOf } from './definition-of';
import { LOCAL, Place } from './environments';
import { Path } from './origins';
import { Platform, withPlatformDefaults } from './platform';
import { accountOfProvider } from './provider-configs';
import { ACCESS_SHAPE, AccessLevel, accessTraitType } from '../contract/access-trait';
import { Json, listOf, objectOf } from '../contract/json';
import { partitionOf } from '../contract/partitions';
import { mayAllow } from '../contract/resource-policy-access';
import { TableSpec } from '../contract/table-spec';
import { validateValue } from '../contract/validate-shapes';
import { show, Violation } from '../contract/violation';
import { ACCESS_OF_LEVEL } from '../iam/access-levels';
import { tableArn } from '../iam/arn';
import { sharedServiceAccount } from '../iam/cluster-identity';
import { policyTooLong } from '../iam/inline-policy';
import { mergeStatements } from '../iam/merge-statements';
import { PolicyStatement } from '../iam/policy-statement';
import { refusalsOf } from '../iam/refusals';
import { roleNameOf } from '../iam/role-name';
import { workloadStatements } from '../iam/workload-statements';

/** A trait of a component, and its path in it. */
export interface AttachedTrait {
  readonly each: { readonly [name: string]: unknown };
  readonly path: string;
}

/** A ServiceAccount to which the trait gives access. */
export interface ServiceAccountUse {
  readonly name: string;
  readonly level: string;
  /** Whether the trait makes it. */
  readonly created: boolean;
  /** Path in the component. */
  readonly property: string;
  /** Path in the object. */
  readonly at: Path;
}

/** The table with the trait, and what is known of where it is used. */
export interface AccessedTable {
  readonly spec: TableSpec;
  readonly places: readonly Place[];
  readonly platform: Platform;
}

/** What is wrong with the trait `access` of a table, for which KubeVela would reject it. */
export function validateAccess(attached: readonly AttachedTrait[], componentName: string, table: AccessedTable): Violation[] {
  const { spec } = table;
  return accessTraits(attached, componentName).flatMap(({ each: { properties = {} }, path }, i) => {
    const wrong = validateValue(`${path}.properties`, properties, ACCESS_SHAPE);
    const twice = i === 0 ? [] : [{ code: 'TraitConflict', property: `${path}.type`, problem: 'is attached twice', fix: 'Give the trait once, with all ServiceAccounts.' }];
    const { access } = objectOf(properties);
    return [
      ...wrong, ...twice, ...i === 0 ? notAtRoles(path, table) : [],
      ...listOf(access).flatMap((item, n) => sharedServiceAccount(`${path}.properties.access[${n}].serviceAccount`, objectOf(item).serviceAccount)),
      ...wrong.length > 0 ? [] : [...withoutStream(listOf(access), path, spec), ...acrossAccounts(objectOf(properties), path, table)],
    ];
  });
}

function accessTraits(attached: readonly AttachedTrait[], componentName: string): AttachedTrait[] {
  return attached.filter(({ each }) => definitionOf(each) === accessTraitType(componentName));
}

/** The roles are of one cluster, which KubeVela runs in, and of one partition of AWS. */
function notAtRoles(path: string, { spec: { region }, places, platform: { accessPartition: partition } }: AccessedTable): Violation[] {
  const elsewhere = places.find(({ cluster }) => cluster !== LOCAL && cluster !== '' && !cluster.startsWith('{'));
  const selector = places.find(({ cluster }) => cluster.startsWith('{'));
  const other = typeof region === 'string' ? partitionOf(region).id : partition;
  return [
    ...elsewhere === undefined ? [] : [{
      code: 'InvalidIdentity',
      property: `${path}.type`,
      problem: `makes roles for the cluster of the platform only, and a policy or a step puts the component into the cluster ${JSON.stringify(elsewhere.cluster)}`,
      fix: 'Deploy the component with the trait in that cluster, or use WorkloadRole.',
    }],
    ...selector === undefined ? [] : [{
      code: 'InvalidIdentity',
      severity: 'warning' as const,
      property: `${path}.type`,
      problem: `makes roles for the cluster of the platform only, and which clusters have the labels ${selector.cluster} is not known here`,
      fix: 'Deploy the component with the trait in that cluster, or use WorkloadRole.',
    }],
    ...partition === undefined || other === partition ? [] : [{
      code: 'PartitionConflict',
      property: `${path}.type`,
      problem: `makes roles in the partition ${partition}, and the table is in ${other}`,
      fix: 'Remove the trait, and let the pods use credentials of that partition.',
    }],
  ];
}

/** The ServiceAccounts that a component gives access. */
export function serviceAccountsOf({ traits }: Json, componentName: string): Array<Omit<ServiceAccountUse, 'at'>> {
  const attached = listOf(traits).map((each, i) => ({ each: objectOf(each), path: `traits[${i}]` }));
  return accessTraits(attached, componentName).flatMap(({ each: { properties }, path }) => listOf(objectOf(properties).access).flatMap((item, i) => {
    const { serviceAccount, level, createServiceAccount } = objectOf(item);
    return typeof serviceAccount === 'string' ? [{ name: serviceAccount, level: String(level), created: createServiceAccount !== false, property: `${path}.properties.access[${i}].serviceAccount` }] : [];
  }));
}

/**
 * The access that policies give besides what the Application says, of which the trait knows nothing.
 * @param written the component as it is in the Application, if it is there
 */
export function validateAddedAccess(component: Json, written: Json | undefined, componentName: string): Violation[] {
  if (component === written) {
    return [];
  }
  const known = written === undefined ? [] : serviceAccountsOf(written, componentName);
  const uses = serviceAccountsOf(component, componentName);
  const unseen = (property: string, name: string, problem: string): Violation =>
    ({ code: 'NotValidated', severity: 'warning', property, value: name, problem, fix: 'Give the trait with the component in the Application.' });
  return [
    ...uses.filter((use) => !known.some((each) => accessOf(each) === accessOf(use))).map(({ name, level, property }) => {
      const levels = known.filter((each) => each.name === name).map((each) => each.level);
      return unseen(property, name, levels.length > 0 ? `is given the level ${level} by a policy, which the trait does not see, so that its role keeps ${levels.join(', ')}`
        : 'is given access by a policy, which the trait does not see, so that it gets no role');
    }),
    ...known.filter(({ name }) => !uses.some((use) => use.name === name))
      .map(({ name }) => unseen('traits', name, 'loses its access by a policy, which the trait does not see, so that its role keeps it')),
  ];
}

/** ServiceAccounts that one table makes and another does not: the second of two, by its path in the component. */
export function validateCreated(components: readonly Json[], index: number, componentName: string): Violation[] {
  const before = components.slice(0, Math.max(index, 0)).filter((each) => definitionOf(each) === componentName)
    .flatMap((each) => serviceAccountsOf(each, componentName));
  return serviceAccountsOf(objectOf(components[index]), componentName)
    .filter(({ name, created }) => before.some((other) => other.name === name && other.created !== created))
    .map(({ name, created, property }) => ({
      code: 'InvalidIdentity',
      severity: 'warning',
      property,
      value: name,
      problem: `is ${created ? '' : 'not '}made by this trait, and ${created ? 'not ' : ''}by that of another table`,
      fix: 'Give createServiceAccount the same value in both.',
    }));
}

function accessOf({ name, level }: Pick<ServiceAccountUse, 'name' | 'level'>): string {
  return `${name} ${level}`;
}

/**
 * What the one role of a ServiceAccount with several tables of an Application cannot do. KubeVela gives each trait the other components
 * as the Application says them.
 * @param components of the Application, as they are written
 * @param index of the component among them
 * @param changed fields that a policy or an input sets
 */
export function validateSharedAccess(
  components: readonly Json[], index: number, componentName: string, spec: TableSpec, changed: readonly string[],
): Violation[] {
  const namesOf = (component: Json): string[] =>
    definitionOf(component) === componentName ? serviceAccountsOf(component, componentName).map(({ name }) => name) : [];
  return [...new Set(namesOf(objectOf(components[index])))].flatMap((name): Violation[] => {
    const others = components.map((component, i) => ({ component, i }))
      .filter(({ component, i }) => i !== index && namesOf(component).includes(name));
    const [first] = others;
    if (first === undefined) {
      return [];
    }
    const who = JSON.stringify(name);
    const too = `the ServiceAccount of ${String(first.component.name)} too`;
    const partition = typeof spec.region === 'string' ? partitionOf(spec.region).id : undefined;
    const apart = partition === undefined ? undefined : others.filter(({ i }) => i < index)
      .map(({ component }) => objectOf(component.properties).region).find((region) => typeof region === 'string' && partitionOf(region).id !== partition);
    return [
      ...changed.map((property): Violation => ({
        code: 'NotValidated',
        property,
        value: spec[property],
        problem: `is changed by a policy or an input, which the role of ${who}, ${too}, cannot follow`,
        fix: 'Give it in the properties of the component, or use a ServiceAccount of its own.',
      })),
      ...apart === undefined ? [] : [{
        code: 'PartitionConflict',
        property: 'region',
        value: spec.region,
        problem: `is in another partition than ${String(apart)}, and the role of ${who}, ${too}, is in one`,
        fix: 'Use a ServiceAccount for each partition.',
      }],
    ];
  });
}

/**
 * The ServiceAccounts of an Application whose role has a policy that IAM does not take, each with the index of the component that makes the role: the
 * first. As the trait reads tables: from the properties of components, and from all of their traits.
 */
export function rolesTooLong(
  components: readonly Json[], componentName: string, platform: Platform,
): Array<[component: number, violation: Violation]> {
  const roles = new Map<string, { readonly component: number; readonly property: string; readonly statements: PolicyStatement[] }>();
  const ofTable = (each: Json) => definitionOf(each) === componentName ? serviceAccountsOf(each, componentName) : [];
  components.forEach((each, component) => ofTable(each).forEach(({ name, level, property }) => {
    const parts = [each, ...listOf(each.traits)].map((part) => objectOf(objectOf(part).properties));
    const { tableName, region, kmsMasterKeyID: key } = withPlatformDefaults(Object.assign({}, ...[...parts].reverse()) as TableSpec, platform);
    const hasIndexes = parts.some((part) => [part.globalSecondaryIndexes, part.localSecondaryIndexes].some((indexes) => listOf(indexes).length > 0));
    const partition = platform.accessPartition ?? partitionOf(String(region)).id;
    const role = roles.get(name) ?? { component, property, statements: [] };
    roles.set(name, role);
    role.statements.push(...!Object.hasOwn(ACCESS_OF_LEVEL, level) ? [] : workloadStatements(ACCESS_OF_LEVEL[level as AccessLevel], [{
      // Of any account the number is as long.
      account: { account: '000000000000', partition }, tableName: String(tableName), region: String(region), hasIndexes, keyArns: key === undefined ? [] : [String(key)],
    }]));
  }));
  return [...roles].flatMap(([value, { component, property, statements }]) =>
    policyTooLong(mergeStatements(statements), { property, value, problem: 'has a role with a policy of' }).map((violation): [number, Violation] => [component, violation]));
}

/**
 * What is known to keep a role from a table. The account of the roles is that of the platform, which its resources say. Without them any role of
 * another account may be one.
 */
function acrossAccounts(properties: Json, path: string, table: AccessedTable): Violation[] {
  const { spec, platform: { providers, accessRoles, accessProviders } } = table;
  const { account: value } = properties;
  const { name } = objectOf(spec.providerConfigRef);
  const property = `${path}.properties.account`;
  const warning = { code: 'CrossAccountGrant', severity: 'warning', property } as const;
  const known = accessProviders?.find((each) => each.name === name)?.account;
  const declared = name === undefined ? undefined : accountOfProvider(providers, name) ?? known;
  const own = accessRoles?.split(':')[4];
  if (value !== undefined && declared !== undefined && value !== declared) {
    return [{
      code: 'AccountConflict', property, value, problem: `is not that of the provider configuration ${show(name)}, ${declared}`, fix: `Give ${JSON.stringify(declared)}, or leave it out where the app of the platform declares the ProviderConfig.`,
    }];
  }
  // What the trait takes without it: of a platform that does not say which provider configurations it knows, those that are beside it.
  const ofPlatform = accessRoles === undefined ? declared : known ?? own;
  const taken = value ?? (name === undefined ? own : ofPlatform);
  if (name !== undefined && value === undefined && declared !== taken || name !== undefined && taken === undefined) {
    return [declared === undefined ? {
      ...warning,
      problem: `is missing, and the provider configuration ${show(name)} may make the table in another account than that of the platform, for which the role is`,
      fix: 'Give account if it is another one. If it is the same, or the app of the platform declares the ProviderConfig, acknowledge this warning.',
    } : {
      ...warning,
      problem: `is missing, and the provider configuration ${show(name)}, which the app of the platform does not declare, makes the table in ${declared}`,
      fix: `Give ${JSON.stringify(declared)}.`,
    }];
  }
  if (taken === undefined) {
    return [];
  }
  return own === undefined ? maybeAcross(taken, property, spec) : listOf(properties.access).flatMap((item, i) =>
    notAllowed(objectOf(item), `${path}.properties.access[${i}].serviceAccount`, String(taken), own, table));
}

/** Where the account of the roles is not known. */
function maybeAcross(value: unknown, property: string, spec: TableSpec): Violation[] {
  return mayAllow(spec.resourcePolicy, { notIn: String(value) }) ? [] : [{
    code: 'CrossAccountGrant',
    severity: 'warning',
    property,
    value,
    problem: 'is said to be the account of the table: where the role has another one, the table has to allow the role, too',
    fix: `Allow the role, whose ARN is in the status of its Role object, in the resourcePolicy of the table${spec.providerConfigRef === undefined ? ', or leave this out' : '. Acknowledge this warning'} where the account is that of the platform.`,
  }];
}

/** As grants warn of it. */
function notAllowed(item: Json, property: string, account: string, own: string, { spec, places, platform }: AccessedTable): Violation[] {
  const { serviceAccount: value, level } = item;
  const access = ACCESS_OF_LEVEL[level as AccessLevel];
  const isOther = account !== own;
  const warning = { code: 'CrossAccountGrant', severity: 'warning', property, value } as const;
  const { sseEnabled, sseType, kmsMasterKeyID } = withPlatformDefaults(spec, platform);
  if (isOther && sseEnabled === true && sseType !== 'AES256' && kmsMasterKeyID === undefined) {
    return [{
      ...warning,
      problem: `has a role of the account ${own}, and the table is in ${account} and encrypted with the AWS managed key, which no other account can use`,
      fix: 'Give the table a customer managed key (kmsMasterKeyID), or sseEnabled: false.',
    }];
  }
  if (!isOther && spec.resourcePolicy === undefined) {
    return [];
  }
  const [first] = places;
  const namespace = places.every((place) => place.namespace === first?.namespace) ? first?.namespace : undefined;
  const end = platform.accessRoles!.lastIndexOf('/') + 1;
  const roleArn = namespace === undefined ? undefined
    : platform.accessRoles!.slice(0, end) + roleNameOf(namespace, String(value), platform.accessRoles!.slice(end));
  const who = { roleArn, account: own };
  const role = roleArn ?? 'the role, whose ARN is in the status of its Role object,';
  if (isOther && (access.stream !== undefined || !mayAllow(spec.resourcePolicy, who))) {
    return [{
      ...warning,
      problem: `has a role of the account ${own}, and the table is in ${account}, so it has to allow the role, too`,
      fix: `Allow ${role} in ${access.stream ? 'the resource policy of the stream, which ACK does not set: use the AWS CLI' : 'the resourcePolicy of the table'}.`,
    }];
  }
  const arn = typeof spec.region === 'string' ? tableArn({ account, partition: platform.accessPartition }, spec.region, String(spec.tableName)) : undefined;
  return refusalsOf({ access, who, spec, arn, needsAllow: isOther }).slice(0, 1).map(({ isDenied, what, actions, on }) => ({
    ...warning,
    code: isDenied ? 'DeniedGrant' : warning.code,
    problem: `has a role that the resourcePolicy of the table does not let ${what}${isDenied ? ': a statement denies it' : ''}`,
    fix: isDenied ? `Except ${role} from that statement.` : `Allow ${role} ${actions.join(', ')} on ${arn ?? 'the table'}${on} there.`,
  }));
}

function withoutStream(access: readonly unknown[], path: string, spec: TableSpec): Violation[] {
  return access.flatMap((item, i) => objectOf(item).level !== 'stream' || spec.streamEnabled === true ? [] : [{
    code: 'NoStream', property: `${path}.properties.access[${i}].level`, value: 'stream', problem: 'is access to a stream, and the table has none', fix: 'Set streamEnabled, or use another level.',
  }]);
}
