import { defineCommand, FAILED, OK, UNUSABLE, UsageError } from './command';
import { readInput } from './input-files';
import { didYouMean } from '../contract/violation';
import { Plan } from '../plan/plan';

/** Data would be lost, and nobody has allowed it. */
const DATA_LOSS = 3;

export const PLAN = defineCommand({
  name: 'plan',
  summary: 'show what a change does to the tables in AWS',
  arguments: 'OLD NEW',
  description: `Compares what was declared with what will be: two outputs of cdk8s synth, say of main and of a branch. Shows for each table
what happens to it in AWS when NEW is applied and what is no longer in it is deleted. OLD and NEW are each a file, a folder, a quoted
pattern such as 'dist/*.yaml', or - for standard input. Platform resources in them count: defaults, API group, component name.

Exit code: 0 if all can be done and no data is lost, 1 if something is refused, 2 if a file cannot be read, 3 if data would be lost.`,
  examples: [
    { doc: 'What the branch does to the tables', line: 'cdk8s-dynamodb-kro plan main/dist dist' },
    { doc: 'What it does to those in the cluster', line: 'kubectl get dynamodbtables -A -o yaml | cdk8s-dynamodb-kro plan - dist' },
    { doc: 'As a comment of a pull request', line: 'cdk8s-dynamodb-kro plan --format markdown main/dist dist' },
  ],
  options: {
    'format': { type: 'string', choices: ['text', 'markdown', 'json'], default: 'text', doc: 'output format' },
    'allow-data-loss': { type: 'string', multiple: true, placeholder: 'NAME', doc: 'name of a table in AWS that may lose data; can be repeated' },
    'api-group': { type: 'string', placeholder: 'GROUP', doc: 'API group of DynamoDBTable (default that of the platform resources, or kro.run)' },
    'component-name': { type: 'string', placeholder: 'NAME', doc: 'name of the ComponentDefinition (default that of the platform resources, or aws-dynamodb-kro)' },
  },
  run(args, { format, 'allow-data-loss': names, 'api-group': apiGroup, 'component-name': componentName }, io) {
    if (args.length !== 2) {
      throw new UsageError(`plan takes two arguments, OLD and NEW, not ${args.length}. Quote a pattern, so that the shell leaves it to the command.`);
    }
    if (args[0] === '-' && args[1] === '-') {
      throw new UsageError('Only one of OLD and NEW can be standard input.');
    }
    const [previous, next] = args.map((argument) => readInput(argument, io));
    if (previous === undefined || next === undefined) {
      return UNUSABLE;
    }
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { isRefused, losesData, makePlan, print } = require('../plan/index') as typeof import('../plan/index');
    let plan: Plan;
    try {
      plan = makePlan(previous, next, { apiGroup, componentName });
    } catch (problem) {
      io.error(`${args.join(', ')}: ${(problem as Error).message}`);
      return UNUSABLE;
    }
    const allowed = new Set(names);
    const lost = plan.tables.filter(({ losses }) => losses.length > 0).map(({ tableName }) => tableName);
    names.filter((name) => !lost.includes(name)).forEach((name) => io.error(`--allow-data-loss ${name}: no data of this table is lost.${didYouMean(name, lost)}`));
    io.out(print(plan, format, allowed));
    return losesData(plan, allowed) ? DATA_LOSS : isRefused(plan) ? FAILED : OK;
  },
});
