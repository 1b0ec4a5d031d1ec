import { API_VERSION, PLURAL } from '../contract/names';
import { cel } from '../print/cel';

/**
 * The spec of the ValidatingAdmissionPolicy on DynamoDBTable. Once a deletion has begun, kro no longer
 * applies the spec, so a protected table would hang in DELETING after its Secret is gone: the deletion
 * has to be refused before it begins.
 *
 * The scope is said, since the API server adds one, and in a list `kubectl apply` would take that for a change each time.
 */
export function admissionPolicy(apiGroup: string): object {
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [{ apiGroups: [apiGroup], apiVersions: [API_VERSION], operations: ['DELETE'], resources: [PLURAL], scope: 'Namespaced' }],
    },
    validations: [{
      expression: cel`!(has(oldObject.spec.deletionProtectionEnabled) && oldObject.spec.deletionProtectionEnabled)`.text,
      messageExpression: cel`"DeletionProtection: deletion protection of table " + oldObject.spec.tableName + " is on: set deletionProtectionEnabled to false first"`.text,
      reason: 'Forbidden',
    }],
  };
}
