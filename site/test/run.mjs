// Tests the built site in a real Chromium. The last line says how many checks passed and failed, as `.ci/run` reads it.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { findChromium } from '../chromium.mjs';

const SITE = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(SITE, '.vitepress/dist');
const BASE = '/cdk8s-dynamodb-kro';
const MOST_KILOBYTES = 300;
const FIRST_PAINT_MS = 1000;
/** For what a page does; its machine may be busy. */
const WAIT_MS = 25_000;
const TYPES = { '.html': 'text/html', '.mjs': 'text/javascript', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.woff2': 'font/woff2' };

// To run some checks only while working: `npm test -- 'Try it'`.
const wanted = new RegExp(process.argv[2] ?? '');

let [passed, failed] = [0, 0];
async function check(name, run) {
  if (!wanted.test(name)) {
    return;
  }
  try {
    const figure = await run();
    passed++;
    console.log(`✓ ${name}${figure === undefined ? '' : `: ${figure}`}`);
  } catch (error) {
    failed++;
    console.log(`✗ ${name}\n    ${error.message.split('\n').slice(0, 30).join('\n    ')}`);
  }
}
function expect(holds, message) {
  if (!holds) {
    throw new Error(message);
  }
}
function expectEqual(found, wanted, what) {
  expect(JSON.stringify(found) === JSON.stringify(wanted), `${what}:\nwanted ${JSON.stringify(wanted)}\nfound  ${JSON.stringify(found)}`);
}

/** How many bytes of a file of the site travel. A font is compressed already. */
function compressed(file) {
  const content = readFileSync(join(DIST, file));
  return extname(file) === '.woff2' ? content.length : gzipSync(content).length;
}

/** Serves the built site as GitHub Pages does: without .html in addresses. */
async function serve() {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(BASE.length);
    const file = [path, `${path}.html`, join(path, 'index.html')].map((each) => join(DIST, each)).find((each) => existsSync(each) && statSync(each).isFile());
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': TYPES[extname(file ?? '')] ?? 'text/plain' });
    response.end(file === undefined ? 'not found' : readFileSync(file));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${server.address().port}${BASE}`, close: () => server.close() };
}

const pages = readdirSync(DIST, { recursive: true }).filter((file) => file.endsWith('.html') && file !== '404.html').map((file) => file.replace(/\.html$/, '')).sort();

function brokenLinks() {
  const html = new Map(pages.map((page) => [page, readFileSync(join(DIST, `${page}.html`), 'utf8')]));
  const ids = new Map([...html].map(([page, text]) => [page, new Set([...text.matchAll(/\s(?:id|name)="([^"]+)"/g)].map(([, id]) => id))]));
  let links = 0;
  const broken = [...html].flatMap(([page, text]) => [...text.matchAll(/<a\b[^>]*?\shref="([^"]+)"/g)].flatMap(([, href]) => {
    const url = new URL(href.replaceAll('&amp;', '&'), `http://site${BASE}/${page}`);
    if (url.host !== 'site') {
      return [];
    }
    links++;
    const path = decodeURIComponent(url.pathname).slice(BASE.length + 1).replace(/\.html$/, '') || 'index';
    const hash = decodeURIComponent(url.hash.slice(1));
    if (!html.has(path)) {
      return existsSync(join(DIST, path)) ? [] : [`${page}: ${href}: no such page`];
    }
    return hash === '' || ids.get(path).has(hash) ? [] : [`${page}: ${href}: no such heading`];
  }));
  expect(links > 500, `only ${links} links were found`);
  expect(broken.length === 0, [...new Set(broken)].join('\n'));
  return `${links} links of ${pages.length} pages`;
}

await check('links and anchors', brokenLinks);
await check('"Try it" is small', () => {
  const kilobytes = compressed('try-it.mjs') / 1000;
  expect(kilobytes < MOST_KILOBYTES, `${kilobytes.toFixed(0)} KB compressed, wanted less than ${MOST_KILOBYTES}`);
  return `${kilobytes.toFixed(0)} KB compressed`;
});

