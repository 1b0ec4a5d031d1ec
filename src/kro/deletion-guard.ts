import { Table } from '../../imports/dynamodb.services.k8s.aws';
import { ACK_PROTECTED, API_GROUP_LABEL, API_VERSION, KIND, PLURAL } from '../contract/names';
import { Cel, cel } from '../print/cel';

const ACK_TABLES = `${Table.GVK.kind.toLowerCase()}s`;
const label = (name: string): Cel => cel`oldObject.metadata.?labels[?${name}]`;
const groupByKro = cel`(${label('kro.run/instance-kind')}.orValue("") == ${KIND} ? ${label('kro.run/instance-group')} : optional.none())`;
const IS_PROTECTED = cel`oldObject.metadata.?annotations[?${ACK_PROTECTED}].hasValue()`;

/**
 * The spec of the ValidatingAdmissionPolicy that rejects the deletion of a protected table before anything is lost: of the
 * DynamoDBTable, since kro no longer applies its spec once its deletion has begun, deletes the Secret and the backups first,
 * and then hangs on the table; and of ACK's Table that kro made of it, which the deletion of a namespace reaches by itself.
 *
 * Switched off, the protection ends when ACK has certainly acted on it: ACK does not switch off what it is to delete.
 */
export function deletionGuard(apiGroup: string): object {
  const [ackGroup, ackVersion] = Table.GVK.apiVersion.split('/');
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [
        { apiGroups: [apiGroup], apiVersions: [API_VERSION], operations: ['DELETE'], resources: [PLURAL], scope: 'Namespaced' },
        { apiGroups: [ackGroup], apiVersions: [ackVersion], operations: ['DELETE'], resources: [ACK_TABLES], scope: 'Namespaced' },
      ],
    },
    matchConditions: [{
      name: 'of-a-table',
      // Tables of releases before 1.0 have only the labels of kro.
      expression: cel`request.resource.resource == ${PLURAL} || ${label(API_GROUP_LABEL)}.or(${groupByKro}).orValue("") == ${apiGroup}`.text,
    }],
    validations: [
      {
        expression: cel`!oldObject.spec.?deletionProtectionEnabled.orValue(false)`.text,
        messageExpression: cel`"deletion protection of table " + oldObject.spec.tableName + " is on: set deletionProtectionEnabled to false first [DeletionProtection]"`.text,
        reason: 'Forbidden',
      },
      {
        expression: cel`!oldObject.?status.?deletionProtected.orValue(false) && !${IS_PROTECTED}`.text,
        messageExpression: cel`"deletion protection of table " + oldObject.spec.tableName + " is being switched off in AWS: delete it again when the table is ready [DeletionProtection]"`.text,
        reason: 'Forbidden',
      },
    ],
  };
}
