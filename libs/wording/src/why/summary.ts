import { localDateOf } from '@tuntas/calendar';
import type { Language } from '@tuntas/events';
import { dateInWords } from '../dates.js';
import { capital, type InEach } from '../language.js';
import type { Telling } from './deed-sentences.js';
import type { AnswerDate, DateChange, Explanation, Returns } from './explanation.js';

/** How often it came back, who ends that, and whether the date that the citizen was promised still stands. */
export function summary(
  { returns, answerDate }: Explanation,
  { holder, telling }: { readonly holder: string; readonly telling: Telling },
  language: Language,
): string[] {
  return [...returnsInWords(returns, holder, language), ...dateInFull(answerDate, returns, telling, language)];
}

function returnsInWords({ times, arbiter }: Returns, holder: string, language: Language): string[] {
  if (times === 0) return [];
  const often: InEach<string> = {
    id: `Laporan ini dikembalikan ${times} kali.`,
    en: times === 1 ? 'This report was given back once.' : `This report was given back ${times} times.`,
  };
  const arbiters: Readonly<Record<NonNullable<Returns['arbiter']>, InEach<string>>> = {
    decides: {
      id: `${capital(holder)} memutuskan sebagai penengah, dan keputusannya mengikat.`,
      en: `${capital(holder)} decides as the arbiter, and that choice binds.`,
    },
    decided: {
      id: 'Penengah sudah memutuskan, dan keputusannya mengikat.',
      en: 'The arbiter has decided, and that choice binds.',
    },
  };
  return [often[language], ...(arbiter === undefined ? [] : [arbiters[arbiter][language]])];
}

function dateInFull(date: AnswerDate | undefined, { times }: Returns, telling: Telling, language: Language): string[] {
  if (!date) return [];
  const moved = date.changes.map((change, index) =>
    changeInWords(change, date.changes[index - 1]?.dueOn ?? date.first, telling, language),
  );
  return moved.length === 0 ? [unchanged(date, times > 0, language)] : moved;
}

function unchanged({ dueOn, isOver }: AnswerDate, inSpite: boolean, language: Language): string {
  const on = dateInWords(dueOn, language);
  if (language === 'id')
    return `${inSpite ? 'Batas jawaban bagi pelapor tetap' : 'Batas jawaban tidak berubah'}: ${on}.`;
  return `The date for the complainant’s answer ${isOver ? 'never changed' : 'is unchanged'}: ${on}.`;
}

const because: Readonly<Record<DateChange['because'], InEach<string>>> = {
  pause: { id: 'laporan menunggu kelengkapan', en: 'the report waited for what was missing' },
  extension: { id: 'waktunya diperpanjang', en: 'more time was taken' },
  class: { id: 'jenis laporannya diperbaiki', en: 'the kind of report was corrected' },
  settings: { id: 'hari libur atau batas waktu berubah', en: 'days off or time limits changed' },
};

function changeInWords(
  { at, dueOn, because: why }: DateChange,
  from: string,
  { zone }: Telling,
  language: Language,
): string {
  const [when, before, after] = [localDateOf(new Date(at), zone), from, dueOn].map((on) => dateInWords(on, language));
  return language === 'id'
    ? `Pada ${when}, batas jawaban bergeser dari ${before} ke ${after}, karena ${because[why].id}.`
    : `On ${when} the answer’s date went from ${before} to ${after}, because ${because[why].en}.`;
}
