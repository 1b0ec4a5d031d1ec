import { join } from 'node:path';
import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { TableDefaultsSpec } from './ack/table-template';
import { objectsInApp } from './app/objects';
import { enforcePlatformRules, registerPlatform } from './app/platforms';
import { providerAccounts } from './app/provider-configs';
import { firstInChart } from './app/registrations';
import { showWarnings } from './app/show-warnings';
import { validateName } from './app/validate-table';
import { DynamoDbApplication } from './application';
import { checkScope, checkText } from './arguments';
import { AccountAlarms } from './cloudwatch/account-alarms';
import { ACCESS_TRAIT, ACCESS_TRAIT_DOC, accessTraitType } from './contract/access-trait';
import { API_GROUP, GRAPH_NAME, KUBERNETES_LABEL } from './contract/fields';
import { isObject } from './contract/json';
import {
  DEFAULT_API_GROUP, DEFAULT_COMPONENT_NAME, DEFAULT_DEFINITION_NAMESPACE, DEFAULT_RESOURCE_GRAPH_NAME, DELETION_GUARD, OWNERSHIP_GUARD, PLATFORM,
} from './contract/names';
import { NO_CONNECTION_SECRETS } from './contract/rules/connection-secrets';
import { unknownPartition, unknownRegion } from './contract/rules/region';
import { StringShape } from './contract/shape';
import { roomForTraits, TRAITS, traitType } from './contract/traits';
import { validateValue } from './contract/validate-shapes';
import { formatViolations, Violation } from './contract/violation';
import { FluxHealthCheck } from './gitops/flux-health-check';
import { tablesApart } from './gitops/tables-apart';
import { GitOpsTool } from './gitops/tool';
import { roleArn } from './iam/arn';
import { UserRole } from './kro/user-roles';
import { once } from './once';
import { AddApplicationProps } from './props/add-application-props';
import { AddonOptions } from './props/addon-options';
import { DynamoDbKroComponentProps } from './props/component-props';
import { structOf } from './props/copy';
import { declareDefaults, readDefaults } from './props/defaults-spec';
import { GitOps } from './props/git-ops';
import { readGitOps } from './props/git-ops-spec';
import { DeclaredPrometheus } from './props/monitoring-spec';
import { Options } from './props/options';
import { PlatformPart } from './props/platform-part';
import { TableProps } from './props/table-props';
import { DynamoDbTable } from './table';
import { UpgradeFinding } from './upgrade/finding';
import { Platform, platformOf } from './validation/platform';
import { AccessTraitDefinitionOptions } from './vela/access-trait';
import { ComponentDefinitionOptions } from './vela/component-definition';

/** What renders the parts, loaded when it is needed. */
function loadPlatform(): typeof import('./platform') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./platform');
}

/**
 * Everything that a cluster needs to give its teams DynamoDB tables: the API `DynamoDBTable` in kro, the
 * ComponentDefinition `aws-dynamodb-kro` in KubeVela, kro's access rights, and the policy that guards tables.
 * Needs a cluster with kro and ACK's DynamoDB controller, and Kubernetes 1.30 or later.
 *
 * What is wrong with the options is reported by `cdk8s synth`, all of it at once; nothing is written then.
 */
export class DynamoDbKroComponent extends Construct {
  /** The ResourceGraphDefinition, if it is emitted. */
  public readonly resourceGraph?: ApiObject;

  /** The ComponentDefinition, if it is emitted. */
  public readonly componentDefinition?: ApiObject;

  /** The TraitDefinitions, one for each `TableTrait`, then that of `accessTrait` if it is given; none if they are not emitted. */
  public readonly traitDefinitions: ApiObject[] = [];

  /** The ClusterRole for kro, if it is emitted. */
  public readonly clusterRole?: ApiObject;

  /** The ValidatingAdmissionPolicy, if it is emitted. */
  public readonly admissionPolicy?: ApiObject;

  /** The binding that puts the policy into effect, if it is emitted. */
  public readonly admissionPolicyBinding?: ApiObject;

