import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';

/** The objects of an app by their kinds, for one pass of `cdk8s synth`: each of its constructs asks for them, and a pass is not interrupted. */
const known = new WeakMap<IConstruct, ReadonlyMap<string, ApiObject[]>>();

/** The objects of this kind in the app of a construct. */
export function objectsInApp({ node: { root } }: IConstruct, kind: string): readonly ApiObject[] {
  let byKind = known.get(root);
  if (byKind === undefined) {
    const found = new Map<string, ApiObject[]>();
    root.node.findAll().filter((each) => ApiObject.isApiObject(each)).forEach((each) => {
      const same = found.get(each.kind);
      same === undefined ? found.set(each.kind, [each]) : same.push(each);
    });
    known.set(root, byKind = found);
    queueMicrotask(() => known.delete(root));
  }
  return byKind.get(kind) ?? [];
}
