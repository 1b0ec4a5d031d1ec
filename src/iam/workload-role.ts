import { ApiObject, Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Account, foreignBoundary, POLICY_ARN, ROLE_NAME, ROLE_PATH, roleArn } from './arn';
import { CLUSTER_NAME, foreignCluster, IRSA_ROLE, issuerOf, OIDC_ISSUER, sharedServiceAccount, validateIdentity } from './cluster-identity';
import { Granted, Grantee } from './grant-reader';
import { POLICY_NAME, policyTooLong } from './inline-policy';
import { policyObject } from './policy-document';
import { PolicyStatement } from './policy-statement';
import { roleNameOf } from './role-name';
import { hasSeveralClusters, registerCluster } from '../app/platforms';
import { firstInApp, firstInChart } from '../app/registrations';
import { showWarnings } from '../app/show-warnings';
import { checkScope } from '../arguments';
import { ACCOUNT_ID, KUBERNETES_LABEL, KUBERNETES_NAME, REGION } from '../contract/fields';
import { ACK_REGION } from '../contract/names';
import { PARTITION } from '../contract/partitions';
import { unknownPartition, unknownRegion } from '../contract/rules/region';
import { Shape } from '../contract/shape';
import { validateRequired, validateValue } from '../contract/validate-shapes';
import { formatViolations, isWarning, Violation } from '../contract/violation';
import { once } from '../once';
import { DeclaredDefaults, readDefaults } from '../props/defaults-spec';
import { GitOps } from '../props/git-ops';
import { readGitOps } from '../props/git-ops-spec';
import { Options } from '../props/options';
import { TableDefaults } from '../props/table-defaults';

/** What renders the role, loaded when it is needed. */
function workload(): typeof import('../workload') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../workload');
}

/** The AWS identity of a workload. */
export interface WorkloadRoleProps {
  /** The AWS account of the role, and of the tables to which access is granted, unless they or the grant name another one: 12 digits. */
  readonly account: string;

  /**
   * The AWS partition: `aws`, or one that begins with `aws-`, such as `aws-cn`.
   * @default aws
   */
  readonly partition?: string;

  /** Name of the ServiceAccount of the workload's pods: 1 to 253 of `a-z 0-9 - .`. */
  readonly serviceAccountName: string;

  /**
   * Namespace of the ServiceAccount: 1 to 63 of `a-z 0-9 -`.
   * @default - that of the chart; required where the chart has none
   */
  readonly namespace?: string;

  /**
   * Name of the EKS cluster, for EKS Pod Identity: 1 to 100 of `a-z A-Z 0-9 _ -`. The ACK EKS controller associates the role with
   * the ServiceAccount; the nodes need the EKS Pod Identity Agent.
   * @default - none; required without `oidcIssuer`
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
   */
  readonly clusterName?: string;

  /**
   * AWS region of the EKS cluster, with `clusterName`.
   * @default - the region that the ACK EKS controller is set to
   */
  readonly clusterRegion?: string;

  /**
   * The OIDC issuer of the cluster, for IAM roles for service accounts (IRSA) instead of EKS Pod Identity, as
   * `aws eks describe-cluster` shows it: `https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE`. IAM must have it as an identity provider.
   * @default - none: EKS Pod Identity
   * @see https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
   */
  readonly oidcIssuer?: string;

  /**
   * Whether the ServiceAccount is synthesized, with the annotation that IRSA needs. Turn it off where something else brings it; with
   * IRSA, annotate it with `eks.amazonaws.com/role-arn: ROLE_ARN` there.
   * @default true
   */
  readonly createServiceAccount?: boolean;

  /**
   * Name of the role in AWS: 1 to 64 of `a-z A-Z 0-9 _ + = , @ - .`, unique in the account. Cannot change.
   * @default - the namespace, an underscore, and the name of the ServiceAccount; beyond 64 characters its first 47, an `@`, and a hash of it.
   * Where clusters share an account, give one that has the cluster in it
   */
  readonly roleName?: string;

  /**
   * Path of the role, such as `/workloads/`. Cannot change. `ControllerPolicy.forRoles()` lets the ACK IAM controller make roles under one path only.
   * @default /
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names
   */
  readonly path?: string;

  /**
   * ARN of the policy that bounds what the role can ever do: `arn:aws:iam::ACCOUNT:policy/NAME`.
   * @default - none
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: string;

  /**
   * The defaults that the `DynamoDbKroComponent` of the cluster sets: what tables have from there, such as a key, counts in grants, too.
   * @default - those of the platform that is declared or imported beside the table; none without one
   */
  readonly defaults?: TableDefaults;

  /**
   * The tool that brings the role into the cluster, before the workload.
   * @default - none
   */
  readonly gitOps?: GitOps;
}

