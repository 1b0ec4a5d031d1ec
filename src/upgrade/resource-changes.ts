import { UpgradeFinding } from './finding';
import { note, NOTHING, unrefused } from './verdicts';
import { isObject, Json, objectOf } from '../contract/json';

const PATH = 'spec.resources';

/** What has changed between the resources that kro makes for each instance. Those that it only reads are passed over. */
export function resourceChanges(previous: unknown, next: unknown): UpgradeFinding[] {
  const [was, is] = [madeBy(previous), madeBy(next)];
  return [
    ...[...was].flatMap(([object, resource]) => {
      const stays = is.get(object);
      if (stays === undefined) {
        return [unrefused('ResourceRemoved', `${PATH}[${String(resource.id)}]`, 'is removed, or makes an object of another kind or name: kro deletes the one that each existing instance has',
          'Keep kind, name and namespace of the object.')];
      }
      return same(content(resource), content(stays)) ? [] : [
        note('ResourceChanged', `${PATH}[${String(stays.id)}]`, 'is made in another way; kro brings those of existing instances to it at once', 'See that it means the same for existing instances.'),
      ];
    }),
    ...[...is].filter(([object]) => !was.has(object)).map(([, { id }]) =>
      note('ResourceAdded', `${PATH}[${String(id)}]`, 'is new; existing instances get it at once', NOTHING)),
  ];
}

/** The resources by the object that each makes: kro knows an object by its group, kind, namespace and name, whatever the id. */
function madeBy(resources: unknown): Map<string, Json> {
  const all = Array.isArray(resources) ? resources.filter(isObject) : [];
  return new Map(all.filter(({ template }) => isObject(template)).map((resource) => {
    const { apiVersion, kind, metadata } = resource.template as Json;
    const { name, namespace } = objectOf(metadata);
    const group = String(apiVersion).split('/').slice(0, -1);
    return [JSON.stringify([group, kind, namespace, name]), resource];
  }));
}

function content({ id: _, ...rest }: Json): Json {
  return rest;
}

// The order of names says nothing.
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
}

function sorted(_: string, value: unknown): unknown {
  return isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}
