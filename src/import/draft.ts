import { Finding } from './finding';
import { isObject } from '../contract/json';

/** A table on its way from a source to the contract: the fields that were read until now, in any order. */
export interface Draft {
  /** What the table is called where it was read, such as `orders` or the logical id `OrdersTable`. */
  readonly label: string;
  /** The file, and where in it: `template.yaml Resources.Orders`. */
  readonly source: string;
  /** The name and the namespace of the object that it was read from, where that is an object of this kind already. */
  readonly objectName?: string;
  readonly namespace?: string;
  /** The Application that has it as a component. */
  readonly application?: ApplicationOf;
  /** The id of its resource in a template. */
  readonly logicalId?: string;
  /** The AWS account that the table is in, if that is known. */
  account?: string;
  readonly spec: { [field: string]: unknown };
  readonly findings: Finding[];
  /** Attributes that something uses which is not declared, by what that is. */
  usedElsewhere?: { readonly names: ReadonlySet<unknown>; readonly by: string };
  /** Its values are those that AWS has, or what functions gave: `${x}` in one is text, and nothing that somebody forgot to render. */
  readonly isResolved?: boolean;
  /** A plan is to create it. */
  readonly isToCreate?: boolean;
}

/** An Application of KubeVela, as a table has to keep it. */
export interface ApplicationOf {
  readonly name: string;
  /** The components that the table waits for. */
  readonly dependsOn?: readonly string[];
}

/** The account in an ARN. */
export function accountOf(arn: unknown): string | undefined {
  return String(arn).split(':')[4] || undefined;
}

export type Fields = { readonly [name: string]: unknown };

/** The fields that have a value; undefined where there is none. */
export function given(fields: Fields): Fields | undefined {
  const kept: { [name: string]: unknown } = {};
  let any = false;
  for (const name of Object.keys(fields)) {
    if (fields[name] !== undefined) {
      kept[name] = fields[name];
      any = true;
    }
  }
  return any ? kept : undefined;
}

/** Sets the fields that have a value. */
export function assign(draft: Draft, fields: Fields): void {
  for (const name of Object.keys(fields)) {
    if (fields[name] !== undefined) {
      draft.spec[name] = fields[name];
    }
  }
}

/** The list; undefined where it is empty, since the contract knows no empty lists. */
export function ifAny<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}

/** A policy document as the JSON text of the contract. */
export function policyText(value: unknown): string | undefined {
  return isObject(value) ? JSON.stringify(value) : typeof value === 'string' && value !== '' ? value : undefined;
}

export function report(draft: Draft, { what, effect, text }: Omit<Finding, 'path'>, path = ''): void {
  draft.findings.push({ what, effect, text, path });
}
