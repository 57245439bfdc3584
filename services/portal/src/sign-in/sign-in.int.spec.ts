import { configureLog, TWO_FACTORS } from '@tuntas/runtime';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../fixtures/browser.js';
import { portalWithSignIn, type SignInPortal } from '../../fixtures/portal-with-sign-in.js';

const SESSION = 'tuntas-session';
const IN = 'Anda masuk sebagai';

let portal: SignInPortal;
let browser: Browser;
beforeAll(async () => {
  portal = await portalWithSignIn();
  portal.posts.held.set('demo-coordinator', {
    name: 'Siti Rahma',
    posts: [{ id: '1', role: 'coordinator', agency: 'dinas-pekerjaan-umum' }],
  });
});
afterAll(async () => portal.close());
beforeEach(() => void (browser = new Browser()));
afterEach(async () => portal.db.moveClock('0 seconds'));

const page = async (who = browser): Promise<string> => (await who.ask(`${portal.url}/petugas`)).text();
const sessions = async () => portal.db.database.sql<{ subject: string; id_hash: Buffer }>`SELECT * FROM sessions`;

describe('signing in', () => {
  it('leads to the page that was asked for, with a cookie that no script reads and no dump repeats', async () => {
    const { url, response } = await portal.signIn(browser, 'coordinator', '/en/masuk?ke=/en/petugas');
    expect([url, response.status]).toEqual([`${portal.url}/en/petugas`, 200]);
    expect(await response.text()).toContain('the agency’s coordinator, Dinas Pekerjaan Umum');
    const back = await portal.toProvider(browser, 'coordinator');
    const [cookie = ''] = (await browser.ask(back)).headers.getSetCookie();
    expect(cookie).toMatch(/^tuntas-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const dump = JSON.stringify(await sessions());
    expect(dump).not.toContain(browser.cookie(SESSION));
    expect(dump).not.toContain(Buffer.from(browser.cookie(SESSION) ?? '', 'base64url').toString('hex'));
  });

  it.each(['https://evil.example/', '//evil.example', '/petugas/..%2F..%2Fevil', '%2F%2Fevil.example'])(
    'never leads to %s',
    async (path) => {
      expect((await portal.signIn(browser, 'coordinator', `/masuk?ke=${path}`)).url).toBe(`${portal.url}/petugas`);
    },
  );

  it('is refused by a wrong password, and then nobody is signed in', async () => {
    const asked = await browser.go(`${portal.url}/masuk`);
    const { url, response } = await browser.go(asked.url, { username: 'coordinator', password: 'wrong' });
    expect([url, await response.text()]).toEqual([asked.url, expect.stringContaining('Not right')]);
    expect(await page()).not.toContain(IN);
  });

  it('gives a new id, and what was planted before or was open before is worth nothing', async () => {
    const planted = 'p'.repeat(43);
    browser.plant(SESSION, planted);
    await portal.signIn(browser, 'coordinator');
    const first = browser.cookie(SESSION) ?? '';
    expect(first).not.toBe(planted);
    await portal.signIn(browser, 'coordinator');
    expect(browser.cookie(SESSION)).not.toBe(first);
    for (const id of [planted, first]) {
      const thief = new Browser();
      thief.plant(SESSION, id);
      expect(await page(thief)).not.toContain(IN);
    }
  });

  it('asks for the password again when the provider still knows the browser', async () => {
    await portal.signIn(browser, 'coordinator');
    const again = await browser.go(`${portal.url}/masuk`);
    expect(await again.response.text()).toContain('name="password"');
  });
});

describe('what comes back from the provider', () => {
  const refused = async (url: string, who = browser): Promise<void> => {
    const answer = await who.ask(url);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('Anda belum masuk')]);
    expect(answer.headers.getSetCookie().join()).not.toContain(SESSION);
    expect(await page(who)).not.toContain(IN);
  };
  const replaced = (url: string, name: string, value: string): string => {
    const changed = new URL(url);
    changed.searchParams.set(name, value);
    return changed.href;
  };

  it('counts once', async () => {
    const back = await portal.toProvider(browser, 'coordinator');
    expect((await browser.ask(back)).status).toBe(303);
    const before = (await sessions()).length;
    const again = await browser.ask(back);
    expect([again.status, (await sessions()).length]).toEqual([400, before]);
  });

  it('is refused to another browser, and then nobody has it', async () => {
    await refused(await portal.toProvider(browser, 'coordinator'), new Browser());
  });

  it.each([
    ['a state that is not ours', (back: string) => replaced(back, 'state', 'x'.repeat(43))],
    ['no state', (back: string) => replaced(back, 'state', '')],
    ['a code that is not the provider’s', (back: string) => replaced(back, 'code', 'x'.repeat(43))],
    ['the name of another provider', (back: string) => replaced(back, 'iss', 'https://evil.example')],
    [
      'an error',
      (back: string) => `${back.split('?')[0]}?error=access_denied&state=${new URL(back).searchParams.get('state')}`,
    ],
  ])('is refused with %s', async (_what, change) => {
    await refused(change(await portal.toProvider(browser, 'coordinator')));
  });

  it.each(['nonce', 'code_verifier'])('is refused when the %s does not fit', async (column) => {
    const back = await portal.toProvider(browser, 'coordinator');
    await portal.db.database.query(`UPDATE sign_ins SET ${column} = repeat('x', 43)`);
    await refused(back);
  });

  it('is refused when a code is tried with another journey', async () => {
    const code = new URL(await portal.toProvider(browser, 'coordinator')).searchParams.get('code') ?? '';
    await refused(replaced(await portal.toProvider(browser, 'coordinator'), 'code', code));
  });

  it('is refused after ten minutes', async () => {
    const back = await portal.toProvider(browser, 'coordinator');
    await portal.db.moveClock('601 seconds');
    await refused(back);
  });
});

