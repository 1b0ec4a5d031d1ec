import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { checkScope } from './arguments';
import { Application, ApplicationSpec, ApplicationSpecComponentsTraits } from '../imports/core.oam.dev';
import { InEnvironment } from './app/declared-tables';
import { registerComponent, registerName, registerTable } from './app/registrations';
import { reportViolations } from './app/show-warnings';
import { validateName, validateSplitTable, validateDeclaredTable, validateTraitsOfPlatform } from './app/validate-table';
import { validateDependencies, Waiting } from './contract/dependencies';
import { KUBERNETES_LABEL, KUBERNETES_NAME } from './contract/fields';
import { isObject } from './contract/json';
import { DEFAULT_COMPONENT_NAME } from './contract/names';
import { ListShape, ObjectShape } from './contract/shape';
import { SplitTable, splitTable } from './contract/trait-parts';
import { traitType } from './contract/traits';
import { validateValue } from './contract/validate-shapes';
import { didYouMean, formatViolations, isWarning, Violation } from './contract/violation';
import { grant, GRANT_OPTIONS, GrantedTables } from './iam/grant';
import { GrantOptions } from './iam/grant-options';
import { GrantReader, throwProblems } from './iam/grant-reader';
import { PolicyStatement } from './iam/policy-statement';
import { READ_DATA, READ_WRITE_DATA, STREAM_READ, WorkloadAccess, WRITE_DATA } from './iam/workload-statements';
import { GitOps } from './props/git-ops';
import { readGitOps } from './props/git-ops-spec';
import { Options } from './props/options';
import { TableProps } from './props/table-props';
import { DeclaredTable, declareTable } from './props/table-spec';
import { TableTrait } from './props/table-trait';
import { IDynamoDbTable } from './table-interface';
import { TableReference } from './table-reference';

/** A KubeVela Application with DynamoDB tables. */
export interface DynamoDbApplicationProps {
  /**
   * Name of the Application: 1 to 63 of `a-z 0-9 -`.
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Name of the ComponentDefinition, as the `DynamoDbKroComponent` of the cluster sets it: 1 to 63 of `a-z 0-9 -`.
   * @default aws-dynamodb-kro
   */
  readonly componentName?: string;

  /**
   * The parts of the tables that become traits of their components. The table is the same either way.
   * @default - none, everything stands with the component
   */
  readonly traits?: TableTrait[];

  /**
   * The tables, each a component of the Application. `addTable()` adds more.
   * @default - none
   */
  readonly tables?: TableProps[];

  /**
   * The tool that brings the Application into the cluster.
   * @default - none
   */
  readonly gitOps?: GitOps;
}

/** A component of an Application that is no table: the workload that uses the tables. */
export interface ApplicationComponent {
  /** Name of the component, 1 to 63 of `a-z 0-9 -`, unique in the Application. */
  readonly name: string;

  /** Name of its ComponentDefinition, such as KubeVela's `webservice`. */
  readonly type: string;

  /**
   * Parameters of the component, as its ComponentDefinition has them.
   * @default - none
   */
  readonly properties?: { [name: string]: any };

  /**
   * Traits of the component, as KubeVela has them: objects with `type` and `properties`.
   * @default - none
   */
  readonly traits?: any[];

  /**
   * Names of the components that must be healthy before this one is applied.
   * @default - those of all tables of the Application
   */
  readonly dependsOn?: string[];
}

const COMPONENT: ObjectShape = {
  kind: 'object',
  name: 'ApplicationComponent',
  fields: [
    { name: 'name', shape: KUBERNETES_LABEL, required: true, doc: 'Name of the component.' },
    { name: 'type', shape: KUBERNETES_NAME, required: true, doc: 'Name of its ComponentDefinition.' },
    { name: 'dependsOn', shape: { kind: 'list', of: { kind: 'string' } }, doc: 'Names of other components.' },
  ],
};

/** What is named has to be there: a list that came out empty must not stand for all tables. */
const TABLE_NAMES: ListShape = { kind: 'list', of: { kind: 'string' }, minItems: 1 };

