import { Account, tableArn } from './arn';
import { Granted, Grantee, GrantReader, throwProblems, validateTables } from './grant-reader';
import { PolicyStatement } from './policy-statement';
import type { Refusal } from './refusals';
import { keyElsewhere, TableUse, tableUse } from './table-use';
import { LocatedTable, WorkloadAccess, workloadStatements } from './workload-statements';
import { formsOfTable, platformOfTable, providerAccountOf, providerConfigOf } from '../app/declared-tables';
import { overridden } from '../app/overridden';
import { printWarnings } from '../app/show-warnings';
import { mayBeIn, partitionOf } from '../contract/partitions';
import { formatViolations, isWarning, show, Violation } from '../contract/violation';
import { DeclaredDefaults, NO_DEFAULTS } from '../props/defaults-spec';
import { DeclaredTable } from '../props/table-spec';

/** How the options of a grant are given. */
export const GRANT_OPTIONS = '{ grantee: role }, with a WorkloadRole, or { account }, an AWS account';

/** The tables to which access is granted, as they are known now, and what is wrong with their names. */
export interface GrantedTables {
  readonly tables: readonly DeclaredTable[];
  readonly problems?: readonly Violation[];
}

/** What a grant says of all its tables. */
interface Given {
  readonly account?: string;
  readonly partition?: string;
  readonly defaults?: DeclaredDefaults;
  /** It is missing where no table says it. */
  readonly needsAccount: boolean;
}

/**
 * The statements that give a workload access to these tables, as they are known now. The grantee works them out again when its policy is
 * written: a table, a provider configuration or the platform may be declared after the grant.
 *
 * Where a table or an option is wrong there are none: the grantee reports it at synth, with all else that is wrong, and each table reports itself;
 * without a grantee it is thrown.
 */
export function grant(access: WorkloadAccess, grantedBy: string, tablesNow: () => GrantedTables, options: GrantReader): PolicyStatement[] {
  const grantee = options.grantee();
  const [where, defaults] = [options.where(), options.defaults()];
  const problems = options.finish();
  const given: Given = { ...where, defaults, needsAccount: !options.meansGrantee() };
  const work = (): Granted & { readonly wrongTables: string[] } => {
    const { tables, problems: wrongNames = [] } = tablesNow();
    const { statements, violations } = granted(access, given, grantee, tables);
    const all = [...wrongNames, ...violations, ...problems];
    const wrongTables = validateTables(tables);
    return wrongTables.length > 0 || all.some((each) => !isWarning(each))
      ? { statements: [], violations: all.filter((each) => !isWarning(each)), wrongTables } : { statements, violations: all, wrongTables };
  };
  const { statements, violations, wrongTables } = work();
  if (grantee === undefined) {
    throwProblems(`[${grantedBy}] no access can be granted`, [...formatViolations(violations.filter((each) => !isWarning(each))), ...wrongTables]);
    printWarnings(grantedBy, violations.filter(isWarning));
    return statements;
  }
  grantee.add(() => {
    const now = work();
    // A warning names its table; where else something is wrong, the same names may be in several grants.
    return { statements: now.statements, violations: now.violations.map((each) => isWarning(each) ? each : { ...each, property: `access to ${grantedBy}: ${each.property}` }) };
  });
  return statements;
}

function granted(access: WorkloadAccess, given: Given, grantee: Grantee | undefined, tables: readonly DeclaredTable[]): Granted {
  const partition = given.partition ?? grantee?.account.partition;
  const ofRole = grantee?.account.partition ?? 'aws';
  const violations: Violation[] = grantee === undefined || given.partition === undefined || given.partition === ofRole ? [] : [{
    code: 'PartitionConflict', property: 'partition', value: given.partition, problem: `is not that of the grantee, ${ofRole}`, fix: 'Leave `partition` out, or grant access to a role of that partition.',
  }];
  const located: LocatedTable[] = [];
  for (const table of tables) {
    const { name, spec, isReference } = table;
    // Those of another name or region are told.
    const forms = formsOfTable(table).filter((form) => form.spec.tableName === spec.tableName && form.spec.region === spec.region);
    const report = (what: string, violation: Omit<Violation, 'property'>): void => {
      violations.push({ property: `${what} of ${String(name)}`, ...violation });
    };
    if (access.stream && !forms.some((form) => form.spec.streamEnabled === true)) {
      report('stream', { code: 'NoStream', problem: 'is off', fix: isReference ? 'Give `stream: true` to `DynamoDbTable.fromTableAttributes()`.' : 'Give the table a `stream`; of an Application, name the tables that have one.' });
    }
    if (grantee === undefined && given.partition !== undefined && !mayBeIn(given.partition, String(spec.region))) {
      const { id } = partitionOf(String(spec.region));
      report('partition', { code: 'PartitionConflict', value: given.partition, problem: `is not that of its region, ${id}`, fix: 'Leave `partition` out.' });
    }
    if (grantee !== undefined && !mayBeIn(ofRole, String(spec.region))) {
      const { id } = partitionOf(String(spec.region));
      report('partition', {
        code: 'PartitionConflict',
        value: id,
        problem: `is not that of the grantee, ${ofRole}`,
        fix: `Give the role the partition ${id}, or grant access to tables of its own partition.`,
      });
    }
    const provider = providerAccountOf(table)?.account;
    if (given.account !== undefined && provider !== undefined && provider !== given.account) {
      report('account', {
        code: 'AccountConflict',
        value: given.account,
        problem: `is not that of its provider configuration ${show(providerConfigOf(table))}, ${provider}`,
        fix: 'Leave `account` out, or give it for tables of that account only.',
      });
    }
    violations.push(...overridden(table, 'the grant does', ', with a role in its namespace'));
    for (const form of forms) {
      const account = providerAccountOf(form)?.account ?? given.account ?? grantee?.account.account;
      if (account === undefined && given.needsAccount) {
        violations.push({ code: 'Required', property: 'grantee', problem: 'is missing', fix: `Give ${GRANT_OPTIONS}.` });
      }
      const where: Account = { account: account ?? '', partition };
      const defaults = given.defaults ?? grantee?.defaults;
      const use = tableUse(form.spec, defaults ?? defaultsOfPlatform(table));
      violations.push(...defaults === undefined ? [] : keyElsewhere(name, form.spec, use));
      located.push({ ...use, account: where });
      if (grantee !== undefined) {
        validateAllowed(access, where, given, grantee, form, use).forEach((violation) => report('account', violation));
      }
    }
  }
  return { statements: workloadStatements(access, located), violations };
}

