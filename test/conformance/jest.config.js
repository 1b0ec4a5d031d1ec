// The checks against the running control plane; `npm run conformance` starts it and then jest.
module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/checks/*.test.ts'],
  testSequencer: '<rootDir>/sequencer.js',
  testTimeout: 600_000,
  // The Kubernetes client is an ES module, and so is what it needs, and the parser of CEL.
  transformIgnorePatterns: ['/node_modules/(?!(@marcbachmann/cel-js|@kubernetes/client-node|openid-client|oauth4webapi|jose)/)'],
  transform: {
    '\\.[jt]s$': ['ts-jest', { tsconfig: { target: 'es2022', module: 'commonjs', moduleResolution: 'node', ignoreDeprecations: '6.0', esModuleInterop: true, allowJs: true, isolatedModules: true }, diagnostics: false }],
  },
};
