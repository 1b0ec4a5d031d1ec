import { API, Finding, Rule } from './rule';
import { cel } from '../../print/cel';
import { cue } from '../../print/cue';
import { isObject, Json, objectOf } from '../json';
import { jsonFault } from '../json-fault';
import { isDenied } from '../resource-policy-access';
import { show } from '../violation';

const POLICY_BYTES = 20_480;
const VERSIONS: readonly unknown[] = ['2012-10-17', '2008-10-17'];

export const RESOURCE_POLICY_RULES: readonly Rule[] = [
  {
    code: 'ResourcePolicy',
    statement: 'A resource policy is a JSON object of at most 20 KB.',
    source: `${API}API_PutResourcePolicy.html`,
    check: ({ resourcePolicy: value }) => {
      if (value === undefined) {
        return [];
      }
      const bytes = Buffer.byteLength(value);
      return [
        ...(bytes > POLICY_BYTES ? [{ property: 'resourcePolicy', problem: `has ${bytes} bytes`, fix: `Use at most ${POLICY_BYTES}.` }] : []),
        ...(jsonObject(value) !== undefined ? [] : [{ property: 'resourcePolicy', ...notJson(value) }]),
      ];
    },
    // CEL cannot read JSON: it checks the braces, and AWS the rest.
    cel: cel`!has(variables.spec.resourcePolicy) || (variables.spec.resourcePolicy.matches(${'^\\s*\\{[\\s\\S]*\\}\\s*$'}) && size(bytes(variables.spec.resourcePolicy)) <= ${POLICY_BYTES}) ? [] : ["resourcePolicy is not a JSON object of at most 20 KB"]`,
    cue: cue`if parameter.resourcePolicy != _|_ if parameter.resourcePolicy !~ ${'^\\s*\\{'} || len(parameter.resourcePolicy) > ${POLICY_BYTES} || !json.Valid(parameter.resourcePolicy) {"resourcePolicy is not a JSON object of at most 20 KB"},`,
  },
  {
    // AWS refuses it only when the table is there, and tables that have such a policy are not to break.
    code: 'ResourcePolicyStatement',
    severity: 'warning',
    statement: 'A resource policy has a Statement, and each statement an Effect, a Principal, an Action, a Resource that is the table, and no Sid of another. No object has a name twice. Allow is not for everybody, unless a condition says who.',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html',
    check: ({ resourcePolicy: value, region, tableName }) => {
      const policy = value === undefined ? undefined : jsonObject(value);
      if (value === undefined || policy === undefined) {
        return [];
      }
      const twice = first(namesTwice(value), (name) => ({ problem: `has ${show(name)} twice in one object, of which AWS takes one at most`, fix: 'Give it once. Several values are a list.' }));
      if (isEmpty(policy.Statement)) {
        return [...twice, { property: 'resourcePolicy', problem: `has ${policy.Statement === undefined ? 'no' : 'an empty'} Statement, which AWS rejects`, fix: `Give what it allows under Statement${'statement' in policy ? ', with a capital S' : ''}.` }];
      }
      const all = [policy.Statement].flat();
      const statements = all.filter(isObject);
      const [lack] = statements.flatMap((statement) => NEEDED
        .filter((names) => names.every((name) => isEmpty(statement[name])))
        .map(([name]) => ({ name, isLower: name.toLowerCase() in statement })));
      const sids = statements.flatMap(({ Sid: sid }) => typeof sid === 'string' && sid !== '' ? [sid] : []);
      return [
        ...twice,
        ...statements.length < all.length ? [{ property: 'resourcePolicy', problem: 'has a statement that is no object, which AWS rejects', fix: 'Give each statement as an object.' }] : [],
        ...lack === undefined ? [] : [{
          property: 'resourcePolicy', problem: `has a statement without ${lack.name}, which AWS requires`, fix: `Give each statement ${NEEDED.map(([name]) => name).join(', ')}${lack.isLower ? ', with capital letters' : ''}.`,
        }],
        ...first(statements.map(({ Effect: effect }) => effect).filter((effect) => !isEmpty(effect) && effect !== 'Allow' && effect !== 'Deny'), (effect) => ({
          problem: `has the Effect ${show(effect)}, which AWS rejects`, fix: 'Write Allow or Deny, with a capital letter.',
        })),
        ...first(statements.flatMap((each) => valuesOf(each, 'Action')).filter((action) => !isAction(action)), (action) => ({
          problem: `has the action ${show(action)}, which is none of DynamoDB`, fix: `Give the service and the action, such as dynamodb:${typeof action === 'string' && /^\w{1,64}$/.test(action) ? action : 'GetItem'}.`,
        })),
        ...first(statements.flatMap((each) => valuesOf(each, 'Resource')).filter((resource) => !isOfTable(resource, region, tableName)), (resource) => ({
          problem: `has the resource ${show(resource)}, which is not this table`, fix: 'Give the ARN of the table, of its indexes, or "*".',
        })),
        ...first(statements.flatMap(({ Principal: who, NotPrincipal: others }) => [who, others].flatMap(wrongPrincipals)), (principal) => ({
          problem: `has the principal ${show(principal)}, which AWS rejects`, fix: 'Give {"AWS": …} with the whole ARN of the role, or the account.',
        })),
        ...first(statements.filter(allowsEverybody), ({ Condition: condition }) => ({
          problem: `has a statement that allows everybody${condition === undefined ? '' : ', whatever its Condition is'}, which AWS rejects`, fix: 'Name the principals, or give a Condition with fixed values of a key such as aws:PrincipalOrgID.',
        })),
        ...lockedOut(value, statements).slice(0, 1).map((action) => ({
          property: 'resourcePolicy', problem: `denies everybody ${action}, ACK and administrators too`, fix: 'Except their roles by a Condition, such as ArnNotLike of aws:PrincipalArn.',
        })),
        ...new Set(sids).size < sids.length ? [{
          property: 'resourcePolicy', problem: 'has two statements with one Sid, which AWS rejects', fix: 'Give each statement a Sid of its own, or none.',
        }] : [],
      ];
    },
  },
  {
    code: 'ResourcePolicyVersion',
    severity: 'warning',
    statement: `A resource policy has a Version, one of ${VERSIONS.join(' and ')}: AWS adds one to a policy that has none, and ACK sets it back, again and again.`,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html',
    check: ({ resourcePolicy: value = '' }) => {
      const policy = jsonObject(value);
      const isMissing = policy?.Version === undefined;
      return policy === undefined || VERSIONS.includes(policy.Version) ? [] : [{
        property: 'resourcePolicy',
        problem: isMissing ? 'has no Version, so AWS adds one, and ACK never finds the policy as declared' : `has the Version ${show(policy.Version)}, which AWS rejects`,
        fix: 'Give Version "2012-10-17".',
      }];
    },
  },
];

