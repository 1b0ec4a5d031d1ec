import { Rule } from './rule';
import { cel } from '../../print/cel';
import { cue } from '../../print/cue';
import { Field } from '../shape';

/** The field that a platform without connection Secrets does not offer. */
export const CONNECTION_SECRET = 'writeConnectionSecretToRef';

const WHY = 'this platform offers no connection Secrets, so kro has no rights on Secrets (connectionSecrets is false)';

/** The rule of a platform without connection Secrets: the field is rejected, because nobody would write the Secret. */
export const NO_CONNECTION_SECRETS: Rule = {
  code: 'ConnectionSecrets',
  statement: 'A table asks for a connection Secret only where its platform offers them.',
  source: 'docs/access.md#the-rights-of-kro-on-secrets',
  check: (spec) => spec.writeConnectionSecretToRef === undefined ? [] : [{
    property: CONNECTION_SECRET, problem: `is not available: ${WHY}`, fix: 'Remove it, or ask the platform team for connection Secrets.',
  }],
  cel: cel`has(variables.spec.writeConnectionSecretToRef) ? [${`${CONNECTION_SECRET}: ${WHY}; remove it`}] : []`,
  cue: cue`if parameter.writeConnectionSecretToRef != _|_ {${`${CONNECTION_SECRET}: ${WHY}; remove it`}},`,
};

/**
 * The fields as a platform shows them. Without connection Secrets the field stays in the schema, because the API server drops an
 * unknown field silently, and kro rejects the removal of one from an API; its description says that it is rejected.
 */
export function offeredFields(fields: readonly Field[], connectionSecrets: boolean): readonly Field[] {
  return connectionSecrets ? fields : fields.map((field) =>
    field.name === CONNECTION_SECRET ? { ...field, doc: `Rejected: ${WHY}.` } : field);
}
