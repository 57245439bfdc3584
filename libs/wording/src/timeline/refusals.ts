import type { InEach } from '../language.js';
import type { BodyOf } from './line.js';

/** Why an act of the complainant changed nothing. */
export const refusals: Readonly<Record<BodyOf<'case.act-refused'>['because'], InEach<string>>> = {
  'not-answered': {
    id: 'Tanggapan Anda tidak dihitung, karena belum ada jawaban.',
    en: 'Your reply does not count, because there is no answer yet.',
  },
  'another-answer': {
    id: 'Tanggapan Anda tidak dihitung, karena sudah ada jawaban baru.',
    en: 'Your reply does not count, because there is a newer answer.',
  },
  'not-postponed': {
    id: 'Kelengkapan Anda disimpan, tetapi laporan tidak sedang menunggunya.',
    en: 'What you added was kept, but the report does not wait for it now.',
  },
  'another-pause': {
    id: 'Kelengkapan Anda disimpan, tetapi yang diminta kini hal lain.',
    en: 'What you added was kept, but something else is asked for now.',
  },
  closed: {
    id: 'Tanggapan Anda tidak dihitung, karena laporan sudah ditutup.',
    en: 'Your reply does not count, because the report was closed already.',
  },
  'window-over': {
    id: 'Laporan tidak dibuka lagi, karena batas untuk itu sudah lewat.',
    en: 'The report was not reopened, because the time for that is over.',
  },
  'not-open': {
    id: 'Laporan tidak dapat diubah lagi, karena sudah berakhir.',
    en: 'Nothing was changed, because the report is over already.',
  },
  'already-asked': {
    id: 'Permintaan Anda untuk mencabut sudah menunggu keputusan.',
    en: 'Your wish to withdraw waits for a decision already.',
  },
  'not-archived': {
    id: 'Keberatan Anda tidak diperlukan, karena laporan sedang diproses.',
    en: 'Your appeal was not needed, because the report is being worked on.',
  },
  'already-appealed': {
    id: 'Keberatan hanya dapat diajukan satu kali.',
    en: 'You can appeal only once.',
  },
  'already-routed': {
    id: 'Laporan tidak dirahasiakan, karena sudah diteruskan ke instansi.',
    en: 'The report was not made secret, because an agency has it already.',
  },
};
