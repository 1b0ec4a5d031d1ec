import { AccessTraitOptions } from './access-trait-options';
import { GitOps } from './git-ops';
import { Monitoring } from './monitoring';
import { PlatformPart } from './platform-part';
import { TableDefaults } from './table-defaults';
import { AccountAlarmsProps } from '../cloudwatch/account-alarms';

/** Options of `DynamoDbKroComponent`. */
export interface DynamoDbKroComponentProps {
  /**
   * API group of `DynamoDBTable`: 3 to 180 of `a-z 0-9 - .`, with a dot in it. Cannot change.
   * @default kro.run
   */
  readonly apiGroup?: string;

  /**
   * Name of the ResourceGraphDefinition, and of the ClusterRoles and the policies that go with it: 1 to 63 of `a-z 0-9 - .`.
   * Cannot change: kro rejects the same API under another name, even when the old one is deleted.
   * @default dynamodbtable
   */
  readonly resourceGraphName?: string;

  /**
   * Name of the ComponentDefinition: the `type` of a component in an Application. It consists of `a-z 0-9 -`, and begins and
   * ends with a letter or digit. The names of the TraitDefinitions begin with it, so that it has 1 to 42 characters with them,
   * and up to 63 without.
   * @default aws-dynamodb-kro
   */
  readonly componentName?: string;

  /**
   * Namespace of the ComponentDefinition and the TraitDefinitions: 1 to 63 of `a-z 0-9 -`. KubeVela finds those in
   * `vela-system` from every namespace.
   * @default vela-system
   */
  readonly definitionNamespace?: string;

  /**
   * Version of kro in the cluster, as MAJOR.MINOR.PATCH. It decides whether the ResourceGraphDefinition uses what older versions
   * reject: since kro 0.9.4, `kubectl get ddb` finds tables by a short name, and `kubectl get aws` by a category.
   * @default - unknown: nothing is used that the oldest supported version rejects
   */
  readonly kroVersion?: string;

  /**
   * What holds for tables that do not say otherwise.
   * @default - DynamoDB's own defaults
   */
  readonly defaults?: TableDefaults;

  /**
   * Whether tables may have connection Secrets (`TableProps.connectionSecret`). kro needs the right to read and write every Secret of
   * the cluster for them, because RBAC cannot limit it to the Secrets of tables. With `false`, kro gets no right on Secrets, and a table
   * that declares one is rejected by KubeVela, by the API server and at synth.
   *
   * Before a change from `true` to `false`, remove `connectionSecret` from all tables: kro can no longer delete their Secrets afterwards.
   * @default true
   */
  readonly connectionSecrets?: boolean;

  /**
   * The trait `aws-dynamodb-kro-access`, with which an Application in YAML gives ServiceAccounts access to a table: the ACK IAM controller
   * makes a role for each. In TypeScript, use `WorkloadRole`.
   * @default - none: the trait is not emitted
   */
  readonly accessTrait?: AccessTraitOptions;

  /**
   * Metrics, alerts and a dashboard of all tables of the cluster, for whoever runs the platform.
   * @default - none
   */
  readonly monitoring?: Monitoring;

  /**
   * CloudWatch alarms on the quotas of DynamoDB in the AWS account, an item for each region; what `AccountAlarms` makes, with the platform
   * resources. Needs the ACK CloudWatch controller. The alarms are objects of a namespace, unlike most platform resources: give the chart one.
   * @default - none
   */
  readonly accountAlarms?: AccountAlarmsProps[];

  /**
   * The parts to emit. Leave out COMPONENT_DEFINITION and TRAIT_DEFINITIONS for a cluster without KubeVela.
   * @default - all
   */
  readonly parts?: PlatformPart[];

  /**
   * The tool that brings the platform resources, and what `addApplication()` and `addTable()` add, into the cluster.
   * @default - none: what is synthesized is applied by hand, or by a tool that needs nothing on the objects
   */
  readonly gitOps?: GitOps;
}