  /** The ValidatingAdmissionPolicy that rejects the deletion of protected tables, if it is emitted. */
  public readonly deletionGuard?: ApiObject;

  /** The binding that puts the guard into effect, if it is emitted. */
  public readonly deletionGuardBinding?: ApiObject;

  /** The ValidatingAdmissionPolicy that keeps kro from taking over objects that it did not make, if it is emitted. */
  public readonly ownershipGuard?: ApiObject;

  /** The binding that puts that policy into effect, if it is emitted. */
  public readonly ownershipGuardBinding?: ApiObject;

  /** The ClusterRole for authors of tables, if it is emitted. */
  public readonly authorRole?: ApiObject;

  /** The ClusterRole for viewers of tables, if it is emitted. */
  public readonly viewerRole?: ApiObject;

  /** API group of `DynamoDBTable`. */
  public readonly apiGroup: string;

  /** Name of the ComponentDefinition: the `type` of a component in an Application. */
  public readonly componentName: string;

  /** What `monitoring` adds: a ClusterRole with its binding, a ConfigMap for kube-state-metrics, a PrometheusRule (or a ConfigMap), a ConfigMap for Grafana. */
  public readonly monitoringObjects: ApiObject[] = [];

  /** What `accountAlarms` adds: ACK's `MetricAlarm`s. */
  public readonly accountAlarms: ApiObject[] = [];

  private readonly definition: ComponentDefinitionOptions;

  private readonly graphName: string;

  private readonly accessTrait?: Omit<AccessTraitDefinitionOptions, 'providerAccounts'>;

  private readonly prometheus?: DeclaredPrometheus;

  private readonly platform: Platform;

  private readonly gitOps?: GitOps;

  private readonly tool: GitOpsTool;

