/** IAM's decision about a call, by a simulator of IAM that knows each action, its resources and its condition keys. */
import { runSimulation } from '@cloud-copilot/iam-simulate';

export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

const ACCOUNT = '123456789012';

const keyPolicy = (account: string): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }],
});

/** Whether a role of the same account with this policy, and with this boundary if there is one, may do it. Throws where IAM knows no such call. */
export async function isAllowed(policy: object, { action, resource, context = {} }: Request, boundary?: object, account = ACCOUNT): Promise<boolean> {
  return decide({
    request: { principal: sessionOf(`arn:aws:iam::${account}:role/some-role`), action, resource: { resource, accountId: account }, contextVariables: { ...context } },
    // As KMS gives it to a new key: the account decides by its IAM policies.
    resourcePolicy: action.startsWith('kms:') ? keyPolicy(account) : undefined,
    identityPolicies: [{ name: 'access', policy }],
    permissionBoundaryPolicies: boundary && [{ name: 'boundary', policy: boundary }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  });
}

/** Whether a role with this policy may assume a role that trusts as `trust` says, in the same account or in another. */
export async function mayAssume(role: string, policy: object, wanted: string, trust: object): Promise<boolean> {
  return decide({
    request: { principal: sessionOf(role), action: 'sts:AssumeRole', resource: { resource: wanted, accountId: wanted.split(':')[4] }, contextVariables: {} },
    resourcePolicy: trust,
    identityPolicies: [{ name: 'access', policy }],
    permissionBoundaryPolicies: undefined,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  });
}

const sessionOf = (role: string): string => `${role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/session`;

async function decide(simulation: Parameters<typeof runSimulation>[0]): Promise<boolean> {
  const result: any = await runSimulation(simulation, {});
  if (result.resultType === 'error') {
    const { action, resource } = simulation.request;
    throw new Error(`${action} on ${resource.resource}: ${JSON.stringify(result.errors)}`);
  }
  return result.overallResult === 'Allowed';
}