/** What tables have from the platform that is declared beside them. */
export function defaultsOfPlatform(table: DeclaredTable): DeclaredDefaults {
  const platform = platformOfTable(table);
  return platform === undefined ? NO_DEFAULTS : { schema: platform.defaults, table: platform.table };
}

/**
 * A policy of the role is half of what AWS asks for across accounts. In its own account, too, the table may deny what the role is given.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-cross-account-access.html
 */
function validateAllowed(
  access: WorkloadAccess, where: Account, given: Given, { account: { account }, roleArn }: Grantee, table: DeclaredTable, use: TableUse,
): Array<Omit<Violation, 'property'> & { readonly property?: string }> {
  const { spec, isReference } = table;
  const { account: value } = where;
  const providerConfig = providerConfigOf(table);
  const warning = { code: 'CrossAccountGrant', severity: 'warning', value } as const;
  if (providerConfig !== undefined && given.account === undefined && providerAccountOf(table) === undefined) {
    return [{
      ...warning,
      problem: `is that of the role, and the provider configuration ${show(providerConfig)} may make the table in another one, which is not known here`,
      fix: 'Give the grant the `account` of the table, also where it is the same.',
    }];
  }
  const isOther = value !== account;
  if (isOther && use.hasManagedKey && !isReference) {
    return [{
      ...warning,
      problem: 'is not that of the role, and the table is encrypted with the AWS managed key, which no other account can use',
      fix: 'Encrypt the table with `Encryption.dynamoOwnedKey()` or a customer managed key, or grant access to a role of its account.',
    }];
  }
  if (!isOther && spec.resourcePolicy === undefined) {
    return [];
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { knowsRole, refusalsOf } = require('./refusals') as typeof import('./refusals');
  const who = { roleArn, account };
  const arn = tableArn(where, use.region, use.tableName);
  const inKey = use.keyArns.length > 0 ? ', and in the policy of its KMS key' : '';
  if (isOther && (access.stream !== undefined || !knowsRole(who, spec))) {
    const inPolicy = access.stream ? 'the resource policy of the stream, which ACK does not set: use the AWS CLI' : 'the `resourcePolicy` of the table';
    return [{ ...warning, problem: 'is not that of the role, so the table has to allow the role, too', fix: `Allow ${roleArn} in ${inPolicy}${inKey}.` }];
  }
  const refusals = refusalsOf({ access, who, spec, arn, needsAllow: isOther });
  const summed = ([first, ...more]: readonly Refusal[]): { readonly what: string; readonly calls: string } => ({
    what: [first, ...more].map(({ what }) => what).join(' and '),
    calls: [first, ...more].map(({ actions, on }) => `${actions.join(', ')} on ${arn}${on}`).join(', and '),
  });
  const [denied, missing] = [true, false].map((wanted) => refusals.filter(({ isDenied }) => isDenied === wanted));
  return [
    ...denied.length === 0 ? [] : [{
      code: 'DeniedGrant', severity: 'warning', property: `resourcePolicy of ${String(table.name)}`, problem: `does not let the role ${summed(denied).what}: a statement denies it`, fix: `Except ${roleArn} from that statement, for ${summed(denied).calls}.`,
    } as const],
    ...missing.length === 0 ? [] : [{
      ...warning, problem: `is not that of the role, and the \`resourcePolicy\` of the table does not let the role ${summed(missing).what}`, fix: `Allow ${roleArn} ${summed(missing).calls} there.`,
    }],
  ];
}
