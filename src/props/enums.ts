import { AttributeType } from './attribute';
import { AdoptionPolicy, RemovalPolicy } from './policies';
import { StreamViewType } from './stream';
import { TableClass } from './table-class';
import { shapeAt } from '../contract/certain';
import { show, Violation } from '../contract/violation';

type Members = { readonly [member: string]: string };

const ENUMS: { readonly [name: string]: Members } = { AttributeType, StreamViewType, TableClass, RemovalPolicy, AdoptionPolicy };

/** What to do, by the members of the enum that the property takes in TypeScript, where it takes one. */
export function enumFix({ code, property, fix, value }: Violation): Pick<Violation, 'fix' | 'problem'> | undefined {
  const shape = shapeAt(property);
  const values = shape?.kind === 'string' ? shape.enum ?? [] : [];
  const has = (all: Members): boolean => values.length > 0 && values.every((each) => Object.values(all).includes(each));
  const name = Object.keys(ENUMS).find((each) => has(ENUMS[each]));
  if (name === undefined || !['InvalidValue', 'InvalidType', 'Required'].includes(code)) {
    return undefined;
  }
  const [, meant] = /Did you mean "(.*)"\?$/.exec(fix) ?? [];
  return {
    problem: value === undefined ? 'is missing' : `is not ${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`,
    fix: `Use ${values.map((each) => memberOf(name, each)).join(', ').replace(/, (?=[^,]*$)/, ' or ')}.${meant === undefined ? '' : ` Did you mean ${memberOf(name, meant)}?`}`,
  };
}

/** A value as the member of the enum that it is in TypeScript; any other as it is. */
export function memberOf(name: string, value: unknown): string {
  const member = Object.keys(ENUMS[name]).find((each) => ENUMS[name][each] === value);
  return member === undefined ? show(value) : `${name}.${member}`;
}
