/** The jobs of GitHub's workflow `ci`. Each runs its steps in this order on a machine of its own. */
export type CiJob = 'unit' | 'differential' | 'conformance' | 'packages' | 'site' | 'imports';

/** A command that must succeed before a change is merged. */
export interface CiStep {
  /** What `.ci/run` calls it. */
  readonly name: string;
  readonly run: string;
  readonly job: CiJob;
  /** Whether the command must leave the working tree as it was. */
  readonly unchanged?: boolean;
}

/**
 * Everything that is checked, in the order of `.ci/run`. GitHub's workflow is written from this list, and test/ci.test.ts compares
 * the list with `.ci/run`: neither can check less than the other. `npm ci` is no step, because every job begins with it.
 */
export const CI_STEPS: readonly CiStep[] = [
  { job: 'unit', name: 'npm test', run: 'npm test' },
  { job: 'conformance', name: 'npm run conformance', run: 'npm run conformance' },
  {
    job: 'conformance',
    name: 'npm run conformance, the oldest kro and KubeVela',
    run: 'npm run conformance -- rendering secret status examples traits --kro oldest --kubevela oldest',
  },
  { job: 'differential', name: 'npm run test:differential', run: 'npm run test:differential -- --seed 20261124 --tables 5000' },
  { job: 'differential', name: 'npm run test:round-trip', run: 'npm run test:round-trip' },
  { job: 'unit', name: 'npm run demo', run: 'npm run demo' },
  { job: 'unit', name: 'compile with jsii', run: 'npx projen compile' },
  { job: 'packages', name: 'packages for npm, PyPI and Go, used from each language', run: 'npx tsx --tsconfig tsconfig.dev.json scripts/packages.ts' },
  { job: 'site', name: 'npm run site:build', run: 'npm run site:build' },
  { job: 'unit', name: 'projen leaves the tree unchanged', run: 'npx projen', unchanged: true },
  { job: 'unit', name: 'examples are up to date', run: 'npx projen examples', unchanged: true },
  { job: 'unit', name: 'the reference is up to date', run: 'npx projen docs', unchanged: true },
  { job: 'unit', name: 'API.md is up to date', run: 'npx projen docgen', unchanged: true },
  { job: 'imports', name: 'imports/ is what the CRDs give', run: 'npx projen import', unchanged: true },
  { job: 'imports', name: 'imports/ again, the same bytes', run: 'npx projen import', unchanged: true },
  { job: 'unit', name: 'npm run bench', run: 'npm run bench' },
  { job: 'site', name: 'npm run site:test', run: 'npm run site:test' },
];

/** The command as GitHub runs it: a tree that changed is shown, and fails the step. */
export function githubCommand({ run, unchanged }: CiStep): string {
  return unchanged ? `${run} && git add --intent-to-add . && git diff --exit-code` : run;
}
