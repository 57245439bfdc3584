import { archiveReasonLabels } from '../labels.js';
import { capital } from '../language.js';
import { type LinesOf, nothing } from './line.js';
import { named } from './named-holder.js';
import { refusals } from './refusals.js';

/** How a case ends, and begins again. */
export const endingLines: LinesOf<
  | 'case.closed'
  | 'case.reopened'
  | 'case.archived'
  | 'case.restored'
  | 'case.withdrawn'
  | 'case.withdrawal-asked'
  | 'case.withdrawal-refused'
  | 'case.act-refused'
> = {
  'case.closed': ({ reason, lead }, { yours }) => {
    // Of several complainants one may have accepted before the others fell silent.
    if (reason === 'NO_REPLY' && lead !== undefined)
      return { id: 'Ditutup karena batas tanggapan sudah lewat.', en: 'Closed, because the time to reply is over.' };
    if (reason === 'NO_REPLY')
      return { id: 'Ditutup karena tidak ada tanggapan.', en: 'Closed, because nobody replied.' };
    return yours
      ? { id: 'Selesai, karena Anda menerima jawaban.', en: 'Closed, because you accepted the answer.' }
      : { id: 'Selesai, karena pelapor menerima jawaban.', en: 'Closed, because the complainant accepted the answer.' };
  },
  'case.reopened': ({ by, lead }, { yours }) => {
    if (by === 'oversight') return { id: 'Dibuka lagi oleh pengawas.', en: 'Reopened by the oversight body.' };
    // It may have been any of those whose complaints are one case.
    return yours || lead !== undefined
      ? { id: 'Dibuka lagi, karena dinyatakan belum selesai.', en: 'Reopened, because it is not solved yet.' }
      : { id: 'Dibuka lagi atas permintaan pelapor.', en: 'Reopened at the complainant’s request.' };
  },
  'case.archived': ({ reason }) => ({
    id: `Diarsipkan, karena ${archiveReasonLabels[reason].id}.`,
    en: `Archived, because ${archiveReasonLabels[reason].en}.`,
  }),
  'case.restored': ({ holder }, { names }) => {
    const name = named(holder, names);
    return {
      id: `${capital(name.id)} memeriksa laporan ini kembali.`,
      en: `${capital(name.en)} checks this report again.`,
    };
  },
  'case.withdrawn': (_, { yours }) =>
    yours
      ? { id: 'Laporan ini dicabut.', en: 'This report was withdrawn.' }
      : { id: 'Pelapor mencabut laporan ini.', en: 'The complainant withdrew this report.' },
  // Only whoever asked hears of it, not those whose complaints were merged into this one.
  'case.withdrawal-asked': ({ lead }, { yours }) =>
    yours && lead === undefined
      ? { id: 'Inspektorat memutuskan apakah laporan ini dicabut.', en: 'The inspectorate decides on your withdrawal.' }
      : nothing,
  'case.withdrawal-refused': ({ by, lead }, { yours }) => {
    if (!yours || lead !== undefined) return nothing;
    return by === 'clock'
      ? {
          id: 'Pencabutan tidak diputuskan tepat waktu, jadi laporan ini tetap diproses.',
          en: 'Nobody decided on your withdrawal in time, so work goes on.',
        }
      : {
          id: 'Inspektorat memutuskan bahwa laporan ini tetap diproses.',
          en: 'The inspectorate decided that work goes on.',
        };
  },
  'case.act-refused': ({ because }, { yours }) => (yours ? refusals[because] : nothing),
};
