export { clockNow, type Looking } from './clock-now.js';
export { clockThatMatters } from './clock-that-matters.js';
export { dateInWords, instantInWords, workingDaysInWords } from './dates.js';
export { dryRunSentences, type DryRun } from './dry-run.js';
export * from './labels.js';
export type { InEach } from './language.js';
export {
  statusSentences,
  statusText,
  type Reader,
  type RunningClock,
  type Status,
  type StatusSentences,
} from './status.js';
export type { Marks } from './status-notes.js';
export { actorName, holderName, type NamedHolder } from './who-has-it.js';
export type { ComplainantAct } from './what-you-can-do.js';
export { letter, letterNames, type LetterName, type NewsOf } from './letters/letters.js';
export type { AgencyNews, ComplainantNews, Letter } from './letters/letter.js';
export { problems, problemSentence, type ProblemCode } from './problems.js';
export { reasonSentence, type Names } from './routing-reasons.js';
export { timelineLine } from './timeline.js';
export type { TimelineFact } from './timeline/line.js';
export { namedHolder } from './timeline/named-holder.js';
export { pageWords, type PageWords } from './pages.js';
export { factsForAnybody } from './why/confidential.js';
export { explain, type Asking } from './why/explain.js';
export type { DatedFact, Explanation, NextStep, WhyReader } from './why/explanation.js';
export { inOrder } from './why/next-steps.js';
export { ruleOf } from './why/rule-of.js';
export { whyView, type WhyReading } from './why/why-view.js';
