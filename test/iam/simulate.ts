/** IAM's decision about a call, by a simulator of IAM that knows each action, its resources and its condition keys. */
import { runSimulation } from '@cloud-copilot/iam-simulate';

export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

const ACCOUNT = '123456789012';
const ROLE = `arn:aws:sts::${ACCOUNT}:assumed-role/some-role/session`;

const KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
};

/** Whether a role of the same account with this policy, and with this boundary if there is one, may do it. Throws where IAM knows no such call. */
export async function isAllowed(policy: object, { action, resource, context = {} }: Request, boundary?: object): Promise<boolean> {
  const result: any = await runSimulation({
    request: { principal: ROLE, action, resource: { resource, accountId: ACCOUNT }, contextVariables: { ...context } },
    // As KMS gives it to a new key: the account decides by its IAM policies.
    resourcePolicy: action.startsWith('kms:') ? KEY_POLICY : undefined,
    identityPolicies: [{ name: 'access', policy }],
    permissionBoundaryPolicies: boundary && [{ name: 'boundary', policy: boundary }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, {});
  if (result.resultType === 'error') {
    throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  }
  return result.overallResult === 'Allowed';
}
