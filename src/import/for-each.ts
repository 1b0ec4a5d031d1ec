import { Resolver } from './intrinsics';
import { Unresolved } from './part';
import { isObject, Json } from '../contract/json';

const LOOP = 'Fn::ForEach::';
/**
 * An object with the loops of the transform AWS::LanguageExtensions written out, and those in what they give. One that cannot be resolved
 * has the reason in its place.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function expandLoops(value: Json, resolver: Resolver): Json {
  const isLoop = (name: string): boolean => name.startsWith(LOOP);
  return !Object.keys(value).some(isLoop) ? value
    : Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (isLoop(name) ? expand(name, each, resolver) : [[name, each] as const])));
}

function expand(name: string, loop: unknown, resolver: Resolver): ReadonlyArray<readonly [string, unknown]> {
  const [variable, items, body] = Array.isArray(loop) ? loop : [];
  const list = typeof variable !== 'string' || !isObject(body) ? new Unresolved('The loop is not a list of an identifier, a collection and an object.') : resolver.list(items);
  if (list instanceof Unresolved) {
    return [[name, list]];
  }
  const values = list.flat();
  resolver.rounds -= values.length;
  return resolver.rounds < 0 ? [[name, new Unresolved('The loops of the template make too much of it.')]]
    : values.flatMap((item) => Object.entries(expandLoops(replace(body, variable, String(item)) as Json, resolver)));
}

function replace(value: unknown, variable: string, item: string): unknown {
  const inText = (text: string): string => text.replaceAll(`\${${variable}}`, () => item).replaceAll(`&{${variable}}`, () => item.replace(/[^A-Za-z0-9]/g, ''));
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
