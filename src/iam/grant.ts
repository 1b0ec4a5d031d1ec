import { IConstruct } from 'constructs';
import { explainTables, GrantReader, refuse } from './grant-reader';
import { PolicyStatement } from './policy-document';
import { tableUse } from './table-use';
import { WorkloadAccess, workloadStatements } from './workload-statements';
import { DeclaredTable } from '../props/table-spec';

/** The statements that give a workload access to these tables. Throws where a table or an option is wrong. */
export function grant(access: WorkloadAccess, grantedBy: IConstruct, tables: readonly DeclaredTable[], options: GrantReader): PolicyStatement[] {
  const account = options.account();
  const defaults = options.defaults();
  const streamless = access.stream ? tables.filter(({ spec }) => spec.streamEnabled !== true) : [];
  streamless.forEach(({ name }) => options.problem('stream', {
    code: 'NoStream', problem: `of ${String(name)} is off`, fix: 'Give the table a `stream`; of an Application, name the tables that have one.',
  }));
  refuse(`[${grantedBy.node.path}] no access can be granted`, [...options.finish(), ...explainTables(tables)]);
  return workloadStatements(access, account, tables.map(({ spec }) => tableUse(spec, defaults)));
}
