import { Backup, Table } from '../../imports/dynamodb.services.k8s.aws';
import { OWNER_LABEL } from '../contract/names';
import { Cel, cel } from '../print/cel';

/**
 * The spec of the ValidatingAdmissionPolicy that keeps kro from taking over an object that it did not make. kro applies with force: a
 * Secret, a Table or a Backup that exists under the name would be overwritten, and deleted with the table. So an update that brings
 * the label of a table to an object is denied, whoever makes it, unless the object was of the same table before.
 *
 * The UID in the label decides. Objects from before the label, and those of a DynamoDBTable that was restored from a
 * backup and so has another UID, are known by kro's own labels, which name the DynamoDBTable.
 */
export function ownershipGuard(): object {
  const [ackGroup, ackVersion] = Table.GVK.apiVersion.split('/');
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      // The API server also looks at the object before the update, and requires nothing more where neither has the label.
      objectSelector: { matchExpressions: [{ key: OWNER_LABEL, operator: 'Exists' }] },
      resourceRules: [
        { apiGroups: [''], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['secrets'], scope: 'Namespaced' },
        {
          apiGroups: [ackGroup],
          apiVersions: [ackVersion],
          operations: ['UPDATE'],
          resources: [Table, Backup].map(({ GVK: { kind } }) => `${kind.toLowerCase()}s`),
          scope: 'Namespaced',
        },
      ],
    },
    variables: [
      { name: 'was', expression: labelsOf('oldObject').text },
      { name: 'is', expression: labelsOf('object').text },
    ],
    validations: [{
      expression: cel`!(${OWNER_LABEL} in variables.is) || variables.was[?${OWNER_LABEL}] == variables.is[?${OWNER_LABEL}] || ${INSTANCE.map(sameLabel).reduce((a, b) => cel`${a} && ${b}`)}`.text,
      messageExpression: cel`${what} + " exists already and was not made for DynamoDBTable " + variables.is[?"kro.run/instance-namespace"].orValue("") + "/" + variables.is[?"kro.run/instance-name"].orValue("") + ": it stays as it is. " + ${fix} + " [NotOwned]"`.text,
      reason: 'Forbidden',
    }],
  };
}

/** The labels by which kro names the instance that an object belongs to. */
const INSTANCE = ['group', 'kind', 'namespace', 'name'].map((part) => `kro.run/instance-${part}`);

const what = cel`request.kind.kind + " " + request.namespace + "/" + request.name`;

const fix = cel`(request.kind.kind == "Secret" ? "Give writeConnectionSecretToRef another name, or delete the Secret" : \
"Give the DynamoDBTable another name, or delete this object with the annotation services.k8s.aws/deletion-policy: retain")`;

function labelsOf(object: string): Cel {
  return cel`${new Cel(object)}.metadata.?labels.orValue({})`;
}

function sameLabel(label: string): Cel {
  return cel`${label} in variables.is && variables.was[?${label}] == variables.is[?${label}]`;
}