describe('a session', () => {
  beforeEach(async () => void (await portal.signIn(browser, 'coordinator')));

  it('ends after half an hour of nothing, and not before', async () => {
    await portal.db.moveClock('29 minutes');
    expect(await page()).toContain(IN);
    await portal.db.moveClock('58 minutes');
    expect(await page()).toContain(IN);
    await portal.db.moveClock('89 minutes');
    expect(await page()).not.toContain(IN);
    await portal.db.moveClock('60 minutes');
    expect(await page()).toContain(IN);
  });

  it('ends after twelve hours, however busy', async () => {
    for (let minutes = 25; minutes < 720; minutes += 25) {
      await portal.db.moveClock(`${minutes} minutes`);
      expect(await page(), `after ${minutes} minutes`).toContain(IN);
    }
    await portal.db.moveClock('721 minutes');
    expect(await page()).not.toContain(IN);
  });

  it('ends by signing out, here alone', async () => {
    const elsewhere = new Browser();
    await portal.signIn(elsewhere, 'coordinator');
    const kept = browser.cookie(SESSION) ?? '';
    const answer = await browser.ask(`${portal.url}/keluar`, {});
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      expect.stringContaining(portal.provider.issuer),
    ]);
    expect(browser.cookie(SESSION)).toBeUndefined();
    browser.plant(SESSION, kept);
    expect(await page()).not.toContain(IN);
    expect(await page(elsewhere)).toContain(IN);
  });

  it('ends everywhere, for this officer alone', async () => {
    const [elsewhere, another] = [new Browser(), new Browser()];
    await portal.signIn(elsewhere, 'coordinator');
    await portal.signIn(another, 'auditor');
    await browser.ask(`${portal.url}/keluar/semua`, {});
    expect(await page(elsewhere)).not.toContain(IN);
    expect(await page(another)).toContain(IN);
  });

  it.each([{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: '' }, { 'sec-fetch-site': 'cross-site' }])(
    'is not ended by a page of somebody else: %j',
    async (headers) => {
      const answer = await browser.ask(`${portal.url}/keluar/semua`, {}, headers);
      expect(answer.status).toBe(403);
      expect(await page()).toContain(IN);
    },
  );

  it('of an officer without a post says whom to ask', async () => {
    const nobody = new Browser();
    await portal.signIn(nobody, 'auditor');
    const text = await page(nobody);
    expect(text).toContain('Hubungi koordinator instansi Anda');
    expect(text).toContain('demo-auditor');
  });
});

