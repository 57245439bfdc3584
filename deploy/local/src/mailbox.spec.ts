import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailboxServer } from './mailbox-http.js';
import { MailboxStore, type Mail } from './mailbox-store.js';

const folder = mkdtempSync(join(tmpdir(), 'tuntas-mailbox-'));
let base: string;
let server: ReturnType<typeof mailboxServer>;

beforeAll(async () => {
  const store = await MailboxStore.open(folder);
  for (const number of [1, 2, 3]) await store.keep(await simpleParser(mail(number)), [`ana${number}@contoh.id`]);
  // What a kill in the middle of writing leaves.
  writeFileSync(join(folder, '000000000000001-0b8f1f2e-0000-4000-8000-000000000000.unfinished'), '{');
  server = mailboxServer(store).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('the mailbox', () => {
  it('tells programs everything about a mail, oldest first', async () => {
    const { total, mails } = await mailsAt('/api/mails');
    expect(total).toBe(3);
    expect(mails.map(({ messageId }) => messageId)).toEqual(['<1@tuntas>', '<2@tuntas>', '<3@tuntas>']);
    expect(mails[0]).toMatchObject({ to: ['ana1@contoh.id'], subject: 'Laporan <b>1</b>', text: 'Isi & <i>isi</i>\n' });
    expect(mails[0]?.headers).toMatchObject({ 'x-tuntas-obligation': '1' });
  });

  it('gives them out in portions that join without gap or repetition', async () => {
    const first = await mailsAt('/api/mails?limit=2');
    const second = await mailsAt(`/api/mails?limit=2&after=${first.next}`);
    expect([...first.mails, ...second.mails].map(({ subject }) => subject)).toHaveLength(3);
    expect(second.next).toBeUndefined();
    expect(second.mails.map(({ messageId }) => messageId)).toEqual(['<3@tuntas>']);
  });

  it('shows what a mail says and never runs it', async () => {
    const { mails } = await mailsAt('/api/mails');
    const page = await (await fetch(`${base}/mails/${mails[0]?.id}`)).text();
    expect(page).toContain('Isi &amp; &lt;i&gt;isi&lt;/i&gt;');
    expect(page).not.toContain('<i>isi');
    expect(await (await fetch(`${base}/`)).text()).toContain('Laporan &lt;b&gt;3&lt;/b&gt;');
  });

  it.each(['/mails/unknown', '/mails/..%2f..%2fetc', '/else'])('has nothing at %s', async (path) => {
    expect((await fetch(base + path)).status).toBe(404);
  });
});

async function mailsAt(path: string): Promise<{ total: number; mails: Mail[]; next?: string }> {
  return (await (await fetch(base + path)).json()) as { total: number; mails: Mail[]; next?: string };
}

function mail(number: number): string {
  return `From: Tuntas <a@contoh.id>\r\nTo: ana${number}@contoh.id\r\nSubject: Laporan <b>${number}</b>\r\nMessage-ID: <${number}@tuntas>\r\nX-Tuntas-Obligation: ${number}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nIsi & <i>isi</i>\r\n`;
}
