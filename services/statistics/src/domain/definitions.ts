import type { CaseState } from '@tuntas/events';
import { type Measure, measureOfState } from './cells.js';
import { outcomeDefinitions } from './outcome-definitions.js';

type InEach<Words> = Readonly<Record<'id' | 'en', Words>>;

/** One part of a figure that is split up: what is counted, and how people call it. */
interface PartDefinition {
  readonly key: string;
  readonly measures: readonly Measure[];
}

/** A figure, so that anybody can count it again: domain.md §5. */
export interface Definition {
  readonly id: string;
  readonly name: InEach<string>;
  readonly definition: InEach<string>;
  /** cohort: of the complaints received in the period, as they are now · flow: what happened in the period. */
  readonly counts: 'cohort' | 'flow';
  /** complaints: a number of them · share: value ÷ n · mean: value ÷ n, from 1 to 5. */
  readonly unit: 'complaints' | 'share' | 'mean';
  /** How many complaints the figure is about. */
  readonly n: readonly Measure[];
  readonly value: readonly Measure[];
  readonly parts?: readonly PartDefinition[];
}

const states: readonly CaseState[] = [
  ...(['SUBMITTED', 'POSTPONED', 'ROUTED', 'ASSIGNED', 'IN_PROGRESS', 'PENDING_VALIDATION'] as const),
  ...(['ANSWERED', 'CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN'] as const),
];
const returned = ['returned_once', 'returned_twice', 'returned_more'] as const satisfies readonly Measure[];
const closed = ['closed_accepted', 'closed_no_reply'] as const satisfies readonly Measure[];

