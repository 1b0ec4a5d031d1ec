import { defineConfig } from 'vitepress';

const REPOSITORY = 'https://github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro';
const pages = (...items: ReadonlyArray<readonly [text: string, link: string]>) => items.map(([text, link]) => ({ text, link }));

export default defineConfig({
  lang: 'en',
  title: 'cdk8s-dynamodb-kro',
  description: 'DynamoDB tables on Kubernetes, by kro, ACK and KubeVela',
  base: process.env.SITE_BASE ?? '/cdk8s-dynamodb-kro/',
  srcDir: '.content',
  cleanUrls: true,
  // What is not ours is not loaded: no fonts, no counters.
  head: [['meta', { name: 'color-scheme', content: 'light dark' }]],
  // For smaller pages: all components are of the composition API, and terser comes with the library.
  vite: { define: { __VUE_OPTIONS_API__: false }, build: { minify: 'terser', terserOptions: { ecma: 2020, compress: { passes: 3 } } } },
  markdown: { attrs: { disable: true }, theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' }, languageAlias: { cue: 'go' } },
  themeConfig: {
    search: { provider: 'local' },
    nav: pages(['Start', '/start'], ['Try it', '/try'], ['Reference', '/reference'], ['API', '/api']),
    socialLinks: [{ icon: 'github', link: REPOSITORY, ariaLabel: 'The repository on GitHub' }],
    outline: { level: [2, 3] },
    sidebar: [
      { text: 'Start', items: pages(['Overview', '/start'], ['Try it', '/try']) },
      {
        text: 'Tutorials',
        items: pages(
          ['Platform engineer', '/tutorials/platform-engineer'], ['Developer with TypeScript', '/tutorials/typescript'],
          ['Developer with YAML', '/tutorials/yaml'], ['GitOps pipeline', '/gitops'], ['Without AWS', '/without-aws'],
        ),
      },
      {
        text: 'Guides',
        items: pages(
          ['Tables, feature by feature', '/tables'], ['Traits', '/traits'], ['Bring your tables', '/bring-your-tables'],
          ['Connect an application', '/connect-an-application'], ['Streams to Lambda', '/streams-to-lambda'], ['Alarms and dashboards', '/alarms-and-dashboards'],
          ['Review a change', '/review-a-change'], ['Day two', '/day-two'], ['How it works', '/how-it-works'], ['Restore a table', '/restore'], ['Upgrading', '/upgrading'],
          ['Access', '/access'], ['Policies of your own', '/policies'], ['Two AWS accounts', '/two-aws-accounts'], ['On Amazon EKS', '/on-amazon-eks'], ['Add-on and chart', '/addon'],
        ),
      },
      {
        text: 'Look up',
        items: pages(
          ['Troubleshooting', '/troubleshooting'], ['Limits and costs', '/limits'], ['What it costs', '/what-it-costs'], ['Validation', '/validation'], ['Reference', '/reference'], ['API', '/api'],
        ),
      },
      {
        text: 'Project',
        items: pages(['How it is proved', '/conformance'], ['Contributing', '/contributing'], ['Security', '/security'], ['Changelog', '/changelog']),
      },
    ],
  },
});
