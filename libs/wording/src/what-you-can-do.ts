import type { Language } from '@tuntas/events';
import type { InEach } from './language.js';

/** What a complainant may be able to do with a complaint (domain.md §2 and the right to the Ombudsman, UU 25/2009). */
export type ComplainantAct =
  | 'accept'
  | 'dispute'
  | 'complete'
  | 'add'
  | 'withdraw'
  | 'reopen'
  | 'appeal'
  | 'rate'
  | 'make-secret'
  | 'turn-to-ombudsman';

/** To follow "Anda dapat …" and "You can …". */
const acts: Readonly<Record<ComplainantAct, InEach<string>>> = {
  accept: { id: 'menerima jawaban', en: 'accept the answer' },
  dispute: { id: 'menyatakan belum selesai', en: 'say that it is not solved' },
  complete: { id: 'melengkapi laporan', en: 'complete the report' },
  add: { id: 'menambah keterangan', en: 'add details' },
  withdraw: { id: 'mencabut laporan', en: 'withdraw the report' },
  reopen: { id: 'membuka lagi laporan', en: 'reopen the report' },
  appeal: { id: 'mengajukan keberatan', en: 'appeal' },
  rate: { id: 'memberi nilai', en: 'rate the answer' },
  'make-secret': { id: 'merahasiakan laporan', en: 'make the report secret' },
  'turn-to-ombudsman': { id: 'mengadu ke Ombudsman RI', en: 'turn to the Ombudsman' },
};

/** Always possible while a report is open, and nobody waits for it: said behind what there is to do now. */
const unasked: ReadonlySet<ComplainantAct> = new Set(['add', 'make-secret', 'withdraw']);

const lists: InEach<Intl.ListFormat> = {
  id: new Intl.ListFormat('id', { type: 'disjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
};

/**
 * The last of the honest sentences. Nothing to do is said, too: nobody shall wonder whether they missed something. What
 * somebody waits for comes first, in a sentence of its own; what is possible besides follows.
 */
export function whatYouCanDo(possible: readonly ComplainantAct[], language: Language): string {
  const asked = possible.filter((act) => !unasked.has(act));
  const besides = possible.filter((act) => unasked.has(act));
  const list = (some: readonly ComplainantAct[]): string =>
    lists[language].format(some.map((act) => acts[act][language]));
  const words = sentences[language];
  if (asked.length === 0) return besides.length === 0 ? words.nothing : words.onlyIfYouLike(list(besides));
  return besides.length === 0 ? words.now(list(asked)) : `${words.now(list(asked))} ${words.besides(list(besides))}`;
}

const sentences: InEach<
  Record<'nothing', string> & Record<'now' | 'besides' | 'onlyIfYouLike', (list: string) => string>
> = {
  id: {
    nothing: 'Sekarang Anda tidak perlu melakukan apa-apa.',
    now: (list) => `Sekarang Anda dapat ${list}.`,
    besides: (list) => `Anda juga dapat ${list}.`,
    onlyIfYouLike: (list) => `Sekarang Anda tidak perlu melakukan apa-apa, tetapi dapat ${list}.`,
  },
  en: {
    nothing: 'You need not do anything now.',
    now: (list) => `You can now ${list}.`,
    besides: (list) => `You can also ${list}.`,
    onlyIfYouLike: (list) => `You need not do anything now, but you can ${list}.`,
  },
};
