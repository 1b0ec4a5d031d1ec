import { Resolver } from './intrinsics';
import { Unresolved } from './part';
import { isObject, Json } from '../contract/json';

const LOOP = 'Fn::ForEach::';

/** The resources with the loops of the transform AWS::LanguageExtensions written out. A loop that cannot be resolved stays as it is. */
export function expandLoops(resources: Json, resolver: Resolver): Json {
  if (!Object.keys(resources).some((name) => name.startsWith(LOOP))) {
    return resources;
  }
  return Object.fromEntries(Object.entries(resources).flatMap(([name, value]): ReadonlyArray<readonly [string, unknown]> => {
    const [variable, items, body] = Array.isArray(value) ? value : [];
    if (!name.startsWith(LOOP) || typeof variable !== 'string' || !isObject(body)) {
      return [[name, value]];
    }
    const list = resolver.list(items);
    return list instanceof Unresolved ? [[name, value]] : list.flatMap((item) => Object.entries(replace(body, variable, String(item)) as Json));
  }));
}

function replace(value: unknown, variable: string, item: string): unknown {
  const inText = (text: string): string => text.replaceAll(`\${${variable}}`, item).replaceAll(`&{${variable}}`, item.replace(/[^A-Za-z0-9]/g, ''));
  if (typeof value === 'string') {
    return inText(value);
  }
  if (Array.isArray(value)) {
    return value.map((each) => replace(each, variable, item));
  }
  if (isObject(value)) {
    return value.Ref === variable ? item
      : Object.fromEntries(Object.entries(value).map(([name, each]) => [inText(name), replace(each, variable, item)]));
  }
  return value;
}
