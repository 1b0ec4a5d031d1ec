import { readFileSync } from 'node:fs';
import { knownIn } from './known';
import { printPath } from './located';
import { objectsIn } from './objects';
import { platformWarning } from './platform';
import { PlatformNames } from './platform-names';
import { platformOfInput, readPlatform } from './read-platform';
import { Registry } from './registry';
import { validateObjects } from './tables';
import { RULES } from '../contract/rules';
import { describe, isWarning } from '../contract/violation';
import { validateWarningCode, withoutAcknowledged } from '../contract/warning-codes';

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

/** The properties of the plugin in `cdk8s.yaml`. */
export interface DynamoDbValidationProps extends PlatformNames {
  /**
   * The file with the platform resources, with the names, defaults and required tags of the cluster.
   * @default - those in what was synthesized, if they are of one platform; else the contract alone
   */
  readonly platform?: string;

  /**
   * Codes of warnings that are acknowledged, so that they are not shown.
   * @default - none
   */
  readonly acknowledge?: string | readonly string[];
}

/**
 * A validation plugin of cdk8s-cli: `cdk8s synth` validates every table in what it wrote, whichever construct or file it
 * came from.
 */
export class DynamoDbValidation {
  public constructor(private readonly props: DynamoDbValidationProps = {}) {}

  public async validate(context: ValidationContext): Promise<void> {
    const { acknowledge = [], platform: file, ...names } = this.props;
    const acknowledged = [acknowledge].flat();
    const wrong = acknowledged.flatMap((code) => validateWarningCode('acknowledge', code));
    if (wrong.length > 0) {
      throw new Error(`The properties of DynamoDbValidation in cdk8s.yaml: ${wrong.map(describe).join('\n')}`);
    }
    const manifests = context.manifests.map((manifestPath) => ({ manifestPath, objects: objectsIn(context.parseManifest(manifestPath)) }));
    const all = manifests.flatMap(({ objects }) => objects);
    const platform = file === undefined ? platformOfInput(all, names, (text) => context.logger.log(`Note: ${text}`)) : readPlatform(readFileSync(file, 'utf8'), names);
    const warning = platformWarning(platform);
    if (warning !== undefined) {
      context.logger.log(`Warning: ${warning}`);
    }
    const known = { ...knownIn(all, platform), registry: new Registry() };
    let tables = 0;
    let errors = 0;
    for (const { manifestPath, objects } of manifests) {
      for (const { resource, isTable, violations } of validateObjects(objects, { ...known, file: manifestPath })) {
        tables += Number(isTable);
        for (const violation of withoutAcknowledged(violations, acknowledged)) {
          if (isWarning(violation)) {
            context.logger.log(`Warning: ${resource}: ${describe(violation)}`);
            continue;
          }
          errors++;
          context.report.addViolation({
            ruleName: violation.code,
            recommendation: RULES.find(({ code }) => code === violation.code)?.statement ?? describe(violation),
            fix: violation.fix,
            violatingResources: [{ resourceName: resource.split(' ')[1] ?? resource, locations: [`${printPath(violation.at)}: ${describe(violation)}`], manifestPath }],
          });
        }
      }
    }
    context.report.submit(errors === 0 ? 'success' : 'failure', { tables: String(tables) });
  }
}
