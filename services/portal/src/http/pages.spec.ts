import { brotliCompressSync } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWER_ID, RECEIPT, REFERENCE, type FakeServices } from '../../fixtures/fake-services.js';
import { portalWith } from '../../fixtures/portal-with.js';
import { loadAssets } from '../assets.js';

let app: NestFastifyApplication;
let services: FakeServices;

beforeEach(async () => {
  ({ app, services } = await portalWith());
});
afterEach(async () => app.close());

const browser = { accept: 'text/html' };
const get = async (url: string) => app.inject({ url, headers: browser });
const post = async (url: string, fields: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url,
    headers: { ...browser, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
const keyIn = (html: string): string => /name="key" value="([^"]+)"/.exec(html)?.[1] ?? '';
const pages = ['/', '/lapor', '/lacak', '/statistik', '/bantuan', `/lacak/${REFERENCE}`];

describe('every page', () => {
  it.each([...pages, ...pages.map((page) => `/en${page === '/' ? '' : page}`)])(
    '%s is whole, in its language, guarded and small',
    async (url) => {
      const answer = await get(url);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain(`<html lang="${url.startsWith('/en') ? 'en' : 'id'}">`);
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      expect(answer.headers).not.toHaveProperty('set-cookie');
      expect(answer.body).not.toMatch(/undefined|\[object|NaN|style="|<script>|\son[a-z]+="/);
      const { style } = await loadAssets();
      expect(brotliCompressSync(answer.body).length + style.brotli.length).toBeLessThanOrEqual(30_000);
    },
  );

  it('loads its style under the name of its content, for a year', async () => {
    const { style } = await loadAssets();
    expect((await get('/')).body).toContain(`href="${style.path}"`);
    const answer = await app.inject({ url: style.path, headers: { 'accept-encoding': 'br' } });
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  it.each([
    ['/tidak-ada', 'id', 'Halaman ini tidak ada'],
    ['/en/nothing', 'en', 'This page does not exist'],
  ])('that does not exist is answered by one that helps: %s', async (url, language, title) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.headers['content-language']]).toEqual([404, language]);
    expect(answer.body).toContain(title);
  });

  it('escapes what people wrote', async () => {
    const { body } = await post('/lapor/mulai', { text: '</textarea><script>alert(1)</script>' });
    expect(body).not.toContain('<script>alert');
    expect(body).toContain('&lt;script>alert(1)');
  });
});

describe('reporting', () => {
  const told = { text: 'Jalan berlubang', place: 'depan pasar' };

  it('ends with reference, receipt in four groups and dates; the receipt is in no address', async () => {
    const key = keyIn((await get('/lapor')).body);
    const answer = await post('/lapor', { ...told, key, email: 'budi@contoh.id' });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.headers).not.toHaveProperty('location');
    for (const words of [REFERENCE, '7F3Q H2XK A9B8 C7D6', 'Jumat 11 Desember 2026', 'surel setiap kali']) {
      expect(answer.body).toContain(words);
    }
    expect(answer.body).not.toMatch(/(href|action|src)="[^"]*7F3Q-?H2XK-?A9B8/);
    expect(services.asked.map(({ url }) => url.href).join()).not.toContain('A9B8');
  });

  it('sent twice is one report with one answer', async () => {
    const key = keyIn((await get('/lapor')).body);
    const [first, second] = [await post('/lapor', { ...told, key }), await post('/lapor', { ...told, key })];
    expect(services.reports).toBe(1);
    expect(second.body).toBe(first.body);
  });

  it('makes each form a key of its own', async () => {
    expect(keyIn((await get('/lapor')).body)).not.toBe(keyIn((await get('/lapor')).body));
  });

  it('shows faults at their fields and above, and nothing is typed again', async () => {
    const answer = await post('/lapor', { text: '', place: '', email: 'budi@contoh.id', who: 'officers', key: 'k' });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toMatch(/<textarea[^>]*aria-invalid="true"/);
    expect(answer.body).toContain('href="#text"');
    expect(answer.body).toContain('value="budi@contoh.id"');
    expect(answer.body).toMatch(/id="who-officers"[^>]*checked/);
    expect(services.reports).toBe(0);
  });

  it('shows intake’s own refusal at the field, with the same key', async () => {
    const answer = await post('/lapor', { ...told, email: 'bukan surel', key: 'k1' });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Alamat ini tidak dapat dihubungi');
    expect(keyIn(answer.body)).toBe('k1');
  });

  it('keeps the words and the key when intake is away, and says that sending again does no harm', async () => {
    services.away.add('1');
    const answer = await post('/lapor', { ...told, key: 'k2' });
    expect(answer.statusCode).toBe(503);
    for (const words of ['Jalan berlubang', 'tidak akan menjadi dua']) expect(answer.body).toContain(words);
    expect(keyIn(answer.body)).toBe('k2');
  });

  it('gives a changed report a new key once the old one was used', async () => {
    await post('/lapor', { ...told, key: 'k3' });
    const answer = await post('/lapor', { ...told, text: 'Lampu mati', key: 'k3' });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('sudah terkirim');
    expect(keyIn(answer.body)).not.toBe('k3');
  });

  it('goes without districts when routing is away', async () => {
    services.away.add('2');
    const answer = await get('/lapor');
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain('<select id="area"');
  });

  it('gives the codes as a file that names no other address than ours', async () => {
    const answer = await post('/lapor/simpan', { code: RECEIPT, reference: REFERENCE });
    expect(answer.headers['content-disposition']).toContain('attachment');
    expect(answer.body).toContain('7F3Q H2XK A9B8 C7D6');
    expect((await post('/lapor/simpan', { code: 'x', reference: REFERENCE })).statusCode).toBe(404);
  });
});

