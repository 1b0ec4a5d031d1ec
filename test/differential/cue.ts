/** The ComponentDefinition's CUE, evaluated by the evaluator that KubeVela uses, as it uses it. */
import { join, resolve } from 'node:path';
import { Refusal } from './dynamodb-local';
import { Spec } from './tables';
import { componentDefinition } from '../../src/vela/component-definition';
import { progress } from '../conformance/harness/progress';
import { must } from '../conformance/harness/run-command';

/** A verdict for each table. */
export async function validateWithCue(specs: readonly Spec[]): Promise<Refusal[]> {
  const program = resolve(__dirname, '../../.cache/differential/cue');
  await progress('building the CUE validator', () => must('go', ['build', '-o', program, '.'], { cwd: join(__dirname, 'cue') }));
  const { template } = componentDefinition({ apiGroup: 'kro.run', name: 'table', defaults: {}, platformRules: [] }).schematic.cue;
  const input = [template, ...specs].map((line) => `${JSON.stringify(line)}\n`).join('');
  const output = await progress(`validating ${specs.length} tables with CUE`, () => must(program, [], { input }));
  return output.trim().split('\n').map((line) => (JSON.parse(line) as string[]).join('\n') || undefined);
}