/**
 * The AWS identity of a workload: an IAM role that the pods of one ServiceAccount assume, by EKS Pod Identity or IRSA, with what
 * is granted to it and nothing else. Needs the ACK IAM controller and, for EKS Pod Identity, the ACK EKS controller.
 *
 * Give it to the grants of tables as `grantee`. What is wrong with it is reported by `cdk8s synth`, all of it at once; nothing is written then.
 */
export class WorkloadRole extends Construct {
  /** ACK's IAM `Role`. */
  public readonly role: ApiObject;

  /** ACK's EKS `PodIdentityAssociation`, with EKS Pod Identity. */
  public readonly podIdentityAssociation?: ApiObject;

  /** The ServiceAccount, if it is synthesized. */
  public readonly serviceAccount?: ApiObject;

  /** Name of the ServiceAccount. */
  public readonly serviceAccountName: string;

  /** ARN of the role in AWS. */
  public readonly roleArn: string;

  /** Name of the role in AWS. */
  public readonly roleName: string;

  private readonly account: Account;
  private readonly defaults?: DeclaredDefaults;
  /** What was granted, worked out when the policy is written, and statements of one's own. */
  private readonly granted: Array<() => Granted> = [];
  /** Statements that were given, right or wrong. */
  private given = 0;
  private readonly problems: Violation[] = [];
  /** How much of what was granted is validated, and the errors in it: cdk8s validates the whole app again with each chart. */
  private validated = { count: 0, errors: [] as Violation[] };

  public constructor(scope: Construct, id: string, props: WorkloadRoleProps) {
    super(checkScope('new WorkloadRole', scope, id), id);
    const options = new Options('', props, this.problems);
    const required = (name: string, shape: Shape, byDefault?: unknown): string => {
      const value = options.take(name) ?? byDefault;
      this.problems.push(...validateRequired(name, value, shape));
      return String(value);
    };
    const optional = <T = string>(name: string, shape: Shape): T | undefined => {
      const value = options.take(name);
      this.problems.push(...(value === undefined ? [] : validateValue(name, value, shape)));
      return value as T | undefined;
    };
    this.account = { account: required('account', ACCOUNT_ID), partition: optional('partition', PARTITION) };
    this.serviceAccountName = required('serviceAccountName', KUBERNETES_NAME);
    const namespace = required('namespace', KUBERNETES_LABEL, Chart.of(this).namespace);
    const clusterName = optional('clusterName', CLUSTER_NAME);
    const region = optional('clusterRegion', REGION);
    const oidcIssuer = optional('oidcIssuer', OIDC_ISSUER);
    const createServiceAccount = optional<boolean>('createServiceAccount', { kind: 'boolean' }) ?? true;
    // What follows from a wrong name is not said of a role name that nobody gave.
    const isWrong = this.problems.some(({ property }) => property === 'namespace' || property === 'serviceAccountName');
    if (!options.gives('namespace') && Chart.of(this).namespace !== undefined) {
      // The chart says so itself.
      this.problems.splice(0, this.problems.length, ...this.problems.filter(({ property }) => property !== 'namespace'));
    }
    const isNamed = !isWrong || options.gives('roleName');
    this.roleName = required('roleName', ROLE_NAME, isWrong ? 'unknown' : roleNameOf(namespace, this.serviceAccountName));
    const path = optional('path', ROLE_PATH);
    const permissionsBoundary = optional('permissionsBoundary', POLICY_ARN);
    const declared = readDefaults(options);
    this.defaults = declared?.defaults;
    this.problems.push(...declared?.violations ?? []);
    const { annotations } = readGitOps(options);
    options.finish();
    this.problems.push(
      ...sharedServiceAccount('serviceAccountName', this.serviceAccountName), ...validateIdentity(clusterName, region, oidcIssuer), ...foreignCluster(this.account, { clusterRegion: region, oidcIssuer }),
      ...foreignBoundary('permissionsBoundary', permissionsBoundary, this.account), ...unknownRegion('clusterRegion', region), ...unknownPartition('partition', this.account.partition),
    );
    this.roleArn = roleArn(this.account, path ?? '/', this.roleName);

    const trust = workload().trustPolicy(this.account, { namespace, name: this.serviceAccountName, clusterName, oidcIssuer: issuerOf(oidcIssuer) });
    const metadata = { name: this.serviceAccountName, namespace };
    const manifest = workload().Role.manifest({
      metadata: { ...metadata, annotations: annotations.definition },
      spec: { name: this.roleName, path, permissionsBoundary, assumeRolePolicyDocument: JSON.stringify(trust) },
    });
    // What is granted is known only when all has been declared, and an L1 takes no value that comes later.
    const inlinePolicies = Lazy.any({ produce: () => this.inlinePolicies() });
    this.role = new ApiObject(this, 'Role', { ...manifest, spec: { ...manifest.spec, inlinePolicies } });
    if (clusterName !== undefined) {
      this.podIdentityAssociation = new ApiObject(this, 'PodIdentityAssociation', workload().PodIdentityAssociation.manifest({
        metadata: { ...metadata, annotations: { ...annotations.definition, ...(region === undefined ? {} : { [ACK_REGION]: region }) } },
        spec: { clusterName, namespace, serviceAccount: this.serviceAccountName, roleRef: { from: { name: this.role.name } } },
      }));
    }
    if (createServiceAccount) {
      this.serviceAccount = new ApiObject(this, 'ServiceAccount', {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { ...metadata, annotations: { ...annotations.definition, ...(oidcIssuer === undefined ? {} : { [IRSA_ROLE]: this.roleArn }) } },
      });
    }
    registerCluster(this, [this.account.account, region, clusterName ?? oidcIssuer].join());
    this.problems.push(...this.registerRole(namespace, [region, clusterName ?? oidcIssuer], isNamed));
    const serviceAccount = () => workload().validateServiceAccount(this, {
      name: this.serviceAccountName,
      namespace,
      roleName: this.roleName,
      own: this.serviceAccount,
      annotation: oidcIssuer === undefined ? undefined : { key: IRSA_ROLE, value: this.roleArn },
      inChart: hasSeveralClusters(this),
    });
    this.node.addValidation({ validate: once(() => showWarnings(this, [...this.problems.filter(isWarning), ...serviceAccount()])) });
    const errors = () => [...this.problems.filter((problem) => !isWarning(problem)), ...this.validateGranted()];
    this.node.addValidation({ validate: () => formatViolations(errors()) });
  }