  public constructor(scope: Construct, id: string, props: DynamoDbKroComponentProps = {}) {
    super(checkScope('new DynamoDbKroComponent', scope, id), id);
    const render = loadPlatform();
    const problems: Violation[] = [];
    const options = new Options('', props, problems);
    const name = (property: string, byDefault: string, shape: StringShape): string => {
      const value = options.take(property) ?? byDefault;
      problems.push(...validateValue(property, value, shape));
      return String(value);
    };
    this.apiGroup = name('apiGroup', DEFAULT_API_GROUP, API_GROUP);
    this.componentName = name('componentName', DEFAULT_COMPONENT_NAME, KUBERNETES_LABEL);
    const graphName = name('resourceGraphName', DEFAULT_RESOURCE_GRAPH_NAME, GRAPH_NAME);
    this.graphName = graphName;
    const namespace = name('definitionNamespace', DEFAULT_DEFINITION_NAMESPACE, KUBERNETES_LABEL);
    const declared = readDefaults(options) ?? declareDefaults(new Options('', {}, []));
    const { defaults, platformRules: defaultRules, requiredTags, violations } = declared;
    problems.push(...violations);
    const connectionSecrets = options.take('connectionSecrets') ?? true;
    problems.push(...validateValue('connectionSecrets', connectionSecrets, { kind: 'boolean' }));
    const offersSecrets = connectionSecrets !== false;
    const platformRules = [...defaultRules, ...(offersSecrets ? [] : [NO_CONNECTION_SECRETS])];
    this.definition = {
      apiGroup: this.apiGroup, name: this.componentName, defaults: defaults.schema, platformRules, connectionSecrets: offersSecrets,
    };
    const kroVersion = options.take('kroVersion') as string | undefined;
    problems.push(...render.validateKroVersion('kroVersion', kroVersion));
    const { apiGroup, componentName } = this;
    const trait = options.struct('accessTrait', (given) => render.declareAccessTrait(given, problems));
    const description = {
      apiGroup,
      componentName,
      defaults: defaults.schema,
      table: defaults.table,
      requiredTags,
      connectionSecrets: offersSecrets,
      accessPartition: trait?.account.partition,
      accessRoles: trait && roleArn(trait.account, trait.path, trait.roleNamePrefix),
    };
    const annotation = trait === undefined ? render.platformAnnotation(description) : {
      // A ProviderConfig may be declared after the platform.
      [PLATFORM]: Lazy.any({
        produce: () => render.platformAnnotation({ ...description, accessProviders: accountsByName(providerAccounts(this)) })[PLATFORM],
      }) as string,
    };
    this.platform = platformOf(description);
    registerPlatform(this, this.platform);
    const parts = options.choices<PlatformPart>('parts', PlatformPart, 'PlatformPart') ?? Object.values(PlatformPart);
    this.accessTrait = trait && { apiGroup, componentName, trait, defaultKeyArn: keyOf(defaults.table) };
    const { prometheus } = options.part('monitoring', 'Monitoring.prometheus()') as { prometheus?: object };
    this.prometheus = prometheus && render.declarePrometheus(prometheus, problems);
    const monitored = this.prometheus && render.monitoringObjects({ apiGroup, graphName, prometheus: this.prometheus });
    const accounts = options.items('accountAlarms') ?? [];
    if (!Array.isArray(accounts)) {
      options.problem('accountAlarms', { code: 'InvalidType', value: accounts, problem: 'is not a list', fix: 'Give a list, with an item for each region.' });
    }
    this.gitOps = props?.gitOps;
    this.tool = readGitOps(options);
    options.finish();
    const warnings = [...render.editorsHaveTables(this.apiGroup, parts), ...unknownRegion('accessTrait.clusterRegion', trait?.clusterRegion), ...unknownPartition('accessTrait.partition', trait?.account.partition)];
    this.node.addValidation({ validate: once(() => showWarnings(this, [...warnings, ...trait === undefined ? [] : this.traitLeftOut()])) });
    this.node.addValidation({ validate: () => formatViolations([...problems, ...this.tool.needsTablesApart ? tablesApart(this) : []]) });

    if (parts.includes(PlatformPart.RESOURCE_GRAPH)) {
      this.resourceGraph = new render.ResourceGraphDefinition(this, PlatformPart.RESOURCE_GRAPH, {
        metadata: { name: graphName, annotations: { ...this.tool.annotations.platform, ...annotation } },
        spec: render.resourceGraph({
          apiGroup: this.apiGroup,
          schemaDefaults: defaults.schema,
          tableDefaults: defaults.table,
          connectionSecrets: offersSecrets,
          kroVersion: kroVersion && String(kroVersion),
        }),
      });
    }
    if (parts.includes(PlatformPart.CLUSTER_ROLE)) {
      this.clusterRole = this.addClusterRole(PlatformPart.CLUSTER_ROLE, `kro:${graphName}`, { labels: render.AGGREGATE_TO_KRO, rules: render.kroRules(this.apiGroup, offersSecrets) });
    }
    if (parts.includes(PlatformPart.USER_ROLES)) {
      this.authorRole = this.addClusterRole('AuthorRole', `${graphName}:author`, render.authorRole(this.apiGroup));
      this.viewerRole = this.addClusterRole('ViewerRole', `${graphName}:viewer`, render.viewerRole(this.apiGroup));
    }
    if (parts.includes(PlatformPart.ADMISSION_POLICY)) {
      const policyName = `${graphName}.${this.apiGroup}`;
      [this.admissionPolicy, this.admissionPolicyBinding] = this.policy('AdmissionPolicy', policyName, render.admissionPolicy(this.apiGroup, platformRules));
      [this.deletionGuard, this.deletionGuardBinding] = this.policy('DeletionGuard', `${DELETION_GUARD}.${policyName}`, render.deletionGuard(this.apiGroup));
      [this.ownershipGuard, this.ownershipGuardBinding] = this.policy('OwnershipGuard', `${OWNERSHIP_GUARD}.${policyName}`, render.ownershipGuard());
    }
    if (parts.includes(PlatformPart.COMPONENT_DEFINITION)) {
      this.componentDefinition = new render.ComponentDefinition(this, PlatformPart.COMPONENT_DEFINITION, {
        metadata: {
          name: this.componentName,
          namespace,
          annotations: { ...this.tool.annotations.definition, 'definition.oam.dev/description': render.DESCRIPTION, ...annotation },
        },
        spec: render.componentDefinition(this.definition),
      });
    }
    if (parts.includes(PlatformPart.TRAIT_DEFINITIONS)) {
      problems.push(...roomForTraits(this.componentName));
      const addTrait = (traitName: string, doc: string, spec: ReturnType<typeof render.traitDefinition>): void => {
        this.traitDefinitions.push(new render.TraitDefinition(this, `${PlatformPart.TRAIT_DEFINITIONS}-${traitName}`, {
          metadata: {
            name: traitType({ name: traitName }, this.componentName),
            namespace,
            annotations: { ...this.tool.annotations.definition, 'definition.oam.dev/description': doc },
          },
          spec,
        }));
      };
      TRAITS.forEach((each) => addTrait(each.name, each.doc, render.traitDefinition(each, this)));
      if (this.accessTrait) {
        const { accessTrait } = this;
        const now = () => render.accessTraitDefinition({ ...accessTrait, providerAccounts: providerAccounts(this) });
        // A ProviderConfig may be declared after the platform.
        const schematic = Lazy.any({ produce: () => now().schematic }) as ReturnType<typeof now>['schematic'];
        addTrait(ACCESS_TRAIT, ACCESS_TRAIT_DOC, { ...now(), schematic });
      }
    }
    for (const { id: objectId, metadata, ...object } of monitored ?? []) {
      const annotations = this.tool.annotations.platform;
      this.monitoringObjects.push(new ApiObject(this, objectId, { ...object, metadata: { ...metadata, annotations } }));
    }
    for (const [i, account] of Array.isArray(accounts) ? accounts.entries() : []) {
      this.accountAlarms.push(...new AccountAlarms(this, `accountAlarms[${i}]`, account).alarms);
    }
    const ofPlatform = Object.entries(this.tool.annotations.platform);
    this.accountAlarms.forEach(({ metadata }) => ofPlatform.forEach(([key, value]) => metadata.addAnnotation(key, value)));
    problems.push(...this.alsoDeclared());
  }

