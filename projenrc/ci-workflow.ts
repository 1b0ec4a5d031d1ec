import { github } from 'projen';
import { CI_STEPS, CiJob, githubCommand } from './ci-steps';

type JobStep = github.workflows.JobStep;

const GO: JobStep = { name: 'Set up Go', uses: 'actions/setup-go@v5', with: { 'go-version': 'stable', 'cache': false } };
const PYTHON: JobStep = { name: 'Set up Python', uses: 'actions/setup-python@v5', with: { 'python-version': '3.12' } };
const JAVA: JobStep = { name: 'Set up Java', uses: 'actions/setup-java@v4', with: { 'distribution': 'temurin', 'java-version': '21' } };

/** What a job needs beside Node.js, and for how many minutes it may run. */
const JOBS: Readonly<Record<CiJob, { readonly tools: readonly JobStep[]; readonly minutes: number }>> = {
  unit: { tools: [], minutes: 30 },
  differential: { tools: [GO, JAVA, PYTHON, cache('differential')], minutes: 60 },
  conformance: { tools: [GO, PYTHON, cache('conformance')], minutes: 120 },
  packages: { tools: [GO, PYTHON], minutes: 30 },
  site: { tools: [], minutes: 20 },
  imports: { tools: [], minutes: 20 },
};

/** What was built of kro, KubeVela and Kubernetes; built anew when a pinned version changes. */
function cache(suite: string): JobStep {
  return {
    name: 'Keep what was built',
    uses: 'actions/cache@v4',
    with: {
      'path': `.cache/${suite}`,
      'key': `${suite}-\${{ runner.os }}-\${{ hashFiles('test/${suite}/programs/**', 'test/${suite}/harness/**') }}`,
      'restore-keys': `${suite}-\${{ runner.os }}-`,
    },
  };
}

/** Jobs that have a step; one without would be green and check nothing. */
export const CI_JOBS: readonly CiJob[] = (Object.keys(JOBS) as CiJob[]).filter((job) => CI_STEPS.some((step) => step.job === job));

/** GitHub's workflow `ci`: it runs what `.ci/run` runs, each job on a machine of its own. */
export function addCiWorkflow(hub: github.GitHub, { node, oldestNode }: { readonly node: string; readonly oldestNode: string }): void {
  const workflow = hub.addWorkflow('ci');
  workflow.on({ pullRequest: {}, push: { branches: ['main'] }, mergeGroup: {}, workflowDispatch: {} });
  for (const job of CI_JOBS) {
    const { tools, minutes } = JOBS[job];
    workflow.addJob(job, {
      runsOn: ['ubuntu-latest'],
      permissions: { contents: github.workflows.JobPermission.READ },
      timeoutMinutes: minutes,
      env: { CI: 'true' },
      steps: [
        github.WorkflowSteps.checkout(),
        { name: 'Set up Node.js', uses: 'actions/setup-node@v4', with: { 'node-version': job === 'unit' ? oldestNode : node, 'cache': 'npm' } },
        ...tools,
        { name: 'npm ci', run: 'npm ci' },
        ...CI_STEPS.filter((step) => step.job === job).map((step) => ({ name: step.name, run: githubCommand(step) })),
      ],
    });
  }
}

/** GitHub's workflow `site`: it builds the docs site from main, tests it, and deploys it to GitHub Pages. */
export function addSiteWorkflow(hub: github.GitHub, nodeVersion: string): void {
  const { READ, WRITE } = github.workflows.JobPermission;
  const workflow = hub.addWorkflow('site');
  workflow.on({ push: { branches: ['main'] }, workflowDispatch: {} });
  workflow.addJob('deploy', {
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 20,
    permissions: { contents: READ, idToken: WRITE, pages: WRITE },
    environment: { name: 'github-pages', url: '${{ steps.pages.outputs.page_url }}' },
    concurrency: { group: 'pages', cancelInProgress: false },
    steps: [
      github.WorkflowSteps.checkout(),
      { name: 'Set up Node.js', uses: 'actions/setup-node@v4', with: { 'node-version': nodeVersion, 'cache': 'npm' } },
      { name: 'npm ci', run: 'npm ci' },
      { name: 'Build and test the site', run: 'npm run site' },
      { name: 'Upload it', uses: 'actions/upload-pages-artifact@v4', with: { path: 'site/.vitepress/dist' } },
      { id: 'pages', name: 'Deploy it', uses: 'actions/deploy-pages@v4' },
    ],
  });
}
