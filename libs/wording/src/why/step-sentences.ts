import { localDateOf } from '@tuntas/calendar';
import type { Language } from '@tuntas/events';
import { dateInWords, instantInWords } from '../dates.js';
import { clockLabels, escalationLabels } from '../labels.js';
import { capital, type InEach } from '../language.js';
import type { Telling } from './deed-sentences.js';
import type { NextStep } from './explanation.js';

/** One thing that will happen, and when. `holder`: the name of whoever is reminded, for the middle of a sentence. */
export function stepSentence(step: NextStep, holder: string, telling: Telling, language: Language): string {
  const label = clockLabels[step.clock][language];
  const what = language === 'id' ? label : label.charAt(0).toLowerCase() + label.slice(1);
  const to = step.to === undefined ? somebodyHigher[language] : escalationLabels[step.to][language];
  return capital(sentences[step.does]({ what, to, holder, when: whenOf(step, telling, language), step })[language]);
}

interface Words {
  readonly what: string;
  readonly to: string;
  readonly holder: string;
  readonly when: string;
  readonly step: NextStep;
}

const somebodyHigher: InEach<string> = { id: 'atasannya', en: 'somebody higher' };

/** 24:00 is the end of the day before: what is late from then on was due on that day. */
function whenOf({ clock, at, does }: NextStep, { zone, discreet }: Telling, language: Language): string {
  const moment = new Date(at);
  if (clock === 'D1u' && !discreet) return instantInWords(moment, zone, language);
  const isEnd = does !== 'remind' && does !== 'warn' && does !== 'escalate';
  return dateInWords(localDateOf(isEnd ? new Date(moment.getTime() - 1) : moment, zone), language);
}

const sentences: Readonly<Record<NextStep['does'], (words: Words) => InEach<string>>> = {
  remind: ({ holder, what, when }) => ({
    id: `${holder} diingatkan tentang batas ${what} pada ${when}.`,
    en: `${holder} is reminded on ${when}: ${what} is due soon.`,
  }),
  warn: ({ when }) => ({
    id: `Pelapor diingatkan pada ${when} bahwa laporan ini akan diarsipkan.`,
    en: `The complainant is reminded on ${when} that it will be archived.`,
  }),
  miss: ({ what, when, step }) =>
    step.clock === 'D4'
      ? {
          id: `Sesudah ${when}, batas ${what} terlewat, dan pelapor diberi tahu haknya mengadu ke Ombudsman RI.`,
          en: `After ${when}, ${what} is late, and the complainant is told of the Ombudsman.`,
        }
      : { id: `Sesudah ${when}, batas ${what} terlewat.`, en: `After ${when}, ${what} is late.` },
  escalate: ({ to, what, when }) => ({
    id: `Jika ${what} terlambat, ${to} diberi tahu pada ${when}.`,
    en: `If ${what} is late, ${to} is told on ${when}.`,
  }),
  archive: ({ when }) => ({
    id: `Jika tidak dilengkapi sampai ${when}, laporan ini diarsipkan.`,
    en: `If nothing is added by ${when}, this report is archived.`,
  }),
  close: ({ when }) => ({
    id: `Jika tidak ada tanggapan sampai ${when}, laporan ini ditutup otomatis.`,
    en: `If there is no reply by ${when}, this report is closed automatically.`,
  }),
  'go-on': ({ when }) => ({
    id: `Jika pencabutan tidak diputuskan sampai ${when}, laporan ini tetap diproses.`,
    en: `If nobody decides on the withdrawal by ${when}, work goes on.`,
  }),
};
