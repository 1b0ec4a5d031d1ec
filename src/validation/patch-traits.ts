import { listOf, objectOf } from '../contract/json';
import { Violation } from '../contract/violation';

/** What a patch may change of a table that is nothing to DynamoDB. */
const HARMLESS = /^\/metadata\/(labels|annotations)\b/;

/** Whether traits of KubeVela that patch the object of a component change more of it than labels. */
const CHANGES: { readonly [type: string]: (properties: unknown) => boolean } = {
  'json-patch': (properties) => listOf(objectOf(properties).operations).some((operation) => {
    const { op, path } = objectOf(operation);
    return op !== 'test' && !HARMLESS.test(String(path));
  }),
  'json-merge-patch': (properties) => Object.entries(objectOf(properties)).some(([name, value]) =>
    name !== 'metadata' || Object.keys(objectOf(value)).some((each) => !HARMLESS.test(`/metadata/${each}`))),
};

/**
 * A warning where a trait of KubeVela's patches the table that a component becomes.
 * @see https://kubevela.io/docs/end-user/traits/references/#json-patch
 */
export function validatePatchTrait(path: string, type: unknown, properties: unknown): Violation[] {
  return typeof type !== 'string' || !Object.hasOwn(CHANGES, type) || !CHANGES[type](properties) ? [] : [{
    code: 'NotValidated',
    severity: 'warning',
    property: `${path}.type`,
    value: type,
    problem: 'patches the table, which was not validated with that',
    fix: 'Set it in the properties of the component.',
  }];
}
