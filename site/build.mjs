// Prepares the site: its pages in .content/, from docs/ and the files of the repository, and the library for the page "Try it".
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { minify } from 'terser';
import { findChromium } from './chromium.mjs';

const SITE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(SITE);
const CONTENT = join(SITE, '.content');
const REPOSITORY = 'https://github.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro';
const HERE = new RegExp(`^(?:${REPOSITORY}/(?:blob|tree)|https://raw\\.githubusercontent\\.com/cdk8s-dynamodb-kro/cdk8s-dynamodb-kro)/main/`);

/** Files of the repository that are pages, and where. Those of docs/ keep their names. */
const PAGES = new Map([
  ['README.md', 'start.md'],
  ['API.md', 'api.md'],
  ...['CONTRIBUTING', 'SECURITY', 'CODE_OF_CONDUCT', 'CHANGELOG'].map((name) => [`${name}.md`, `${name.toLowerCase().replaceAll('_', '-')}.md`]),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true }).filter((file) => file.endsWith('.md')).map((file) => [`docs/${file}`, file]),
]);

function preparePages() {
  rmSync(CONTENT, { recursive: true, force: true });
  cpSync(join(SITE, 'pages'), CONTENT, { recursive: true });
  cpSync(join(ROOT, 'docs/images'), join(CONTENT, 'public/images'), { recursive: true });
  for (const [from, to] of PAGES) {
    const target = join(CONTENT, to);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, page(readFileSync(join(ROOT, from), 'utf8'), from));
  }
}

/** A page as VitePress takes it: links between pages stay in the site, all others go to the repository. */
function page(text, from) {
  const link = (target) => linkFrom(from, target);
  const rewritten = outsideCode(text, (part) => part
    .replace(/\]\(([^)\s]+)\)/g, (_, target) => `](${link(target)})`)
    .replace(/(src|srcset|href)="([^"]+)"/g, (_, name, target) => `${name}="${link(target)}"`))
    .replace(/^( *)```console$/gm, '$1```shellsession')
    .replace(/^```mermaid\n(.*?)^```$/gms, (_, source) => picture(source));
  // Vue would take `{{` for its own.
  return text.includes('{{') ? `::: v-pre\n${rewritten}\n:::\n` : rewritten;
}

/** The diagrams of the pages, by the names of their pictures. GitHub draws them itself. */
const diagrams = new Map();

/** A diagram as a picture for each theme; it is rendered once all pages are read. */
function picture(source) {
  const name = `diagram-${diagrams.size + 1}`;
  diagrams.set(name, source);
  const alt = /^ *accDescr: (.*)$/m.exec(source)?.[1];
  if (alt === undefined) {
    throw new Error(`A diagram has no accDescr, which says what it shows:\n${source}`);
  }
  return ['light', 'dark'].map((theme) => `<img class="diagram ${theme}-only" loading="lazy" src="/images/${name}-${theme}.svg" alt="${alt.replaceAll('"', '&quot;')}">`).join('\n');
}

/** Mermaid needs a browser to measure texts: so it runs here, in the build, and not in that of the reader. */
async function renderDiagrams() {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  const tab = await browser.newPage();
  await tab.addScriptTag({ path: join(SITE, 'node_modules/mermaid/dist/mermaid.min.js') });
  for (const [name, source] of diagrams) {
    // Behind the labels of edges is the background of the page: Mermaid's own grey leaves too little contrast.
    for (const [theme, mermaidTheme, edgeLabelBackground] of [['light', 'neutral', '#ffffff'], ['dark', 'dark', '#1b1b1f']]) {
      const svg = await tab.evaluate(async ([id, text, chosen, background]) => {
        globalThis.mermaid.initialize({
          startOnLoad: false,
          theme: chosen,
          themeVariables: { edgeLabelBackground: background },
          htmlLabels: false,
          flowchart: { htmlLabels: false },
          fontFamily: 'sans-serif',
        });
        document.body.innerHTML = (await globalThis.mermaid.render(id, text)).svg;
        const drawn = document.querySelector('svg');
        // A picture has a size of its own.
        const { width, height } = drawn.viewBox.baseVal;
        drawn.setAttribute('width', width);
        drawn.setAttribute('height', height);
        return new XMLSerializer().serializeToString(drawn);
      }, [`${name}-${theme}`, source, mermaidTheme, edgeLabelBackground]);
      writeFileSync(join(CONTENT, `public/images/${name}-${theme}.svg`), svg);
    }
  }
  await browser.close();
}

