import { changedParts } from './changed-parts';
import { UpgradeFinding } from './finding';
import { accepted, note, NOTHING } from './verdicts';
import { isObject, Json, objectOf } from '../contract/json';

const PATH = 'spec.resources';

/** What has changed between the resources that kro makes for each instance. Those that it only reads are passed over. */
export function resourceChanges(previous: unknown, next: unknown): UpgradeFinding[] {
  const [was, is] = [madeBy(previous), madeBy(next)];
  return [
    ...[...was].flatMap(([object, resource]) => {
      const stays = is.get(object);
      if (stays === undefined) {
        return [{
          ...accepted('ResourceRemoved', `${PATH}[${String(resource.id)}]`,
            `is removed, or makes an object of another kind, name or namespace: kro deletes the one that each existing instance has${lostWith(resource)}`,
            'Keep kind, name and namespace of the object.'),
          weakens: lostWith(resource) !== '',
        }];
      }
      const parts = changedParts(content(resource), content(stays));
      return parts.length === 0 ? [] : [
        note('ResourceChanged', `${PATH}[${String(stays.id)}]`, `is made in another way (${parts.join(', ')}); kro brings those of existing instances to it at once`, 'See that it means the same for existing instances.'),
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

/** What is lost in AWS when kro deletes the object of a resource. */
function lostWith({ template }: Json): string {
  const { apiVersion, kind } = objectOf(template);
  if (!String(apiVersion).startsWith('dynamodb.services.k8s.aws/')) {
    return '';
  }
  return `, and ACK deletes the ${String(kind).toLowerCase()} in AWS with all that is in it, unless its deletionPolicy is retain`;
}
