import { github, javascript, Project, TextFile, YamlFile } from 'projen';

/** Types of conventional commits, and the section of the changelog that each goes into. One without a section is left out of it. */
export const COMMIT_TYPES: Readonly<Record<string, string | undefined>> = {
  feat: 'Features',
  fix: 'Fixes',
  perf: 'Performance',
  docs: undefined,
  refactor: undefined,
  test: undefined,
  build: undefined,
  ci: undefined,
  chore: undefined,
  style: undefined,
  revert: 'Reverted',
};

/** How the release tool reads titles of commits: for the number of the next version, and for the changelog. */
export const CHANGELOG_OPTIONS = {
  types: Object.entries(COMMIT_TYPES).map(([type, section]) => (section === undefined ? { type, hidden: true } : { type, section })),
};

/** What a pull request has to have. */
export const PULL_REQUEST_TEMPLATE = [
  '<!-- The title is a conventional commit, such as "feat: add warm throughput" or "fix: ...". CONTRIBUTING.md has the types. -->',
  '',
  '## What and why',
  '',
  '<!-- What a user can do now, or what no longer goes wrong. "Fixes #123" closes the issue. -->',
  '',
  '## How it was tested',
  '',
  '<!-- The test that failed before, and the check of the conformance suite that shows the effect. -->',
  '',
  '- [ ] A test failed before this change and passes with it',
  '- [ ] `npx projen build` leaves no changes to commit',
  '- [ ] Tried on the real chain where the change reaches the cluster (`npm run conformance -- CHECK`)',
  '- [ ] `npx cdk8s-dynamodb-kro check-upgrade` reports nothing breaking, or the title has a `!`',
];

const REPOSITORY = 'https://github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro';

function textArea(id: string, label: string, description: string, { required = true, render = '' } = {}): object {
  return { type: 'textarea', id, attributes: { label, description, ...render && { render } }, validations: { required } };
}

const BUG = {
  name: 'Bug',
  description: 'Something does not do what the docs say',
  labels: ['bug'],
  body: [
    { type: 'markdown', attributes: { value: `A security problem? Report it [in private](${REPOSITORY}/security/advisories/new), not here.` } },
    textArea('happened', 'What happened', 'What you did, what you expected, and the whole message with its code in brackets.'),
    textArea('table', 'The table', 'The TypeScript or YAML that shows the problem, as small as possible.', { render: 'yaml' }),
    textArea('versions', 'Versions', 'The output of `npx cdk8s-dynamodb-kro check-cluster` and `npx cdk8s-dynamodb-kro --version`.', { render: 'text' }),
    textArea('status', 'Status in the cluster', 'If it was applied: `kubectl get dynamodbtable NAME -o yaml`, without what is secret.', { required: false, render: 'yaml' }),
  ],
};

const FEATURE = {
  name: 'Feature',
  description: 'Something that the library cannot do yet',
  labels: ['enhancement'],
  body: [
    textArea('need', 'What you need', 'What you want to achieve, and why the present way is not enough.'),
    textArea('wish', 'How it could look', 'The TypeScript or YAML that you would like to write.', { required: false, render: 'typescript' }),
    textArea('upstream', 'Who supports it', 'The field in the DynamoDB API, in ACK, kro or KubeVela, if you know it.', { required: false }),
  ],
};

/** Issue templates, and who reviews what touches the promises of the project. */
export function addCommunityFiles(project: Project): void {
  new YamlFile(project, '.github/ISSUE_TEMPLATE/bug.yml', { obj: BUG });
  new YamlFile(project, '.github/ISSUE_TEMPLATE/feature.yml', { obj: FEATURE });
  new YamlFile(project, '.github/ISSUE_TEMPLATE/config.yml', {
    obj: {
      blank_issues_enabled: false,
      contact_links: [
        { name: 'Troubleshooting', url: `${REPOSITORY}/blob/main/docs/troubleshooting.md`, about: 'What each message means, and what to do' },
        { name: 'Report a vulnerability', url: `${REPOSITORY}/security/advisories/new`, about: 'In private, see SECURITY.md' },
      ],
    },
  });
  new TextFile(project, '.github/CODEOWNERS', {
    marker: true,
    lines: [
      '# What is a promise to users: the contract, its rules, the exports, and the versions that are supported.',
      ...['/src/contract/', '/src/index.ts', '/src/support-matrix.ts', '/.projenrc.ts', '/projenrc/'].map((path) => `${path} @cdk8s-dynamodb-kro/maintainers`),
    ],
  });
}

/**
 * Adds to the release workflow what lets a user check a download: an SBOM, the add-on and the chart, their checksums, and a signed
 * statement of provenance. npm, PyPI and Go have their packages from projen's own jobs. Then CHANGELOG.md is brought up to date.
 */
export function addReleaseJobs(project: javascript.NodeProject, nodeVersion: string): void {
  const ready = "needs.release.outputs.tag_exists != 'true' && needs.release.outputs.latest_commit == github.sha && !inputs.dry_run";
  const { READ, WRITE } = github.workflows.JobPermission;
  const start: github.workflows.JobStep[] = [
    github.WorkflowSteps.checkout({ with: { fetchDepth: 0 } }),
    { name: 'Set up Node.js', uses: 'actions/setup-node@v4', with: { 'node-version': nodeVersion } },
    { name: 'Install dependencies', run: 'npm ci' },
    {
      name: 'Download build artifacts',
      uses: 'actions/download-artifact@v4',
      with: { 'artifact-ids': '${{ needs.release.outputs.artifact_id }}', 'path': 'dist' },
    },
  ];
  project.release?.addJobs({
    release_assets: {
      name: 'Attach add-on, chart, SBOM and checksums',
      needs: ['release', 'release_github'],
      runsOn: ['ubuntu-latest'],
      permissions: { contents: WRITE, idToken: WRITE, attestations: WRITE } as github.workflows.JobPermissions,
      if: ready,
      steps: [
        ...start,
        { name: 'Write them', run: 'npm run release-assets -- "$(cat dist/version.txt)"' },
        { name: 'Sign their provenance', uses: 'actions/attest-build-provenance@v3', with: { 'subject-path': 'dist/assets/*' } },
        {
          name: 'Attach them to the release',
          env: { GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}' },
          run: 'gh release upload "$(cat dist/releasetag.txt)" dist/assets/* --clobber',
        },
      ],
    },
    changelog: {
      name: 'Update CHANGELOG.md',
      needs: ['release', 'release_github'],
      runsOn: ['ubuntu-latest'],
      permissions: { contents: READ },
      if: ready,
      steps: [
        ...start,
        { name: 'Add the release', run: 'npx tsx scripts/changelog.ts dist/changelog.md CHANGELOG.md' },
        {
          name: 'Create a pull request',
          uses: 'peter-evans/create-pull-request@v8.1.1',
          with: {
            'token': '${{ secrets.PROJEN_GITHUB_TOKEN }}',
            'add-paths': 'CHANGELOG.md',
            'branch': 'github-actions/changelog',
            'commit-message': 'docs: add the release to the changelog',
            'title': 'docs: add the release to the changelog',
            'body': 'Written by the release workflow from the titles of the commits.',
            'signoff': true,
          },
        },
      ],
    },
  });
}
