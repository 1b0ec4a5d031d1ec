import { defineCommand, FAILED, OK, UNUSABLE, UsageError } from './command';
import { readInput } from './input-files';
import { API_GROUP, COMPONENT_NAME, outputOption, PLATFORM } from './options';
import { KIND } from '../contract/names';
import { printable } from '../contract/printable';
import { didYouMean } from '../contract/violation';
import { Plan } from '../plan/plan';
import { SourceOf } from '../validation/hints';

/** Data would be lost, and nobody has allowed it. */
const DATA_LOSS = 3;

export const PLAN = defineCommand({
  name: 'plan',
  summary: 'show what a change does to the tables in AWS',
  arguments: 'OLD NEW',
  description: `Compares what was declared with what will be: two outputs of cdk8s synth, say of main and of a branch. Shows for each table
what happens to it in AWS when NEW is applied and what is no longer in it is deleted. OLD and NEW are each a file, a folder, a quoted
pattern such as 'dist/*.yaml', or - for standard input. Platform resources in them count, or those of --platform: defaults, API group, component
name.`,
  exitCodes: {
    0: 'all can be done, and no data is lost',
    1: 'something would be rejected, or what deploys tables changes so that their loss cannot be excluded',
    2: 'a file cannot be read, or the command line is wrong',
    3: 'data would be lost that --allow-data-loss does not name, whether or not something else would be rejected',
  },
  examples: [
    { doc: 'What the branch does to the tables', line: 'cdk8s-dynamodb-kro plan main/dist dist' },
    { doc: 'What it does to those in the cluster', line: 'kubectl get dynamodbtables -A -o yaml | cdk8s-dynamodb-kro plan - dist' },
    { doc: 'As a comment of a pull request', line: 'cdk8s-dynamodb-kro plan -o markdown main/dist dist' },
  ],
  options: {
    'output': outputOption(['text', 'markdown', 'json']),
    'platform': PLATFORM,
    'allow-data-loss': { type: 'string', multiple: true, placeholder: 'NAME', doc: 'name of a table in AWS that may lose data, or NAMESPACE/NAME of what is NotPlanned; can be repeated' },
    'api-group': API_GROUP,
    'component-name': COMPONENT_NAME,
  },
  run(args, { output, platform: platformFile, 'allow-data-loss': names, 'api-group': apiGroup, 'component-name': componentName }, io) {
    if (args.length !== 2) {
      throw new UsageError(`plan takes two arguments, OLD and NEW, not ${args.length}. Quote a pattern, so that the shell leaves it to the command.`);
    }
    if (args[0] === '-' && args[1] === '-') {
      throw new UsageError('Only one of OLD and NEW can be standard input.');
    }
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { allowable, foreignFormat, hasPlatform, isRejected, losesData, notManifests, notWhole, planFiles, print } = require('../plan/index') as typeof import('../plan/index');
    const [previous, next] = args.map((argument, i) => readInput(argument, io, i === 0 ? notWhole : notManifests));
    // A command that writes nothing has failed, most likely; the plan would be that all is new.
    if (args.some((argument, i) => argument === '-' && [previous, next][i]?.isEmpty)) {
      io.error('-: standard input is empty. See whether the command that writes it has failed.');
      return UNUSABLE;
    }
    const platform = platformFile === undefined ? undefined : readInput(platformFile, io);
    if (previous === undefined || next === undefined || (platformFile !== undefined && platform === undefined)) {
      return UNUSABLE;
    }
    if (platform !== undefined && !hasPlatform(platform.documents)) {
      io.error(`--platform ${platformFile}: there is no ResourceGraphDefinition of ${KIND} in it`);
      return UNUSABLE;
    }
    const foreign = [previous, next].map(({ documents }) => foreignFormat(documents)).flatMap((problem, i) => problem === undefined ? [] : `${args[i]}: ${problem}`);
    if (foreign.length > 0) {
      foreign.forEach(io.error);
      return UNUSABLE;
    }
    let plan: Plan;
    try {
      const sourceOf: SourceOf = (object, at) => next.sourceOf(object, at) ?? previous.sourceOf(object, at);
      plan = planFiles(previous.files, next.files, { names: { apiGroup, componentName }, platform: platform?.documents, sourceOf });
    } catch (problem) {
      io.error(printable(`${args.join(', ')}: ${(problem as Error).message}`));
      return UNUSABLE;
    }
    if (previous.isEmpty && plan.tables.length > 0) {
      io.error(printable(`${args[0]}: there is nothing in it, so that every table is taken to be new. See whether the command that writes it has failed.`));
    }
    const allowed = new Set(names);
    const lost = allowable(plan);
    // A release that deploys no table is allowed for good.
    names.filter((name) => !lost.includes(name) && !name.includes('/')).forEach((name) => io.error(printable(`--allow-data-loss ${name}: no data of this table is lost.${didYouMean(name, lost)}`)));
    io.out(print(plan, output, allowed));
    return losesData(plan, allowed) ? DATA_LOSS : isRejected(plan, allowed) ? FAILED : OK;
  },
});
