// Writes the service worker of the page "Try it", with the list of the files that the page is made of. Runs after VitePress.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SITE = dirname(fileURLToPath(import.meta.url));
const DIST = join(SITE, '.vitepress/dist');
const BASE = process.env.SITE_BASE ?? '/cdk8s-dynamodb-kro/';

const html = readFileSync(join(DIST, 'try.html'), 'utf8');
const loaded = [...html.matchAll(/<(?:link|script)\b[^>]*?\s(?:href|src)="([^"]+)"/g)].map(([, url]) => url).filter((url) => url.startsWith(BASE));
const files = [...new Set(['try.html', 'try-it.mjs', ...loaded.map((url) => url.slice(BASE.length))])];

await build({
  entryPoints: [join(SITE, 'service-worker.mjs')],
  outfile: join(DIST, 'try-service-worker.js'),
  bundle: true,
  minify: true,
  legalComments: 'none',
  define: {
    // A file is fetched again when its content has changed.
    'FILES': JSON.stringify(files.map((file) => ({ url: BASE + file, revision: createHash('sha256').update(readFileSync(join(DIST, file))).digest('hex').slice(0, 16) }))),
    'process.env.NODE_ENV': '"production"',
  },
});
console.log(`The page "Try it" works offline: ${files.length} files are kept.`);
