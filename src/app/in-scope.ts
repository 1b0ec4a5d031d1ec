import { IConstruct } from 'constructs';

/** What constructs stand for, to be found by what is declared near them. */
export class InScope<T> {
  private readonly known = new WeakMap<IConstruct, T[]>();

  /** Records what a construct stands for. */
  public register(construct: IConstruct, what: T): void {
    for (const scope of construct.node.scopes) {
      const known = this.known.get(scope) ?? [];
      known.push(what);
      this.known.set(scope, known);
    }
  }

  /** All of the app in which a construct is. */
  public all(construct: IConstruct): readonly T[] {
    return this.known.get(construct.node.root) ?? [];
  }

  /** Those that fit and stand nearest to a construct: several where they are at the same distance, as in an app for several clusters. */
  public nearest(construct: IConstruct, fits: (what: T) => boolean): readonly T[] {
    if (!this.known.has(construct.node.root)) {
      return [];
    }
    for (const scope of construct.node.scopes.reverse()) {
      const found = (this.known.get(scope) ?? []).filter(fits);
      if (found.length > 0) {
        return found;
      }
    }
    return [];
  }
}