  /** The trait is declared, and nothing in the app makes it. */
  private traitLeftOut(): Violation[] {
    const type = accessTraitType(this.componentName);
    return objectsInApp(this, 'TraitDefinition').some(({ name }) => name === type) ? [] : [{
      code: 'UnusedSetting', severity: 'warning', property: 'accessTrait', problem: `makes no ${type}, because parts lack TRAIT_DEFINITIONS`, fix: 'Add them, or leave accessTrait out.',
    }];
  }

  /** Another platform of the chart that makes an object of the same name. One is enough: two platforms seldom share only one. */
  private alsoDeclared(): Violation[] {
    return this.node.findAll().filter((each) => ApiObject.isApiObject(each)).flatMap(({ kind, name, metadata }): Violation[] => {
      const other = firstInChart(this, 'platform', kind, metadata.namespace, name);
      return other === undefined || other === this.node.path ? [] : [{
        code: 'DuplicateName',
        property: 'parts',
        problem: `make the ${kind} ${name}, and so does ${other}, so the one that is applied last replaces the other`,
        fix: 'Declare the platform once for a cluster. A second one needs another apiGroup, componentName and resourceGraphName.',
      }];
    }).slice(0, 1);
  }

  /**
   * Adds a KubeVela Application with one table or several; its `addTable()` adds more. It has the component name and the GitOps tool of this
   * construct, and its tables are validated as this platform would.
   * @param scope where the Application goes, usually a chart of the team that owns the tables
   * @param id id of the construct, and name of the Application unless `props` has another
   * @param props the table; further tables, traits and a name of the Application, if it has them
   */
  public addApplication(scope: Construct, id: string, props: AddApplicationProps): DynamoDbApplication {
    checkScope('addApplication', scope, id);
    const { componentName, platform, gitOps } = this;
    const { applicationName, moreTables = [], traits, ...table } = isObject(props) ? props : {} as AddApplicationProps;
    const wrongName = applicationName === undefined ? [] : validateName(applicationName, 'applicationName');
    const wrongTables = Array.isArray(moreTables) ? [] : [{
      code: 'InvalidType', property: 'moreTables', value: moreTables, problem: 'is not a list', fix: 'Give a list of tables.',
    }];
    const application = new DynamoDbApplication(scope, id, {
      name: wrongName.length === 0 ? applicationName : undefined,
      tables: [isObject(props) ? table : props, ...wrongTables.length === 0 ? moreTables : []],
      traits,
      componentName,
      gitOps,
    });
    application.node.addValidation({ validate: () => formatViolations([...wrongName, ...wrongTables]) });
    return enforcePlatformRules(platform, application);
  }

