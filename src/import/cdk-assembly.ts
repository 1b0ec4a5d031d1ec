import { basename, dirname, join } from 'node:path';
import { readTemplate } from './cloudformation';
import { Orphan } from './companion';
import { Draft } from './draft';
import { ImportOptions, SourceDocument, Unreadable } from './source-document';
import { Stack, stackCalled } from './stack';
import { nestedTemplate } from './unread-resources';
import { Json, objectOf } from '../contract/json';

/** The manifest of a cloud assembly, `cdk.out/manifest.json`: it tells region, account and name of each stack. */
export function isCdkManifest(value: Json): boolean {
  return typeof value.version === 'string' && typeof value.artifacts === 'object' && value.artifacts !== null && !('Resources' in value);
}

/** What is beside the templates of an assembly. */
interface Beside {
  /** What the AWS CLI tells of stacks. */
  readonly stacks: readonly SourceDocument[];
  /** The files that were found in folders. */
  readonly folders: ReadonlySet<string>;
  readonly options: ImportOptions;
  readonly orphan: Orphan;
}

/** The tables of the templates of an assembly. Throws Unreadable where none has a table. */
export function readCdkTemplates(
  manifests: readonly SourceDocument[], templates: readonly SourceDocument[], { stacks: outputs, folders, options, orphan }: Beside,
): Draft[] {
  const stacks = new Map(manifests.flatMap(({ file, value }) => stacksOf(dirname(file), value)));
  for (const { file, value } of manifests.filter((manifest) => folders.has(manifest.file))) {
    const parts = [...stacksOf(dirname(file), value).map(([template]) => template), ...assembliesOf(dirname(file), value)];
    parts.filter((each) => !folders.has(each)).forEach((each) => orphan({
      what: 'resources that may hold other tables', effect: 'unknown', text: `It names ${basename(each)}, which is not there. Synthesize again, and import the whole folder.`, path: file,
    }));
  }
  const regions = new Set([...stacks.values()].map(({ region }) => region));
  const files = templates.map(({ file }) => file);
  const placeOf = (stack: ManifestStack): ManifestStack & { readonly given?: ImportOptions } => {
    const deployed = stackCalled(stack, outputs, options);
    const { region = deployed?.stack.region, account = deployed?.stack.account, stackTags } = stack;
    return { ...stack, region, account, stackTags: deployed?.stack.stackTags ?? stackTags, given: deployed?.options };
  };
  // Those of nested stacks too: what is added is visited as well.
  for (const [file, stack] of stacks) {
    const { Resources: resources } = templates.find((each) => each.file === file)?.value ?? {};
    for (const resource of Object.values(objectOf(resources))) {
      const child = nestedTemplate(resource, file, files);
      if (child !== undefined && !stacks.has(child)) {
        const { region, account, stackTags } = placeOf(stack);
        const own = objectOf(objectOf(resource).Properties).Tags;
        stacks.set(child, { region, account, stackTags: stackTags && withOwnTags(stackTags, own) });
      }
    }
  }
  const problems: Unreadable[] = [];
  const drafts = templates.flatMap((template) => {
    const { given = options, ...place } = placeOf(stacks.get(template.file) ?? (regions.size === 1 ? { region: [...regions][0] } : {}));
    const ofStack = Object.entries(place.parameters ?? {}).map(([name, value]) => [name, String(value)] as const);
    const parameters = new Map([...ofStack, ...given.parameters]);
    try {
      return readTemplate({ ...template, ...place, templates: files }, { ...options, tableNames: given.tableNames, parameters }, orphan);
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

/** A nested stack has the tags of its parent, as its resources have those of a stack. Undefined where its own cannot be told. */
function withOwnTags(stackTags: Json, tags: unknown = []): Json | undefined {
  const own = Array.isArray(tags) ? tags.map(objectOf).map(({ Key: key, Value: value }) => [key, value] as const) : [[]];
  return own.every(([key, value]) => typeof key === 'string' && typeof value === 'string') ? { ...stackTags, ...Object.fromEntries(own) } : undefined;
}

/** What the manifest tells of a stack, with the values of its parameters. */
interface ManifestStack extends Stack {
  readonly parameters?: Json;
}

/** The manifests of the assemblies in an assembly, one a stage. */
function assembliesOf(folder: string, { artifacts }: Json): string[] {
  return Object.values(objectOf(artifacts)).map(objectOf).filter(({ type }) => type === 'cdk:cloud-assembly')
    .map(({ properties }) => join(folder, String(objectOf(properties).directoryName), 'manifest.json'));
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