const executablePath = findChromium();
if (executablePath === undefined) {
  console.log('not run: what needs Chromium, which is not here and cannot be installed');
  end();
} else {
  await inChromium();
  end();
}

function end() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

async function inChromium() {
  const { url, close } = await serve();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    await testPages(browser, url);
    await testTryIt(browser, url);
  } finally {
    await browser.close();
    close();
  }
}

async function testPages(browser, url) {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const paints = [];
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const strangers = new Set();
    page.on('request', (request) => !request.url().startsWith(url) && !request.url().startsWith('data:') && strangers.add(request.url()));
    // The dark colours are those of the theme: one page of each kind shows them.
    for (const each of colorScheme === 'light' ? pages : ['index', 'start', 'tables', 'troubleshooting', 'try']) {
      await check(`${each}, ${colorScheme}: accessible`, async () => {
        await page.goto(`${url}/${each}`, { waitUntil: 'load' });
        await page.waitForFunction(() => !document.querySelector('.try-it') || document.querySelector('.problems, .output')?.textContent);
        paints.push([await firstPaint(page), each]);
        await page.evaluate(axe);
        // The dark colours are all that differs.
        const options = { resultTypes: ['violations'], ...colorScheme === 'dark' && { runOnly: ['color-contrast'] } };
        const violations = await page.evaluate(async (given) => (await window.axe.run(document, given)).violations
          .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary.split('\n').slice(1, 2).join(' ').trim()})`).join('; ')} and ${Math.max(0, nodes.length - 3)} more`), options);
        expect(violations.length === 0, violations.join('\n'));
      });
    }
    await check(`nothing is loaded from elsewhere, ${colorScheme}`, () => expect(strangers.size === 0, [...strangers].join('\n')));
    await context.close();
  }
  await check('first paint', () => {
    expect(paints.length > 0, 'no page was painted');
    const [slowest, where] = paints.sort(([a], [b]) => b - a)[0];
    const median = paints[Math.floor(paints.length / 2)][0];
    expect(median < FIRST_PAINT_MS, `half of the pages paint later than ${median} ms`);
    return `half within ${median.toFixed(0)} ms, the slowest (${where}) after ${slowest.toFixed(0)} ms`;
  });
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  const page = await phone.newPage();
  await check('on a phone no page is wider than the screen', async () => {
    const wide = [];
    for (const each of pages) {
      await page.goto(`${url}/${each}`, { waitUntil: 'load' });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 361) {
        wide.push(`${each}: ${width} pixels`);
      }
    }
    expect(wide.length === 0, wide.join('\n'));
    return `${pages.length} pages`;
  });
  await check('on a phone the menu opens and leads on', async () => {
    await page.goto(`${url}/tables`);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Troubleshooting' }).click();
    await page.getByRole('heading', { name: 'Troubleshooting', level: 1 }).waitFor();
  });
  await phone.close();
  const context = await browser.newContext();
  await check('search finds a page', async () => {
    const desk = await context.newPage();
    await desk.goto(`${url}/`);
    await desk.getByRole('button', { name: 'Search' }).first().click();
    await desk.locator('#localsearch-input').fill('auto scaling');
    await desk.locator('#localsearch-list a').first().waitFor({ timeout: 10_000 });
    const found = await desk.locator('#localsearch-list a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(found.some((href) => href.includes('/limits')), `found ${found.join(', ')}`);
  });
  await context.close();
}

