import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { API_VERSION, DEFAULT_API_GROUP, KIND } from './contract/names';
import { claimName, claimTable, explainTable } from './declaration';
import { TableProps } from './props/table-props';
import { declareTable } from './props/table-spec';

/** A `DynamoDBTable` object. */
export interface DynamoDbTableProps extends TableProps {
  /**
   * API group of `DynamoDBTable`, as the `DynamoDbKroComponent` of the cluster sets it.
   * @default kro.run
   */
  readonly apiGroup?: string;
}

/**
 * A DynamoDB table as a plain `DynamoDBTable` object, for clusters without KubeVela. Needs a cluster with the
 * platform part (`DynamoDbKroComponent`), which may come from another repository.
 *
 * What is wrong with the table is reported by `cdk8s synth`, all of it at once; nothing is written then.
 */
export class DynamoDbTable extends Construct {
  /** The object itself, for labels, annotations, dependencies and JSON patches. */
  public readonly apiObject: ApiObject;

  public constructor(scope: Construct, id: string, props: DynamoDbTableProps) {
    super(scope, id);
    const { apiGroup = DEFAULT_API_GROUP, ...tableProps } = props ?? {};
    const table = declareTable(tableProps);
    const { name, spec } = table;
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: `${apiGroup}/${API_VERSION}`,
      kind: KIND,
      metadata: { name: typeof name === 'string' ? name : undefined },
      spec,
    });
    const duplicates = [...claimTable(this, table), ...claimName(this, KIND, name)];
    this.node.addValidation({ validate: () => [...explainTable(table), ...duplicates] });
  }
}
