import { idOf, namespaceOf } from './going';
import { Unread } from './plan';
import { Json, objectOf } from '../contract/json';
import { groupKindOf, labelOf } from '../validation/objects';

/** Whatever applies an object may give it a namespace. Objects that have one on one side only are taken for two, and that is told once a side. */
export function withoutNamespace(before: readonly Json[], after: readonly Json[]): Unread[] {
  return [...onlyIn(before, after, 'NEW'), ...onlyIn(after, before, 'OLD')];
}

function onlyIn(others: readonly Json[], objects: readonly Json[], side: string): Unread[] {
  const hasNone = ({ metadata }: Json): boolean => objectOf(metadata).namespace === undefined;
  const bare = objects.filter(hasNone);
  if (bare.length === 0) {
    return [];
  }
  const known = new Set(objects.map(idOf));
  const elsewhere = others.filter((object) => !hasNone(object) && !known.has(idOf(object)));
  const there = new Map(elsewhere.map((object) => [nameOf(object), namespaceOf(object)]));
  const same = new Set(others.filter(hasNone).map(nameOf));
  const [first, ...more] = bare.filter((object) => there.has(nameOf(object)) && !same.has(nameOf(object)));
  const namespace = first && there.get(nameOf(first))!;
  return first === undefined ? [] : [{
    code: 'NoNamespace',
    resource: labelOf(first),
    problem: `has no namespace in ${side}${more.length === 0 ? '' : `, as ${more.length} more`}. A table is then taken to be in default, and another object not to be that in ${namespace!}`,
    fix: `Give it metadata.namespace ${namespace!}, if what applies it puts it there.`,
    isRejected: false,
  }];
}

function nameOf(object: Json): string {
  return `${groupKindOf(object)} ${String(objectOf(object.metadata).name)}`;
}
