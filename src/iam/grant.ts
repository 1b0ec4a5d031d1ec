import { validateTables, GrantReader, throwProblems } from './grant-reader';
import { PolicyStatement } from './policy-document';
import { tableUse } from './table-use';
import { WorkloadAccess, workloadStatements } from './workload-statements';
import { partitionOf } from '../contract/partitions';
import { DeclaredTable } from '../props/table-spec';

/** The statements that give a workload access to these tables. Throws where a table or an option is wrong. */
export function grant(access: WorkloadAccess, grantedBy: string, tables: readonly DeclaredTable[], options: GrantReader): PolicyStatement[] {
  const grantee = options.grantee();
  const account = options.account(grantee?.account);
  const defaults = options.defaults(grantee?.defaults);
  const streamless = access.stream ? tables.filter(({ spec }) => spec.streamEnabled !== true) : [];
  streamless.forEach(({ name }) => options.problem('stream', {
    code: 'NoStream', problem: `of ${String(name)} is off`, fix: 'Give the table a `stream`; of an Application, name the tables that have one.',
  }));
  const own = account.partition ?? 'aws';
  const partitionIdOf = ({ spec }: DeclaredTable): string => partitionOf(String(spec.region)).id;
  tables.filter((table) => grantee !== undefined && partitionIdOf(table) !== own).forEach((table) => options.problem('partition', {
    code: 'PartitionConflict',
    value: own,
    problem: `of the grantee is not that of ${String(table.name)}, which is in ${String(table.spec.region)}`,
    fix: `Give the role the partition ${partitionIdOf(table)}, or grant access to tables of its own partition.`,
  }));
  throwProblems(`[${grantedBy}] no access can be granted`, [...options.finish(), ...validateTables(tables)]);
  const statements = workloadStatements(access, account, tables.map(({ spec }) => tableUse(spec, defaults)));
  statements.forEach((statement) => grantee?.add(statement));
  return statements;
}
