/**
 * What happened to a complaint, one line a fact. Every event of a case must be here: a new one in libs/events that has no
 * line does not compile. `nothing` says that a fact is of no use to that reader.
 */
import type * as events from '@tuntas/events';
import type { DataOf, EventDeclaration, Holder, Language } from '@tuntas/events';
import { dateInWords, workingDaysInWords } from './dates.js';
import { archiveReasonLabels, clockLabels, escalationLabels, missingPartLabels, outcomeLabels } from './labels.js';
import { capital, joined, type InEach } from './language.js';
import type { Names } from './routing-reasons.js';
import type { Reader } from './status.js';
import { holderName, type NamedHolder } from './who-has-it.js';

type Declared = Extract<(typeof events)[keyof typeof events], EventDeclaration>;
type TimelineType =
  | Extract<Declared['type'], `case.${string}` | `deadline.${string}`>
  | 'complaint.submitted'
  | 'complaint.accepted'
  | 'complaint.disputed'
  | 'complaint.completed'
  | 'complaint.withdrawn'
  | 'complaint.appealed'
  | 'complaint.added'
  | 'complaint.made-secret';
type BodyOf<Type extends TimelineType> = DataOf<Extract<Declared, { type: Type }>>;

/** A fact as a timeline needs it: type and body. */
export type TimelineFact = {
  [Type in TimelineType]: { readonly type: Type; readonly data: BodyOf<Type> };
}[TimelineType];

/** The line of a fact for a reader, or nothing where the fact changes nothing for them. */
export function timelineLine(fact: TimelineFact, names: Names, reader: Reader, language: Language): string | undefined {
  // TypeScript cannot see that the entry found by a fact's type takes that fact's body.
  const line = lines[fact.type] as (data: unknown, context: Context) => Line;
  return line(fact.data, { names, yours: reader === 'complainant' })?.[language];
}

interface Context {
  readonly names: Names;
  readonly yours: boolean;
}
type Line = InEach<string> | undefined;

const nothing = undefined;

