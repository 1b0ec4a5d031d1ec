import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CI_STEPS, githubCommand } from '../projenrc/ci-steps';

const script = readFileSync('.ci/run', 'utf8');

/** The steps of a script such as `.ci/run`, but `npm ci`, with which each job begins. */
const stepsOf = (text: string): object[] => [...text.matchAll(/^ *step '([^']+)' (unchanged )?(.+)$/gm)]
  .map(([, name, unchanged, run]) => ({ name, run, unchanged: unchanged !== undefined }))
  .filter(({ name }) => name !== 'npm ci');

test('.ci/run and the list of steps are the same, in the same order', () => {
  expect(stepsOf(script)).toEqual(CI_STEPS.map(({ name, run, unchanged = false }) => ({ name, run, unchanged })));
});

test('every call of step in .ci/run is read here', () => {
  expect(script.match(/^\s*step /gm)).toHaveLength(CI_STEPS.length + 1);
  expect(stepsOf("step 'npm test' npm test\n  step 'b' unchanged npx b")).toEqual([
    { name: 'npm test', run: 'npm test', unchanged: false }, { name: 'b', run: 'npx b', unchanged: true },
  ]);
});

describe("GitHub's workflow", () => {
  const { on, jobs } = parse(readFileSync('.github/workflows/ci.yml', 'utf8'));

  test.each(CI_STEPS.map((step) => [step.name, step] as const))('runs %s', (name, step) => {
    expect(jobs[step.job].steps).toContainEqual(expect.objectContaining({ name, run: githubCommand(step) }));
  });

  test('begins each job with npm ci, ignores no failure, and runs for each pull request and for main', () => {
    for (const { steps } of Object.values<any>(jobs)) {
      expect(steps.findIndex(({ run }: any) => run === 'npm ci')).toBe(steps.findIndex(({ run }: any) => run !== undefined));
      expect(steps.filter((step: any) => step['continue-on-error'] || step.if)).toEqual([]);
    }
    expect(on).toMatchObject({ pull_request: {}, push: { branches: ['main'] } });
  });

  test('must be green before a pull request is merged by itself', () => {
    const { pull_request_rules: [{ conditions }] } = parse(readFileSync('.mergify.yml', 'utf8'));
    expect(conditions).toEqual(expect.arrayContaining(Object.keys(jobs).map((job) => `status-success=${job}`)));
  });
});
