import { Construct, IConstruct } from 'constructs';
import { Account, foreignBoundary, POLICY_ARN, ROLE_ARN, ROLE_PATH, roleArn } from './arn';
import { defaultsOfPlatform } from './grant';
import { validateTables, GrantReader, throwProblems } from './grant-reader';
import { MAX_MANAGED_POLICY_LENGTH, MAX_POLICY_LENGTH } from './inline-policy';
import { policyLength, PolicyDocument } from './policy-document';
import { PolicyStatement } from './policy-statement';
import { TableFeature } from './table-feature';
import { keyElsewhere, tableUse, tablesByPrefix } from './table-use';
import { formsOfTable, providerAccountOf, providerConfigOf } from '../app/declared-tables';
import { printWarnings } from '../app/show-warnings';
import { validateDeclaration } from '../app/validate-table';
import { KMS_KEY_ARN, KUBERNETES_LABEL, REGION } from '../contract/fields';
import { keyArnStart, mayBeIn, partitionOf } from '../contract/partitions';
import { unknownPartition, unknownRegion } from '../contract/rules/region';
import { ListShape, StringShape } from '../contract/shape';
import { validateRequired } from '../contract/validate-shapes';
import { didYouMean, formatViolations, show, Violation } from '../contract/violation';
import { NO_OBJECT } from '../props/options';
import { TableDefaults } from '../props/table-defaults';
import { TableProps } from '../props/table-props';
import { DeclaredTable, declareTable } from '../props/table-spec';

/** What the controllers call, loaded when a policy is made of it. */
function calls(): typeof import('./controller-statements') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./controller-statements');
}

/** The tables that the ACK controller manages, one by one. */
export interface ControllerPolicyProps {
  /** The AWS account of the tables: 12 digits. */
  readonly account: string;

  /**
   * The AWS partition: `aws`, or one that begins with `aws-`, such as `aws-cn`.
   * @default - that of the region: aws-cn for cn-north-1, aws-us-gov for us-gov-west-1, and so on, else aws
   */
  readonly partition?: string;

  /**
   * The defaults that the `DynamoDbKroComponent` of the cluster sets: what tables have from there, such as a key, counts too.
   * @default - those of the platform that is declared or imported beside the tables; none without one
   */
  readonly defaults?: TableDefaults;

  /**
   * Constructs whose tables count, with all that is in them: a `DynamoDbTable`, a `DynamoDbApplication`, a chart, an app.
   * @default - none
   */
  readonly scopes?: IConstruct[];

  /**
   * Tables that no construct declares here.
   * @default - none
   */
  readonly tables?: TableProps[];

  /**
   * Name of the provider configuration for whose role the policy is, that of the tables that name it: 1 to 63 of `a-z 0-9 -`.
   * @default - the controller's own role: the tables that name none, and the right to assume the role of each
   * `ProviderConfig` in the scopes
   */
  readonly providerConfig?: string;

  /**
   * Features that a table may turn on or off beyond what it declares now.
   * @default - none
   */
  readonly features?: TableFeature[];
}

/** The tables that the ACK controller manages, by the beginning of their names. */
export interface ControllerPolicyPrefixProps {
  /** The AWS account of the tables: 12 digits. */
  readonly account: string;

  /**
   * The AWS partition: `aws`, or one that begins with `aws-`, such as `aws-cn`.
   * @default - that of each region
   */
  readonly partition?: string;

  /** What the names of the tables begin with: 1 to 254 of `a-z A-Z 0-9 _ - .`. */
  readonly prefix: string;

  /** The regions of the tables, and of their replicas: at least one, such as `us-east-1`. */
  readonly regions: string[];

  /**
   * What the tables may use.
   * @default - every feature
   */
  readonly features?: TableFeature[];

  /**
   * ARNs of the customer managed KMS keys that the tables may use: `arn:aws:kms:REGION:ACCOUNT:key/ID`, no ids or aliases.
   * @default - none
   */
  readonly keyArns?: string[];
}

/** The roles that the ACK IAM controller may make. */
export interface ControllerPolicyRolesProps {
  /** The AWS account of the roles: 12 digits. */
  readonly account: string;

  /**
   * The AWS partition: `aws`, or one that begins with `aws-`, such as `aws-cn`.
   * @default aws
   */
  readonly partition?: string;

  /** Path of the roles (`WorkloadRoleProps.path`), such as `/workloads/`; not `/`, under which all roles of the account are. */
  readonly path: string;

  /**
   * ARN of the policy that bounds what the roles can ever do (`WorkloadRoleProps.permissionsBoundary`):
   * `arn:aws:iam::ACCOUNT:policy/NAME`. It must not lie within reach of the roles themselves.
   */
  readonly permissionsBoundary: string;
}