/** The tables of an Application to which access is granted, and where they are. */
export interface ApplicationGrantOptions extends GrantOptions {
  /**
   * Names of the tables, at least one.
   * @default - all tables of the Application
   */
  readonly tableNames?: string[];
}

/**
 * A KubeVela Application whose components are DynamoDB tables. Needs a cluster with the platform resources
 * (`DynamoDbKroComponent`), which may come from another repository.
 *
 * What is wrong with a table is reported by `cdk8s synth`, all of it at once; nothing is written then.
 */
export class DynamoDbApplication extends ApiObject {
  private readonly componentName: string;
  private readonly components: Component[];
  private readonly traits: readonly string[];
  /** Those of the traits that a table has something for. */
  private readonly usedTraits = new Set<string>();
  private readonly declared: DeclaredTable[] = [];
  /** Whether a component has traits that may name a ServiceAccount. */
  private hasWorkloads = false;
  /** Checks that are still to be made: whether a platform stands near is known at the end only. */
  private readonly checks: Array<() => string[]> = [];
  /** What the checks that were made have found. */
  private readonly found: string[];

  public constructor(scope: Construct, id: string, props: DynamoDbApplicationProps = {}) {
    const problems: Violation[] = [];
    const options = new Options('', props, problems, { elsewhere: { tableName: 'tables', region: 'tables', partitionKey: 'tables' } });
    const name = options.take('name') ?? id;
    const componentName = options.take('componentName') ?? DEFAULT_COMPONENT_NAME;
    const traits = options.choices<TableTrait>('traits', TableTrait, 'TableTrait') ?? [];
    const tables = options.items('tables') ?? [];
    const areList = Array.isArray(tables);
    if (!areList) {
      options.problem('tables', { code: 'InvalidType', value: tables, problem: 'is not a list', fix: 'Give a list of tables.' });
    }
    const { annotations } = readGitOps(options);
    options.finish();

    // Tables that are given under another name, or without a list, are there.
    const areMisnamed = problems.some(({ code, fix }) => code === 'UnknownProperty' && /\btables\b/.test(fix));

    const components: Component[] = [];
    const spec: ApplicationSpec = { components };
    super(checkScope('new DynamoDbApplication', scope, id), id, { ...Application.GVK, metadata: { name: String(name), annotations: annotations.application }, spec });
    this.components = components;
    this.traits = traits;
    this.componentName = String(componentName);
    const duplicates = registerName(this, this.kind, name);
    this.found = [...formatViolations([...problems, ...validateName(name), ...validateName(componentName, 'componentName')]), ...duplicates];
    this.node.addValidation({ validate: () => [...this.runChecks(), ...(areList && !areMisnamed ? this.validateHasTables() : [])] });
    this.checks.push(() => validateTraitsOfPlatform(this, traits, this.usedTraits, { componentName: this.componentName }));
    if (areList) {
      tables.forEach((table) => this.addTable(table));
    }
  }

  /**
   * Adds a table as a component.
   * @param props the table
   * @returns the table, to refer to it
   */
  public addTable(props: TableProps): IDynamoDbTable {
    const table = declareTable(props);
    const name = String(table.name);
    const place = `tables[${this.declared.length}]`;
    const label = typeof table.name === 'string' && table.name !== '' ? table.name : place;
    this.declared.push(table);
    const parts = splitTable(table.spec, this.traits);
    parts.traits.forEach(({ trait }) => this.usedTraits.add(trait.name));
    this.components.push({ name, ...tableComponent(parts, this.componentName) });
    const duplicates = this.register(table, name, place);
    const names = { componentName: this.componentName };
    this.checks.push(() => [...validateDeclaredTable(this, table, names), ...validateSplitTable(this, table, parts, names), ...reportViolations(this, duplicates)].map((line) => `${label}: ${line}`));
    return this.refer(table);
  }

