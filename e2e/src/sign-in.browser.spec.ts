import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { role as roles, type Role } from '@tuntas/events';
import {
  chromium as chromiumPath,
  DEMO_POSTS,
  demoSecrets,
  moveClock,
  type Platform,
  secondFactorOf,
  startPlatform,
} from '@tuntas/local';
import { eventually } from '@tuntas/testing';
import { Client } from 'pg';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const FIRST_PORT = 25_000;
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  );
/** A step that takes longer is stuck; better to hear of it than to wait. */
const STEP_WITHIN_MS = 10_000;
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let dataDir: string;
let platform: Platform;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tuntas-sign-in-'));
  await chmod(dataDir, 0o711);
  platform = await startPlatform({
    dataDir,
    firstPort: FIRST_PORT,
    signIn: true,
    posts: DEMO_POSTS,
    env: { TOPIC_PARTITIONS: '2' },
  });
  browser = await chromium.launch({ executablePath: chromiumPath(() => undefined), args: FLAGS });
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  page = await context.newPage();
  page.setDefaultTimeout(STEP_WITHIN_MS);
});
afterEach(async () => context.close());

const portal = (path = ''): string => platform.addresses.services.portal + path;

/** From the officers' page through the provider and back. */
async function signIn(role: Role, on: Page = page, language = ''): Promise<void> {
  const { password } = await demoSecrets(platform.addresses.secretsDir);
  await on.goto(portal(`${language}/petugas`));
  await on.click(`a[href="${language}/masuk"]`);
  await on.fill('#username', role);
  await on.fill('#password', password);
  await on.click('button');
  await on.waitForURL(portal(`${language}/petugas`));
}

const landing = [
  ['national-desk', 'Nadia Hapsari', 'admin nasional', true],
  ['inspectorate', 'Bambang Irawan', 'inspektorat', true],
  ['coordinator', 'Siti Rahma', 'koordinator instansi, Dinas Pekerjaan Umum', true],
  ['liaison', 'Yusuf Lamada', 'petugas penghubung, Bidang Bina Marga', true],
  ['validator', 'Dewi Anggraini', 'pemeriksa jawaban, ', true],
  ['leader', 'Hendra Wijaya', 'pimpinan instansi, Dinas Pekerjaan Umum', true],
  ['oversight', 'Ratna Kusuma', 'pengawas', false],
  ['auditor', 'Agus Pranoto', 'auditor', false],
] as const satisfies readonly (readonly [Role, string, string, boolean])[];

it('is a page without a fault that axe knows, in both languages, with and without a session', async () => {
  const scripted = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const on = await scripted.newPage();
  for (const language of ['', '/en']) {
    await on.goto(portal(`${language}/petugas`));
    expect((await new AxeBuilder({ page: on }).withTags(WCAG).analyze()).violations).toEqual([]);
    await signIn('coordinator', on, language);
    expect((await new AxeBuilder({ page: on }).withTags(WCAG).analyze()).violations).toEqual([]);
    await scripted.clearCookies();
  }
  await scripted.close();
});

it('has one officer a role to sign in with', () => {
  expect(landing.map(([role]) => role).toSorted()).toEqual(roles.options.toSorted());
});

describe.each(landing)('a %s who signs in', (role, name, post, hasQueues) => {
  it('lands on the own posts and queues, and signs out at the portal and at the provider', async () => {
    await signIn(role);
    expect(await page.textContent('h1')).toBe(name);
    expect(await page.textContent('#tugas + ul')).toContain(post);
    expect(await page.locator('.queues li').count()).toBe(hasQueues ? 10 : 0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

    await page.click('form[action="/keluar"] button');
    expect(page.url()).toContain(platform.addresses.provider);
    await page.click('button[name="logout"]');
    await page.waitForURL((url) => url.pathname === '/petugas');
    expect(await page.textContent('main')).toContain('Halaman ini untuk petugas');
  });
});

describe('a session', () => {
  beforeEach(async () => signIn('national-desk'));
  afterEach(async () => moveClock(platform.addresses, '0 seconds'));

  const signedIn = async (on = page): Promise<boolean> => {
    await on.goto(portal('/petugas'));
    return (await on.textContent('main'))?.includes('Anda masuk sebagai') ?? false;
  };

  it('needs a second factor for administration, and gets it by six digits', async () => {
    const headers = { origin: portal() };
    const change = async () => context.request.post(portal('/api/settings?dryRun=true'), { headers, data: {} });
    const before = await change();
    expect([before.status(), ((await before.json()) as { code: string }).code]).toEqual([
      403,
      'second-factor-required',
    ]);

    await page.click('a[href^="/masuk/faktor-kedua"]');
    await page.fill('#code', secondFactorOf(await demoSecrets(platform.addresses.secretsDir)).generate());
    await page.click('button');
    await page.waitForURL(portal('/petugas'));
    expect(await page.textContent('#sesi ~ p + p')).toContain('dua faktor');
    // Let in, and told that this is no setting.
    expect((await change()).status()).toBe(400);
  });

  it('is shown the other ones, on a small screen too, and ends one of them', async () => {
    await page.click('form[action="/keluar/semua"] button');
    await context.clearCookies();
    await signIn('national-desk');
    const other = await browser.newContext({ javaScriptEnabled: false });
    const elsewhere = await other.newPage();
    await signIn('national-desk', elsewhere);
    await page.reload();
    expect(await page.locator('.sessions li').count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.click('form[action="/keluar/lain"] button');
    await page.waitForURL(portal('/petugas'));
    expect(await page.locator('.sessions li').count()).toBe(0);
    expect([await signedIn(), await signedIn(elsewhere)]).toEqual([true, false]);
    await other.close();
  });

  it('ends on all devices at once', async () => {
    const other = await browser.newContext({ javaScriptEnabled: false });
    const elsewhere = await other.newPage();
    await signIn('national-desk', elsewhere);
    await page.click('form[action="/keluar/semua"] button');
    expect([await signedIn(), await signedIn(elsewhere)]).toEqual([false, false]);
    await other.close();
  });

  it('ends after half an hour of nothing', async () => {
    await moveClock(platform.addresses, '29 minutes');
    expect(await signedIn()).toBe(true);
    await moveClock(platform.addresses, '60 minutes');
    expect(await signedIn()).toBe(false);
  });

  it('ends after twelve hours of work', async () => {
    for (let minutes = 25; minutes < 720; minutes += 25) {
      await moveClock(platform.addresses, `${minutes} minutes`);
      await context.request.get(portal('/petugas'));
    }
    expect(await signedIn()).toBe(true);
    await moveClock(platform.addresses, '721 minutes');
    expect(await signedIn()).toBe(false);
  });

  it('of an officer whose post has ended says whom to ask', { timeout: 120_000 }, async () => {
    await context.clearCookies();
    // Later than where the story before left the clock: it never goes back.
    await moveClock(platform.addresses, '730 minutes');
    const routing = new Client({ connectionString: platform.addresses.databases['routing'] });
    await routing.connect();
    await routing.query(`UPDATE posts SET to_at = app_now() + interval '10 seconds' WHERE subject = 'demo-liaison'`);
    await signIn('liaison');
    await moveClock(platform.addresses, '731 minutes');
    // The portal may remember for half a minute what it was told when this officer signed in before.
    await eventually(async () => {
      await page.reload();
      expect(await page.textContent('main')).toContain('Hubungi koordinator instansi Anda');
    }, 40_000);
    await routing.query(`UPDATE posts SET to_at = NULL WHERE subject = 'demo-liaison'`);
    await routing.end();
  });
});