describe('the sessions of one officer', () => {
  beforeEach(async () => {
    await portal.db.database.sql`DELETE FROM sessions`;
    await portal.signIn(browser, 'coordinator');
  });

  const handles = async (who = browser): Promise<string[]> =>
    [...(await page(who)).matchAll(/name="sesi" value="(\w+)"/g)].map(([, handle = '']) => handle);

  it('are shown beside each other, and can be ended one by one', async () => {
    const [elsewhere, further, another] = [new Browser(), new Browser(), new Browser()];
    expect(await page()).not.toContain('Sesi lain yang terbuka');
    await portal.signIn(elsewhere, 'coordinator');
    await portal.signIn(further, 'coordinator');
    await portal.signIn(another, 'auditor');
    // The one used last comes first.
    await page(elsewhere);
    const [first = ''] = await handles();
    expect(await handles()).toHaveLength(2);
    const answer = await browser.ask(`${portal.url}/keluar/lain`, { sesi: first });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/petugas']);
    expect(await page(elsewhere)).not.toContain(IN);
    for (const who of [browser, further, another]) expect(await page(who)).toContain(IN);
    expect(await handles()).toHaveLength(1);
  });

  it('are not ended by another officer who knows what they are shown as, nor by anything else', async () => {
    const [elsewhere, another] = [new Browser(), new Browser()];
    await portal.signIn(elsewhere, 'coordinator');
    await portal.signIn(another, 'auditor');
    const [handle = ''] = await handles();
    for (const body of [{ sesi: handle }, { sesi: 'x'.repeat(65) }, { sesi: '' }, {}])
      expect((await another.ask(`${portal.url}/keluar/lain`, body)).status).toBe(303);
    expect((await new Browser().ask(`${portal.url}/keluar/lain`, { sesi: handle })).status).toBe(303);
    const stranger = { origin: 'https://evil.example' };
    expect((await browser.ask(`${portal.url}/keluar/lain`, { sesi: handle }, stranger)).status).toBe(403);
    expect(await page(elsewhere)).toContain(IN);
  });

  it('are ended one by one only by whoever has shown their password a short while ago', async () => {
    const elsewhere = new Browser();
    await portal.signIn(elsewhere, 'coordinator');
    const [handle = ''] = await handles();
    await portal.db.moveClock('14 minutes');
    expect(await handles()).toEqual([handle]);
    await portal.db.moveClock('16 minutes');
    expect(await page()).toContain('Masuk sekali lagi untuk mengakhiri salah satunya');
    expect(await handles()).toEqual([]);
    const answer = await browser.ask(`${portal.url}/keluar/lain`, { sesi: handle });
    expect(answer.headers.get('location')).toBe('/masuk?ke=/petugas');
    expect(await page(elsewhere)).toContain(IN);
    await portal.signIn(browser, 'coordinator');
    expect(await handles()).toEqual([handle]);
  });
});

describe('a second factor', () => {
  const TWO = 'Anda masuk dengan dua faktor';
  beforeEach(async () => void (await portal.signIn(browser, 'coordinator')));

  it('raises the session to two factors under a new id, and leaves its end where it was', async () => {
    const [before, endBefore] = [browser.cookie(SESSION), await ends()];
    expect(await page()).toContain('dengan kata sandi saja');
    await portal.db.moveClock('20 minutes');
    const { url, response } = await portal.secondFactor(browser);
    expect([url, await response.text()]).toEqual([`${portal.url}/petugas`, expect.stringContaining(TWO)]);
    expect(browser.cookie(SESSION)).not.toBe(before);
    expect(await ends()).toEqual(endBefore);
    const old = new Browser();
    old.plant(SESSION, before ?? '');
    expect(await page(old)).not.toContain(IN);
  });

  it('that is wrong is asked for again', async () => {
    const asked = await browser.go(`${portal.url}/masuk/faktor-kedua`);
    const wrong = portal.provider.secondFactor() === '000000' ? '000001' : '000000';
    const { response } = await browser.go(asked.url, { code: wrong });
    expect(await response.text()).toContain('Not right');
    expect(await page()).not.toContain(TWO);
  });

  it.each([
    [
      'one factor is not taken for two',
      `UPDATE sign_ins SET stepping_up = (SELECT id_hash FROM sessions ORDER BY started_at DESC LIMIT 1)`,
    ],
    ['somebody else’s factor is not taken for mine', `UPDATE sessions SET subject = 'demo-leader'`],
    ['a session that ended meanwhile does not come back', `DELETE FROM sessions`],
  ])('%s', async (what, change) => {
    const isSignIn = what.startsWith('one factor');
    const asked = await browser.go(portal.url + (isSignIn ? '/masuk' : '/masuk/faktor-kedua'));
    await portal.db.database.query(change);
    const form = isSignIn
      ? { username: 'coordinator', password: portal.provider.password }
      : { code: portal.provider.secondFactor() };
    const { response } = await browser.go(asked.url, form);
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('Faktor kedua tidak diterima'),
    ]);
    expect(await page()).not.toContain(TWO);
  });

  it('is lost with the session: who signs in again has one', async () => {
    await portal.secondFactor(browser);
    await portal.signIn(browser, 'coordinator');
    expect(await page()).toContain('dengan kata sandi saja');
  });

  const ends = async () => portal.db.database.sql`SELECT ends_at FROM sessions ORDER BY started_at DESC LIMIT 1`;
});

