import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkScope } from './arguments';
import { Backup, Table } from '../imports/dynamodb.services.k8s.aws';
import { IamRoleSelector } from '../imports/services.k8s.aws';
import { hasSeveralClusters } from './app/platforms';
import { otherRoles, registerProviderRole } from './app/provider-configs';
import { firstInApp, registerName } from './app/registrations';
import { showWarnings } from './app/show-warnings';
import { validateName } from './app/validate-table';
import { KUBERNETES_LABEL } from './contract/fields';
import { PROVIDER_CONFIG_LABEL } from './contract/names';
import { validateRequired, validateValue } from './contract/validate-shapes';
import { formatViolations, Violation } from './contract/violation';
import { ROLE_ARN } from './iam/arn';
import { once } from './once';
import { GitOps } from './props/git-ops';
import { readGitOps } from './props/git-ops-spec';
import { Options } from './props/options';

/** The AWS role of a provider configuration. */
export interface ProviderConfigProps {
  /** ARN of the IAM role that the ACK controller assumes: `arn:aws:iam::ACCOUNT:role/NAME`. Cannot change. */
  readonly roleArn: string;

  /**
   * Name by which tables refer to it (`TableProps.providerConfig`): 1 to 63 of `a-z 0-9 -`.
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * The namespaces whose tables may use it: at least one, each 1 to 63 of `a-z 0-9 -`.
   * @default - all namespaces
   */
  readonly namespaces?: string[];

  /**
   * The tool that brings the provider configuration into the cluster, before the tables that use it.
   * @default - none
   */
  readonly gitOps?: GitOps;
}

/**
 * A provider configuration: the AWS role with which ACK manages the tables that name it. It is an ACK
 * `IAMRoleSelector`; the ACK controller needs its feature gate `IAMRoleSelector`.
 *
 * @see https://aws-controllers-k8s.github.io/community/docs/user-docs/iam-role-selector/
 */
export class ProviderConfig extends ApiObject {
  private readonly roleArn: unknown;

  public constructor(scope: Construct, id: string, props: ProviderConfigProps) {
    const problems: Violation[] = [];
    const options = new Options('', props, problems);
    const name = options.take('name') ?? id;
    const roleArn = options.take('roleArn');
    const namespaces = options.take('namespaces');
    const { annotations } = readGitOps(options);
    options.finish();

    super(checkScope('new ProviderConfig', scope, id), id, IamRoleSelector.manifest({
      metadata: { name: String(name), annotations: annotations.definition },
      spec: {
        arn: roleArn as string,
        namespaceSelector: namespaces === undefined ? undefined : { names: namespaces as string[] },
        resourceLabelSelector: { matchLabels: { [PROVIDER_CONFIG_LABEL]: String(name) } },
        resourceTypeSelector: [Table, Backup].map(({ GVK: { apiVersion, kind } }) => {
          const [group, version] = apiVersion.split('/');
          return { group, version, kind };
        }),
      },
    }));
    this.roleArn = roleArn;
    registerProviderRole(this, { name, roleArn, namespaces: Array.isArray(namespaces) ? namespaces : undefined });
    const duplicates = registerName(this, this.kind, name);
    const other = () => duplicates.length > 0 || hasSeveralClusters(this) ? [] : otherRole(this, name, roleArn);
    this.node.addValidation({ validate: once(() => showWarnings(this, other())) });
    this.node.addValidation({
      validate: () => [
        ...formatViolations([
          ...problems,
          ...validateName(name),
          ...validateRequired('roleArn', roleArn, ROLE_ARN),
          ...(namespaces === undefined ? [] : validateValue('namespaces', namespaces, { kind: 'list', of: KUBERNETES_LABEL, minItems: 1 })),
        ]),
        ...duplicates,
      ],
    });
  }

  /** @internal */
  public _assumedRoles(): readonly unknown[] {
    return [this.roleArn];
  }
}

/** A provider configuration of this name in another chart: a cluster has one, whatever the namespaces. */
function otherRole(declaredBy: ProviderConfig, name: unknown, roleArn: unknown): Violation[] {
  const other = firstInApp(declaredBy, 'IAMRoleSelector', name);
  return other === undefined || otherRoles(declaredBy, name, roleArn).length === 0 ? [] : [{
    code: 'DuplicateName',
    severity: 'warning',
    property: 'name',
    value: name,
    problem: `is the name of the provider configuration ${other} too, which has another role, and a cluster has one of a name`,
    fix: 'Give one of them another `name`; where the charts are for several clusters, acknowledge this warning.',
  }];
}
