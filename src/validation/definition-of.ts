import { Json, objectsOf } from '../contract/json';

/**
 * The definition that a component or a trait names. KubeVela takes a version of it behind an `@`.
 *
 * @see https://kubevela.io/docs/platform-engineers/x-def-version/
 */
export function definitionOf({ type }: Json): unknown {
  return typeof type === 'string' ? type.replace(/@.*$/s, '') : type;
}

/** The names of the tables among the components of an Application. */
export function tableNames({ components }: Json, componentName: string): string[] {
  return objectsOf(components).filter((each) => definitionOf(each) === componentName).map(({ name }) => String(name));
}
