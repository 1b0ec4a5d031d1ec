import { basename, dirname } from 'node:path';
import { readTemplate } from './cloudformation';
import { Draft } from './draft';
import { Orphan } from './finding';
import { ImportOptions, SourceDocument, Unreadable } from './source-document';
import { Stack } from './stack';
import { Json, objectOf } from '../contract/json';

/** The manifest of a cloud assembly, `cdk.out/manifest.json`: it tells region, account and name of each stack. */
export function isCdkManifest(value: Json): boolean {
  return typeof value.version === 'string' && typeof value.artifacts === 'object' && value.artifacts !== null && !('Resources' in value);
}

/** The tables of the templates of an assembly. Throws Unreadable where none has a table. */
export function readCdkTemplates(
  manifests: readonly SourceDocument[], templates: readonly SourceDocument[], options: ImportOptions, orphan: Orphan,
): Draft[] {
  const stacks = new Map(manifests.flatMap(({ file, value }) => stacksOf(dirname(file), value)));
  const regions = new Set([...stacks.values()].map(({ region }) => region));
  const names = new Set(templates.map(({ file }) => basename(file)));
  const problems: Unreadable[] = [];
  const drafts = templates.flatMap((template) => {
    // The template of a nested stack is no stack of the manifest.
    const stack: ManifestStack = stacks.get(template.file) ?? (regions.size === 1 ? { region: [...regions][0] } : {});
    const ofStack = Object.entries(stack.parameters ?? {}).map(([name, value]) => [name, String(value)] as const);
    const parameters = new Map([...ofStack, ...options.parameters]);
    try {
      return readTemplate({ ...template, ...stack, templates: names }, { ...options, parameters }, orphan);
    } catch (error) {
      if (!(error instanceof Unreadable)) {
        throw error;
      }
      problems.push(error);
      return [];
    }
  });
  if (drafts.length === 0 && problems.length > 0) {
    throw new Unreadable(`${dirname(manifests[0].file)}: has no DynamoDB table in its ${problems.length} template${problems.length === 1 ? '' : 's'}`);
  }
  return drafts;
}

/** What the manifest tells of a stack, with the values of its parameters. */
interface ManifestStack extends Stack {
  readonly parameters?: Json;
}

function stacksOf(folder: string, { artifacts }: Json): Array<readonly [string, ManifestStack]> {
  return Object.entries(objectOf(artifacts)).map(([id, artifact]) => [id, objectOf(artifact)] as const).filter(([, { type }]) => type === 'aws:cloudformation:stack').map(([id, artifact]) => {
    const { templateFile, stackName, tags, parameters } = objectOf(artifact.properties);
    const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(String(artifact.environment)) ?? [];
    const known = (value: string | undefined): string | undefined => value?.startsWith('unknown-') ? undefined : value;
    const file = basename(String(templateFile ?? `${id}.template.json`));
    return [folder === '.' ? file : `${folder}/${file}`, { region: known(region), account: known(account), stackName: typeof stackName === 'string' ? stackName : id, stackTags: objectOf(tags), parameters: objectOf(parameters) }] as const;
  });
}
