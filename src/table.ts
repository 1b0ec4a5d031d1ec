import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { conformValue } from './contract/conform';
import { KUBERNETES_NAME } from './contract/fields';
import { API_VERSION, DEFAULT_API_GROUP, KIND } from './contract/names';
import { claimName, claimTable, explainTable, lines } from './declaration';
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
export class DynamoDbTable extends ApiObject {
  public constructor(scope: Construct, id: string, props: DynamoDbTableProps) {
    const { apiGroup = DEFAULT_API_GROUP, ...tableProps } = props ?? {};
    const table = declareTable(tableProps);
    super(scope, id, {
      apiVersion: `${apiGroup}/${API_VERSION}`,
      kind: KIND,
      metadata: { name: String(table.name) },
      spec: table.spec,
    });
    const duplicates = [...claimTable(this, table), ...claimName(this, KIND, table.name)];
    this.node.addValidation({
      validate: () => [...lines(conformValue('apiGroup', apiGroup, KUBERNETES_NAME)), ...explainTable(this, table), ...duplicates],
    });
  }
}
