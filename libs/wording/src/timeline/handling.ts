import { dateInWords } from '../dates.js';
import { missingPartLabels, outcomeLabels } from '../labels.js';
import { capital, joined } from '../language.js';
import { due } from './due.js';
import { type LinesOf, nothing } from './line.js';
import { named } from './named-holder.js';
import type { Language } from '@tuntas/events';

/** Who has a complaint, and what comes of it. */
export const handlingLines: LinesOf<
  | 'case.opened'
  | 'case.routed'
  | 'case.routing-void'
  | 'case.assigned'
  | 'case.returned'
  | 'case.reassigned'
  | 'case.moved'
  | 'case.started'
  | 'case.postponed'
  | 'case.resumed'
  | 'case.answer-proposed'
  | 'case.answer-rejected'
  | 'case.answered'
  | 'case.promise-kept'
> = {
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
  'case.moved': ({ holder }, { names }) => {
    const name = named(holder, names);
    return { id: `Sekarang ditangani ${name.id}.`, en: `It is now with ${name.en}.` };
  },
  'case.started': ({ holder }, { names }) => {
    const name = named(holder, names);
    return { id: `${capital(name.id)} mulai menangani laporan ini.`, en: `${capital(name.en)} began to work on it.` };
  },
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
  'case.promise-kept': ({ holder }, { names }) => {
    const name = named(holder, names);
    return {
      id: `${capital(name.id)} melaksanakan tindakan yang dijanjikan.`,
      en: `${capital(name.en)} has done what it promised.`,
    };
  },
};
