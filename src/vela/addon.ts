import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiObject, Yaml } from 'cdk8s';
import { ACCESS_TRAIT_DOC } from '../contract/access-trait';
import { traitOfType } from '../contract/traits';
import { minimumVersion, newestVersion, SUPPORTED } from '../support-matrix';

export interface Addon {
  readonly name: string;
  readonly version: string;
  readonly componentName: string;
  /** All objects of the platform resources. */
  readonly objects: readonly ApiObject[];
}

const DESCRIPTION = 'DynamoDB tables for Applications, through kro and the ACK DynamoDB controller';
const DEFINITIONS = 'definitions';
const RESOURCES = 'resources';

/**
 * The files of a KubeVela add-on: KubeVela puts the definitions into its own namespace, and makes an Application of the
 * resources.
 * @see https://kubevela.io/docs/platform-engineers/addon/intro
 */
export function addonFiles(addon: Addon): Map<string, string> {
  return new Map([
    ['metadata.yaml', Yaml.stringify(metadata(addon))],
    ['README.md', readme(addon)],
    ...addon.objects.map((object): [string, string] => [fileOf(object), Yaml.stringify(object.toJson())]),
  ]);
}

/** Writes them into a folder, and gives it. What was in the add-on before is removed, so that nothing of an older version is installed with it. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): string {
  [DEFINITIONS, RESOURCES].forEach((name) => rmSync(join(folder, name), { recursive: true, force: true }));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

// KubeVela reads one object from a file.
function fileOf({ kind, name }: ApiObject): string {
  const folder = /^(Component|Trait)Definition$/.test(kind) ? DEFINITIONS : RESOURCES;
  return `${folder}/${`${kind}-${name}`.toLowerCase().replace(/[^a-z0-9.-]/g, '-')}.yaml`;
}

function metadata({ name, version }: Addon): object {
  return {
    name,
    version,
    description: DESCRIPTION,
    url: 'https://github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro',
    tags: ['aws', 'dynamodb', 'kro', 'ack'],
    system: { vela: `>=${minimumVersion('kubevela')}`, kubernetes: `>=${minimumVersion('kubernetes')}` },
  };
}

function readme({ name, componentName, objects }: Addon): string {
  const named = (wanted: string): ApiObject[] => objects.filter(({ kind }) => kind === wanted);
  return [
    `# ${name}`,
    '',
    `${DESCRIPTION}.`,
    '',
    '## Needs, in this order',
    '',
    `1. [kro](${SUPPORTED.kro.install}) ${minimumVersion('kro')} or later; tested up to ${newestVersion('kro')}.`,
    `2. The [ACK DynamoDB controller](${SUPPORTED.ack.install}) ${minimumVersion('ack')} or later, with AWS credentials. kro rejects an API over kinds that the cluster lacks.`,
    `3. \`vela addon enable\` with this folder. \`vela status addon-${name} -n vela-system\` shows what came of it.`,
    '',
    '## A table',
    '',
    '```yaml',
    `${Yaml.stringify(application(componentName)).trimEnd()}`,
    '```',
    '',
    `\`vela show ${componentName}\` prints all parameters.`,
    ...(named('TraitDefinition').length === 0 ? [] : [
      '',
      '## Traits',
      '',
      ...named('TraitDefinition').map((trait) => `- \`${trait.name}\`: ${docOf(trait.name, componentName)}`),
    ]),
    '',
    '## What it installs',
    '',
    ...objects.map(({ kind, name: objectName }) => `- ${kind} \`${objectName}\``),
    '',
  ].join('\n');
}

function docOf(type: string, componentName: string): string {
  return traitOfType(type, componentName)?.doc ?? ACCESS_TRAIT_DOC;
}

function application(type: string): object {
  const properties = {
    tableName: 'users-table',
    region: 'us-east-1',
    attributeDefinitions: [{ attributeName: 'userId', attributeType: 'S' }],
    keySchema: [{ attributeName: 'userId', keyType: 'HASH' }],
  };
  return {
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name: 'users', namespace: 'default' },
    spec: { components: [{ name: 'users-table', type, properties }] },
  };
}