  /**
   * Adds a component that is no table, such as a `webservice` that uses the tables. It is applied once the tables are healthy, unless
   * `dependsOn` says otherwise. What is wrong with it is reported by `cdk8s synth`.
   * @param component the component
   */
  public addComponent(component: ApplicationComponent): void {
    const problems: Violation[] = [];
    const options = new Options('component', component, problems);
    const [name, type, properties, traits, given] = ['name', 'type', 'properties', 'traits', 'dependsOn'].map((each) => options.take(each));
    options.finish();
    const checked = Object.entries({ name, type: withoutVersion(type), dependsOn: given }).filter(([, value]) => value !== undefined);
    problems.push(...validateValue('component', Object.fromEntries(checked), COMPONENT), ...this.validateParts(type, properties, traits));
    // Tables that are added later count, too.
    const tables = () => this.declared.map((table) => String(table.name));
    const ofTables = Lazy.any({ produce: () => (this.declared.length > 0 ? tables() : undefined) });
    this.components.push({
      name: String(name),
      type: String(type),
      // What is wrong is reported, and must not fail in the L1 before.
      ...problems.every(isWarning) ? { properties: properties as object, traits: traits as ApplicationSpecComponentsTraits[] } : {},
      dependsOn: given as string[] ?? ofTables,
    });
    if (!this.hasWorkloads && Array.isArray(traits) && traits.some((each) => isObject(each) && String(each.type).startsWith('service-account'))) {
      this.hasWorkloads = true;
      this.checks.push(() => this.validateWorkloads());
    }
    const duplicates = registerComponent(this, name, 'component.name');
    const waiting = (each: unknown, dependsOn: unknown): Waiting => ({ name: String(each), dependsOn: Array.isArray(dependsOn) ? dependsOn : [] });
    const all = () => this.components.map((each) => waiting(each.name, each.dependsOn));
    const wrong = () => validateDependencies(waiting(name, given), all(), () => 'component.dependsOn');
    this.checks.push(() => reportViolations(this, [...problems, ...wrong(), ...duplicates]).map((line) => `${String(name)}: ${line}`));
  }

  /**
   * A table of the Application, to refer to it.
   * @param tableName name of the table in AWS
   * @throws if the Application has no table of this name
   */
  public table(tableName: string): IDynamoDbTable {
    const table = this.declared.find(({ spec }) => spec.tableName === tableName);
    if (table === undefined) {
      throwProblems(`[${this.node.path}] no such table`, formatViolations([unknownTable('tableName', tableName, this.tableNames())]));
    }
    return this.refer(table!);
  }

  /**
   * What a workload needs to read tables of the Application and their indexes, as AWS CDK's `grantReadData` gives it: IAM statements, one for the
   * data, one for their customer managed keys if they have any.
   *
   * What is wrong with a table or an option is reported by `cdk8s synth`; without a `grantee` it throws, with everything at once.
   * @param options where the tables are
   */
  public grantReadData(options: ApplicationGrantOptions): PolicyStatement[] {
    return this.grant(READ_DATA, options);
  }

  /**
   * What a workload needs to write tables of the Application and their indexes, as AWS CDK's `grantWriteData` gives it; otherwise as `grantReadData()`.
   * @param options where the tables are
   */
  public grantWriteData(options: ApplicationGrantOptions): PolicyStatement[] {
    return this.grant(WRITE_DATA, options);
  }

  /**
   * What a workload needs to read and write tables of the Application and their indexes, as AWS CDK's `grantReadWriteData` gives it; otherwise as
   * `grantReadData()`.
   * @param options where the tables are
   */
  public grantReadWriteData(options: ApplicationGrantOptions): PolicyStatement[] {
    return this.grant(READ_WRITE_DATA, options);
  }

  /**
   * What a workload needs to read the streams of tables, as AWS CDK's `grantStreamRead` gives it; otherwise as
   * `grantReadData()`. A table without a stream is an error.
   * @param options where the tables are
   */
  public grantStreamRead(options: ApplicationGrantOptions): PolicyStatement[] {
    return this.grant(STREAM_READ, options);
  }

