import { Rule } from './rules';
import { RECOVERY_ON_ANY_PLATFORM } from './rules/features';
import { TableSpec } from './table-spec';
import { TRAITS } from './traits';
import { validate } from './validate';
import { Violation } from './violation';

/**
 * What KubeVela rejects in a component by itself: it validates a component before it looks at the traits.
 * @param ofPlatform rules of the platform
 */
export function validateApart(properties: TableSpec, ofPlatform: readonly Rule[]): Violation[] {
  const others = ofPlatform.filter(({ cue, code }) => cue !== undefined || code === RECOVERY_ON_ANY_PLATFORM.code);
  return [
    ...validate(properties).filter(({ severity }) => severity !== 'warning'),
    // Rules take values of the right types alone.
    ...validate(properties, others).filter(({ code }) => others.some((other) => other.code === code)),
  ];
}

/**
 * What to do: what belongs together goes with a trait, if one carries the field, or stays with the component.
 * @param shown the property as its author calls it
 */
export function wayOutOfTraits({ property }: Violation, properties: TableSpec, shown = property): string {
  const [[field], [name]] = [property.split(/[.[]/), shown.split(/[.[]/)];
  if (properties[field] === undefined) {
    return `Leave ${name} with the component.`;
  }
  const isCarried = TRAITS.some(({ required, optional }) => [...required, ...optional].includes(field));
  return isCarried ? `Let a trait carry ${name} too, or leave both with the component.` : `Leave with the component, and not with a trait, what ${name} must have.`;
}
