import { isObject, Json, listOf, objectOf } from './json';

/** A role, as far as it is known. */
export interface Who {
  /** Its ARN; undefined where it is not known. */
  readonly roleArn?: string;
  /** Its account. */
  readonly account?: string;
  /** An account in which it is not. */
  readonly notIn?: string;
}

/** An action on a resource. A resource that is not known may be any. */
export interface Wanted {
  readonly action: string;
  readonly resource?: string;
}

/**
 * What IAM decides: `undefined` where that hangs on something that is not known here, such as most conditions.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
type Decision = boolean | undefined;

/** Whether the policy certainly does not let the role do it: nothing may allow it, or something certainly denies it. */
export function isRefused(policy: unknown, who: Who, wanted: Wanted): boolean {
  return isDenied(policy, who, wanted) || !statementsOf(policy).some((each) => each.Effect === 'Allow' && applies(each, who, wanted) !== false);
}

/** Whether a statement certainly denies it. */
export function isDenied(policy: unknown, who: Who, wanted: Wanted): boolean {
  return statementsOf(policy).some((each) => each.Effect === 'Deny' && applies(each, who, wanted) === true);
}

/** Whether a statement may allow the role anything. */
export function mayAllow(policy: unknown, who: Who): boolean {
  return statementsOf(policy).some((each) => each.Effect === 'Allow' && all([principal(each, who), conditions(each.Condition, who)]) !== false);
}

function applies(statement: Json, who: Who, { action, resource }: Wanted): Decision {
  return all([
    principal(statement, who),
    // IAM takes actions whatever their case.
    element(statement, 'Action', (pattern) => matches(pattern.toLowerCase(), action.toLowerCase())),
    element(statement, 'Resource', (pattern) => resource === undefined ? pattern === '*' || undefined : matches(pattern, resource)),
    conditions(statement.Condition, who),
  ]);
}

/** An element of a statement, or its opposite, such as NotAction. One that is missing is not known. */
function element(statement: Json, name: string, fits: (pattern: string) => Decision): Decision {
  const [given, not] = [statement[name], statement[`Not${name}`]];
  return given !== undefined ? any(textsOf(given).map(fits)) : not !== undefined ? opposite(any(textsOf(not).map(fits))) : undefined;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function principal({ Principal, NotPrincipal }: Json, who: Who): Decision {
  const fits = (given: unknown): Decision => any((given === '*' ? ['*'] : textsOf(objectOf(given).AWS)).map((each) => isPrincipal(each, who)));
  return NotPrincipal !== undefined ? opposite(fits(NotPrincipal)) : fits(Principal);
}

function isPrincipal(given: string, { roleArn, account, notIn }: Who): Decision {
  const owner = accountOf(given);
  const ofAccount: Decision = account === undefined ? owner !== notIn && undefined : owner === account;
  if (given === '*' || given === roleArn) {
    return true;
  }
  if (ofAccount === false || /^[0-9]{12}$/.test(given) || given.endsWith(':root')) {
    return ofAccount;
  }
  // A session is that of one who has taken the role, and pods take it under names of their own.
  return roleArn === undefined && !given.includes(':assumed-role/') ? undefined : false;
}

/** The account of a principal: that of an ARN, or what is an account itself. */
function accountOf(given: string): string | undefined {
  return /^[0-9]{12}$/.test(given) ? given : given.split(':')[4];
}

/** What is known of the caller, by condition keys. */
function contextOf({ roleArn, account }: Who): { readonly [key: string]: string | undefined } {
  return { 'aws:principalarn': roleArn, 'aws:principalaccount': account };
}

/** Operators on text and ARNs; of all others, and of keys that have several values, nothing is known. */
const OPERATOR = /^(?:String|Arn)(Not)?(Equals|EqualsIgnoreCase|Like)(?:IfExists)?$/i;

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function conditions(given: unknown, who: Who): Decision {
  if (given === undefined) {
    return true;
  }
  const context = contextOf(who);
  return all(Object.entries(objectOf(given)).flatMap(([operator, keys]) => {
    const [known, not, how = ''] = OPERATOR.exec(operator) ?? [];
    return Object.entries(objectOf(keys)).map(([key, values]): Decision => {
      const value = context[key.toLowerCase()];
      if (known === undefined || value === undefined) {
        return undefined;
      }
      const ignoresCase = /case/i.test(how);
      const isLike = /like/i.test(how) || /^arn/i.test(operator);
      const of = (text: string): string => ignoresCase ? text.toLowerCase() : text;
      const found = any(textsOf(values).map((each) => each.includes('${') ? undefined : isLike ? matches(each, value) : of(each) === of(value)));
      return not === undefined ? found : opposite(found);
    });
  }));
}

/** Whether a text fits a pattern of IAM, in which a star stands for any text, and a question mark for one character. A variable may be anything. */
export function matches(pattern: string, text: string): Decision {
  const isWhole = !pattern.includes('${');
  return fitsGlob(isWhole ? pattern : pattern.replace(/\$\{[^}]*\}/g, '*'), text) ? isWhole || undefined : false;
}

/** In steps that grow with both lengths, whatever the pattern. */
function fitsGlob(pattern: string, text: string): boolean {
  let [p, t] = [0, 0];
  // Where the last star stands, and up to where it has taken the text.
  let [star, taken] = [-1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      [star, taken] = [p++, t];
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      [p, t] = [p + 1, t + 1];
    } else if (star >= 0) {
      [p, t] = [star + 1, ++taken];
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(p));
}

function any(decisions: readonly Decision[]): Decision {
  return decisions.includes(true) ? true : decisions.includes(undefined) ? undefined : false;
}

function all(decisions: readonly Decision[]): Decision {
  return decisions.includes(false) ? false : decisions.includes(undefined) ? undefined : true;
}

function opposite(decision: Decision): Decision {
  return decision === undefined ? undefined : !decision;
}

function textsOf(given: unknown): string[] {
  return (Array.isArray(given) ? listOf(given) : [given]).filter((each) => ['string', 'number', 'boolean'].includes(typeof each)).map(String);
}

function statementsOf(policy: unknown): Json[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(String(policy));
  } catch {
    // That it is no JSON is reported by the table.
  }
  const { Statement } = objectOf(parsed);
  return (Array.isArray(Statement) ? listOf(Statement) : [Statement]).filter(isObject);
}
