import { cel } from '../../print/cel';

const may = (verb: string) => cel`authorizer.group("").resource("secrets").namespace(variables.secretNamespace).check(${verb}).allowed()`;

/** What kro does with the Secret: it creates and patches it (server-side apply), and deletes it with the table. */
const VERBS = ['create', 'patch', 'delete'];

/**
 * kro writes Secrets with rights of its own, everywhere; so whoever names another namespace must have these rights there.
 * Asked only where the reference is new, so that others may go on editing the table.
 *
 * The message is another expression, since one that makes a message has no `authorizer`.
 */
export const SECRET_NAMESPACE = {
  code: 'SecretNamespace',
  statement: 'The author of a connection Secret in another namespace may create, patch and delete Secrets there.',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#authorizer',
  /** One expression for each right: a request to the authorizer costs a third of what the API server lets an expression cost. */
  holds: VERBS.map((verb) =>
    cel`variables.secretNamespace == object.metadata.namespace || request.operation == "UPDATE" && variables.old.?writeConnectionSecretToRef == variables.spec.?writeConnectionSecretToRef || ${may(verb)}`),
  message: cel`"writeConnectionSecretToRef.namespace " + variables.secretNamespace + ": you may not create, patch and delete Secrets there, and kro does all of it for you. Leave the namespace out, or ask for the right"`,
};
