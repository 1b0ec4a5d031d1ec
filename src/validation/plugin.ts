import { PlatformNames, tablesIn } from './documents';
import { RULES } from '../contract/rules';
import { describe } from '../contract/violation';

/** What cdk8s-cli hands to a plugin, as far as it is used here. cdk8s-cli is no jsii module, so nothing of it is imported. */
export interface ValidationContext {
  readonly manifests: readonly string[];
  readonly logger: { log(message: string): void };
  readonly report: {
    addViolation(violation: object): void;
    submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
  };
  parseManifest(path: string): unknown[];
}

/**
 * A validation plugin of cdk8s-cli: `cdk8s synth` judges every table in what it wrote, whichever construct or file it
 * came from. Its properties in `cdk8s.yaml` are those of PlatformNames.
 */
export class DynamoDbValidation {
  public constructor(private readonly names: PlatformNames = {}) {}

  public async validate(context: ValidationContext): Promise<void> {
    let tables = 0;
    let errors = 0;
    for (const manifestPath of context.manifests) {
      for (const { resource, path, violations } of tablesIn(context.parseManifest(manifestPath), this.names)) {
        tables++;
        for (const violation of violations) {
          if (violation.severity === 'warning') {
            context.logger.log(`Warning: ${resource}: ${describe(violation)}`);
            continue;
          }
          errors++;
          context.report.addViolation({
            ruleName: violation.code,
            recommendation: RULES.find(({ code }) => code === violation.code)?.statement ?? describe(violation),
            fix: violation.fix,
            violatingResources: [{ resourceName: resource.split(' ')[1] ?? resource, locations: [`${path}: ${describe(violation)}`], manifestPath }],
          });
        }
      }
    }
    context.report.submit(errors === 0 ? 'success' : 'failure', { tables: String(tables) });
  }
}
