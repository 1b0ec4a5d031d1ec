import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { firsts } from '../app/firsts';
import { Violation } from '../contract/violation';
import { DeclaredTable } from '../props/table-spec';

/** Who declares something of a name in CloudWatch. */
interface Owner {
  readonly declaredBy: IConstruct;
  /** The tables that it is about. */
  readonly tables: readonly DeclaredTable[];
}

/** Something that an account has once. */
export interface Named {
  readonly name: string;
  /** That of an alarm; a dashboard belongs to all regions. */
  readonly region?: string;
  readonly tables: readonly DeclaredTable[];
}

/** Who was first, by chart and by app. */
const firstOwner = firsts<Owner>();

/**
 * Registers names, and gives a violation for each construct that has some of them already. That is an error in a chart, and over the charts of
 * an app where both are about one table that is declared here. Otherwise it is a warning: charts may be for several AWS accounts.
 */
export function registerNames(declaredBy: IConstruct, named: readonly Named[], property: string, what: string): Violation[] {
  const met = new Map<IConstruct, { readonly same: Named[]; isSure: boolean }>();
  for (const each of named) {
    const owner = { declaredBy, tables: each.tables };
    const [inChart, inApp] = [Chart.of(declaredBy), declaredBy.node.root].map((scope) => first(scope, owner, [what, each.region, each.name]));
    const other = inChart ?? inApp;
    if (other !== undefined) {
      const known = met.get(other.declaredBy) ?? { same: [], isSure: false };
      met.set(other.declaredBy, known);
      known.same.push(each);
      known.isSure ||= inChart !== undefined || each.tables.some((table) => table.isReference !== true && other.tables.includes(table));
    }
  }
  return [...met].map(([{ node: { path } }, { same, isSure }]) => duplicate(path, same, isSure, property, what));
}

function duplicate(path: string, same: readonly Named[], isSure: boolean, property: string, what: string): Violation {
  const [{ name, region }] = same;
  const where = region === undefined ? '' : ` in ${region}`;
  const fix = `Leave one of the two out, or give one another ${property}`;
  return {
    code: 'DuplicateName',
    property,
    problem: same.length === 1 ? `makes the ${what} ${JSON.stringify(name)}${where}, which ${path} has too`
      : `makes ${same.length} ${what}s that ${path} has too, such as ${JSON.stringify(name)}${where}`,
    ...isSure ? { fix: `${fix}.` } : { severity: 'warning', fix: `${fix}; where they are in two AWS accounts, acknowledge this warning.` },
  };
}

/** Who has it already, unless it is the same. */
function first(scope: IConstruct, owner: Owner, thing: readonly unknown[]): Owner | undefined {
  const other = firstOwner(scope, owner, thing);
  return other?.declaredBy === owner.declaredBy ? undefined : other;
}
