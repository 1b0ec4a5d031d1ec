import { Command, defineCommand, FAILED, OK, UNUSABLE, UsageError } from './command';
import { findFiles, InputFile } from './find-files';
import { printGitHub } from './formats/github';
import { printJson } from './formats/json';
import { printJunit } from './formats/junit';
import { isError, Printer, ReportedTable, UnreadableFile, ValidationReport } from './formats/report';
import { printSarif } from './formats/sarif';
import { printText } from './formats/text';
import { readFile } from './input-files';
import { CliIo } from './io';
import { API_GROUP, COMPONENT_NAME, FILENAME, outputOption, PLATFORM } from './options';
import { positionsIn } from './positions';
import { printUnreadable, unreadableFile } from './unreadable';
import { printable } from '../contract/printable';
import { validateWarningCode, withoutAcknowledged } from '../contract/warning-codes';
import { knownIn } from '../validation/known';
import { BUILD_FIRST } from '../validation/kustomize';
import { kustomizePatches, placeOf } from '../validation/kustomize-patches';
import { LocatedViolation } from '../validation/located';
import { locatedObjectsIn, LocatedObject } from '../validation/objects';
import { Platform, platformWarning } from '../validation/platform';
import { PlatformNames } from '../validation/platform-names';
import { platformOfInput, readPlatform } from '../validation/read-platform';
import { Registry } from '../validation/registry';
import { validateObjects } from '../validation/tables';

const FORMATS: { readonly [name: string]: Printer } = { text: printText, json: printJson, github: printGitHub, sarif: printSarif, junit: printJunit };

export const VALIDATE: Command = defineCommand({
  name: 'validate',
  summary: 'validate the tables in YAML files',
  arguments: 'FILE|FOLDER|PATTERN...',
  description: `Validates every DynamoDBTable, and every table in a KubeVela Application. Reads YAML as kubectl does. A file - is standard
input; of a folder all YAML and JSON files are read, of a pattern such as 'apps/**/*.yaml' those that match it.`,
  exitCodes: { 0: 'all tables are valid', 1: 'a table is not valid', 2: 'a file cannot be read, or the command line is wrong' },
  examples: [
    { doc: 'Validate what cdk8s synthesized, as the platform of the cluster would', line: 'cdk8s-dynamodb-kro validate --platform platform.yaml dist' },
    { doc: 'Validate what Kustomize prints', line: 'kustomize build . | cdk8s-dynamodb-kro validate -' },
    { doc: 'Annotate the changed files of a pull request on GitHub', line: "cdk8s-dynamodb-kro validate -o github 'apps/**/*.yaml'" },
  ],
  options: {
    'filename': FILENAME,
    'output': outputOption(Object.keys(FORMATS)),
    'platform': PLATFORM,
    'acknowledge': { type: 'string', multiple: true, placeholder: 'CODE', doc: 'code of a warning that is not to be shown; can be repeated' },
    'api-group': API_GROUP,
    'component-name': COMPONENT_NAME,
  },
  run(args, { filename, output, platform: platformFile, acknowledge, 'api-group': apiGroup, 'component-name': componentName }, io) {
    const named = [...args, ...filename];
    if (named.length === 0) {
      throw new UsageError('A file is missing.');
    }
    const unknown = acknowledge.flatMap((code) => validateWarningCode('--acknowledge', code));
    if (unknown.length > 0) {
      throw new UsageError(unknown.map(({ property, value, problem, fix }) => `${property} ${String(value)} ${problem}. ${fix}`).join('\n'));
    }
    const given = { ...apiGroup === undefined ? {} : { apiGroup }, ...componentName === undefined ? {} : { componentName } };
    const described = platformFile === undefined ? undefined : platformIn(platformFile, given, io);
    if (described !== undefined && 'problem' in described) {
      io.error(`--platform ${printUnreadable(described)}`);
      io.out(FORMATS[output]({ tables: [], unreadable: [described] }));
      return UNUSABLE;
    }
    const report = validateFiles(named, described, given, acknowledge, io);
    report.unreadable.forEach((each) => io.error(printUnreadable(each)));
    io.out(FORMATS[output](report));
    if (report.unreadable.length > 0) {
      return UNUSABLE;
    }
    return report.tables.some(({ violations }) => violations.some(isError)) ? FAILED : OK;
  },
});

function platformIn(file: string, names: PlatformNames, io: CliIo): Platform | UnreadableFile {
  try {
    const platform = readPlatform(io.readFile(file), names);
    const warning = platformWarning(platform);
    if (warning !== undefined) {
      io.error(printable(`--platform ${file}: warning: ${warning}`));
    }
    return platform;
  } catch (error) {
    return unreadableFile(file, error);
  }
}

/** @param described the platform; without it, that of the files themselves, if there is one */
function validateFiles(
  args: readonly string[], described: Platform | undefined, given: PlatformNames, acknowledged: readonly string[], io: CliIo,
): ValidationReport {
  const tables: ReportedTable[] = [];
  const unreadable: UnreadableFile[] = [];
  const inputs = args.flatMap((arg): InputFile[] => {
    try {
      return findFiles(arg, io);
    } catch (error) {
      unreadable.push(unreadableFile(arg, error));
      return [];
    }
  });
  const read = [...new Map(inputs.map((input) => [input.file, input])).values()].flatMap((input): LocatedFile[] => {
    try {
      const { text, documents } = readFile(input, io);
      return [{ file: input.file, text, objects: locatedObjectsIn(documents) }];
    } catch (error) {
      unreadable.push(unreadableFile(input.file, error));
      return [];
    }
  });
  const registry = new Registry();
  const all = read.flatMap(({ objects }) => objects.map(({ object }) => object));
  const platform = described ?? platformOfInput(all, given, (text) => io.error(printable(`Note: ${text}`)));
  const patches = kustomizePatches(read);
  const known = knownIn(all, platform);
  for (const { file, text, objects } of read) {
    const isPatch = patches.has(placeOf(file));
    const places = new Map(objects.map((each) => [each.object, each]));
    const positions = positionsIn(text);
    const validated = validateObjects(objects.map(({ object }) => object), {
      ...known,
      // What is not whole takes nothing from others.
      registry: isPatch ? new Registry() : registry,
      file,
      sourceOf: (object, path) => positions.sourceOf(places.get(object)!, path),
    });
    tables.push(...validated.map(({ object, violations, isTable, ...table }) => ({
      ...table,
      file,
      isTable: isTable && !isPatch,
      violations: withoutAcknowledged(isPatch ? PATCH : violations, acknowledged)
        .map((violation) => ({ ...violation, position: positions.positionOf(places.get(object)!, violation.at) })),
    })));
  }
  return { tables, unreadable };
}

/** Said of a part of a table, instead of all that is missing in it. */
const PATCH: readonly LocatedViolation[] = [{
  code: 'NotRendered', severity: 'warning', property: 'spec', problem: 'is a patch of Kustomize, so it was not validated', fix: BUILD_FIRST, at: [],
}];

interface LocatedFile {
  readonly file: string;
  readonly text: string;
  readonly objects: readonly LocatedObject[];
}