  /** @internal */
  public _declaredTables(): readonly DeclaredTable[] {
    return this.declared;
  }

  /** @internal */
  public _environments(component: string): readonly InEnvironment[] {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { tableInEnvironments } = require('./app/overridden') as typeof import('./app/overridden');
    return tableInEnvironments(this, this.componentName, component, this.components.length);
  }

  private tableNames(): string[] {
    return this.declared.map(({ spec }) => String(spec.tableName));
  }

  private refer(table: DeclaredTable): IDynamoDbTable {
    return new TableReference(table, `${this.node.path}: ${String(table.name)}`);
  }

  // The name of a table is that of an object, and of a component beside others; where both meet one, it is reported once.
  private register(table: DeclaredTable, name: string, place: string): Violation[] {
    const met = registerTable(this, table, { componentName: this.componentName }, place);
    const component = table.name === undefined ? [] : registerComponent(this, name, 'name');
    return [...met, ...(met.some(({ property }) => /^(name|tableName)$/.test(property)) ? [] : component)];
  }

  // Each check is made once: cdk8s validates the whole app again with each chart.
  private runChecks(): readonly string[] {
    for (const check of this.checks.splice(0)) {
      this.found.push(...check());
    }
    return this.found;
  }

  // A component needs a table; they may come with addTable() until the end.
  private validateHasTables(): string[] {
    return this.components.length > 0 ? [] : formatViolations([{
      code: 'Required', property: 'tables', problem: 'are none, and an Application needs a component', fix: 'Give a table, or add one with addTable().',
    }]);
  }

  private validateWorkloads(): string[] {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { validateWorkloads } = require('./app/workloads') as typeof import('./app/workloads');
    return reportViolations(this, validateWorkloads(this, this.componentName));
  }

  private validateParts(type: unknown, properties: unknown, traits: unknown): Violation[] {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { validateComponentParts } = require('./validation/foreign-component') as typeof import('./validation/foreign-component');
    return validateComponentParts({ type, properties, traits }, this.componentName);
  }

  private grant(access: WorkloadAccess, options: ApplicationGrantOptions): PolicyStatement[] {
    const reader = new GrantReader(options, GRANT_OPTIONS, 'options');
    const given = reader.optional('tableNames', TABLE_NAMES);
    const named = Array.isArray(given) ? given : undefined;
    return grant(access, this.node.path, () => this.grantedTables(named), reader);
  }

  // Tables that are added later count, too.
  private grantedTables(named?: readonly unknown[]): GrantedTables {
    const known = this.tableNames();
    return {
      tables: this.declared.filter(({ spec }) => named?.includes(spec.tableName) ?? true),
      problems: known.length === 0 ? [{ code: 'Required', property: 'tables', problem: 'are none', fix: 'Add a table to the Application.' }]
        : named?.flatMap((value, i) => known.includes(String(value)) ? [] : [unknownTable(`tableNames[${i}]`, value, known)]),
    };
  }
}

/** KubeVela takes a version of a ComponentDefinition behind an `@`. */
function withoutVersion(type: unknown): unknown {
  return typeof type === 'string' ? type.replace(/@[a-z0-9.-]+$/, '') : type;
}

function unknownTable(property: string, value: unknown, known: readonly string[]): Violation {
  return { code: 'UnknownTable', property, value, problem: 'is no table of the Application', fix: `Use one of ${known.join(', ')}.${didYouMean(String(value), known)}` };
}

interface Component {
  readonly name: string;
  readonly type: string;
  readonly properties?: object;
  readonly traits?: ApplicationSpecComponentsTraits[];
  readonly dependsOn?: string[];
}

function tableComponent({ properties, traits }: SplitTable, type: string): Omit<Component, 'name'> {
  const attached = traits.map((part) => ({ type: traitType(part.trait, type), properties: part.properties }));
  return attached.length === 0 ? { type, properties } : { type, properties, traits: attached };
}
