import { listOf, objectOf } from '../contract/json';

/**
 * Whether a resource policy allows something to one of the principals that fit. A statement with `Effect: Deny` allows nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function allowsPrincipal(policy: unknown, fits: (principal: string) => boolean): boolean {
  return statementsOf(policy).map(objectOf).some(({ Effect, Principal, NotPrincipal }) =>
    Effect === 'Allow' && (NotPrincipal !== undefined || principalsOf(Principal).some((each) => each === '*' || fits(each))));
}

/** The account of a principal: that of an ARN, or what is an account itself. */
export function accountOf(principal: string): string | undefined {
  return /^[0-9]{12}$/.test(principal) ? principal : principal.split(':')[4];
}

/** Whether a principal is this role: its ARN, one of its sessions, or its whole account. */
export function isRole(roleArn: string): (principal: string) => boolean {
  const [, , , account, path] = roleArn.split(/:+/);
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (principal) => principal === roleArn || principal === account || accountOf(principal) === account && (
    principal.endsWith(':root') || principal.includes(`:assumed-role/${name}/`));
}

function statementsOf(policy: unknown): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(String(policy));
  } catch {
    // That it is no JSON is reported by the table.
  }
  const { Statement } = objectOf(parsed);
  return Array.isArray(Statement) ? Statement : [Statement];
}

function principalsOf(principal: unknown): string[] {
  const { AWS } = objectOf(principal);
  const given = principal === '*' ? principal : AWS;
  return (Array.isArray(given) ? listOf(given) : [given]).filter((each): each is string => typeof each === 'string');
}
