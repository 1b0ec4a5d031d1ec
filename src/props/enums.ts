import { AttributeType } from './attribute';
import { AdoptionPolicy, RemovalPolicy } from './policies';
import { StreamViewType } from './stream';
import { TableClass } from './table-class';
import { shapeAt } from '../contract/certain';
import { Violation } from '../contract/violation';

type Members = { readonly [member: string]: string };

const ENUMS: { readonly [name: string]: Members } = { AttributeType, StreamViewType, TableClass, RemovalPolicy, AdoptionPolicy };

/** What to do, by the members of the enum that the property takes in TypeScript, where it takes one. */
export function enumFix({ code, property, fix, value }: Violation): Pick<Violation, 'fix' | 'problem'> | undefined {
  const shape = shapeAt(property);
  const values = shape?.kind === 'string' ? shape.enum ?? [] : [];
  const has = (all: Members): boolean => values.length > 0 && values.every((each) => Object.values(all).includes(each));
  const [name, members] = Object.entries(ENUMS).find(([, all]) => has(all)) ?? [];
  if (members === undefined || !['InvalidValue', 'InvalidType', 'Required'].includes(code)) {
    return undefined;
  }
  const memberOf = (wanted: string): string => `${name}.${Object.keys(members).find((each) => members[each] === wanted)}`;
  const [, meant] = /Did you mean "(.*)"\?$/.exec(fix) ?? [];
  return {
    problem: value === undefined ? 'is missing' : `is not ${/^[AEIOU]/.test(String(name)) ? 'an' : 'a'} ${name}`,
    fix: `Use ${values.map(memberOf).join(', ').replace(/, (?=[^,]*$)/, ' or ')}.${meant === undefined ? '' : ` Did you mean ${memberOf(meant)}?`}`,
  };
}
