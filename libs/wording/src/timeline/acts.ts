import { type LinesOf, type TimelineType, nothing } from './line.js';

type Act = 'submitted' | 'accepted' | 'disputed' | 'completed' | 'withdrawn' | 'appealed' | 'added' | 'made-secret';

/** What the complainant did, as intake recorded it at once. */
export const actLines: LinesOf<Extract<TimelineType, `complaint.${Act}`>> = {
  'complaint.submitted': (_, { yours }) =>
    yours
      ? { id: 'Anda mengirim laporan ini.', en: 'You sent this report.' }
      : { id: 'Laporan ini diterima.', en: 'This report was received.' },
  'complaint.accepted': (_, { yours }) =>
    yours ? { id: 'Anda menerima jawaban.', en: 'You accepted the answer.' } : nothing,
  'complaint.disputed': (_, { yours }) =>
    yours ? { id: 'Anda menyatakan belum selesai.', en: 'You said that it is not solved.' } : nothing,
  'complaint.completed': (_, { yours }) =>
    yours
      ? { id: 'Anda melengkapi laporan ini.', en: 'You added what was missing.' }
      : { id: 'Laporan ini dilengkapi.', en: 'What was missing was added.' },
  'complaint.withdrawn': (_, { yours }) =>
    yours ? { id: 'Anda ingin mencabut laporan ini.', en: 'You asked to withdraw this report.' } : nothing,
  'complaint.appealed': (_, { yours }) => (yours ? { id: 'Anda mengajukan keberatan.', en: 'You appealed.' } : nothing),
  'complaint.added': (_, { yours }) =>
    yours ? { id: 'Anda menambah keterangan.', en: 'You added details.' } : nothing,
  'complaint.made-secret': (_, { yours }) =>
    yours ? { id: 'Anda merahasiakan laporan ini.', en: 'You made this report secret.' } : nothing,
};
