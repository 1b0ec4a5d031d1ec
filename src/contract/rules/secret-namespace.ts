import { cel } from '../../print/cel';

const may = (verb: string) => cel`authorizer.group("").resource("secrets").namespace(variables.secretNamespace).check(${verb}).allowed()`;

/**
 * kro writes Secrets with rights of its own, everywhere; so whoever names another namespace must have these rights there.
 * Asked only where the reference is new, so that others may go on editing the table.
 *
 * In two expressions, since one that makes a message has no `authorizer`.
 */
export const SECRET_NAMESPACE = {
  code: 'SecretNamespace',
  statement: 'Who names another namespace for the connection Secret may create and patch Secrets there.',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#authorizer',
  holds: cel`variables.secretNamespace == object.metadata.namespace || request.operation == "UPDATE" && variables.old.?writeConnectionSecretToRef == variables.spec.?writeConnectionSecretToRef || ${may('create')} && ${may('patch')}`,
  message: cel`"writeConnectionSecretToRef.namespace " + variables.secretNamespace + ": you may not create and patch Secrets there, and kro does it for you. Leave the namespace out, or ask for the right"`,
};
