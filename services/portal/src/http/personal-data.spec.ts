import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RECEIPT, type FakeServices } from '../../fixtures/fake-services.js';
import { portalWith } from '../../fixtures/portal-with.js';

let app: NestFastifyApplication;
let services: FakeServices;

beforeEach(async () => {
  ({ app, services } = await portalWith());
});
afterEach(async () => app.close());

const post = async (url: string, fields: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ code: RECEIPT, ...fields }).toString(),
  });
const page = async (language = ''): Promise<string> => (await post(`${language}/lacak`)).body;
const asked = (what: string) => services.asked.filter(({ url }) => url.pathname === `/api/receipt/${what}`);

describe('what is held about a complainant', () => {
  it('is erased by a form that says first what follows, and only when that was ticked', async () => {
    const html = await page();
    const [, folded = ''] = /<summary>Hapus data saya<\/summary>(.*?)<\/details>/.exec(html) ?? [];
    expect(folded.indexOf('Ini tidak dapat dibatalkan')).toBeGreaterThan(0);
    expect(folded).toMatch(/type="checkbox"[^>]*required/);
    const unticked = await post('/lacak/hapus', { key: 'k' });
    expect(unticked.statusCode).toBe(400);
    expect(unticked.body).toMatch(/class="said"[^>]*>Centang/);
    expect(asked('erasures')).toEqual([]);
    const ticked = await post('/lacak/hapus', { key: 'k', confirmed: 'yes' });
    expect(ticked.statusCode).toBe(200);
    expect(ticked.body).toMatch(/class="said good"[^>]*>Permintaan Anda untuk dihapus/);
    expect(asked('erasures').map(({ body }) => body)).toEqual([{ receipt: RECEIPT }]);
  });

  it('says when the words go: now, or after the report is over', async () => {
    expect(await page('/en')).toContain('We erase the words after this report is closed');
    services.state = 'CLOSED';
    expect(await page('/en')).toContain('all words of this report now');
  });

  it('is handed out as a file that no address names', async () => {
    const { statusCode, headers, body } = await post('/lacak/data');
    expect(statusCode).toBe(200);
    expect(headers['content-disposition']).toContain('attachment');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toContain('Sejak Mei');
    expect((await post('/lacak/data', { code: 'salah' })).statusCode).toBe(404);
  });

  it('can be put right, and restricted and used again', async () => {
    const fixed = await post('/lacak/kontak', { key: 'k', name: 'Sari', email: 'sari@contoh.id', phone: ' ' });
    expect(fixed.body).toContain('sudah diperbaiki');
    expect(asked('contact-corrections')[0]?.body).toMatchObject({ contact: { name: 'Sari', email: 'sari@contoh.id' } });
    expect(asked('contact-corrections')[0]?.body?.['contact']).not.toHaveProperty('phone');
    await post('/lacak/batasi', { key: 'k2', restricted: 'yes' });
    services.own = { restricted: true };
    const html = await page();
    expect(html).toContain('Penggunaan data Anda sekarang dibatasi');
    expect(html).toMatch(/name="restricted" value="no"/);
    await post('/lacak/batasi', { key: 'k3', restricted: 'no' });
    expect(asked('restrictions').map(({ body }) => body?.['restricted'])).toEqual([true, false]);
  });

  it('can be cut down to what needs no contact', async () => {
    const answer = await post('/en/lacak/jangan-hubungi', { key: 'k' });
    expect(answer.body).toMatch(/class="said good"[^>]*>We erase your name and contact/);
    expect(asked('consent-withdrawals')).toHaveLength(1);
  });

  it.each([
    [
      'the identity is gone',
      { identityErased: true },
      ['Nama dan kontak Anda sudah dihapus'],
      ['/lacak/jangan-hubungi'],
    ],
    [
      'the words wait',
      { identityErased: true, erasure: { words: true } },
      ['dihapus setelah laporan ini berakhir'],
      ['/lacak/hapus', '/lacak/jangan-hubungi'],
    ],
    [
      'the law keeps them',
      { identityErased: true, held: true, erasure: { words: true } },
      ['wajib disimpan karena alasan hukum'],
      ['dihapus setelah laporan ini berakhir'],
    ],
    [
      'nothing is left',
      { text: undefined, identityErased: true, erasure: { words: true, wordsErasedAt: '2026-11-29T03:00:00.000Z' } },
      ['Isi laporan ini sudah dihapus'],
      ['/lacak/hapus'],
    ],
  ])('says on the page that %s', async (_, own, said, unsaid) => {
    services.own = own;
    const html = await page();
    for (const words of said) expect(html).toContain(words);
    for (const words of unsaid) expect(html).not.toContain(words);
  });
});