describe('tracking', () => {
  it('leads from a reference to its own address, which shows public state only', async () => {
    const answer = await post('/en/lacak', { code: 'ktm 7f3q h2xk4' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/en/lacak/${REFERENCE}`]);
    const { body } = await get(`/lacak/${REFERENCE}`);
    expect(body).toContain('Sangatta Utara');
    for (const words of ['berlubang', 'budi@contoh.id', 'Pasar Induk']) expect(body).not.toContain(words);
  });

  it('answers a receipt at once: sentence, dates, timeline newest first, what was told', async () => {
    const { body, statusCode } = await post('/lacak', { code: '7f3q h2xk a9b8 c7d6' });
    expect(statusCode).toBe(200);
    const order = [
      'sedang menangani',
      '14 hari kerja lagi',
      'tidak ada',
      'diteruskan ke',
      'Anda mengirim',
      'berlubang',
    ];
    const places = order.map((words) => body.toLowerCase().indexOf(words.toLowerCase()));
    expect(places).not.toContain(-1);
    expect(body).toContain('lewat 1 hari kerja');
    expect(body).toContain('pukul 10.10 WITA');
    expect(body.indexOf('diteruskan ke')).toBeLessThan(body.indexOf('Anda mengirim'));
  });

  it('asks for both codes while too many wrong ones come, and lets in who writes both', async () => {
    services.guessed = true;
    const refused = await post('/lacak', { code: RECEIPT });
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '90']);
    expect(refused.body).toMatch(/class="fault"[^>]*>Terlalu banyak kode rahasia yang salah/);
    expect((await post('/lacak', { code: `${REFERENCE} ${RECEIPT}` })).statusCode).toBe(200);
  });

  it('carries both codes in every form of the own page, so that its holder is never asked', async () => {
    const { body } = await post('/lacak', { code: RECEIPT });
    const carried = [...body.matchAll(/name="code" value="([^"]*)"/g)].map(([, code]) => code);
    expect(carried.length).toBeGreaterThan(1);
    expect(new Set(carried)).toEqual(new Set([`${REFERENCE} ${RECEIPT}`]));
  });

  it.each(['', 'salah', 'AAAABBBBCCCCDDDD', '7F3QH2XKA9B8C7D'])(
    'says at the field that %j leads nowhere',
    async (code) => {
      const answer = await post('/lacak', { code });
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toMatch(/class="fault"/);
    },
  );

  it('takes yes with a rating and shows the case as it is then', async () => {
    services.state = 'ANSWERED';
    const { body: before } = await post('/lacak', { code: RECEIPT });
    expect(before).toContain('action="/lacak/terima"');
    const { body } = await post('/lacak/terima', { code: RECEIPT, answer: ANSWER_ID, rating: '5' });
    expect(services.asked.find(({ url }) => url.pathname.endsWith('acceptances'))?.body).toEqual({
      receipt: RECEIPT,
      answerId: ANSWER_ID,
      rating: 5,
    });
    expect(body).toContain('sudah dicatat');
    expect(body).not.toContain('action="/lacak/terima"');
  });

  it('takes no with a reason, and explains a reply that came too late', async () => {
    services.state = 'ANSWERED';
    const fields = { code: RECEIPT, answer: ANSWER_ID, reason: 'Masih berlubang' };
    expect((await post('/lacak/belum', fields)).body).toContain('dibuka lagi');
    const again = await post('/lacak/belum', fields);
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('Belum ada jawaban untuk ditanggapi');
  });

  it('is a page that says what to do when intake is away', async () => {
    services.away.add('1');
    const answer = await post('/lacak', { code: RECEIPT });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
    expect(answer.body).toContain('Layanan sedang tidak tersedia');
  });
});

describe('figures', () => {
  it('stand with definition, n, cohort, zone and download; withheld ones say so', async () => {
    const { body } = await get('/statistik');
    for (const words of ['Artinya Laporan masuk', 'n = 1.243 laporan', 'zona waktu WITA', 'kalender kerja versi 3']) {
      expect(body).toContain(words);
    }
    expect(body).toContain('href="/api/figures.csv"');
    expect(body).toMatch(/<svg[^>]*role="img"[^>]*aria-labelledby="K2-title K2-desc"/);
    expect(body).toContain('87 %');
    expect(body).toContain('4,1 dari 5');
    expect(body).toContain('disembunyikan');
  });

  it('that cannot be had leave the front page without them, and their own page says so', async () => {
    services.away.add('4');
    expect((await get('/')).statusCode).toBe(200);
    expect((await get('/statistik')).statusCode).toBe(503);
  });
});
