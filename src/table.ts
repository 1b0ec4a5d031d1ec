import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InEnvironment } from './app/declared-tables';
import { registerTable } from './app/registrations';
import { reportViolations } from './app/show-warnings';
import { validateDeclaredTable } from './app/validate-table';
import { checkScope } from './arguments';
import { API_GROUP } from './contract/fields';
import { isObject } from './contract/json';
import { API_VERSION, DEFAULT_API_GROUP, KIND } from './contract/names';
import { validateValue } from './contract/validate-shapes';
import { formatViolations, Violation } from './contract/violation';
import { grant, GRANT_OPTIONS } from './iam/grant';
import { GrantOptions } from './iam/grant-options';
import { GrantReader } from './iam/grant-reader';
import { PolicyStatement } from './iam/policy-statement';
import { READ_DATA, READ_WRITE_DATA, STREAM_READ, WorkloadAccess, WRITE_DATA } from './iam/workload-statements';
import { once } from './once';

import { structOf } from './props/copy';
import { GitOps } from './props/git-ops';
import { readGitOps } from './props/git-ops-spec';
import { Options } from './props/options';
import { TableAttributes } from './props/table-attributes';
import { TableProps } from './props/table-props';
import { DeclaredTable, declareTable } from './props/table-spec';
import { IDynamoDbTable } from './table-interface';
import { connectionSecretNameOf, referredTable, regionOf, tableNameOf, TableReference } from './table-reference';

/** A `DynamoDBTable` object. */
export interface DynamoDbTableProps extends TableProps {
  /**
   * API group of `DynamoDBTable`, as the `DynamoDbKroComponent` of the cluster sets it: 3 to 180 of `a-z 0-9 - .`, with a dot
   * in it.
   * @default kro.run
   */
  readonly apiGroup?: string;

  /**
   * The tool that brings the table into the cluster.
   * @default - none
   */
  readonly gitOps?: GitOps;
}

/**
 * A DynamoDB table as a plain `DynamoDBTable` object, for clusters without KubeVela. Needs a cluster with the
 * platform resources (`DynamoDbKroComponent`), which may come from another repository.
 *
 * What is wrong with the table is reported by `cdk8s synth`, all of it at once; nothing is written then.
 */
export class DynamoDbTable extends ApiObject implements IDynamoDbTable {
  /**
   * A table that another app declares, so that access can be granted to it, and alarms be set on it. Nothing is synthesized.
   *
   * Throws, with everything that is wrong at once, where an argument is wrong.
   * @param tableName name of the table in AWS
   * @param region AWS region of the table
   */
  public static fromTableName(tableName: string, region: string): IDynamoDbTable {
    return DynamoDbTable.fromTableAttributes({ tableName, region });
  }

  /**
   * A table that another app declares, with its indexes, key and stream; otherwise as `fromTableName()`.
   * @param attributes what is known of the table
   */
  public static fromTableAttributes(attributes: TableAttributes): IDynamoDbTable {
    return new TableReference(referredTable(attributes), `table ${String(attributes?.tableName)}`);
  }

  private readonly declared: DeclaredTable;

  public constructor(scope: Construct, id: string, props: DynamoDbTableProps) {
    // What is no object is told as such.
    const given: unknown = structOf(props) ?? {};
    const { apiGroup = DEFAULT_API_GROUP, gitOps, ...tableProps } = (isObject(given) ? given : {}) as Partial<DynamoDbTableProps>;
    const problems: Violation[] = [];
    const { annotations } = readGitOps(new Options('', { gitOps }, problems));
    const table = declareTable(isObject(given) ? tableProps : given);
    super(checkScope('new DynamoDbTable', scope, id), id, {
      apiVersion: `${apiGroup}/${API_VERSION}`,
      kind: KIND,
      metadata: { name: String(table.name), annotations: annotations.table },
      spec: table.spec,
    });
    this.declared = table;
    const duplicates = registerTable(this, table, { apiGroup });
    this.node.addValidation({
      validate: once(() => [
        ...formatViolations([...problems, ...validateValue('apiGroup', apiGroup, API_GROUP)]), ...validateDeclaredTable(this, table, { apiGroup }), ...reportViolations(this, duplicates),
      ]),
    });
  }

  public get tableName(): string {
    return tableNameOf(this.declared);
  }

  public get region(): string {
    return regionOf(this.declared);
  }

  public get connectionSecretName(): string {
    return connectionSecretNameOf(this.declared, this.node.path);
  }

  /**
   * What a workload needs to read the table and its indexes, as AWS CDK's `grantReadData` gives it: IAM statements, one for the
   * data, one for its customer managed key if it has one. They are added to the `grantee`, if one is given.
   *
   * What is wrong with the table or an option is reported by `cdk8s synth`; without a `grantee` it throws, with everything at once.
   * @param options to whom, and where the table is
   */
  public grantReadData(options: GrantOptions): PolicyStatement[] {
    return this.grant(READ_DATA, options);
  }

  /**
   * What a workload needs to write the table and its indexes, as AWS CDK's `grantWriteData` gives it; otherwise as `grantReadData()`.
   * @param options to whom, and where the table is
   */
  public grantWriteData(options: GrantOptions): PolicyStatement[] {
    return this.grant(WRITE_DATA, options);
  }

  /**
   * What a workload needs to read and write the table and its indexes, as AWS CDK's `grantReadWriteData` gives it; otherwise as
   * `grantReadData()`.
   * @param options to whom, and where the table is
   */
  public grantReadWriteData(options: GrantOptions): PolicyStatement[] {
    return this.grant(READ_WRITE_DATA, options);
  }

  /**
   * What a workload needs to read the table's stream, as AWS CDK's `grantStreamRead` gives it; otherwise as
   * `grantReadData()`. A table without a stream is an error.
   * @param options to whom, and where the table is
   */
  public grantStreamRead(options: GrantOptions): PolicyStatement[] {
    return this.grant(STREAM_READ, options);
  }

  /** @internal */
  public _declaredTables(): readonly DeclaredTable[] {
    return [this.declared];
  }

  /** @internal */
  public _environments(): readonly InEnvironment[] {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { patchedTable } = require('./app/overridden') as typeof import('./app/overridden');
    return patchedTable(this);
  }

  private grant(access: WorkloadAccess, options: GrantOptions): PolicyStatement[] {
    return grant(access, this.node.path, () => ({ tables: this._declaredTables() }), new GrantReader(options, GRANT_OPTIONS, 'options'));
  }
}