  /**
   * Adds a plain `DynamoDBTable`, for clusters without KubeVela.
   * @param scope where the table goes
   * @param id id of the construct
   * @param props the table
   */
  public addTable(scope: Construct, id: string, props: TableProps): DynamoDbTable {
    checkScope('addTable', scope, id);
    const { apiGroup, platform, gitOps } = this;
    return enforcePlatformRules(platform, new DynamoDbTable(scope, id, { ...structOf(props) as TableProps, apiGroup, gitOps }));
  }

  /**
   * What changes for existing tables when these platform resources replace those of a previous version: whether kro accepts the new
   * ResourceGraphDefinition, what breaks, and what makes tables less safe. The breaking changes come first, then those that weaken
   * safety; an empty list means that nothing changes.
   * @param previousYaml what `cdk8s synth` wrote for the previous version, with all its documents, or what `kubectl get -o yaml` prints of
   * them. With the ResourceGraphDefinition alone, only that is compared
   * @throws if that is no YAML, if no ResourceGraphDefinition of `DynamoDBTable` is in it, or several and none of the
   * same name, if its schema cannot be read, and if this construct emits none
   */
  public checkUpgrade(previousYaml: string): UpgradeFinding[] {
    checkText('checkUpgrade', 'previousYaml', previousYaml, 'Give the text of the previous YAML.');
    try {
      if (this.resourceGraph === undefined) {
        throw new Error('This construct emits no ResourceGraphDefinition. Add PlatformPart.RESOURCE_GRAPH to parts.');
      }
      const { comparePlatforms, readYaml } = loadPlatform();
      const documents = this.node.findAll().filter((each) => ApiObject.isApiObject(each)).map((each) => each.toJson());
      return comparePlatforms(readYaml(previousYaml), documents, this.resourceGraph.name);
    } catch (error) {
      throw new Error(`[${this.node.path}] checkUpgrade: ${(error as Error).message}`);
    }
  }

  /**
   * How Argo CD assesses the health of the kinds of this library, of which it knows none by itself: the `DynamoDBTable`, ACK's `Table`, the
   * ResourceGraphDefinition, and KubeVela's Application. They belong into the `data` of its ConfigMap `argocd-cm`, or
   * into `configs.cm` of its Helm chart; keys and values are texts. With them a sync wave waits until the one before is healthy.
   *
   * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#custom-health-checks
   */
  public argoCdHealthChecks(): { [key: string]: string } {
    return loadPlatform().argoCdHealthChecks(this.apiGroup);
  }

  /**
   * How Flux assesses the health of the kinds that it applies: the ResourceGraphDefinition, the `DynamoDBTable`, and KubeVela's
   * Application. They belong into `spec.healthCheckExprs` of each `Kustomization`, beside `wait: true`.
   *
   * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions
   */
  public fluxHealthChecks(): FluxHealthCheck[] {
    return loadPlatform().fluxHealthChecks(this.apiGroup);
  }

