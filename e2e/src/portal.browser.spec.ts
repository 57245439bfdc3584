import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium as chromiumPath, type Platform, startPlatform } from '@tuntas/local';
import { eventually } from '@tuntas/testing';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Officer } from './door/officer.js';

const FIRST_PORT = 24_000;
const COORDINATOR = { role: 'coordinator', agency: 'dinas-pekerjaan-umum' } as const;
const UNIT = 'dinas-pu-bina-marga';
const STORY = 'Jalan Yos Sudarso berlubang besar di depan pasar, mohon segera ditambal.';
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  );
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const MOST_HTML_AND_CSS_BYTES = 30_000;
const MOST_SCRIPT_BYTES = 15_000;

let dataDir: string;
let platform: Platform;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Every address that the browser asked for or went to. */
let addresses: string[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tuntas-portal-'));
  await chmod(dataDir, 0o711);
  platform = await startPlatform({ dataDir, firstPort: FIRST_PORT, env: { TOPIC_PARTITIONS: '2' } });
  browser = await chromium.launch({ executablePath: chromiumPath(() => undefined), args: FLAGS });
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const portal = (path = ''): string => platform.addresses.services.portal + path;

async function open(options: Parameters<Browser['newContext']>[0]): Promise<void> {
  context = await browser.newContext(options);
  page = await context.newPage();
  addresses = [];
  page.on('request', (request) => addresses.push(request.url()));
}

/** From the empty form to the confirmation; only what is needed is filled in. */
async function report(language = ''): Promise<{ reference: string; receipt: string }> {
  await page.goto(portal(`${language}/lapor`));
  await page.fill('#text', STORY);
  await page.fill('#place', 'Sangatta Utara');
  await page.press('#place', 'Enter');
  const [reference, receipt] = await page.locator('.codes p.code').allTextContents();
  if (!reference || !receipt) throw new Error(`No codes on: ${await page.textContent('main')}`);
  return { reference, receipt };
}

async function track(code: string, language = ''): Promise<void> {
  await page.goto(portal(`${language}/lacak`));
  await page.fill('#code', code);
  await page.press('#code', 'Enter');
}

/** The agency gives the report to a unit and answers it. */
async function answer(reference: string): Promise<void> {
  const { services, ...elsewhere } = platform.addresses;
  const siti = new Officer(services.portal, elsewhere.secretsDir, 'siti', [COORDINATOR]);
  const { complaintId } = await eventually(async () => {
    const found = (await siti.queue('to-verify')).find((item) => item.reference === reference);
    if (!found) throw new Error(`${reference} is not in the queue yet`);
    return found;
  });
  const act = async (what: string, body: object) =>
    expect(await siti.act(`/api/cases/${complaintId}/${what}`, body)).toBe(true);
  await act('assignments', { unit: UNIT });
  await act('follow-ups', { text: 'Kami periksa besok pagi.' });
  await act('answers', { text: 'Lubang sudah ditambal.', outcome: 'resolved' });
}

describe('with JavaScript off', () => {
  beforeEach(async () => open({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } }));
  afterEach(async () => context.close());

  it('a report is told, confirmed, tracked, answered, disputed and accepted; the receipt is in no address', async () => {
    const { reference, receipt } = await report();
    expect(reference).toMatch(/^KTM-[0-9A-Z]{4}-[0-9A-Z]{5}$/);
    expect(receipt).toMatch(/^[0-9A-Z]{4}( [0-9A-Z]{4}){3}$/);

    await track(receipt);
    expect(await page.textContent('main')).toContain(STORY);
    await track(reference);
    expect(new URL(page.url()).pathname).toBe(`/lacak/${reference}`);
    expect(await page.textContent('main')).not.toContain('Yos Sudarso');

    await answer(reference);
    await eventually(async () => {
      await track(receipt);
      expect(await page.textContent('main')).toContain('Lubang sudah ditambal.');
      await page.waitForSelector('#reason', { timeout: 500 });
    });
    await page.fill('#reason', 'Masih berlubang.');
    await page.click('form[action="/lacak/belum"] button');
    expect(await page.textContent('.said')).toContain('dibuka lagi');

    const written = receipt.replaceAll(' ', '');
    expect(addresses.join().replaceAll(/[-\s]|%20/g, '')).not.toContain(written);
  });

  it('details are added, and the report is withdrawn in two steps; a reload is the same act', async () => {
    const { receipt } = await report();
    await track(receipt);
    await page.click('summary:has-text("Tambah keterangan")');
    await page.fill('#addition', 'Foto menyusul besok.');
    await page.click('form[action="/lacak/tambah"] button');
    expect(await page.textContent('.said')).toContain('sudah disimpan');
    await page.reload();
    expect(await page.getByText('Anda menambah keterangan.').count()).toBe(1);
    expect(await page.isVisible('form[action="/lacak/cabut"] button')).toBe(false);
    await page.click('summary:has-text("Cabut laporan")');
    await page.click('form[action="/lacak/cabut"] button');
    expect(await page.textContent('.said')).toContain('Pencabutan Anda sudah dicatat');
    await eventually(async () => {
      await track(receipt);
      expect(await page.textContent('.now')).toContain('Laporan ini sudah berakhir');
    });
  });

  it('a reload of the confirmation is the same report', async () => {
    const first = await report();
    await page.reload();
    expect(await page.locator('.codes p.code').first().textContent()).toBe(first.reference);
  });

  it('faults stand at their fields and nothing has to be typed again', async () => {
    await page.goto(portal('/lapor'));
    await page.fill('#text', STORY);
    await page.press('#place', 'Enter');
    expect(await page.textContent('.summary')).toContain('Tulis tempatnya');
    expect(await page.inputValue('#text')).toBe(STORY);
  });
});

