import { Account, PARTITION } from './arn';
import { PolicyStatement } from './policy-document';
import { ACCOUNT_ID } from '../contract/fields';
import { Shape } from '../contract/shape';
import { validateRequired, validateValue } from '../contract/validate-shapes';
import { Violation } from '../contract/violation';
import { validateDeclaration, formatViolations } from '../declaration';
import { DeclaredDefaults, declareDefaults } from '../props/defaults-spec';
import { Options } from '../props/options';
import { DeclaredTable } from '../props/table-spec';

/** A role as a grant needs it. */
export interface Grantee {
  readonly account: Account;
  readonly roleArn: string;
  readonly defaults: DeclaredDefaults;
  readonly add: (statement: PolicyStatement) => void;
  /** Reports errors at synth, and shows warnings. */
  readonly report: (violations: readonly Violation[]) => void;
}

/** Reads options, and notes what is wrong with them. */
export class GrantReader {
  private readonly problems: Violation[] = [];
  private readonly options: Options;

  public constructor(given: unknown) {
    this.options = new Options('', given, this.problems);
  }

  /** The role to which access is granted, if one is given. */
  public grantee(): Grantee | undefined {
    const value = this.options.take('grantee') as { _grantee?: () => Grantee } | undefined;
    if (value === undefined || typeof value?._grantee === 'function') {
      return value?._grantee!();
    }
    this.problem('grantee', { code: 'InvalidType', value, problem: 'is not a WorkloadRole', fix: 'Give a WorkloadRole.' });
    return undefined;
  }

  /** @param byDefault the account that counts where none is given */
  public account(byDefault?: Account): Account {
    const isKnown = byDefault !== undefined || this.options.gives('grantee');
    const account = isKnown ? this.optional('account', ACCOUNT_ID) ?? byDefault?.account : this.required('account', ACCOUNT_ID);
    return { account: account as string, partition: (this.optional('partition', PARTITION) ?? byDefault?.partition) as string | undefined };
  }

  /** @param byDefault the defaults that count where none are given */
  public defaults(byDefault?: DeclaredDefaults): DeclaredDefaults {
    const given = this.options.struct('defaults', declareDefaults);
    this.problems.push(...given?.violations ?? []);
    return given?.defaults ?? byDefault ?? declareDefaults(new Options('', {}, [])).defaults;
  }

  public required(name: string, shape: Shape): unknown {
    const value = this.options.take(name);
    this.problems.push(...validateRequired(name, value, shape));
    return value;
  }

  public optional(name: string, shape: Shape): unknown {
    const value = this.options.take(name);
    this.problems.push(...(value === undefined ? [] : validateValue(name, value, shape)));
    return value;
  }

  /** A list of anything; what is no list is noted, and taken for an empty one. */
  public list(name: string): any[] {
    const value = this.options.take(name) ?? [];
    if (!Array.isArray(value)) {
      this.problem(name, { code: 'InvalidType', value, problem: 'is not a list', fix: 'Give a list.' });
      return [];
    }
    return value;
  }

  public problem(name: string, violation: Omit<Violation, 'property'>): void {
    this.options.problem(name, violation);
  }

  /** To be called when all has been read. */
  public finish(): Violation[] {
    this.options.finish();
    return this.problems;
  }
}

/** What is wrong with the tables themselves. */
export function validateTables(tables: readonly DeclaredTable[]): string[] {
  return tables.filter(({ isReference }) => !isReference).flatMap((table) => formatViolations(validateDeclaration(table).errors).map((line) => `${String(table.name ?? 'table')}: ${line}`));
}

/** Throws all of it at once. A policy is wanted now, so what is wrong with it cannot wait for `cdk8s synth`. */
export function throwProblems(what: string, problems: readonly string[]): void {
  if (problems.length > 0) {
    throw new Error([`${what}:`, ...problems].join('\n  '));
  }
}