  /**
   * Adds a statement to the policy of the role. Statements with the same actions and conditions become one.
   * @param statement the statement; what is wrong with it is reported by `cdk8s synth`
   */
  public addToPolicy(statement: PolicyStatement): void {
    const property = `statements[${this.given++}]`;
    const wrong = workload().validateStatement(property, statement);
    const problems = wrong.length > 0 ? wrong : workload().validatePartition(`${property}.resources`, [statement], this.account.partition ?? 'aws');
    const granted: Granted = problems.length > 0 ? { statements: [], violations: problems } : { statements: [statement], violations: [] };
    this.granted.push(() => granted);
  }

  /** @internal */
  public _grantee(): Grantee {
    const { account, roleArn: arn, defaults } = this;
    return { account, roleArn: arn, defaults, add: (granted) => this.granted.push(granted) };
  }

  // Charts may be for several clusters; what each is called, the identity says.
  private registerRole(namespace: string, cluster: readonly unknown[], isNamed: boolean): Violation[] {
    const { account: { account }, serviceAccountName, roleName } = this;
    const ofChart = firstInChart(this, 'ServiceAccount', namespace, serviceAccountName);
    const ofCluster = firstInApp(this, 'ServiceAccount', account, ...cluster, namespace, serviceAccountName);
    // IAM takes names for the same that differ in case only.
    const ofName = isNamed ? firstInApp(this, 'IAM role', account, roleName.toLowerCase()) : undefined;
    const other = ofChart ?? ofCluster;
    return other !== undefined ? [{
      code: 'DuplicateName',
      property: 'serviceAccountName',
      value: serviceAccountName,
      problem: `has the role ${other} already, and a ServiceAccount has one`,
      fix: 'Grant access to that role, or give this one a ServiceAccount of its own.',
    }] : ofName === undefined ? [] : [{
      code: 'DuplicateName',
      property: 'roleName',
      value: roleName,
      problem: `is the name of the IAM role of ${ofName} too, in the account ${account}`,
      fix: 'Give one of them another `roleName`, such as one with the cluster in it.',
    }];
  }

  private inlinePolicies(): { [name: string]: string } | undefined {
    const statements = this.granted.flatMap((granted) => granted().statements);
    return statements.length === 0 ? undefined : { [POLICY_NAME]: policyOf(workload().mergeStatements(statements)) };
  }

  private validateGranted(): readonly Violation[] {
    const { count } = this.validated;
    if (count < this.granted.length) {
      const all = this.granted.map((granted) => granted());
      const merged = workload().mergeStatements(all.flatMap(({ statements }) => statements));
      this.validated = {
        count: all.length,
        errors: [
          ...all.flatMap(({ violations }) => violations.filter((each) => !isWarning(each))),
          ...workload().validateSids(merged, 'policy'),
          ...policyTooLong(merged, { property: 'policy', problem: 'has' }),
        ],
      };
      showWarnings(this, all.slice(count).flatMap(({ violations }) => violations.filter(isWarning)));
    }
    return this.validated.errors;
  }
}

function policyOf(statements: readonly PolicyStatement[]): string {
  return JSON.stringify(policyObject(statements));
}
