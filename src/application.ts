import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Application, ApplicationSpec, ApplicationSpecComponentsTraits } from '../imports/core.oam.dev';
import { DEFAULT_COMPONENT_NAME } from './contract/names';
import { ListShape } from './contract/shape';
import { SplitTable, splitTable } from './contract/trait-parts';
import { traitType } from './contract/traits';
import { didYouMean, Violation } from './contract/violation';
import { claimName, claimSecret, claimTable, explainName, explainSplit, explainTable, lines } from './declaration';
import { grant } from './iam/grant';
import { GrantOptions } from './iam/grant-options';
import { GrantReader, refuse } from './iam/grant-reader';
import { PolicyStatement } from './iam/policy-document';
import { READ_DATA, READ_WRITE_DATA, STREAM_READ, WorkloadAccess, WRITE_DATA } from './iam/workload-statements';
import { once } from './once';
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
 * A KubeVela Application whose components are DynamoDB tables. Needs a cluster with the platform part
 * (`DynamoDbKroComponent`), which may come from another repository.
 *
 * What is wrong with a table is reported by `cdk8s synth`, all of it at once; nothing is written then.
 */
export class DynamoDbApplication extends ApiObject {
  private readonly componentName: string;
  private readonly components: Component[];
  private readonly traits: readonly string[];
  private readonly declared: DeclaredTable[] = [];
  private readonly checks: Array<() => string[]>;

  public constructor(scope: Construct, id: string, props: DynamoDbApplicationProps = {}) {
    const problems: Violation[] = [];
    const options = new Options('', props, problems);
    const name = options.take('name') ?? id;
    const componentName = options.take('componentName') ?? DEFAULT_COMPONENT_NAME;
    const traits = options.choices('traits', Object.values(TableTrait), 'TableTrait') ?? [];
    const tables = options.take('tables') ?? [];
    if (!Array.isArray(tables)) {
      options.problem('tables', { code: 'InvalidType', value: tables, problem: 'is not a list', fix: 'Give a list of tables.' });
    }
    const { annotations } = readGitOps(options);
    options.finish();

    const components: Component[] = [];
    const spec: ApplicationSpec = { components };
    super(scope, id, { ...Application.GVK, metadata: { name: String(name), annotations: annotations.application }, spec });
    this.components = components;
    this.traits = traits;
    this.componentName = String(componentName);
    const duplicates = claimName(this, this.kind, name);
    this.checks = [once(() => [...lines([...problems, ...explainName(name), ...explainName(componentName, 'componentName')]), ...duplicates])];
    this.node.addValidation({ validate: () => this.checks.flatMap((check) => check()) });
    if (Array.isArray(tables)) {
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
    this.declared.push(table);
    const parts = splitTable(table.spec, this.traits);
    this.components.push({ name, ...component(parts, this.componentName) });
    const duplicates = [...claimTable(this, table), ...claimSecret(this, table), ...claimName(this, `component of ${this.name}`, name)];
    this.checks.push(once(() => [...explainTable(this, table), ...explainSplit(table, parts), ...duplicates].map((line) => `${name}: ${line}`)));
    return this.refer(table);
  }

  /**
   * A table of the Application, to refer to it.
   * @param tableName name of the table in AWS
   * @throws if the Application has no table of this name
   */
  public table(tableName: string): IDynamoDbTable {
    const table = this.declared.find(({ spec }) => spec.tableName === tableName);
    if (table === undefined) {
      refuse(`[${this.node.path}] no such table`, lines([unknownTable('tableName', tableName, this.tableNames())]));
    }
    return this.refer(table!);
  }

  /**
   * What a workload needs to read tables of the Application and their indexes, as AWS CDK's `grantReadData` gives it: IAM statements, one for the
   * data, one for their customer managed keys if they have any.
   *
   * Throws, with everything that is wrong at once, where a table or an option is wrong.
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
   * `grantReadData()`. Throws without a stream, too.
   * @param options where the tables are
   */
  public grantStreamRead(options: ApplicationGrantOptions): PolicyStatement[] {
    return this.grant(STREAM_READ, options);
  }

  /** @internal */
  public _declaredTables(): readonly DeclaredTable[] {
    return this.declared;
  }

  private tableNames(): string[] {
    return this.declared.map(({ spec }) => String(spec.tableName));
  }

  private refer(table: DeclaredTable): IDynamoDbTable {
    return new TableReference(table, `${this.node.path}: ${String(table.name)}`);
  }

  private grant(access: WorkloadAccess, options: ApplicationGrantOptions): PolicyStatement[] {
    const reader = new GrantReader(options);
    const given = reader.optional('tableNames', TABLE_NAMES);
    const named = Array.isArray(given) ? given : undefined;
    const known = this.tableNames();
    if (known.length === 0) {
      reader.problem('tables', { code: 'Required', problem: 'are none', fix: 'Add a table to the Application.' });
    }
    named?.filter((name) => !known.includes(name)).forEach((value) => reader.problem('tableNames', unknownTable('tableNames', value, known)));
    return grant(access, this.node.path, this.declared.filter(({ spec }) => named?.includes(spec.tableName) ?? true), reader);
  }
}

function unknownTable(property: string, value: unknown, known: readonly string[]): Violation {
  return { code: 'UnknownTable', property, value, problem: 'is no table of the Application', fix: `Use one of ${known.join(', ')}.${didYouMean(String(value), known)}` };
}

interface Component {
  readonly name: string;
  readonly type: string;
  readonly properties: object;
  readonly traits?: ApplicationSpecComponentsTraits[];
}

function component({ properties, traits }: SplitTable, type: string): Omit<Component, 'name'> {
  const attached = traits.map((part) => ({ type: traitType(part.trait, type), properties: part.properties }));
  return attached.length === 0 ? { type, properties } : { type, properties, traits: attached };
}
