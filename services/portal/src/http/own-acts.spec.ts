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

const post = async (url: string, fields: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ code: RECEIPT, ...fields }).toString(),
  });
const page = async (language = ''): Promise<string> => (await post(`${language}/lacak`, {})).body;
const keyOf = (html: string, form: string): string =>
  new RegExp(`action="${form}".*?name="key" value="([^"]+)"`).exec(html)?.[1] ?? '';
const asked = (what: string) => services.asked.find(({ url }) => url.pathname === `/api/receipt/${what}`);

describe('what a complainant can do besides', () => {
  it('is offered when it is possible, and only then', async () => {
    services.own = { actsPossible: ['add', 'make-secret', 'withdraw'] };
    const all = await page();
    for (const form of ['tambah', 'rahasiakan', 'cabut']) expect(all).toContain(`action="/lacak/${form}"`);
    expect(all).toContain('tidak perlu melakukan apa-apa');
    services.own = { actsPossible: [] };
    expect(await page()).not.toMatch(/action="\/lacak\/(tambah|rahasiakan|cabut|keberatan|belum)"/);
  });

  it('stands behind what somebody waits for', async () => {
    services.own = { actsPossible: ['accept', 'dispute', 'add', 'withdraw'], answerId: ANSWER_ID };
    const html = await page('/en');
    expect(html.indexOf('/en/lacak/terima')).toBeLessThan(html.indexOf('Besides, you can:'));
  });

  it('is folded up: withdrawing takes two steps, and says first that it cannot be undone', async () => {
    services.own = { actsPossible: ['withdraw'] };
    const [, folded = ''] = /<details>(.*?)<\/details>/.exec(await page()) ?? [];
    expect(folded.indexOf('tidak dapat dibatalkan')).toBeLessThan(folded.indexOf('Ya, cabut laporan ini'));
  });

  it.each([
    ['tambah', 'additions', { text: 'Foto\r\nmenyusul' }, { text: 'Foto\nmenyusul' }, 'sudah disimpan'],
    ['rahasiakan', 'secrecy', {}, {}, 'sekarang dirahasiakan'],
    ['cabut', 'withdrawals', { reason: ' ' }, {}, 'sudah dicatat'],
    ['keberatan', 'appeals', { reason: 'Masih rusak' }, { reason: 'Masih rusak' }, 'diperiksa lagi'],
  ])(
    '%s reaches intake with the key of its form and says what became of it',
    async (form, what, fields, said, words) => {
      services.own = { actsPossible: ['add', 'make-secret', 'withdraw', 'appeal'] };
      const key = keyOf(await page(), `/lacak/${form}`);
      expect(key).toMatch(/^[0-9a-f-]{36}$/);
      const answer = await post(`/lacak/${form}`, { ...fields, key });
      expect(answer.statusCode).toBe(200);
      expect(asked(what)?.body).toEqual({ receipt: RECEIPT, ...said });
      expect(asked(what)?.headers.get('idempotency-key')).toBe(key);
      expect(answer.body).toMatch(new RegExp(`class="said good"[^>]*>[^<]*${words}`));
    },
  );

  it('sent twice is one act; another one is explained above the page', async () => {
    services.own = { actsPossible: ['withdraw'] };
    const key = keyOf(await page(), '/lacak/cabut');
    expect((await post('/lacak/cabut', { key })).statusCode).toBe(200);
    expect((await post('/lacak/cabut', { key })).statusCode).toBe(200);
    expect(services.acts.size).toBe(1);
    const late = await post('/lacak/cabut', { key: 'another' });
    expect(late.statusCode).toBe(409);
    expect(late.body).toMatch(/class="said"[^>]*>Laporan ini sudah dicabut/);
  });

  it('says at once that nothing was written, and answers no code but a receipt', async () => {
    const empty = await post('/lacak/tambah', { key: 'k', text: '' });
    expect([empty.statusCode, empty.body.includes('Tulis sesuatu')]).toEqual([400, true]);
    expect((await post('/lacak/cabut', { code: REFERENCE, key: 'k' })).statusCode).toBe(404);
  });
});

describe('a report that is over', () => {
  it('can be reopened until the day that is told', async () => {
    services.state = 'CLOSED';
    services.own = { actsPossible: ['reopen'], answerId: ANSWER_ID, reopenableUntil: '2026-12-07' };
    const html = await page();
    expect(html).toContain('sampai Senin 7 Desember 2026');
    expect(html).toMatch(/action="\/lacak\/belum".*?name="answer" value="0193a000/);
  });

  it('that was archived can be appealed against, once', async () => {
    services.state = 'ARCHIVED';
    services.own = { actsPossible: ['appeal'] };
    expect(await page()).toContain('satu kali');
  });

  it('says so when nothing is left to do', async () => {
    services.state = 'WITHDRAWN';
    expect(await page()).toContain('Laporan ini sudah berakhir');
  });
});

describe('the page says', () => {
  it.each([
    ['that it is handled together with another', { together: true }, 'bersama laporan serupa'],
    ['what an officer called it', { correctedTitle: 'Jalan rusak' }, 'Judul setelah diperbaiki'],
    ['what was promised', { plannedOn: '2026-12-01' }, '<dd>Selasa 1 Desember 2026</dd>'],
    ['that it was done', { plannedOn: '2026-12-01', keptOn: '2026-11-30' }, 'sudah dilakukan Senin 30 November 2026'],
    [
      'that an agency had it before it was made secret',
      { acts: [{ act: 'made-secret', refused: 'already-routed' }] },
      'sebelum Anda merahasiakannya',
    ],
  ])('%s', async (_, own, words) => {
    expect(await page()).not.toContain(words);
    services.own = own;
    expect(await page()).toContain(words);
  });

  it('to anybody the words of the published copy, and nothing else that was told', async () => {
    services.published = 'Jalan di pasar rusak.';
    const { body } = await app.inject({ url: `/lacak/${REFERENCE}`, headers: { accept: 'text/html' } });
    expect(body).toContain('Jalan di pasar rusak.');
    expect(body).not.toContain('Sejak Mei');
  });
});

it('the fullest page stays small and whole', async () => {
  services.own = {
    actsPossible: ['accept', 'dispute', 'add', 'make-secret', 'withdraw', 'turn-to-ombudsman'],
    answerId: ANSWER_ID,
    together: true,
  };
  const { style } = await loadAssets();
  for (const language of ['', '/en']) {
    const html = await page(language);
    expect(html).not.toMatch(/undefined|\[object|NaN|style="|<script>/);
    expect(brotliCompressSync(html).length + style.brotli.length).toBeLessThanOrEqual(30_000);
  }
});
