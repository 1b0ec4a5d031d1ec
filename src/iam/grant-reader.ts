import { Construct } from 'constructs';
import { Account } from './arn';
import { PolicyStatement } from './policy-statement';
import { TableFeature } from './table-feature';
import { validateDeclaration } from '../app/validate-table';
import { ACCOUNT_ID } from '../contract/fields';
import { isObject } from '../contract/json';
import { PARTITION } from '../contract/partitions';
import { Shape } from '../contract/shape';
import { validateRequired, validateValue } from '../contract/validate-shapes';
import { formatViolations, Violation } from '../contract/violation';
import { plainly } from '../props/copy';
import { DeclaredDefaults, readDefaults } from '../props/defaults-spec';
import { NO_OBJECT, Options } from '../props/options';
import { DeclaredTable } from '../props/table-spec';

/** What a grant gives, and what is wrong with it or to be warned of. */
export interface Granted {
  readonly statements: PolicyStatement[];
  readonly violations: readonly Violation[];
}

/** A role as a grant needs it. */
export interface Grantee {
  readonly account: Account;
  readonly roleArn: string;
  /** Those of its properties, if they have any. */
  readonly defaults?: DeclaredDefaults;
  /** Adds what is worked out when the policy is written. */
  readonly add: (granted: () => Granted) => void;
}

/** Reads options, and notes what is wrong with them. */
export class GrantReader {
  private readonly problems: Violation[] = [];
  private readonly options: Options;
  /** No options are given at all, so that none of them is missing. */
  private readonly isNone: boolean;

  /**
   * @param how the options are given, where a construct is given instead, as AWS CDK takes one
   * @param called what the options are called
   */
  public constructor(given: unknown, how: string, called = NO_OBJECT) {
    const isConstruct = Construct.isConstruct(given);
    this.isNone = isConstruct || !isObject(plainly(given));
    this.options = new Options('', isConstruct ? {} : given, this.problems, { called, how, elsewhere: { role: 'grantee', identity: 'grantee', serviceAccount: 'grantee' } });
    if (isConstruct) {
      this.problems.push({ code: 'InvalidType', property: called, problem: 'is a construct, not an object', fix: `Give ${how}.` });
    }
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

  /** Whether a grantee is given or meant, right or wrong: what it would say is not missing besides. */
  public meansGrantee(): boolean {
    return this.isNone || this.options.gives('grantee') || this.problems.some(({ meant = [], fix }) => meant.includes('grantee') || fix.includes('"grantee"'));
  }

  public account(): Account {
    return { account: this.required('account', ACCOUNT_ID) as string, partition: this.optional('partition', PARTITION) as string | undefined };
  }

  /** The account and the partition that are given. */
  public where(): Partial<Account> {
    const [account, partition] = [this.optional('account', ACCOUNT_ID), this.optional('partition', PARTITION)];
    return { account, partition } as Partial<Account>;
  }

  /** The defaults that are given. */
  public defaults(): DeclaredDefaults | undefined {
    const given = readDefaults(this.options);
    this.problems.push(...given?.violations ?? []);
    return given?.defaults;
  }

  public features(): TableFeature[] | undefined {
    return this.options.choices('features', TableFeature, 'TableFeature');
  }

  public required(name: string, shape: Shape): unknown {
    const value = this.options.take(name);
    this.problems.push(...this.isNone ? [] : validateRequired(name, value, shape));
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

/** What is wrong with tables; a role asks at each step, and a declared table does not change. */
const wrong = new WeakMap<DeclaredTable, string[]>();

/** What is wrong with the tables themselves. */
export function validateTables(tables: readonly DeclaredTable[]): string[] {
  return tables.filter(({ isReference }) => !isReference).flatMap((table) => {
    const lines = wrong.get(table) ?? formatViolations(validateDeclaration(table).errors).map((line) => `${String(table.name ?? 'table')}: ${line}`);
    wrong.set(table, lines);
    return lines;
  });
}

/** Throws all of it at once. A policy is wanted now, so what is wrong with it cannot wait for `cdk8s synth`. */
export function throwProblems(what: string, problems: readonly string[]): void {
  if (problems.length > 0) {
    throw new Error([`${what}:`, ...problems].join('\n  '));
  }
}