const REGIONS: ListShape = { kind: 'list', of: REGION, minItems: 1 };
const KEY_ARNS: ListShape = { kind: 'list', of: KMS_KEY_ARN };
const PREFIX: StringShape = { kind: 'string', pattern: '^[a-zA-Z0-9_.-]{1,254}$', meaning: '1 to 254 of a-z A-Z 0-9 _ . -' };

/**
 * The IAM policies of ACK's controllers. That of the DynamoDB controller: what it calls for these tables and no more, instead of
 * `AmazonDynamoDBFullAccess`. A managed policy of IAM holds up to 6,144 characters, and a warning says if it is longer; with many tables, go by prefix.
 */
export class ControllerPolicy {
  /**
   * The policy for tables as they are declared, and as policies of their Application make them in each environment. A feature that is no longer declared has still to be turned off: change
   * the policy after the table, or name it in `features`.
   *
   * Throws, with everything that is wrong at once, where an option or a table is wrong, or no table is found.
   * @param props the tables
   */
  public static forTables(props: ControllerPolicyProps): PolicyDocument {
    const options = new GrantReader(props, 'an object with account and scopes');
    const account = options.account();
    const defaults = options.defaults();
    const features = options.features() ?? [];
    const providerConfig = options.optional('providerConfig', KUBERNETES_LABEL);
    const constructs = options.list('scopes').flatMap((scope, i) => inScope(scope, i, options));
    const all = [...constructs.flatMap((each) => each._declaredTables?.() ?? [])];
    const given = options.list('tables').map(declareTable);
    const roles = providerConfig === undefined ? constructs.flatMap((each) => each._assumedRoles?.() ?? []) : [];
    const everyone = [...all.flatMap(formsOfTable), ...given];
    const tables = everyone.filter((table) => providerConfigOf(table) === providerConfig);
    // Those of other environments may be for another cluster.
    const written = tables.filter((table) => all.includes(table) || given.includes(table));
    const others = tables.map((table) => providerAccountOf(table)?.account).filter((other) => other !== undefined && other !== account.account);
    if (others.length > 0 && account.account !== undefined) {
      options.problem('account', {
        code: 'AccountConflict',
        value: account.account,
        problem: `is not that of the provider configuration ${show(providerConfig)}, ${others[0]}`,
        fix: `Give ${others[0]}.`,
      });
    }
    throwProblems('no policy can be made', [...formatViolations([...options.finish(), ...given.flatMap(wrongTable)]), ...validateTables(all), ...formatViolations(roles.flatMap((role) => validateRequired('roleArn', role, ROLE_ARN)))]);

    throwProblems('no policy can be made', formatViolations(mixedPartitions(account, written.map(({ spec }) => String(spec.region)), (i) => `region of ${String(written[i].name)}`)));
    const warnings: Violation[] = [];
    const uses = tables.map((table) => {
      const use = tableUse(table.spec, defaults ?? defaultsOfPlatform(table), features);
      warnings.push(...defaults === undefined ? [] : keyElsewhere(table.name, table.spec, use));
      return use;
    });
    const alone = tables[uses.findIndex(({ features: used, replicaRegions }) => used.includes(TableFeature.REPLICAS) && replicaRegions.length === 0)];
    warnings.push(...alone === undefined ? [] : [{
      code: 'UnusedSetting',
      severity: 'warning',
      property: 'features',
      value: TableFeature.REPLICAS,
      problem: `names no region for a replica of ${String(alone.name)}, so AWS rejects one`,
      fix: 'Declare the replica first, or use ControllerPolicy.forPrefix() with all regions.',
    } as const]);
    const ofTables = calls().controllerStatements(account, uses);
    const statements = [...ofTables, ...calls().assumeRoles(roles as string[])];
    throwProblems('no policy can be made', statements.length > 0 ? [] : [`scopes and tables hold no table of this role. ${otherRoles(providerConfig, everyone)} [Required]`]);
    return documentOf(statements, warnings);
  }

  /**
   * The policy for tables whose names begin alike, whoever declares them.
   *
   * Throws, with everything that is wrong at once, where an option is wrong.
   * @param props the tables
   */
  public static forPrefix(props: ControllerPolicyPrefixProps): PolicyDocument {
    const options = new GrantReader(props, 'an object with account, prefix and regions');
    const account = options.account();
    const prefix = options.required('prefix', PREFIX) as string;
    const regions = options.required('regions', REGIONS) as string[];
    const features = options.features() ?? Object.values(TableFeature);
    const keyArns = (options.optional('keyArns', KEY_ARNS) ?? []) as string[];
    const violations = options.finish();
    throwProblems('no policy can be made', formatViolations(violations.length > 0 ? violations : [
      ...mixedPartitions(account, regions, (i) => `regions[${i}]`), ...keysElsewhere(keyArns, regions),
    ]));
    const unknown = regions.flatMap((region, i) => unknownRegion(`regions[${i}]`, region));
    return documentOf(calls().controllerStatements(account, tablesByPrefix(prefix, regions, features, keyArns)), unknown);
  }

