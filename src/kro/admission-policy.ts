import { API_VERSION, PLURAL } from '../contract/names';
import { Rule, RULES } from '../contract/rules';
import { OBJECT_NAME_RULE } from '../contract/rules/object-name';
import { CEL_PARTS } from '../contract/rules/parts';
import { SECRET_NAMESPACE } from '../contract/rules/secret-namespace';
import { TRANSITIONS } from '../contract/rules/transitions';
import { Cel, cel } from '../print/cel';

interface Variable {
  readonly name: string;
  readonly expression: string;
}

/**
 * The spec of the ValidatingAdmissionPolicy on DynamoDBTable: what the schema cannot express, so that whoever
 * applies a table, by whatever way, gets the same messages as at synth. All violations are reported together, because the
 * API server shows only the first validation that fails.
 *
 * The scope is given, because the API server adds one, and in a list `kubectl apply` would take that for a change each time.
 *
 * @param platformRules what this platform requires beyond DynamoDB's own rules
 */
export function admissionPolicy(apiGroup: string, platformRules: readonly Rule[] = []): object {
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [{
        apiGroups: [apiGroup],
        apiVersions: [API_VERSION],
        operations: ['CREATE', 'UPDATE'],
        resources: [PLURAL],
        scope: 'Namespaced',
      }],
    },
    variables: variables([...RULES, ...platformRules]),
    validations: [{
      expression: cel`!variables.isValidated || size(variables.violations) == 0`.text,
      messageExpression: cel`size(bytes(variables.message)) <= ${MOST_BYTES} ? variables.message : variables.message.substring(0, ${MOST_BYTES / 4}) + "… and more"`.text,
      reason: 'Invalid',
    }, ...SECRET_NAMESPACE.holds.map((holds) => ({
      expression: cel`!variables.isValidated || ${holds}`.text,
      messageExpression: cel`${SECRET_NAMESPACE.message} + ${` [${SECRET_NAMESPACE.code}]`}`.text,
      reason: 'Forbidden',
    }))],
  };
}

/** Of a message that is longer than 5 KB the API server shows nothing. A character has up to four bytes. */
const MOST_BYTES = 5_000;

const transitions = TRANSITIONS.map((transition) => ({ code: transition.code, found: cel`!variables.isChange ? [] : ${transition.cel}` }));

// The finalizers and labels that kro writes are updates too, and a table from before a rule must still be
// releasable: so an update is validated only where the spec changes and no deletion has begun.
function variables(rules: readonly Rule[]): Variable[] {
  const checked = byCode([
    { code: OBJECT_NAME_RULE.code, found: OBJECT_NAME_RULE.cel },
    ...rules.flatMap((rule) => rule.cel ? [{ code: rule.code, found: rule.cel }] : []),
    ...transitions,
  ]);
  return [
    variable('isChange', cel`request.operation == "UPDATE" && !has(object.metadata.deletionTimestamp) && object.spec != oldObject.spec`),
    variable('isValidated', cel`request.operation == "CREATE" || variables.isChange`),
    variable('spec', cel`object.spec`),
    variable('old', cel`oldObject.spec`),
    ...CEL_PARTS.map(({ name, expression }) => variable(name, expression)),
    ...checked.map(({ code, found }) => variable(code, found)),
    variable('violations', checked
      .map(({ code }) => cel`variables.${new Cel(code)}.map(v, v + ${` [${code}]`})`)
      .reduce((sum, each) => cel`${sum}\n+ ${each}`)),
    variable('message', cel`variables.violations.join("; ")`),
  ];
}

/** A platform may have a rule of its own with the code of another: they are one variable. */
function byCode(checked: ReadonlyArray<{ readonly code: string; readonly found: Cel }>): Array<{ code: string; found: Cel }> {
  const codes = [...new Set(checked.map(({ code }) => code))];
  return codes.map((code) => ({
    code,
    found: checked.filter((each) => each.code === code).map(({ found }) => found).reduce((sum, each) => cel`(${sum})\n+ (${each})`),
  }));
}

function variable(name: string, expression: Cel): Variable {
  return { name, expression: expression.text };
}
