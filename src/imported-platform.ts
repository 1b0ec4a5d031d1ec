import { readFileSync } from 'node:fs';
import { Construct } from 'constructs';
import { registerPlatform } from './app/platforms';
import { registerProviderRole } from './app/provider-configs';
import { showWarnings } from './app/show-warnings';
import { checkScope, checkText } from './arguments';
import { Platform } from './validation/platform';

/** What reads YAML, loaded when it is needed. */
function reader(): typeof import('./validation/read-platform') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./validation/read-platform');
}

/**
 * The platform of a cluster that another repository declares. What is declared in the same scope is validated as that platform
 * would: with its defaults, its required tags and its names. Emits nothing.
 *
 * The file is what `cdk8s synth` writes there for `DynamoDbKroComponent`, or `kubectl get rgd dynamodbtable -o yaml`. Commit a copy.
 */
export class DynamoDbKroPlatform extends Construct {
  /**
   * Reads the platform from a file.
   * @param scope the app or the chart whose tables are for this platform
   * @param id id of the construct
   * @param path the file
   * @throws if the file cannot be read, or no platform is in it
   */
  public static fromFile(scope: Construct, id: string, path: string): DynamoDbKroPlatform {
    checkScope('DynamoDbKroPlatform.fromFile', scope, id);
    checkText('DynamoDbKroPlatform.fromFile', 'path', path, 'Give the path of the file.');
    return new DynamoDbKroPlatform(scope, id, readFileSync(path, 'utf8'), path);
  }

  /**
   * Reads the platform from YAML.
   * @param scope the app or the chart whose tables are for this platform
   * @param id id of the construct
   * @param yaml one document or several
   * @throws if that is no YAML, or no platform is in it
   */
  public static fromYaml(scope: Construct, id: string, yaml: string): DynamoDbKroPlatform {
    checkScope('DynamoDbKroPlatform.fromYaml', scope, id);
    checkText('DynamoDbKroPlatform.fromYaml', 'yaml', yaml, 'Give the text of the file.');
    return new DynamoDbKroPlatform(scope, id, yaml, 'the YAML');
  }

  /** API group of `DynamoDBTable` in the cluster. */
  public readonly apiGroup: string;

  /** Name of the ComponentDefinition in the cluster. */
  public readonly componentName: string;

  private constructor(scope: Construct, id: string, yaml: string, source: string) {
    super(scope, id);
    let platform: Platform;
    try {
      platform = reader().readPlatform(yaml);
    } catch (error) {
      throw new Error(`[${this.node.path}] ${source}: ${(error as Error).message}`);
    }
    this.apiGroup = platform.names.apiGroup!;
    this.componentName = platform.names.componentName!;
    registerPlatform(this, platform);
    registerProviders(this, platform);
    const { notKnown = [] } = platform;
    this.node.addValidation({
      validate: () => showWarnings(this, notKnown.map((property) => ({
        code: 'NotValidated', property, problem: 'is a setting of the platform that this version does not know', fix: 'Update cdk8s-dynamodb-kro to validate as that platform does.',
      }))),
    });
  }
}

/** The provider configurations of the file, and where that is one resource of the platform, those whose accounts it says. */
function registerProviders(construct: Construct, { providers = new Map(), accessProviders = [], accessPartition = 'aws' }: Platform): void {
  const described = accessProviders.filter(({ name }) => !providers.has(name)).map(({ name, account }) => ({ name, roleArn: `arn:${accessPartition}:iam::${account}:role/` }));
  const inFile = [...providers].flatMap(([name, roles]) => roles.map((role) => ({ name, ...role })));
  [...inFile, ...described].forEach((role) => registerProviderRole(construct, { ...role, isImported: true }));
}