describe('with JavaScript on', () => {
  beforeEach(async () => open({ viewport: { width: 320, height: 640 } }));
  afterEach(async () => context.close());

  it('a draft survives leaving the page, and is gone once it was sent', async () => {
    await page.goto(portal('/lapor'));
    await page.fill('#text', STORY);
    await page.goto(portal('/bantuan'));
    await page.goto(portal('/lapor'));
    expect(await page.inputValue('#text')).toBe(STORY);
    await page.check('#noPlace-yes');
    await page.press('#place', 'Enter');
    await page.waitForSelector('.codes');
    await page.goto(portal('/lapor'));
    expect(await page.inputValue('#text')).toBe('');
  });

  it('a secret report leaves no draft', async () => {
    await page.goto(portal('/lapor'));
    await page.fill('#text', STORY);
    await page.click('summary');
    await page.check('#who-secret');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it('one click sends, also when the field just written in loses its focus by it', async () => {
    await page.goto(portal('/lapor'));
    await page.click('#text');
    await page.keyboard.type(STORY);
    await page.click('#place');
    await page.keyboard.type('Sangatta Utara');
    // Where a person sees the button before pressing: no waiting for it to stand still, no second try. The page is scrolled at
    // once: after a turn of the wheel it still moves, and the press would meet whatever is there by then.
    const button = page.locator('button.send');
    await button.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const seen = await button.boundingBox();
    if (!seen) throw new Error('There is no button to send');
    await page.mouse.move(seen.x + 10, seen.y + 10);
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForSelector('.codes', { timeout: 10_000 });
  });

  it('a report is told and tracked by keyboard alone', async () => {
    await page.goto(portal('/lapor'));
    const tabTo = async (id: string) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
      }
      throw new Error(`No way to #${id} by keyboard`);
    };
    await tabTo('text');
    await page.keyboard.type(STORY);
    await tabTo('place');
    await page.keyboard.type('Sangatta Utara');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.codes');
  });
});

describe.each([
  [320, ''],
  [320, '/en'],
  [1280, ''],
  [1280, '/en'],
])('at %i px, %s', (width, language) => {
  beforeEach(async () => open({ viewport: { width, height: 800 } }));
  afterEach(async () => context.close());

  it('every page is accessible, fits, is small, and asks nobody else', async () => {
    await report(language);
    await check('confirmation');
    await page.press('.actions form button', 'Enter');
    await page.waitForSelector('.timeline');
    for (const folded of await page.locator('.now summary').all()) await folded.click();
    await check('own status');
    const { reference } = await report(language);
    for (const path of ['', '/lapor', '/lacak', '/statistik', '/bantuan', '/tidak-ada', `/lacak/${reference}`]) {
      await page.goto(portal(`${language}${path}`));
      await check(path);
    }
    await page.goto(portal(`${language}/lapor`));
    await page.press('#place', 'Enter');
    await page.waitForSelector('.summary');
    await check('faults');
    expect(addresses.filter((address) => !address.startsWith(portal('/')))).toEqual([]);
  });
});

async function check(name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect({ name, violations: violations.map(({ id, nodes }) => [id, nodes[0]?.html]) }).toEqual({
    name,
    violations: [],
  });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} fits`).toBe(true);
  const [styles, scripts] = await Promise.all([loaded('link[rel=stylesheet]', 'href'), loaded('script', 'src')]);
  const html = brotliCompressSync(await page.content()).length;
  expect(html + styles, `HTML and CSS of ${name}`).toBeLessThanOrEqual(MOST_HTML_AND_CSS_BYTES);
  expect(scripts, `script of ${name}`).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
}

/** What the files of a page weigh under brotli. */
async function loaded(selector: string, attribute: string): Promise<number> {
  const paths = await page
    .locator(selector)
    .evaluateAll((found, name) => found.map((one) => one.getAttribute(name)), attribute);
  const bodies = await Promise.all(paths.map(async (path) => (await fetch(portal(path ?? ''))).arrayBuffer()));
  return bodies.reduce((sum, body) => sum + brotliCompressSync(Buffer.from(body)).length, 0);
}