  /**
   * What `monitoring` puts into objects, as plain files by their names: `kube-state-metrics.yaml` for its
   * `--custom-resource-state-config-file`, `kube-state-metrics-rbac.yaml` for `kubectl apply`, which gives it the right to read tables,
   * `prometheus-rules.yaml` for `rule_files` of Prometheus, `grafana-dashboard.json`. They are there without `monitoring`, too, and then for the
   * ServiceAccount `kube-state-metrics` in the namespace `monitoring`.
   */
  public monitoringFiles(): { [name: string]: string } {
    return { ...loadPlatform().monitoringFiles({ apiGroup: this.apiGroup, graphName: this.graphName, prometheus: this.prometheus }) };
  }

  /** The ComponentDefinition as the text of a `.cue` file, for `vela def vet` and `vela def apply`. */
  public toCue(): string {
    return loadPlatform().componentDefinitionCue(this.definition);
  }

  /** The TraitDefinitions as texts of `.cue` files, by their names. */
  public traitsToCue(): { [name: string]: string } {
    const { traitDefinitionCue, accessTraitDefinitionCue } = loadPlatform();
    return Object.fromEntries([
      ...TRAITS.map((trait) => [traitType(trait, this.componentName), traitDefinitionCue(trait, this)]),
      ...this.accessTrait ? [[
        accessTraitType(this.componentName), accessTraitDefinitionCue({ ...this.accessTrait, providerAccounts: providerAccounts(this) }),
      ]] : [],
    ]);
  }

  /**
   * Writes the emitted parts as an add-on of KubeVela's, which `vela addon enable` installs. Add-ons put their
   * definitions into `vela-system`, whatever `definitionNamespace` is.
   * @param folder where the folder of the add-on goes; definitions and resources that are in it are replaced
   * @param options name and version
   * @returns the folder of the add-on
   * @throws if an option is wrong, here or of the construct, with all that is wrong at once; nothing is written then
   */
  public writeAddon(folder: string, options: AddonOptions = {}): string {
    checkText('writeAddon', 'folder', folder, 'Give the path of the folder.');
    const { addonFiles, declareAddon, writeFiles } = loadPlatform();
    const { problems, ...addon } = declareAddon(options, this.componentName);
    const errors = [...this.node.validate(), ...formatViolations(problems)];
    if (errors.length > 0) {
      throw new Error(errors.map((line) => `[${this.node.path}] writeAddon: ${line}`).join('\n'));
    }
    const objects = this.node.findAll().filter((each) => ApiObject.isApiObject(each));
    return writeFiles(join(folder, addon.name), addonFiles({ ...addon, componentName: this.componentName, objects }));
  }

  private policy(id: string, policyName: string, spec: object): [ApiObject, ApiObject] {
    const apiVersion = 'admissionregistration.k8s.io/v1';
    const annotations = this.tool.annotations.platform;
    return [
      new ApiObject(this, id, { apiVersion, kind: 'ValidatingAdmissionPolicy', metadata: { name: policyName, annotations }, spec }),
      new ApiObject(this, `${id}Binding`, {
        apiVersion,
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name: policyName, annotations },
        spec: { policyName, validationActions: ['Deny'] },
      }),
    ];
  }

  private addClusterRole(id: string, name: string, { labels, rules }: UserRole): ApiObject {
    return new ApiObject(this, id, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name, labels, annotations: this.tool.annotations.platform },
      rules,
    });
  }
}

/** The customer managed key of tables that say nothing of encryption. */
function keyOf({ encryption }: TableDefaultsSpec): string | undefined {
  const { sseEnabled, kmsMasterKeyID } = encryption as { sseEnabled?: boolean; kmsMasterKeyID?: string };
  return sseEnabled === true ? kmsMasterKeyID : undefined;
}

function accountsByName(accounts: ReadonlyMap<string, string>): Array<{ readonly name: string; readonly account: string }> | undefined {
  return accounts.size === 0 ? undefined : [...accounts].map(([name, account]) => ({ name, account }));
}