describe('the provider', () => {
  it('ends the sessions that came from one of its own, and no other', async () => {
    const other = new Browser();
    for (const one of [browser, other]) await portal.signIn(one, 'coordinator');
    const [{ id_token: hint } = { id_token: '' }] = await portal.db.database.sql<{ id_token: string }>`
      SELECT id_token FROM sessions ORDER BY started_at LIMIT 1 OFFSET (SELECT count(*) - 2 FROM sessions)`;
    const asked = await browser.go(`${portal.provider.issuer}/session/end?id_token_hint=${hint}`);
    const form = await asked.response.text();
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(form) ?? [];
    await browser.ask(`${portal.provider.issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    expect([await page(), await page(other)]).toEqual([expect.not.stringContaining(IN), expect.stringContaining(IN)]);
  });

  it('is not whoever says so: an id token, a forged token and nonsense end nothing', async () => {
    await portal.signIn(browser, 'coordinator');
    const [{ id_token: idToken } = { id_token: '' }] = await portal.db.database.sql<{ id_token: string }>`
      SELECT id_token FROM sessions ORDER BY started_at DESC LIMIT 1`;
    const [header, payload] = idToken.split('.');
    for (const token of [idToken, `${header}.${payload}.AAAA`, 'x', '']) {
      const answer = await browser.ask(
        `${portal.url}/masuk/diakhiri`,
        { logout_token: token },
        { accept: 'application/json' },
      );
      expect([answer.status, await answer.json()]).toEqual([
        400,
        expect.objectContaining({ code: 'sign-out-not-understood' }),
      ]);
    }
    expect(await page()).toContain(IN);
  });
});

describe('the log', () => {
  it('says who signed in, with which factors, who failed to, and who signed out, and no session', async () => {
    const lines: string[] = [];
    configureLog({ service: 'portal', level: 'info', destination: { write: (line) => void lines.push(line) } });
    await portal.signIn(browser, 'coordinator');
    await portal.secondFactor(browser);
    const kept = browser.cookie(SESSION) ?? '';
    await browser.ask(`${portal.url}/keluar/semua`, {});
    await browser.ask(`${portal.url}/masuk/kembali?state=x&code=y`);
    configureLog({ service: 'tuntas', level: 'silent' });
    const said = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const subject = 'demo-coordinator';
    expect(said.filter(({ part }) => part === 'sign-in')).toMatchObject([
      { level: 'info', msg: 'an officer signed in', subject, acr: expect.stringMatching(/./) },
      { level: 'info', msg: 'an officer showed a second factor', subject, acr: TWO_FACTORS },
      { level: 'info', msg: 'an officer signed out', subject, sessions: 'all' },
      { level: 'info', msg: 'a sign-in failed', fault: 'no journey of this browser' },
    ]);
    expect(lines.join('')).not.toContain(kept);
  });
});

describe('pages of citizens', () => {
  it.each(['/', '/lapor', '/lacak', '/bantuan', '/statistik', '/en'])(
    '%s sets no cookie and uses no session',
    async (path) => {
      await portal.signIn(browser, 'coordinator');
      const used = async () =>
        JSON.stringify(await portal.db.database.sql`SELECT last_used_at FROM sessions ORDER BY 1`);
      const before = await used();
      const answer = await browser.ask(portal.url + path);
      expect([answer.status, answer.headers.getSetCookie(), await used()]).toEqual([200, [], before]);
    },
  );
});

it('is there for https as a __Host- cookie that is Secure', async () => {
  const secured = await portalWithSignIn({ PUBLIC_URL: 'https://lapor.example' });
  const answer = await fetch(`${secured.url}/masuk`, { redirect: 'manual' });
  expect(answer.headers.get('set-cookie')).toMatch(
    /^__Host-tuntas-sign-in=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  await secured.close();
});
