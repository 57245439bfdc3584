import type { Verdict } from '@tuntas/testing/ledger';
import type { Outcome } from './figures.js';

const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

export interface Printed {
  readonly outcome: Outcome;
  readonly sent: number;
  /** Code of the problem → how many were refused for it. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly counted: { readonly p50: number; readonly p99: number };
  readonly verdict: Verdict;
  /** What the rebuilt statistics say beside the live ones. */
  readonly figures: string;
}

/** Prints what became of the complaints, as a table that can be pasted into Markdown; true when no promise was broken. */
export function printTable({ outcome, sent, refusals, counted, verdict, figures }: Printed): boolean {
  const total = Object.values(outcome.states).reduce((sum, count) => sum + count, 0);
  const rows: [string, string][] = [
    ['sent', String(sent)],
    ['accepted', String(outcome.accepted)],
    ...Object.entries(refusals).map(([why, count]): [string, string] => [`refused: ${why}`, String(count)]),
    ['routed by rule', `${outcome.routedByRule} (${share(outcome.routedByRule, outcome.accepted)})`],
    ['– with a known right office', String(outcome.ruleCouldBeJudged)],
    ['– and sent to it', `${outcome.ruleWasRight} (${share(outcome.ruleWasRight, outcome.ruleCouldBeJudged)})`],
    ['routed by a desk', `${outcome.routedByDesk} (${share(outcome.routedByDesk, outcome.accepted)})`],
    ...Object.entries(outcome.states).map(([state, count]): [string, string] => [`in ${state}`, String(count)]),
    ['states together', String(total)],
    ['obligations fulfilled by mail', String(outcome.obligations)],
    ['mails sent, mails in the mailbox', `${outcome.mailsSent}, ${outcome.mailsInMailbox}`],
    ['accepted → counted, p50 / p99', `${counted.p50} ms / ${counted.p99} ms`],
    ['statistics rebuilt', figures],
    ...Object.entries(verdict.counts).map(([invariant, count]): [string, string] => [
      `ledger ${invariant}`,
      `${count} violations`,
    ]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  console.log(`\n| ${'what'.padEnd(width)} | value |\n| ${'-'.repeat(width)} | ----- |`);
  for (const [name, value] of rows) console.log(`| ${name.padEnd(width)} | ${value} |`);
  for (const { invariant, says } of verdict.violations) console.log(`${invariant}: ${says}`);
  const violations = Object.values(verdict.counts).reduce((sum, count) => sum + count, 0);
  const whole =
    outcome.accepted === sent &&
    total === outcome.accepted &&
    outcome.mailsSent === outcome.obligations &&
    !figures.startsWith('DIFFERENT');
  console.log(
    `\n${outcome.accepted} complaints replayed, ${violations} violations${whole ? '' : ', and the counts do not add up'}`,
  );
  return violations === 0 && whole;
}