function linkFrom(from, target) {
  if (/^(?:https?:|mailto:|#)/.test(target) && !HERE.test(target)) {
    return target;
  }
  const [path, anchor] = target.replace(HERE, '').split('#');
  const file = HERE.test(target) ? path : normalize(join(dirname(from), path));
  const hash = anchor === undefined ? '' : `#${anchor}`;
  if (file.startsWith('docs/images/')) {
    return `/images/${file.slice('docs/images/'.length)}`;
  }
  return PAGES.has(file) ? `/${PAGES.get(file)}${hash}` : `${REPOSITORY}/blob/main/${file}${hash}`;
}

/** Changes a text, but not its code. */
function outsideCode(text, change) {
  return text.split(/(^ *```.*?^ *```|`[^`\n]+`)/gms).map((part, i) => (i % 2 === 1 ? part : change(part))).join('');
}

/** The library's own code for the browser. What it takes from Node.js is replaced by the same from elsewhere, or is never reached. */
async function bundleLibrary() {
  const yaml = createRequire(createRequire(join(ROOT, 'package.json')).resolve('cdk8s')).resolve('yaml');
  const browserYaml = join(dirname(yaml), '../browser/index.js');
  const shims = {
    'cdk8s': `
      import { stringify } from ${JSON.stringify(browserYaml)};
      export class Lazy {}
      export class Chart {}
      export class ApiObject {}
      // As cdk8s writes it.
      export const Yaml = { stringify: (...docs) => docs.map((doc) => stringify(doc, { keepUndefined: true, lineWidth: 0, version: '1.1' })).join('---\\n') };`,
    'node:module': `
      import { isAlias, isMap, isSeq, LineCounter, parseAllDocuments } from ${JSON.stringify(browserYaml)};
      export const createRequire = () => () => ({ isAlias, isMap, isSeq, LineCounter, parseAllDocuments });`,
    'node:util': `
      export function isDeepStrictEqual(a, b) {
        if (Object.is(a, b)) return true;
        if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
        const keys = Object.keys(a);
        return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isDeepStrictEqual(a[key], b[key]));
      }`,
    'node:path': `
      export const dirname = (path) => path.replace(/\\/?[^/]*$/, '') || '.';
      export const basename = (path, end = '') => path.split('/').at(-1).replace(new RegExp(end.replaceAll('.', '\\\\.') + '$'), '');
      export const join = (...parts) => parts.filter(Boolean).join('/');
      export const resolve = join;
      export const relative = (_, path) => path;
      export const posix = { dirname, join, normalize: (path) => path };`,
    'constructs': 'export class Construct { static isConstruct() { return false; } }',
    'node:fs': 'export const readFileSync = undefined;',
    // For long names of the roles of a platform, and the page knows none.
    'node:crypto': 'export const createHash = undefined;',
  };
  const result = await build({
    entryPoints: [join(SITE, 'try-it/index.ts')],
    outfile: join(CONTENT, 'public/try-it.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    metafile: true,
    legalComments: 'linked',
    external: ['@aws-sdk/*'],
    // The library asks where cdk8s is, for the YAML that comes with it.
    define: { 'require.resolve': 'String' },
    inject: [join(SITE, 'try-it/buffer.mjs')],
    plugins: [{
      name: 'browser',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^(?:cdk8s|constructs|node:.*)$/ }, ({ path }) => ({ path, namespace: 'shim' }));
        // What rules, facts of the graph and quirks of ACK say of themselves, and the pages that consequences are from, the page does not print.
        onLoad({ filter: /(contract\/rules\/[\w-]+|ack\/consequences)\.ts$/ }, ({ path }) => ({ contents: readFileSync(path, 'utf8').replace(/^ +(source|statement): .*,\n/gm, ''), loader: 'ts' }));
        onLoad({ filter: /ack\/[\w-]+\.ts$/ }, ({ path }) => ({
          contents: readFileSync(path, 'utf8').replace(/^ +(does|until|issue|version): .*,\n/gm, '').replace(/\bfact\((\s*'\w+'),\s*'(?:[^'\\]|\\.)*'/g, "fact($1, ''"),
          loader: 'ts',
        }));
        // Without acorn's own validation of regular expressions, since the browser's comes after it, and the letters beyond 16 bits, which no name of a property has.
        onLoad({ filter: /acorn\.mjs$/ }, ({ path }) => ({ contents: readFileSync(path, 'utf8').replace(/^(var (?:script|ecma|unicode)\w*(?:Values|Properties|PropertiesOfStrings|Unicode) = )"[^"\n]*"/gm, '$1""').replace(/^pp\$1\.regexp_\w+ = function[^]*?^};\n/gm, '').replace(/^(pp\$1\.validateRegExpPattern = function\(\w+\) \{)[^]*?^};/m, '$1};').replace(/^(var astralIdentifier(?:Start)?Codes = )\[[^\]]*\]/gm, '$1[]'), loader: 'js' }));
        onLoad({ filter: /.*/, namespace: 'shim' }, ({ path }) => {
          if (shims[path] === undefined) {
            throw new Error(`The browser has no ${path}`);
          }
          return { contents: shims[path], resolveDir: ROOT };
        });
      },
    }],
  });
  // Smaller by a twenty-fifth than by esbuild alone, as in the package. No function without a `this` is made with `new`.
  const program = join(CONTENT, 'public/try-it.mjs');
  writeFileSync(program, (await minify(readFileSync(program, 'utf8'), { module: true, ecma: 2020, compress: { passes: 3, unsafe_arrows: true } })).code);
  const sizes = Object.entries(Object.values(result.metafile.outputs)[0].inputs).map(([file, { bytesInOutput }]) => [bytesInOutput, relative(ROOT, join(process.cwd(), file))]);
  if (process.env.SHOW_SIZES) {
    sizes.sort(([a], [b]) => b - a).slice(0, 25).forEach(([bytes, file]) => console.log(bytes, file));
  }
}

if (!existsSync(join(ROOT, 'node_modules/cdk8s'))) {
  throw new Error('Run npm ci in the repository first: the page "Try it" is made of the library.');
}
preparePages();
await renderDiagrams();
await bundleLibrary();