/** What a statement of a policy of a resource has, under one of these names. */
const NEEDED = [['Effect'], ['Principal', 'NotPrincipal'], ['Action', 'NotAction'], ['Resource', 'NotResource']] as const;

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-bpa-rbp.html */
function allowsEverybody({ Effect: effect, Principal: principal, NotPrincipal: others, Condition: condition }: Json): boolean {
  return typeof effect === 'string' && effect.toLowerCase() === 'allow' && (others !== undefined || (isObject(principal) ? Object.values(principal) : [principal]).flat().includes('*') && !saysWho(condition));
}

/** What ACK calls to read and change any table, and the calls that change this policy. */
const NEEDED_CALLS = ['DescribeTable', 'UpdateTable', 'PutResourcePolicy', 'DeleteResourcePolicy'].map((name) => `dynamodb:${name}`);

/** Those that nobody may make, on the table by any of the names that its policy has for it. */
function lockedOut(policy: string, statements: readonly Json[]): string[] {
  const resources = statements.flatMap((each) => valuesOf(each, 'Resource')).map(String).filter((each) => !/\/(index|stream)\//.test(each));
  return NEEDED_CALLS.filter((action) => [undefined, ...resources].some((resource) => isDenied(policy, {}, { action, resource })));
}

/** The keys by which AWS takes a policy for one that is not public; of the address of the caller it is not known. */
const WHO = /^aws:(principal(account|arn|orgid|orgpaths|servicename|servicenameslist|isawsservice)|source(account|arn|vpce?|orgid|orgpaths|ip)|userid|ec2instancesourcevpc)$/i;

/** Only what must be there, and be one of fixed values, does. */
function saysWho(condition: unknown): boolean {
  return Object.entries(objectOf(condition)).some(([operator, keys]) => !/not|null|ifexists|forall/i.test(operator)
    && Object.entries(objectOf(keys)).some(([key, values]) => WHO.test(key) && !isEmpty(values) && [values].flat().every((value) => typeof value !== 'object' && !/[*?]|\$\{|^(0\.0\.0\.0|::)\/0$|^false$/.test(String(value)))));
}

function jsonObject(text: string): Json | undefined {
  // Few tables have a policy, and an error that is caught for each of the others takes a tenth of a plan.
  if (text === '') {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function notJson(text: string): Pick<Finding, 'value' | 'problem' | 'fix'> {
  const fault = /^\s*\{/.test(text) ? jsonFault(text) : undefined;
  if (fault === undefined) {
    return { value: text, problem: 'is not a JSON object', fix: 'Give an object with Version and Statement, as JSON text.' };
  }
  const lines = text.slice(0, fault.at).split('\n');
  return {
    problem: `is not JSON: expected ${fault.wanted} at line ${lines.length}, column ${lines[lines.length - 1].length + 1}, ${show(text.split('\n')[lines.length - 1].trim())}`,
    fix: 'JSON has no comments, no comma before } or ], and only double quotes.',
  };
}

/** What says nothing: `[]`, or `{"AWS": []}`. */
function isEmpty(value: unknown): boolean {
  return isNothing(value) || (isObject(value) && Object.values(value).every(isNothing));
}

function isNothing(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && Object.keys(value ?? {}).length === 0);
}

/** The names that an object of this JSON gives again. JSON.parse takes the last of them. */
function namesTwice(json: string): string[] {
  const objects: Array<Set<string>> = [];
  return [...json.matchAll(/("(?:\\.|[^"\\])*")(\s*:)?|[{}]/g)].flatMap(([token, text, colon]) => {
    if (token === '{' || token === '}') {
      token === '{' ? objects.push(new Set()) : objects.pop();
    }
    if (colon === undefined) {
      return [];
    }
    const [names, name] = [objects[objects.length - 1], JSON.parse(text) as string];
    return names.size < names.add(name).size ? [] : [name];
  });
}

/** Of several that are wrong, the first is named. */
function first<T>(wrong: readonly T[], finding: (value: T) => Omit<Finding, 'property'>): Finding[] {
  return wrong.slice(0, 1).map((value) => ({ property: 'resourcePolicy', ...finding(value) }));
}

/** Those of an element of a statement, and of its opposite, such as NotAction. */
function valuesOf(statement: Json, element: string): unknown[] {
  return [statement[element], statement[`Not${element}`]].flat().filter((each) => !isEmpty(each));
}

function isAction(action: unknown): boolean {
  return typeof action === 'string' && /^(\*|dynamodb:[\w*?]+)$/i.test(action);
}

/** Whatever wildcards may stand for is left to AWS. */
function isOfTable(resource: unknown, region?: string, tableName?: string): boolean {
  const [, ofRegion, name] = /^arn:[^:]*:dynamodb:([^:]*):[^:]*:table\/([^/]+)/.exec(String(typeof resource === 'string' && resource)) ?? [];
  const isFree = (part: unknown): boolean => /[*?$]/.test(String(part));
  return name === undefined ? typeof resource === 'string' && isFree(resource) : [[ofRegion, region], [name, tableName]].every(([given, own]) => own === undefined || given === own || isFree(given));
}

function wrongPrincipals(given: unknown): unknown[] {
  return [isObject(given) ? given.AWS : given].flat().filter((each) => !isEmpty(each) && each !== '*' && !(isObject(given) && typeof each !== 'object' && PRINCIPAL.test(String(each))));
}

/** An account, the ID of a role that there was, or an ARN, in which no wildcard may be. What is rendered later may be any. */
const PRINCIPAL = /^(\d{12}|A[A-Z\d]{15,}|arn:[\w-]+:(iam|sts)::\d{12}:[^*?]+)$|\$/;
