import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Application, ApplicationSpec } from '../imports/core.oam.dev';
import { DEFAULT_COMPONENT_NAME } from './contract/names';
import { Violation } from './contract/violation';
import { claimName, claimTable, explainName, explainTable, lines } from './declaration';
import { Options } from './props/options';
import { TableProps } from './props/table-props';
import { declareTable } from './props/table-spec';

/** A KubeVela Application with DynamoDB tables. */
export interface DynamoDbApplicationProps {
  /**
   * Name of the Application: 1 to 63 of `a-z 0-9 -`.
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Name of the ComponentDefinition, as the `DynamoDbKroComponent` of the cluster sets it.
   * @default aws-dynamodb-kro
   */
  readonly componentName?: string;

  /**
   * The tables, each a component of the Application. `addTable()` adds more.
   * @default - none
   */
  readonly tables?: TableProps[];
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
  private readonly checks: Array<() => string[]>;

  public constructor(scope: Construct, id: string, props: DynamoDbApplicationProps = {}) {
    const problems: Violation[] = [];
    const options = new Options('', props, problems);
    const name = options.take('name') ?? id;
    const componentName = options.take('componentName') ?? DEFAULT_COMPONENT_NAME;
    const tables = options.take('tables') ?? [];
    if (!Array.isArray(tables)) {
      options.problem('tables', { code: 'InvalidType', value: tables, problem: 'is not a list', fix: 'Give a list of tables.' });
    }
    options.finish();

    const components: Component[] = [];
    const spec: ApplicationSpec = { components };
    super(scope, id, { ...Application.GVK, metadata: { name: String(name) }, spec });
    this.components = components;
    this.componentName = String(componentName);
    const duplicates = claimName(this, this.kind, name);
    this.checks = [() => [...lines([...problems, ...explainName(name), ...explainName(componentName, 'componentName')]), ...duplicates]];
    this.node.addValidation({ validate: () => this.checks.flatMap((check) => check()) });
    if (Array.isArray(tables)) {
      tables.forEach((table) => this.addTable(table));
    }
  }

  /**
   * Adds a table as a component.
   * @param props the table
   */
  public addTable(props: TableProps): void {
    const table = declareTable(props);
    const name = String(table.name);
    this.components.push({ name, type: this.componentName, properties: table.spec });
    const duplicates = [...claimTable(this, table), ...claimName(this, `component of ${this.name}`, name)];
    this.checks.push(() => [...explainTable(this, table), ...duplicates].map((line) => `${name}: ${line}`));
  }
}

interface Component {
  readonly name: string;
  readonly type: string;
  readonly properties: object;
}
