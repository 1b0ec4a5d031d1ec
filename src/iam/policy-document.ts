import { throwAll } from '../arguments';
import { PolicyStatement } from './policy-statement';

/** An IAM policy, to be put into a role wherever roles are kept. */
export class PolicyDocument {
  /**
   * Throws, with everything that is wrong at once, where IAM would reject a statement.
   * @param statements the statements, in the order in which they are written; those of several grants can be put together. Each `sid` is there once
   */
  public constructor(public readonly statements: PolicyStatement[]) {
    throwAll('new PolicyDocument(statements)', Array.isArray(statements) ? [] : [
      { code: 'InvalidType', property: 'statements', value: statements, problem: 'is not a list', fix: 'Give a list of statements, as the grants return it.' },
    ]);
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { validatePartition, validateSids, validateStatement } = require('./validate-statements') as typeof import('./validate-statements');
    throwAll('new PolicyDocument(statements)', [...statements.flatMap((each, i) => validateStatement(`statements[${i}]`, each)), ...validateSids(statements, 'sid')]);
    throwAll('new PolicyDocument(statements)', validatePartition('resources', statements));
  }

  /** The policy as IAM takes it, as an object: `Version` and `Statement`. */
  public toObject(): any {
    return policyObject(this.statements);
  }

  /** The policy as JSON text, indented. IAM counts no white space. */
  public toJson(): string {
    return JSON.stringify(this.toObject(), undefined, 2);
  }
}

/** The policy as IAM takes it. */
export function policyObject(statements: readonly PolicyStatement[]): object {
  return {
    Version: '2012-10-17',
    Statement: statements.map(({ sid, effect, actions, resources, conditions }) => ({
      ...(sid === undefined ? {} : { Sid: sid }),
      Effect: effect,
      Action: actions,
      Resource: resources,
      ...(conditions === undefined ? {} : { Condition: conditions }),
    })),
  };
}

/** How long IAM takes a policy to be: it counts no white space. */
export function policyLength(statements: readonly PolicyStatement[]): number {
  return JSON.stringify(policyObject(statements)).replace(/\s/g, '').length;
}
