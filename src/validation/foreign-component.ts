import { definitionOf } from './definition-of';
import { LocatedViolation } from './located';
import { ourTraitTypes } from './unknown-traits';
import { accessTraitType } from '../contract/access-trait';
import { isObject, Json, listOf, objectOf, objectsOf } from '../contract/json';
import { member, Violation } from '../contract/violation';

/** Traits of tables on components that are none: what they set is lost. */
export function validateTraitsElsewhere(application: Json, componentName: string): LocatedViolation[] {
  return objectsOf(objectOf(application.spec).components).flatMap((component, i) => {
    const { traits } = component;
    const type = definitionOf(component);
    return typeof type !== 'string' || type === componentName ? [] : listOf(traits).flatMap((trait, j) =>
      traitElsewhere(`components[${i}].traits[${j}].type`, trait, componentName).map((violation) => ({ ...violation, at: ['spec', 'components', i, 'traits', j, 'type'] })));
  });
}

/** A component of one's own may make a table, which traits can change; the access trait reads tables of the platform only. */
function traitElsewhere(property: string, trait: unknown, componentName: string): Violation[] {
  const type = definitionOf(objectOf(trait));
  return !ourTraitTypes(componentName).includes(String(type)) ? [] : [{
    code: 'UnknownTrait',
    ...type === accessTraitType(componentName) ? {} : { severity: 'warning' },
    property,
    value: type,
    problem: 'is a trait of tables, and this component is none, so that it does nothing',
    fix: `Give it to a component of the type ${componentName}.`,
  }];
}

/** What cannot be written as YAML: functions and the like, and what contains itself. */
function unwritable(property: string, value: unknown, within: readonly unknown[] = []): Violation[] {
  const problem = ['function', 'symbol', 'bigint'].includes(typeof value) ? 'cannot be written as YAML' : within.includes(value) ? 'contains itself' : undefined;
  return problem !== undefined ? [{ code: 'InvalidType', property, problem, fix: 'Give plain data.' }]
    : typeof value !== 'object' || value === null ? []
      : Object.entries(value).flatMap(([name, each]) => unwritable(Array.isArray(value) ? `${property}[${name}]` : member(property, name), each, [...within, value]));
}

/** What is wrong in a component that is no table, beside its name. */
export function validateComponentParts(component: Json, componentName: string): Violation[] {
  const { properties, traits } = component;
  const wrong = (property: string, value: unknown, problem: string, fix: string): Violation => ({ code: 'InvalidType', property: `component.${property}`, value, problem, fix });
  return [
    ...definitionOf(component) !== componentName ? [] : [{
      ...wrong('type', component.type, 'is the type of tables', 'Give the table to addTable(), which validates it.'), code: 'InvalidValue',
    }],
    ...unwritable('component.properties', properties), ...unwritable('component.traits', traits),
    ...properties === undefined || isObject(properties) ? [] : [wrong('properties', properties, 'is not an object', 'Give an object.')],
    ...traits === undefined || Array.isArray(traits) ? [] : [wrong('traits', traits, 'is not a list', 'Give a list of traits, each with type and properties.')],
    ...listOf(traits).flatMap((trait, i): Violation[] => {
      const path = `traits[${i}]`;
      if (!isObject(trait)) {
        return [wrong(path, trait, 'is not an object', 'Give a trait with type and properties.')];
      }
      return [
        ...typeof trait.type === 'string' ? [] : [trait.type === undefined ? { ...wrong(`${path}.type`, undefined, 'is missing', 'Give the type of the trait.'), code: 'Required' }
          : wrong(`${path}.type`, trait.type, 'is not text', 'Give the type of the trait.')],
        ...trait.properties === undefined || isObject(trait.properties) ? [] : [wrong(`${path}.properties`, trait.properties, 'is not an object', 'Give an object.')],
        ...definitionOf(component) === componentName ? [] : traitElsewhere(`component.${path}.type`, trait, componentName),
      ];
    }),
  ];
}