const lines: { readonly [Type in TimelineType]: (data: BodyOf<Type>, context: Context) => Line } = {
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

  'case.opened': ({ holder }, { names }) => {
    const name = named(holder, names);
    return {
      id: `${capital(name.id)} mulai memeriksa laporan ini.`,
      en: `${capital(name.en)} began to check this report.`,
    };
  },
  'case.routed': ({ agency, by, clocks }, { names }) => ({
    id: joined(
      `Laporan diteruskan ke ${names.agency(agency)}${by === 'rule' ? ' menurut aturan' : ''}.`,
      due(clocks, 'id'),
    ),
    en: joined(
      `The report was passed on to ${names.agency(agency)}${by === 'rule' ? ' by rule' : ''}.`,
      due(clocks, 'en'),
    ),
  }),
  'case.routing-void': () => nothing,
  'case.postponed': ({ holder, missing }, { names, yours }) => {
    const name = named(holder, names);
    const list = (language: Language) => missing.map((part) => missingPartLabels[part][language]).join(', ');
    return {
      id: `${capital(name.id)} menunggu kelengkapan${yours ? `: ${list('id')}` : ''}.`,
      en: `${capital(name.en)} is waiting for more details${yours ? `: ${list('en')}` : ''}.`,
    };
  },
  'case.resumed': ({ because, clocks }) =>
    because === 'completed'
      ? {
          id: joined('Laporan diproses lagi setelah dilengkapi.', due(clocks, 'id')),
          en: joined('Work goes on, because it was completed.', due(clocks, 'en')),
        }
      : {
          id: joined('Laporan diproses lagi.', due(clocks, 'id')),
          en: joined('Work on the report goes on.', due(clocks, 'en')),
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
  'case.assigned': ({ unit }, { names }) => ({
    id: `${names.unit(unit)} ditugaskan menangani laporan ini.`,
    en: `${names.unit(unit)} was given this report to work on.`,
  }),
  'case.returned': ({ from, holder }, { names }) => {
    const name = named(holder, names);
    return {
      id: `${names.agency(from)} mengembalikan laporan ini. ${capital(name.id)} mencari instansi yang tepat.`,
      en: `${names.agency(from)} gave this report back. ${capital(name.en)} is looking for the right agency.`,
    };
  },
  'case.reassigned': ({ unit, holder }, { names }) => {
    if (unit !== undefined) {
      return {
        id: `Laporan ini dialihkan ke ${names.unit(unit)}.`,
        en: `This report was handed over to ${names.unit(unit)}.`,
      };
    }
    const name = named(holder, names);
    return {
      id: `${capital(name.id)} memilih unit lain untuk laporan ini.`,
      en: `${capital(name.en)} is choosing another unit for this report.`,
    };
  },
  'case.started': ({ holder }, { names }) => {
    const name = named(holder, names);
    return { id: `${capital(name.id)} mulai menangani laporan ini.`, en: `${capital(name.en)} began to work on it.` };
  },
  'case.answered': ({ holder, outcome, plannedOn }, { names }) => {
    const name = named(holder, names);
    const planned = { id: '', en: '' };
    if (plannedOn !== undefined) {
      planned.id = ` Rencananya selesai ${dateInWords(plannedOn, 'id')}.`;
      planned.en = ` It is planned for ${dateInWords(plannedOn, 'en')}.`;
    }
    return {
      id: `${capital(name.id)} menjawab: ${outcomeLabels[outcome].id.toLowerCase()}.${planned.id}`,
      en: `${capital(name.en)} answered: ${outcomeLabels[outcome].en.toLowerCase()}.${planned.en}`,
    };
  },
  'case.answer-proposed': ({ holder }, { names }) => {
    const name = named(holder, names);
    return {
      id: `${capital(name.id)} menyiapkan jawaban, yang kini diperiksa.`,
      en: `${capital(name.en)} prepared an answer, which is being checked.`,
    };
  },
  'case.answer-rejected': ({ holder }, { names }) => {
    const name = named(holder, names);
    return { id: `${capital(name.id)} memperbaiki jawabannya.`, en: `${capital(name.en)} is improving its answer.` };
  },
  'case.promise-kept': ({ holder }, { names }) => {
    const name = named(holder, names);
    return {
      id: `${capital(name.id)} melaksanakan tindakan yang dijanjikan.`,
      en: `${capital(name.en)} has done what it promised.`,
    };
  },
  'case.merged': ({ holder }, { names }) => {
    const name = named(holder, names);
    return {
      id: `Digabung dengan laporan serupa di ${name.id}.`,
      en: `Merged with a similar report at ${name.en}.`,
    };
  },
  'case.unmerged': ({ holder }, { names }) => {
    const name = named(holder, names);
    return {
      id: `Dipisahkan lagi; sekarang ada di ${name.id}.`,
      en: `Separated again; it is now with ${name.en}.`,
    };
  },
  // Who else told the same is nobody's business here.
  'case.members-changed': ({ change }, { yours }) =>
    change === 'lead-left' && yours
      ? {
          id: 'Anda mencabut laporan ini; perkaranya tetap ditangani untuk pelapor lain.',
          en: 'You withdrew this report; work goes on for others who told the same.',
        }
      : nothing,
  'case.withdrawn': (_, { yours }) =>
    yours
      ? { id: 'Laporan ini dicabut.', en: 'This report was withdrawn.' }
      : { id: 'Pelapor mencabut laporan ini.', en: 'The complainant withdrew this report.' },
  'case.withdrawal-asked': (_, { yours }) =>
    yours
      ? { id: 'Inspektorat memutuskan apakah laporan ini dicabut.', en: 'The inspectorate decides on your withdrawal.' }
      : nothing,
  'case.withdrawal-refused': ({ by }, { yours }) => {
    if (!yours) return nothing;
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
  'case.corrected': (_, { yours }) =>
    yours
      ? {
          id: 'Data laporan ini diperbaiki; tulisan Anda tidak berubah.',
          en: 'Details were corrected; your words were not changed.',
        }
      : nothing,
  'case.text-added': ({ audience, by, holder }, { names, yours }) => {
    if (!yours || by === 'complainant' || audience !== 'complainant') return nothing;
    const name = named(holder, names);
    return { id: `${capital(name.id)} menulis kepada Anda.`, en: `${capital(name.en)} wrote to you.` };
  },
  'case.published': () => ({
    id: 'Salinan tanpa data pribadi diumumkan.',
    en: 'A copy without personal data was published.',
  }),
  'case.urgency-set': ({ urgent }) =>
    urgent
      ? { id: 'Ditandai darurat: ditangani lebih dulu.', en: 'Marked as urgent: it goes first.' }
      : { id: 'Tanda darurat dicabut.', en: 'The urgent mark was lifted.' },
  'case.sealed': ({ holder }, { names }) => {
    const name = named(holder, names);
    return {
      id: `Hanya ${name.id} yang menanganinya sekarang.`,
      en: `Only ${name.en} handles it from now on.`,
    };
  },
  'case.unsealed': ({ holder }, { names }) => {
    const name = named(holder, names);
    return { id: `${capital(name.id)} memeriksa laporan ini.`, en: `${capital(name.en)} is checking this report.` };
  },
  'case.moved': ({ holder }, { names }) => {
    const name = named(holder, names);
    return { id: `Sekarang ditangani ${name.id}.`, en: `It is now with ${name.en}.` };
  },
  'case.closed': ({ reason }, { yours }) => {
    if (reason === 'NO_REPLY')
      return { id: 'Ditutup karena tidak ada tanggapan.', en: 'Closed, because nobody replied.' };
    return yours
      ? { id: 'Selesai, karena Anda menerima jawaban.', en: 'Closed, because you accepted the answer.' }
      : { id: 'Selesai, karena pelapor menerima jawaban.', en: 'Closed, because the complainant accepted the answer.' };
  },
  'case.reopened': ({ by }, { yours }) => {
    if (by === 'oversight') return { id: 'Dibuka lagi oleh pengawas.', en: 'Reopened by the oversight body.' };
    return yours
      ? {
          id: 'Dibuka lagi, karena menurut Anda belum selesai.',
          en: 'Reopened, because you said that it is not solved.',
        }
      : { id: 'Dibuka lagi atas permintaan pelapor.', en: 'Reopened at the complainant’s request.' };
  },
  'case.act-refused': ({ because }, { yours }) => (yours ? refusals[because] : nothing),
  'case.escalated': ({ to }) => ({
    id: `${capital(escalationLabels[to].id)} diberi tahu tentang keterlambatan.`,
    en: `${capital(escalationLabels[to].en)} was told of the delay.`,
  }),

  'deadline.set': (set) => ({ id: dueSentence(set, 'id'), en: dueSentence(set, 'en') }),
  'deadline.extended': (extended) => {
    const [added, date] = [extended.workingDays, extended.dueOn];
    return {
      id: `Batas ${clockLabels[extended.clock].id} diperpanjang ${workingDaysInWords(added, 'id')}, sampai ${dateInWords(date, 'id')}.`,
      en: `${clockLabels[extended.clock].en} now has ${workingDaysInWords(added, 'en')} more, until ${dateInWords(date, 'en')}.`,
    };
  },
  'deadline.stopped': () => nothing,
  'deadline.reminded': ({ holder, clock }, { names, yours }) => {
    const name = named(holder, names);
    if (!yours) return nothing;
    return {
      id: `${capital(name.id)} diingatkan tentang batas ${clockLabels[clock].id}.`,
      en: `${capital(name.en)} was reminded: ${clockLabels[clock].en.toLowerCase()} is due soon.`,
    };
  },
  'deadline.missed': ({ clock }) => ({
    id: `Batas ${clockLabels[clock].id} terlewat.`,
    en: `${clockLabels[clock].en} is late.`,
  }),
};

const refusals: Readonly<Record<BodyOf<'case.act-refused'>['because'], InEach<string>>> = {
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

/** The promise a move makes: until when there is an answer, where its clock runs. */
function due(clocks: BodyOf<'case.routed'>['clocks'], language: Language): string | undefined {
  const answer = clocks.find(({ clock }) => clock === 'D4');
  return answer && dueSentence(answer, language);
}

function dueSentence(
  { clock, dueOn, workingDays }: Pick<BodyOf<'deadline.set'>, 'clock' | 'dueOn' | 'workingDays'>,
  language: Language,
): string {
  const [what, date] = [clockLabels[clock][language], dateInWords(dueOn, language)];
  const days = workingDaysInWords(workingDays, language);
  return language === 'id' ? `Batas ${what}: ${date} (${days}).` : `${what} is due by ${date} (${days}).`;
}

/** The holder in each language, with the names people know. */
function named(holder: Holder, names: Names): InEach<string> {
  const known = namedHolder(holder, names);
  return { id: holderName(known, 'id'), en: holderName(known, 'en') };
}

/** Gives a holder of the events its names. */
export function namedHolder(holder: Holder, names: Names): NamedHolder {
  if (holder.body !== 'agency') return holder;
  const { agency, unit } = holder;
  return { body: 'agency', name: names.agency(agency), ...(unit !== undefined && { unitName: names.unit(unit) }) };
}