  /**
   * The policy of the ACK IAM controller, instead of `IAMFullAccess`: it may make and change roles under one path, and give rights only to roles
   * that have the boundary. So it cannot give anybody, itself included, more than the boundary allows.
   *
   * Only roles of the library may be under the path. IAM cannot ask for the boundary when a trust policy changes: a role without it, which somebody
   * else has put under the path, can be given to another pod, with all its rights.
   *
   * Throws, with everything that is wrong at once, where an option is wrong.
   * @param props the path and the boundary
   */
  public static forRoles(props: ControllerPolicyRolesProps): PolicyDocument {
    const options = new GrantReader(props, 'an object with account, path and permissionsBoundary');
    const account = options.account();
    const path = options.required('path', ROLE_PATH) as string;
    const boundary = options.required('permissionsBoundary', POLICY_ARN) as string;
    if (path === '/') {
      options.problem('path', { code: 'InvalidValue', value: path, problem: 'is the path of all roles of the account', fix: 'Give the roles of workloads a path of their own, such as /workloads/.' });
    }
    throwProblems('no policy can be made', formatViolations([...options.finish(), ...foreignBoundary('permissionsBoundary', boundary, account)]));
    return documentOf(calls().roleStatements(roleArn(account, path, '*'), boundary), unknownPartition('partition', account.partition));
  }

  private constructor() {}
}

/** What to do where no table names this provider configuration. */
function otherRoles(providerConfig: unknown, tables: readonly DeclaredTable[]): string {
  const names = [...new Set(tables.flatMap((table) => providerConfigOf(table) ?? []))].map(String);
  return names.length === 0 ? 'Give some.' : `Theirs have the providerConfig ${names.join(', ')}.${didYouMean(String(providerConfig), names)}`;
}

/** The policy, and the warnings of it. One that is too long is no error: its statements may be put into several. */
function documentOf(statements: PolicyStatement[], warnings: readonly Violation[]): PolicyDocument {
  const length = policyLength(statements);
  printWarnings('ControllerPolicy', length <= MAX_MANAGED_POLICY_LENGTH ? warnings : [...warnings, {
    code: 'PolicyTooLong',
    property: 'policy',
    problem: `has ${length} characters, and IAM takes ${MAX_MANAGED_POLICY_LENGTH} in a managed policy, ${MAX_POLICY_LENGTH} in the inline policies of a role`,
    fix: 'Use ControllerPolicy.forPrefix(), or make a policy for each part of the tables, their regions or features, and attach all of them.',
  }]);
  return new PolicyDocument(statements);
}

/** Those of a table that no construct declares, by its place in the list. */
function wrongTable(table: DeclaredTable, i: number): Violation[] {
  return validateDeclaration(table).errors.map((violation) => ({ ...violation, property: violation.property === NO_OBJECT ? `tables[${i}]` : `tables[${i}].${violation.property}` }));
}

/** An account is in one partition of AWS. */
function mixedPartitions({ partition }: Account, regions: readonly string[], property: (i: number) => string): Violation[] {
  const own = partition ?? partitionOf(regions[0] ?? '').id;
  return regions.flatMap((region, i) => {
    return mayBeIn(own, region) ? [] : [{
      code: 'PartitionConflict', property: property(i), value: region, problem: `is in the partition ${partitionOf(region).id}, and the policy for ${own}`, fix: 'Make a policy for each partition, with its own account.',
    }];
  });
}

/** Keys that no table of these regions can use. */
function keysElsewhere(keyArns: readonly string[], regions: readonly string[]): Violation[] {
  return keyArns.flatMap((value, i) => regions.some((region) => value.startsWith(keyArnStart(region))) ? [] : [{
    code: 'KeyRegion', property: `keyArns[${i}]`, value, problem: 'is not in a region of the tables', fix: `Give a key of ${regions.join(', ')}.`,
  }]);
}

function inScope(scope: unknown, i: number, options: GrantReader): Relevant[] {
  if (Construct.isConstruct(scope)) {
    return scope.node.findAll() as Array<IConstruct & Relevant>;
  }
  options.problem(`scopes[${i}]`, { code: 'InvalidType', value: scope, problem: 'is not a construct', fix: 'Give a table, an Application, a chart or an app.' });
  return [];
}

/** What a construct may have; to `instanceof`, every ApiObject of cdk8s is one of each of its subclasses. */
interface Relevant {
  readonly _declaredTables?: () => readonly DeclaredTable[];
  readonly _assumedRoles?: () => readonly unknown[];
}
