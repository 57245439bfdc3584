import type { Mail } from './mailbox-store.js';

/** The list, newest first. Made for a phone's width first; no script, nothing from elsewhere. */
export function listPage(mails: readonly Mail[], total: number, older: string | undefined): string {
  const items = mails.map(
    (mail) => `<li><a href="/mails/${mail.id}"><strong>${escaped(mail.subject || '(tanpa subjek)')}</strong></a>
<p>Kepada ${escaped(mail.to.join(', '))} · ${time(mail)}</p></li>`,
  );
  const list = items.length > 0 ? `<ol>${items.join('\n')}</ol>` : '<p>Belum ada surat.</p>';
  const next = older === undefined ? '' : `<p><a href="/?before=${older}">Surat yang lebih lama</a></p>`;
  const intro = `<p>${total} surat. Surel Tuntas di komputer ini tidak dikirim ke luar, tetapi disimpan di sini.</p>`;
  return page('Kotak surat', `${intro}${list}${next}`);
}

/** One mail, its text as it was sent. */
export function mailPage(mail: Mail): string {
  const rows = [
    ['Dari', mail.from],
    ['Kepada', mail.to.join(', ')],
    ['Nomor surat', mail.messageId],
  ].map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value ?? '')}</dd>`);
  const facts = `<dl>${rows.join('')}<dt>Diterima</dt><dd>${time(mail)}</dd></dl>`;
  return page(
    mail.subject || '(tanpa subjek)',
    `${facts}<pre>${escaped(mail.text)}</pre><p><a href="/">Kembali</a></p>`,
  );
}

/** Said where there is no such mail or page. */
export function missingPage(): string {
  return page('Surat tidak ditemukan', '<p>Tidak ada surat di alamat ini.</p><p><a href="/">Kembali</a></p>');
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Tuntas</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>
${body}
</main></body></html>
`;
}

const STYLE = `
body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}
main{max-width:44rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.4rem;line-height:1.25}
ol{list-style:none;padding:0}li{border-top:1px solid #767676;padding:.75rem 0}li p{margin:.25rem 0 0}
a{color:#0b4f9e}pre{font:inherit;white-space:pre-wrap;border:1px solid #767676;padding:1rem}
dt{font-weight:600}dd{margin:0 0 .5rem}
@media (prefers-color-scheme:dark){body{color:#f0f0f0;background:#161616}a{color:#8ec5ff}}`;

function time(mail: Mail): string {
  const text = new Date(mail.receivedAt).toLocaleString('id-ID', { timeZone: 'Asia/Makassar' });
  return `<time datetime="${escaped(mail.receivedAt)}">${text} WITA</time>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
