import type { Language } from '@tuntas/events';
import type { InEach } from './language.js';

/** What a complainant may be able to do with a complaint (domain.md §2 and the right to the Ombudsman, UU 25/2009). */
export type ComplainantAct =
  'accept' | 'dispute' | 'complete' | 'add' | 'withdraw' | 'reopen' | 'appeal' | 'rate' | 'turn-to-ombudsman';

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
  'turn-to-ombudsman': { id: 'mengadu ke Ombudsman RI', en: 'turn to the Ombudsman' },
};

const lists: InEach<Intl.ListFormat> = {
  id: new Intl.ListFormat('id', { type: 'disjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
};

/** The last of the honest sentences. Nothing to do is said, too: nobody shall wonder whether they missed something. */
export function whatYouCanDo(possible: readonly ComplainantAct[], language: Language): string {
  const list = lists[language].format(possible.map((act) => acts[act][language]));
  if (language === 'id') {
    return possible.length === 0 ? 'Sekarang Anda tidak perlu melakukan apa-apa.' : `Sekarang Anda dapat ${list}.`;
  }
  return possible.length === 0 ? 'You need not do anything now.' : `You can now ${list}.`;
}
