import { cel } from '../../print/cel';
import { OBJECT_NAME } from '../fields';

/** kro writes the name of an object into labels, and fails where it is too long for one. A name cannot change, so it is validated once. */
export const OBJECT_NAME_RULE = {
  code: 'ObjectName',
  statement: `The name of a DynamoDBTable has at most ${OBJECT_NAME.maxLength} characters.`,
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  cel: cel`request.operation == "CREATE" && size(object.metadata.?name.orValue("")) > ${OBJECT_NAME.maxLength!} ? ["metadata.name " + object.metadata.name + " has more than 63 characters, and kro writes it into a label: use a shorter one"] : []`,
};
