import { IConstruct } from 'constructs';

/** Registers who declares something in a scope, and gives who was first, unless nobody has declared it before. */
export type First<T> = (scope: IConstruct, owner: T, thing: readonly unknown[]) => T | undefined;

/** A register of its own of what may be declared once in a scope: an Application, a chart or an app. */
export function firsts<T>(): First<T> {
  const owners = new WeakMap<IConstruct, Map<string, T>>();
  return (scope, owner, thing) => {
    const known = owners.get(scope) ?? new Map<string, T>();
    owners.set(scope, known);
    // With the length of each part, no two things have one key, whatever stands in them.
    const key = thing.map(String).map((part) => `${part.length} ${part}`).join(' ');
    const first = known.get(key);
    if (first === undefined) {
      known.set(key, owner);
    }
    return first;
  };
}
