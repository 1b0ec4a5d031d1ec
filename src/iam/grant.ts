import { Grantee, GrantReader, throwProblems, validateTables } from './grant-reader';
import { PolicyStatement } from './policy-document';
import { TableUse, tableUse } from './table-use';
import { WorkloadAccess, workloadStatements } from './workload-statements';
import { partitionOf } from '../contract/partitions';
import { Violation } from '../contract/violation';
import { formatViolations } from '../declaration';
import { DeclaredTable } from '../props/table-spec';

/**
 * The statements that give a workload access to these tables. Where a table or an option is wrong there are none: the grantee reports it at
 * synth, with all else that is wrong, and each table reports itself; without a grantee it is thrown.
 */
export function grant(access: WorkloadAccess, grantedBy: string, tables: readonly DeclaredTable[], options: GrantReader): PolicyStatement[] {
  const grantee = options.grantee();
  const account = options.account(grantee?.account);
  const defaults = options.defaults(grantee?.defaults);
  const streamless = access.stream ? tables.filter(({ spec }) => spec.streamEnabled !== true) : [];
  streamless.forEach(({ name }) => options.problem(`stream of ${String(name)}`, {
    code: 'NoStream', problem: 'is off', fix: 'Give the table a `stream`; of an Application, name the tables that have one.',
  }));
  const own = account.partition ?? 'aws';
  tables.forEach(({ name, spec }) => {
    const { id } = partitionOf(String(spec.region));
    if (grantee !== undefined && id !== own) {
      options.problem(`partition of ${String(name)}`, {
        code: 'PartitionConflict',
        value: id,
        problem: `is not that of the grantee, ${own}`,
        fix: `Give the role the partition ${id}, or grant access to tables of its own partition.`,
      });
    }
  });
  const problems = options.finish();
  const wrongTables = validateTables(tables);
  if (grantee === undefined) {
    throwProblems(`[${grantedBy}] no access can be granted`, [...formatViolations(problems), ...wrongTables]);
  } else if (problems.length > 0 || wrongTables.length > 0) {
    grantee.report(problems.map((problem) => ({ ...problem, property: `access to ${grantedBy}: ${problem.property}` })));
    return [];
  }
  const uses = tables.map(({ spec }) => tableUse(spec, defaults));
  const statements = workloadStatements(access, account, uses);
  if (grantee !== undefined) {
    statements.forEach((statement) => grantee.add(statement));
    const others = account.account === grantee.account.account ? [] : tables;
    grantee.report(others.flatMap((table, i) => acrossAccounts(access, account.account, grantee, table, uses[i])));
  }
  return statements;
}

/**
 * A policy of the role is half of what AWS asks for across accounts.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-cross-account-access.html
 */
function acrossAccounts(
  { stream }: WorkloadAccess, value: string, { account, roleArn }: Grantee, { name, spec }: DeclaredTable, { keyArns }: TableUse,
): Violation[] {
  if (stream === undefined && String(spec.resourcePolicy).includes(account.account)) {
    return [];
  }
  const where = stream ? 'the resource policy of the stream, which ACK does not set: use the AWS CLI' : 'the `resourcePolicy` of the table';
  return [{
    code: 'CrossAccountGrant',
    severity: 'warning',
    property: `account of ${String(name)}`,
    value,
    problem: 'is not that of the role, so the table has to allow the role, too',
    fix: `Allow ${roleArn} in ${where}${keyArns.length === 0 ? '' : ', and in the policy of its KMS key'}.`,
  }];
}