/** Of the navigation; where the machine was busy, the best of three. */
async function firstPaint(page) {
  const times = [];
  for (let i = 0; i < 3; i++) {
    times.push(await page.evaluate(() => new Promise((painted) => {
      const [entry] = performance.getEntriesByName('first-contentful-paint');
      entry ? painted(entry.startTime) : new PerformanceObserver((list, observer) => {
        observer.disconnect();
        painted(list.getEntries()[0].startTime);
      }).observe({ type: 'paint', buffered: true });
    })));
    if (times[i] < FIRST_PAINT_MS) {
      break;
    }
    await page.reload({ waitUntil: 'load' });
  }
  return Math.min(...times);
}

async function testTryIt(browser, url) {
  // What the library says by itself, without the replacements that the browser needs.
  const script = `const { analyze, planOf, SAMPLES } = require(${JSON.stringify(join(SITE, 'try-it/index.ts'))});
    console.log(JSON.stringify(SAMPLES.map((sample) => ({ ...sample, analysis: analyze(sample.text, { region: 'us-east-1' }), plan: sample.next && planOf(sample.text, sample.next, { region: 'us-east-1' }) }))));`;
  const samples = JSON.parse(execFileSync(join(SITE, '../node_modules/.bin/tsx'), ['--eval', script], { cwd: join(SITE, '..'), encoding: 'utf8', maxBuffer: 1e8 }));
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  const problemsOnPage = [];
  page.on('pageerror', (error) => problemsOnPage.push(error.message));
  const text = page.getByRole('textbox', { name: 'Your table' });
  const summary = page.locator('#try-summary');
  const output = page.locator('.output');
  const problems = () => page.locator('.problems li').evaluateAll((items) => items.map((item) => item.textContent.trim().replace(/\s+/g, ' ')));
  const open = async () => {
    await page.goto(`${url}/try`, { waitUntil: 'load' });
    await page.getByText('1 table, 0 errors, 0 warnings or notes').waitFor();
  };
  const shown = ({ severity, line, column, message }) => `${line ? `Line ${line}${column ? `, column ${column}` : ''}` : ''}${severity}: ${message}`.replace(/\s+/g, ' ');
  const pause = () => page.waitForTimeout(250);

  for (const { title, analysis, plan } of samples) {
    await check(`Try it, sample ${title}: as the library itself`, async () => {
      await open();
      await page.getByRole('button', { name: title, exact: true }).click();
      await pause();
      expectEqual(await problems(), analysis.problems.map(shown), 'problems');
      const bad = analysis.problems.some(({ severity }) => severity === 'error');
      for (const [tab, name] of [['Application', 'application'], ['DynamoDBTable', 'dynamoDbTable'], ['TypeScript', 'typeScript']]) {
        await page.getByRole('tab', { name: tab, exact: true }).click();
        expectEqual(await output.textContent(), bad ? 'There are errors, so no file is written.' : analysis[name], tab);
      }
      if (plan !== undefined) {
        await page.getByRole('tab', { name: 'Plan' }).click();
        expectEqual(await output.textContent(), plan, 'the plan');
      }
      return `${analysis.tables} tables, ${analysis.problems.length} problems`;
    });
  }

  await check('Try it, by keyboard only', async () => {
    await open();
    await page.locator('body').press('Tab');
    for (let i = 0; i < 200 && (await page.evaluate(() => document.activeElement?.textContent)) !== 'YAML with mistakes'; i++) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByText('1 table, 2 errors, 0 warnings or notes').waitFor();
    for (let i = 0; i < 20 && !(await page.evaluate(() => document.activeElement?.textContent?.startsWith('Line 14'))); i++) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    const selected = await page.evaluate(() => [document.activeElement.id, document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)]);
    expectEqual(selected, ['try-text', 'attributeType: N'], 'what the error leads to');
    await page.keyboard.type('attributeType: "N"');
    await page.getByText('1 table, 1 error, 0 warnings or notes').waitFor();
    for (let i = 0; i < 20 && (await page.evaluate(() => document.activeElement?.getAttribute('role'))) !== 'tab'; i++) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    expectEqual(await page.evaluate(() => [document.activeElement.textContent, document.activeElement.getAttribute('aria-selected')]), ['TypeScript', 'true'], 'the tab');
  });

  await check('Try it, names for a screen reader', async () => {
    await open();
    await page.getByRole('checkbox', { name: 'Compare with a second version' }).check();
    for (const [role, name] of [
      ['group', 'Samples'], ['textbox', 'Your table'], ['textbox', 'Second version'], ['textbox', 'Region, where the text does not say it'],
      ['tablist', 'Output'], ['tabpanel', 'DynamoDBTable'], ['region', 'Output: DynamoDBTable'], ['button', 'Copy the output'],
    ]) {
      expect(await page.getByRole(role, { name, exact: true }).isVisible(), `no ${role} "${name}"`);
    }
    expectEqual(await summary.getAttribute('role'), 'status', 'the role of the summary');
    expectEqual(await text.getAttribute('aria-describedby'), 'try-summary', 'what describes the text');
    await page.getByRole('button', { name: 'YAML with mistakes' }).click();
    await page.getByRole('list', { name: 'Errors, warnings and notes' }).waitFor();
  });

  await check('Try it, the plan with a second version', async () => {
    await open();
    await page.getByRole('button', { name: 'YAML', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Compare with a second version' }).check();
    await page.getByRole('tab', { name: 'Plan' }).click();
    await page.getByText('1 table: 1 unchanged.').waitFor();
    const next = page.getByRole('textbox', { name: 'Second version' });
    await next.fill((await next.inputValue()).replaceAll('orders', 'carts'));
    await page.getByText('DATA LOSS: table orders').waitFor();
  });

  await check('Try it, what is pasted and is nothing of it', async () => {
    await open();
    for (const [pasted, wanted] of [['', 'Nothing to validate yet'], ['hello', 'This cannot be read'], ['{ tableName: ', 'This cannot be read'], ['a: [', 'This cannot be read'], ['{"Table": 1}', 'This cannot be read'], ['{ tableName: alert(1) }', 'does not run code']]) {
      await text.fill(pasted);
      await pause();
      const found = `${await summary.textContent()} ${(await problems()).join(' ')}`;
      expect(found.includes(wanted), `${JSON.stringify(pasted)}: ${found}`);
    }
  });

  await check('Try it, what is written is never HTML', async () => {
    await open();
    await text.fill('{ tableName: "<img src=x onerror=window.broken=1>", region: "us-east-1", partitionKey: { name: "<b>id", type: "<i>" } }');
    await pause();
    expect((await problems()).join().includes('<img src=x'), 'the text is not shown as it is');
    expectEqual(await page.evaluate(() => [window.broken ?? 0, document.querySelectorAll('.try-it img').length]), [0, 0], 'elements from text');
  });

  await check('Try it, 10,000 lines pasted', async () => {
    await open();
    const table = (i) => `apiVersion: kro.run/v1alpha1\nkind: DynamoDBTable\nmetadata:\n  name: table-${i}\nspec:\n  tableName: table-${i}\n  region: us-east-1\n  attributeDefinitions:\n    - attributeName: id\n      attributeType: ${i === 700 ? 'N' : 'S'}\n  keySchema:\n    - attributeName: id\n      keyType: HASH\n---\n`;
    const long = Array.from({ length: 720 }, (_, i) => table(i)).join('');
    expect(long.split('\n').length > 10_000, 'not long enough');
    // By the clipboard, as a person does: typing as many lines takes the browser itself half a minute.
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), long);
    await text.focus();
    await page.keyboard.press('Control+A');
    const start = Date.now();
    await page.keyboard.press('Control+V');
    await page.getByText('720 tables, 1 error, 0 warnings or notes').waitFor({ timeout: 60_000 });
    const took = Date.now() - start;
    expect((await problems())[0].startsWith(`Line ${700 * 14 + 10}, `), (await problems())[0]);
    const answered = Date.now();
    await page.getByRole('tab', { name: 'Plan' }).click();
    await page.locator('#tab-plan[aria-selected=true]').waitFor();
    return `validated after ${took} ms, a click answered after ${Date.now() - answered} ms`;
  });

  await check('diagrams are pictures, one for each theme', async () => {
    for (const [name, mode] of [['light', 'light'], ['dark', 'dark']]) {
      const themed = await browser.newContext({ colorScheme: mode });
      const shows = await themed.newPage();
      for (const from of ['bring-your-tables', 'contributing', 'security']) {
        await shows.goto(`${url}/${from}`);
        const [shown, ...more] = await shows.locator('img.diagram:visible').all();
        await shown.scrollIntoViewIfNeeded();
        await shows.waitForFunction((image) => image.complete, await shown.elementHandle());
        const { src, width, drawn } = await shown.evaluate((image) => ({ src: image.src, width: image.width, drawn: image.naturalWidth }));
        expect(more.length === 0 && src.endsWith(`-${name}.svg`) && width > 100 && drawn > 100, `${from}: ${more.length + 1} shown, ${src}, ${width} of ${drawn} pixels`);
      }
      await themed.close();
    }
  });

  await check('Try it, without a network', async () => {
    await open();
    await context.setOffline(true);
    for (const { title, analysis } of samples) {
      await page.getByRole('button', { name: title, exact: true }).click();
      await pause();
      expectEqual(await problems(), analysis.problems.map(shown), title);
    }
    await context.setOffline(false);
  });

  await check('Try it, without a network, after a reload and in a new tab', async () => {
    const alone = await browser.newContext();
    const first = await alone.newPage();
    // As most come here: by a link in a page of the site, which the service worker has nothing to do with.
    await first.goto(`${url}/start`, { waitUntil: 'load' });
    await first.getByRole('link', { name: 'Try it', exact: true }).first().click();
    await first.getByText('This page is kept in your browser').waitFor({ timeout: WAIT_MS });
    await alone.setOffline(true);
    const second = await alone.newPage();
    for (const [each, load] of [[first, () => first.reload()], [second, () => second.goto(`${url}/try`)]]) {
      await load();
      await each.getByText('1 table, 0 errors, 0 warnings or notes').waitFor({ timeout: WAIT_MS });
      for (const { title, analysis } of samples) {
        await each.getByRole('button', { name: title, exact: true }).click();
        await pause();
        expectEqual(await each.locator('.problems li').evaluateAll((items) => items.map((item) => item.textContent.trim().replace(/\s+/g, ' '))), analysis.problems.map(shown), title);
      }
    }
    const kept = await second.evaluate(async () => Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname))));
    await alone.close();
    const kilobytes = kept.flat().reduce((sum, path) => sum + compressed(path.slice(BASE.length)), 0) / 1000;
    expect(kilobytes < MOST_KILOBYTES, `${kilobytes.toFixed(0)} KB compressed are kept, wanted less than ${MOST_KILOBYTES}`);
    return `${kept.flat().length} files, ${kilobytes.toFixed(0)} KB compressed`;
  });

  await check('Try it, on a phone', async () => {
    const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
    const small = await phone.newPage();
    await small.goto(`${url}/try`);
    await small.getByRole('button', { name: 'YAML with mistakes' }).tap();
    await small.getByText('1 table, 2 errors, 0 warnings or notes').waitFor();
    await small.getByRole('button', { name: 'Line 18, column 9' }).tap();
    expectEqual(await small.evaluate(() => document.activeElement.id), 'try-text', 'the focus');
    const { width } = await small.locator('#try-text').boundingBox();
    expect(width > 200, `the text has ${width} pixels`);
    expect(await small.evaluate(() => document.documentElement.scrollWidth) <= 361, 'the page is wider than the screen');
    await phone.close();
  });

  await check('Try it, no error in the console of the page', () => expectEqual(problemsOnPage, [], 'errors'));
  await context.close();
}
