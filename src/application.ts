import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Application } from '../imports/core.oam.dev';
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
export class DynamoDbApplication extends Construct {
  /** The object itself, for labels, annotations, policies, a workflow, dependencies and JSON patches. */
  public readonly apiObject: ApiObject;

  private readonly type: string;
  private readonly components: Array<{ name: string; type: string; properties: object }> = [];
  private readonly checks: Array<() => string[]> = [];

  public constructor(scope: Construct, id: string, props: DynamoDbApplicationProps = {}) {
    super(scope, id);
    const problems: Violation[] = [];
    const options = new Options('', props, problems);
    const name = options.take('name') ?? id;
    this.type = props?.componentName ?? DEFAULT_COMPONENT_NAME;
    options.take('componentName');
    const tables = options.take('tables');
    options.finish();

    this.apiObject = new Application(this, 'Resource', {
      metadata: { name: typeof name === 'string' ? name : undefined },
      spec: { components: this.components },
    });
    const duplicates = claimName(this, Application.GVK.kind, name);
    this.checks.push(() => [...lines([...problems, ...explainName(name)]), ...duplicates]);
    this.node.addValidation({ validate: () => this.checks.flatMap((check) => check()) });
    for (const table of Array.isArray(tables) ? tables : []) {
      this.addTable(table);
    }
  }

  /**
   * Adds a table as a component.
   * @param props the table
   */
  public addTable(props: TableProps): void {
    const table = declareTable(props);
    const name = String(table.name);
    this.components.push({ name, type: this.type, properties: table.spec });
    const duplicates = [...claimTable(this, table), ...claimName(this, `component of ${this.node.path}`, name)];
    this.checks.push(() => [...explainTable(table), ...duplicates].map((line) => `${name}: ${line}`));
  }
}
