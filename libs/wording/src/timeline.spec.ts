import { allEvents, language } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { after, facts, textId } from '../fixtures/facts-of-a-case.js';
import { averageWords, jargonIn } from '../fixtures/plain-language.js';
import { timelineLine } from './timeline.js';
import type { TimelineFact } from './timeline/line.js';
import { namedHolder } from './timeline/named-holder.js';

const names = {
  agency: (code: string) => (code === 'dinas-pu' ? 'Dinas Pekerjaan Umum' : code),
  unit: () => 'Bidang Bina Marga',
  area: () => 'Sangatta Utara',
};
describe('the timeline', () => {
  it('has a sample of every fact of a case here', () => {
    const ofACase = allEvents.filter(({ type, owner }) => /^(case|deadline)\./.test(type) || owner === 'intake');
    const told = new Set<string>(facts.map(({ type }) => type));
    const missing = ofACase.map(({ type }) => type).filter((type) => !told.has(type));
    // The words as they were told are shown by themselves.
    expect(missing).toEqual(['complaint.told']);
  });

  it('is plain for every fact and reader, in every language', () => {
    for (const fact of facts)
      for (const reader of ['complainant', 'public'] as const)
        for (const each of language.options) {
          const line = timelineLine(fact, names, reader, each);
          if (line === undefined) continue;
          expect(line).toMatch(/^\p{Lu}.*\.$/u);
          expect(line).not.toMatch(/undefined|null|dinas-pu|\[object/);
          expect(jargonIn(line)).toEqual([]);
          expect(averageWords(line)).toBeLessThanOrEqual(15);
          if (reader === 'public') expect(line).not.toMatch(/Anda|\b[Yy]ou/);
        }
  });

  it('reads as a story', () => {
    const story = facts.map((fact) => timelineLine(fact, names, 'complainant', 'id')).filter((line) => line);
    expect(story).toEqual([
      'Anda mengirim laporan ini.',
      'Dinas Pekerjaan Umum menunggu kelengkapan: tempat kejadian, bukti atau foto.',
      'Laporan diproses lagi setelah dilengkapi. Batas jawaban: Jumat 11 Desember 2026 (14 hari kerja).',
      'Diarsipkan, karena kelengkapannya tidak kami terima.',
      'Anda melengkapi laporan ini.',
      'Admin nasional mulai memeriksa laporan ini.',
      'Laporan diteruskan ke Dinas Pekerjaan Umum menurut aturan. Batas jawaban: Jumat 11 Desember 2026 (14 hari kerja).',
      'Bidang Bina Marga ditugaskan menangani laporan ini.',
      'Laporan ini dialihkan ke Bidang Bina Marga.',
      'Dinas Pekerjaan Umum memilih unit lain untuk laporan ini.',
      'Dinas Pekerjaan Umum mengembalikan laporan ini. Admin nasional mencari instansi yang tepat.',
      'Dinas Pekerjaan Umum mulai menangani laporan ini.',
      'Dinas Pekerjaan Umum menjawab: akan dikerjakan. Rencananya selesai Jumat 15 Januari 2027.',
      'Anda menyatakan belum selesai.',
      'Dibuka lagi, karena dinyatakan belum selesai.',
      'Anda menerima jawaban.',
      'Tanggapan Anda tidak dihitung, karena sudah ada jawaban baru.',
      'Selesai, karena Anda menerima jawaban.',
      'Batas jawaban: Jumat 11 Desember 2026 (14 hari kerja).',
      'Dinas Pekerjaan Umum diingatkan tentang batas jawaban.',
      'Batas jawaban terlewat.',
      'Pimpinan instansi diberi tahu tentang keterlambatan.',
      'Dinas Pekerjaan Umum menyiapkan jawaban, yang kini diperiksa.',
      'Dinas Pekerjaan Umum memperbaiki jawabannya.',
      'Dinas Pekerjaan Umum melaksanakan tindakan yang dijanjikan.',
      'Batas jawaban diperpanjang 3 hari kerja, sampai Jumat 11 Desember 2026.',
      'Anda menambah keterangan.',
      'Dinas Pekerjaan Umum menulis kepada Anda.',
      'Data laporan ini diperbaiki; tulisan Anda tidak berubah.',
      'Salinan tanpa data pribadi diumumkan.',
      'Ditandai darurat: ditangani lebih dulu.',
      'Tanda darurat dicabut.',
      'Sekarang ditangani Dinas Pekerjaan Umum.',
      'Digabung dengan laporan serupa di Dinas Pekerjaan Umum.',
      'Anda mencabut laporan ini; perkaranya tetap ditangani untuk pelapor lain.',
      'Dipisahkan lagi; sekarang ada di Dinas Pekerjaan Umum.',
      'Diarsipkan, karena isinya terlalu umum.',
      'Anda mengajukan keberatan.',
      'Admin nasional memeriksa laporan ini kembali.',
      'Dibuka lagi oleh pengawas.',
      'Anda merahasiakan laporan ini.',
      'Hanya petugas inspektorat yang menanganinya sekarang.',
      'Anda ingin mencabut laporan ini.',
      'Inspektorat memutuskan apakah laporan ini dicabut.',
      'Pencabutan tidak diputuskan tepat waktu, jadi laporan ini tetap diproses.',
      'Inspektorat memutuskan bahwa laporan ini tetap diproses.',
      'Admin nasional memeriksa laporan ini.',
      'Laporan ini dicabut.',
      'Laporan tidak dapat diubah lagi, karena sudah berakhir.',
      'Anda meminta data Anda dihapus.',
      'Anda meminta agar tidak dihubungi lagi.',
      'Nama dan kontak Anda dihapus.',
      'Nama dan kontak Anda dihapus karena masa simpannya habis.',
      'Isi laporan wajib disimpan menurut hukum sampai Jumat 15 Januari 2027.',
      'Isi laporan ini wajib disimpan karena alasan hukum.',
      'Kewajiban hukum untuk menyimpan isi laporan ini berakhir.',
      'Isi laporan ini dihapus.',
      'Anda memperbaiki nama atau kontak Anda.',
      'Anda membatasi penggunaan data Anda.',
      'Anda mengizinkan data Anda digunakan lagi.',
      'Inspektorat meminta membuka identitas pelapor.',
      'Admin nasional setuju identitas itu dibuka.',
      'Inspektorat membaca identitas pelapor.',
    ]);
  });

  it('keeps from the public what is between the complainant and the handlers', () => {
    const untold = facts.filter((fact) => timelineLine(fact, names, 'public', 'en') === undefined);
    expect([...new Set(untold.map(({ type }) => type))]).toEqual([
      'case.routing-void',
      'complaint.disputed',
      'complaint.accepted',
      'case.act-refused',
      'deadline.reminded',
      'deadline.stopped',
      'complaint.added',
      'case.text-added',
      'case.corrected',
      'case.members-changed',
      'complaint.appealed',
      'complaint.made-secret',
      'complaint.withdrawn',
      'case.withdrawal-asked',
      'case.withdrawal-refused',
      'complaint.erasure-asked',
      'complaint.consent-withdrawn',
      'complaint.held',
      'complaint.released',
      'complaint.contact-corrected',
      'complaint.restricted',
      'complaint.identity-unsealing-asked',
      'complaint.identity-unsealing-agreed',
      'complaint.identity-unsealed',
    ]);
  });

  it('never says to whom it may not have been that they did what is repeated for them', () => {
    const repeated = facts.map(({ type, data }) => ({ type, data: { ...data, lead: textId } }) as TimelineFact);
    const line = (wanted: TimelineFact['type']) =>
      repeated
        .filter(({ type }) => type === wanted)
        .map((fact) => timelineLine(fact, names, 'complainant', 'id'))
        .filter((told) => told !== undefined);
    expect(line('case.reopened')).toEqual([
      'Dibuka lagi, karena dinyatakan belum selesai.',
      'Dibuka lagi oleh pengawas.',
    ]);
    for (const untold of [
      'case.withdrawal-asked',
      'case.withdrawal-refused',
      'case.members-changed',
      'case.corrected',
    ] as const)
      expect(line(untold)).toEqual([]);
    expect(line('case.text-added')).toEqual(['Dinas Pekerjaan Umum menulis kepada Anda.']);
  });

  it('does not say of several complainants that nobody replied', () => {
    const data = { ...after, reason: 'NO_REPLY', answerId: textId } as const;
    const line = (lead?: string) =>
      timelineLine({ type: 'case.closed', data: { ...data, ...(lead && { lead }) } }, names, 'complainant', 'en');
    expect(line()).toBe('Closed, because nobody replied.');
    expect(line(textId)).toBe('Closed, because the time to reply is over.');
  });

  it('names the unit of an agency where there is one', () => {
    expect(namedHolder({ body: 'agency', agency: 'dinas-pu', unit: 'x' }, names)).toEqual({
      body: 'agency',
      name: 'Dinas Pekerjaan Umum',
      unitName: 'Bidang Bina Marga',
    });
  });
});
