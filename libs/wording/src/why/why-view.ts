import { localDateOf } from '@tuntas/calendar';
import type { Language } from '@tuntas/events';
import { joined } from '../language.js';
import type { Names } from '../routing-reasons.js';
import { reasonSentence } from '../routing-reasons.js';
import { stateLabels } from '../labels.js';
import { timelineLine } from '../timeline.js';
import { namedHolder } from '../timeline/named-holder.js';
import { actorName, holderName } from '../who-has-it.js';
import { basisSentence, deedSentence, type Telling } from './deed-sentences.js';
import type { ActingPost, Explanation, Happening, WhyReader } from './explanation.js';
import { officersLine } from './officers-lines.js';
import { stepSentence } from './step-sentences.js';
import { summary } from './summary.js';

/** For whom, in which words and where. */
export interface WhyReading extends Telling {
  readonly reader: WhyReader;
  readonly names: Names;
  readonly language: Language;
}

/** An explanation as it is answered: the data, each part with its sentences. One shape for all three readers. */
export function whyView(explanation: Explanation, reading: WhyReading): object {
  const { names, language } = reading;
  const { state, holder, happened, clocks, next, returns, answerDate } = explanation;
  const name = holderName(namedHolder(holder, names), language);
  return {
    state,
    stateLabel: stateLabels[state][language],
    holder: { ...holder, name },
    summary: summary(explanation, { holder: name, telling: reading }, language),
    happened: happened.map((one) => happeningView(one, reading)),
    clocks: clocks.map(({ dueAt, ...clock }) => ({ ...clock, ...(!reading.discreet && { dueAt }) })),
    next: next.map((step) => ({
      ...step,
      at: seen(step.at, reading),
      sentence: stepSentence(step, name, reading, language),
    })),
    returns,
    ...(answerDate && { answerDate: { ...answerDate, changes: answerDate.changes.map((one) => dated(one, reading)) } }),
  };
}

function happeningView(happening: Happening, reading: WhyReading): object {
  const { at, fact, rule, by, reasons, textId, clocks } = happening;
  return {
    at: seen(at, reading),
    ...(fact && { type: fact.type }),
    ...(rule !== undefined && { rule }),
    ...(by && { by: postView(by, reading) }),
    ...(reasons.length > 0 && { reasons }),
    ...(textId !== undefined && { textId }),
    clocks: clocks.map(({ dueAt, ...deed }) => ({
      ...deed,
      ...(dueAt !== undefined && !reading.discreet && { dueAt }),
    })),
    sentences: sentencesOf(happening, reading),
  };
}

function postView({ role, agency, unit }: ActingPost, { names, language }: WhyReading): object {
  const body = { name: agency && names.agency(agency), unitName: unit && names.unit(unit) };
  return { role, ...(agency && { agency }), ...(unit && { unit }), name: actorName(role, body, language) };
}

/** First what happened, then who did it and why, then what the clocks did and by which settings; nothing twice. */
function sentencesOf({ fact, by, reasons, clocks }: Happening, reading: WhyReading): string[] {
  const { names, language } = reading;
  const line = fact && lineOf(fact, reading);
  const deeds = clocks.map((deed) => deedSentence(deed, reading, language));
  const bases = new Map(clocks.flatMap(({ under }) => (under ? [[JSON.stringify(under), under] as const] : [])));
  const all = [
    line,
    by && doneBy(by, fact, reading),
    ...reasons.map((reason) => reasonSentence(reason, names, language)),
    ...deeds.filter((sentence) => sentence !== undefined && !joined(line).includes(sentence)),
    ...[...bases.values()].map((basis) => basisSentence(basis, language)),
  ];
  return all.filter((sentence) => sentence !== undefined);
}

function lineOf(fact: NonNullable<Happening['fact']>, { reader, names, language }: WhyReading): string | undefined {
  if (reader !== 'officer') return timelineLine(fact, names, reader, language);
  return timelineLine(fact, names, 'public', language) ?? officersLine(fact, names)?.[language];
}

/** Said of posts, and of moves that a clock made; of the complainant and of routing the line says it already. */
function doneBy(post: ActingPost, fact: Happening['fact'], { names, language }: WhyReading): string | undefined {
  const { role, agency, unit } = post;
  if (role === 'complainant' || role === 'routing' || role === 'intake' || role === 'organisation') return undefined;
  if (role === 'clock') {
    if (!fact?.type.startsWith('case.') || fact.type === 'case.escalated') return undefined;
    return language === 'id'
      ? 'Itu terjadi otomatis, karena batas waktunya lewat.'
      : 'That happened by itself, because its time was over.';
  }
  const name = actorName(role, { name: agency && names.agency(agency), unitName: unit && names.unit(unit) }, language);
  return language === 'id' ? `Itu dilakukan ${name}.` : `That was done by ${name}.`;
}

const dated = <Dated extends { readonly at: string }>(one: Dated, reading: WhyReading): Dated => ({
  ...one,
  at: seen(one.at, reading),
});

/** Of a secret complaint no time of day is told. */
const seen = (at: string, { discreet, zone }: Telling): string =>
  discreet ? localDateOf(new Date(at), zone) : new Date(at).toISOString();
