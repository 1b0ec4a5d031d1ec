import { Construct, IConstruct } from 'constructs';
import { ACKNOWLEDGED } from './app/acknowledged';
import { throwAll } from './arguments';
import { formatViolations } from './contract/violation';
import { validateWarningCode } from './contract/warning-codes';

/** The warnings of constructs, which `cdk8s synth` shows on standard error. */
export class Warnings {
  /**
   * The warnings of a construct and of all that is in it: of one table, of a chart, or of the whole app.
   * @param scope the construct
   */
  public static of(scope: IConstruct): Warnings {
    throwAll('Warnings.of()', Construct.isConstruct(scope) ? [] : [{ code: 'InvalidType', property: 'scope', value: scope, problem: 'is not a construct', fix: 'Give a table, a chart or the app.' }]);
    return new Warnings(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Acknowledges a warning, so that it is no longer shown, as AWS CDK's `Annotations.of(scope).acknowledgeWarning()` does. An error cannot be
   * acknowledged. A code that no warning has is reported by `cdk8s synth`.
   * @param code the code at the end of the warning, such as `UnknownRegion`
   * @param reason why, for whoever reads the program; it is kept in the metadata of the construct
   */
  public acknowledge(code: string, reason?: string): void {
    this.scope.node.addMetadata(ACKNOWLEDGED, { code, reason });
    const wrong = formatViolations(validateWarningCode('acknowledge', code));
    if (wrong.length > 0) {
      this.scope.node.addValidation({ validate: () => wrong });
    }
  }
}
