import type { LocalDate } from '@tuntas/calendar';
import type { CaseState, Language } from '@tuntas/events';
import { dateInWords } from './dates.js';
import type { InEach } from './language.js';
import type { RunningClock, Status } from './status.js';

/** What is true of a case besides its state, where it is true. */
export interface Marks {
  /** Somebody else checked the answer before it was given (T11). */
  readonly answerChecked?: boolean | undefined;
  /** The one appeal was heard (T16). */
  readonly appealed?: boolean | undefined;
  /** Handled with a similar report, whose state, holder and clocks are told (T17). */
  readonly together?: boolean | undefined;
  /** The inspectorate decides until that day whether it is withdrawn (D13). */
  readonly withdrawalDecidedBy?: LocalDate | undefined;
  /** What an answer promised until that day and nobody has done yet (D8). */
  readonly promisedBy?: LocalDate | undefined;
  /** The clock that is told of was extended (D9). */
  readonly extended?: boolean | undefined;
  /** The time for the answer does not count until the complaint is complete (T3). */
  readonly answerStandsStill?: boolean | undefined;
}

/** What is said when it applies. */
type Note = InEach<string> | false | undefined;

const answered: ReadonlySet<CaseState> = new Set(['ANSWERED', 'CLOSED']);
const over: ReadonlySet<CaseState> = new Set(['CLOSED', 'ARCHIVED', 'WITHDRAWN']);

/** Neither over, nor asleep while another report is handled for it. */
const isUnderWay = (state: CaseState): boolean => !over.has(state) && state !== 'MERGED';

/** What flags and marks mean for the reader, each as a sentence; those that the state leaves no room for are not said. */
export function notes(status: Status, due: RunningClock | undefined, language: Language): string[] {
  const all = [...handling(status), ...waiting(status, due), ...privacy(status), ...dates(status, due)];
  return all.flatMap((note) => (note ? [note[language]] : []));
}

function handling({ state, flags, marks = {}, reader }: Status): readonly Note[] {
  return [
    flags.urgent &&
      !over.has(state) && {
        id: 'Laporan ini didahulukan karena darurat.',
        en: 'This report goes first because it is urgent.',
      },
    marks.together === true &&
      isUnderWay(state) && {
        id: 'Laporan ini ditangani bersama laporan serupa, dengan batas waktunya.',
        en: 'It is handled together with a similar report, by its deadlines.',
      },
    marks.answerChecked === true &&
      answered.has(state) && {
        id: 'Jawaban ini sudah diperiksa petugas lain.',
        en: 'Another officer checked this answer first.',
      },
    marks.appealed === true &&
      state === 'ARCHIVED' &&
      reader === 'complainant' && {
        id: 'Keberatan Anda sudah pernah diperiksa.',
        en: 'Your appeal was heard already.',
      },
  ];
}

/** Dates besides that of the clock that is told of. */
function waiting({ state, marks = {}, reader }: Status, due: RunningClock | undefined): readonly Note[] {
  const { promisedBy, withdrawalDecidedBy } = marks;
  return [
    promisedBy !== undefined &&
      answered.has(state) &&
      due?.clock !== 'D8' && {
        id: `Tindakan yang dijanjikan dilaksanakan paling lambat ${dateInWords(promisedBy, 'id')}.`,
        en: `The promised action is due by ${dateInWords(promisedBy, 'en')}.`,
      },
    withdrawalDecidedBy !== undefined &&
      reader === 'complainant' &&
      isUnderWay(state) && {
        id: `Pencabutan menunggu keputusan inspektorat, paling lambat ${dateInWords(withdrawalDecidedBy, 'id')}.`,
        en: `The inspectorate decides on your withdrawal by ${dateInWords(withdrawalDecidedBy, 'en')}.`,
      },
  ];
}

function privacy({ flags, reader }: Status): readonly Note[] {
  return [
    flags.secret && {
      id: 'Isinya hanya dibaca petugas yang berwenang.',
      en: 'Only authorised officers can read what it says.',
    },
    flags.anonymous &&
      (reader === 'complainant'
        ? { id: 'Instansi tidak diberi tahu nama Anda.', en: 'The agency is not told your name.' }
        : { id: 'Nama pelapor tidak ditampilkan.', en: 'The name of the complainant is not shown.' }),
  ];
}

function dates({ state, marks = {} }: Status, due: RunningClock | undefined): readonly Note[] {
  return [
    marks.answerStandsStill === true &&
      state === 'POSTPONED' && {
        id: 'Sampai lengkap, batas jawaban berhenti dihitung.',
        en: 'Until it is complete, the time for the answer stands still.',
      },
    marks.extended === true &&
      due?.clock === 'D4' && {
        id: 'Batas ini sudah diperpanjang satu kali.',
        en: 'This date was put off once.',
      },
    due?.provisional === true && {
      id: 'Tanggal ini perkiraan, karena hari libur tahun itu belum ditetapkan.',
      en: 'This date is an estimate, because the holidays of that year are not declared yet.',
    },
  ];
}
