import { Json, objectOf } from '../contract/json';
import { ACK_ADOPTION_FIELDS, ACK_ADOPTION_POLICY, ACK_DELETION_POLICY, ACK_REGION } from '../contract/names';
import { member, Violation } from '../contract/violation';

const OF_ACK = ACK_REGION.replace(/region$/, '');

/** What says the same of a table as an annotation of ACK's. */
const FIELDS: { readonly [annotation: string]: string } = {
  [ACK_REGION]: 'region',
  [ACK_DELETION_POLICY]: 'deletionPolicy',
  [ACK_ADOPTION_POLICY]: 'adoptionPolicy',
  [ACK_ADOPTION_FIELDS]: 'adoptionPolicy',
  [`${OF_ACK}owner-account-id`]: 'providerConfigRef',
};

/** ACK reads them on its own objects, and kro gives those the annotations that follow from the spec alone. */
export function validateAckAnnotations(property: string, annotations: unknown): Violation[] {
  const given: Json = objectOf(annotations);
  return Object.keys(given).filter((name) => name.startsWith(OF_ACK)).map((name) => ({
    code: 'IgnoredAnnotation',
    severity: 'warning',
    property: member(property, name),
    value: given[name],
    problem: 'is an annotation that ACK reads on its own objects, and not on those of tables, so that it does nothing',
    fix: Object.hasOwn(FIELDS, name) ? `Use ${FIELDS[name]}.` : 'Remove it.',
  }));
}
