import { Rule, RULES } from '../contract/rules';
import { CUE_PARTS } from '../contract/rules/parts';
import { Cue, cue, cueFields, cueLines } from '../print/cue';

/**
 * The rules that go across parameters, as CUE beside `parameter`. The first field that conflicts, `violations`, is what a
 * developer reads in `vela dry-run` and in the status of the Application, so all that is wrong is in one text.
 *
 * @param platformRules what this platform requires beyond DynamoDB's own rules
 */
export function ruleChecks(platformRules: readonly Rule[]): Cue {
  const rules = [...RULES, ...platformRules].flatMap((rule) => rule.cue ? [{ label: `_${rule.code}`, value: cue`[\n${rule.cue}\n]` }] : []);
  const violations = rules.map(({ label }) => cue`for v in ${new Cue(label)} {v + ${` [${label.slice(1)}]`}},`);
  return cueLines([
    cueFields([...CUE_PARTS, ...rules, { label: '_violations', value: cue`[\n${cueLines([QUOTE_N, ...violations])}\n]` }]),
    cue`if len(_violations) > 0 {
	violations: "none" & strings.Join(_violations, "; ")
}`,
  ]);
}

const QUOTE_N = cue`for a in parameter.attributeDefinitions if (a.attributeType & bool) != _|_ {"attributeDefinitions: attributeType of \\(a.attributeName) was read as false, quote it in YAML: \\"N\\" [InvalidType]"},`;