export const definitions: readonly Definition[] = [
  {
    id: 'K1',
    name: { id: 'Laporan masuk', en: 'Received' },
    definition: {
      id: 'Banyaknya laporan yang diterima dalam periode ini.',
      en: 'Number of complaints received in the period.',
    },
    counts: 'cohort',
    unit: 'complaints',
    n: ['received'],
    value: ['received'],
  },
  {
    id: 'K2',
    name: { id: 'Menurut keadaan', en: 'By state' },
    definition: {
      id: 'Laporan yang diterima dalam periode ini menurut keadaannya sekarang. Jumlah semua keadaan sama dengan laporan masuk.',
      en: 'Complaints received in the period by their state now. The states add up to all received.',
    },
    counts: 'cohort',
    unit: 'complaints',
    n: ['received'],
    value: ['received'],
    parts: states.map((state) => ({ key: state, measures: [measureOfState(state)] })),
  },
  {
    id: 'routing',
    name: { id: 'Penerusan', en: 'Routing' },
    definition: {
      id: 'Laporan yang diterima dalam periode ini menurut jawaban pertama atas pertanyaan siapa yang berwenang: otomatis (dipilih pelapor atau menurut aturan) atau diserahkan kepada petugas.',
      en: 'Complaints received in the period by the first answer to who is responsible: automatic (named by the complainant or by a rule) or left to a desk.',
    },
    counts: 'cohort',
    unit: 'complaints',
    n: ['answered_by_routing', 'left_to_desk'],
    value: ['answered_by_routing'],
    parts: [
      { key: 'routed', measures: ['answered_by_routing'] },
      { key: 'left-to-desk', measures: ['left_to_desk'] },
    ],
  },
  {
    id: 'K8',
    name: { id: 'Dijawab tepat waktu', en: 'Answered in time' },
    definition: {
      id: 'Laporan yang dijawab dalam batas waktu jawaban, dibagi laporan yang sudah dijawab ditambah yang belum dijawab dan lewat batas.',
      en: 'Complaints answered within the limit for the answer, divided by those answered plus those unanswered and past the limit.',
    },
    counts: 'cohort',
    unit: 'share',
    n: ['on_time', 'late'],
    value: ['on_time'],
  },
  {
    id: 'overdue',
    name: { id: 'Sedang terlambat', en: 'Overdue now' },
    definition: {
      id: 'Laporan yang diterima dalam periode ini, belum berakhir, dan salah satu batas waktunya lewat; n adalah yang belum berakhir.',
      en: 'Complaints received in the period, not over yet, with a limit that has passed; n is those not over yet.',
    },
    counts: 'cohort',
    unit: 'share',
    n: ['still_open'],
    value: ['overdue'],
  },
  {
    id: 'K11',
    name: { id: 'Salah terus', en: 'Misrouted' },
    definition: {
      id: 'Laporan yang dikembalikan sedikitnya sekali oleh instansi, dibagi laporan yang pernah diteruskan.',
      en: 'Complaints that an agency returned at least once, divided by those ever passed on to one.',
    },
    counts: 'cohort',
    unit: 'share',
    n: ['ever_routed'],
    value: ['misrouted'],
  },
  {
    id: 'K12',
    name: { id: 'Berapa kali dikembalikan', en: 'How often returned' },
    definition: {
      id: 'Laporan yang dikembalikan sedikitnya sekali oleh instansi, menurut berapa kali: sekali, dua kali, atau lebih.',
      en: 'Complaints that an agency returned at least once, by how often: once, twice, or more.',
    },
    counts: 'cohort',
    unit: 'complaints',
    n: returned,
    value: returned,
    parts: [
      { key: 'once', measures: ['returned_once'] },
      { key: 'twice', measures: ['returned_twice'] },
      { key: 'more', measures: ['returned_more'] },
    ],
  },
  {
    id: 'K14',
    name: { id: 'Dibuka lagi', en: 'Reopened' },
    definition: {
      id: 'Laporan yang dibuka lagi karena jawabannya belum menyelesaikan masalah, dibagi laporan yang pernah dijawab.',
      en: 'Complaints opened again because the answer did not settle them, divided by those ever answered.',
    },
    counts: 'cohort',
    unit: 'share',
    n: ['ever_answered'],
    value: ['reopened'],
  },
  {
    id: 'K15',
    name: { id: 'Selesai menurut alasan', en: 'Closed by reason' },
    definition: {
      id: 'Laporan yang selesai dalam periode ini: diterima pelapor, atau tanpa tanggapan sesudah diberi tahu.',
      en: 'Complaints closed in the period: accepted by the complainant, or without a reply after a notice.',
    },
    counts: 'flow',
    unit: 'complaints',
    n: closed,
    value: closed,
    parts: [
      { key: 'ACCEPTED', measures: ['closed_accepted'] },
      { key: 'NO_REPLY', measures: ['closed_no_reply'] },
    ],
  },
  {
    id: 'K16',
    name: { id: 'Kepuasan', en: 'Satisfaction' },
    definition: {
      id: 'Rata-rata nilai 1 sampai 5 dari laporan yang selesai dan dinilai dalam periode ini.',
      en: 'Mean rating from 1 to 5 of the complaints closed and rated in the period.',
    },
    counts: 'flow',
    unit: 'mean',
    n: ['rated'],
    value: ['rating_sum'],
  },
  {
    id: 'K17',
    name: { id: 'Ikut menilai', en: 'Rated' },
    definition: {
      id: 'Laporan yang dinilai, dibagi laporan yang selesai dalam periode ini.',
      en: 'Complaints rated, divided by those closed in the period.',
    },
    counts: 'flow',
    unit: 'share',
    n: closed,
    value: ['rated'],
  },
  ...outcomeDefinitions,
  {
    id: 'notices',
    name: { id: 'Pemberitahuan', en: 'Notices' },
    definition: {
      id: 'Surel tentang laporan yang diterima dalam periode ini: terkirim, atau tidak ada alamat yang dapat dihubungi.',
      en: 'Messages about complaints received in the period: sent, or nobody could be reached.',
    },
    counts: 'cohort',
    unit: 'complaints',
    n: ['notices_sent', 'notices_unreachable'],
    value: ['notices_sent'],
    parts: [
      { key: 'sent', measures: ['notices_sent'] },
      { key: 'unreachable', measures: ['notices_unreachable'] },
    ],
  },
];
