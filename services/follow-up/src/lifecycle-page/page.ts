import { caseState, type CaseState, type Rung } from '@tuntas/events';
import { type ClockRules, clocks } from '../domain/clock-rules.js';
import { type Move, type MoveName, moveNames, moves } from '../domain/moves.js';
import { defaultLimits } from '../store/default-limits.js';

/** The parts of docs/lifecycle.md that are made from the code; all else on the page is written by hand. */
export const parts: Readonly<Record<string, () => string>> = { drawing, moves: tableOfMoves, clocks: tableOfClocks };

const begin = (part: string): string => `<!-- made from the code: ${part} -->`;
const END = '<!-- end of what is made from the code -->';

/** The page with its made parts as the code says they are. Throws when the page lacks the place of one. */
export function withParts(page: string): string {
  return Object.entries(parts).reduce((text, [name, make]) => {
    const from = text.indexOf(begin(name));
    const until = text.indexOf(END, from);
    if (from < 0 || until < 0) throw new Error(`docs/lifecycle.md has no place for “${name}”: ${begin(name)} … ${END}`);
    return `${text.slice(0, from)}${begin(name)}\n\n${make()}\n\n${text.slice(until)}`;
  }, page);
}

/** From which states to which a move leads; a move back leads to every state that it may have come from. */
function ways(move: Move): (readonly [CaseState, CaseState])[] {
  if (move.to === 'where it is') return [];
  const back = move.from.includes('MERGED') ? moves.merge.from : moves.postpone.from;
  const ends = move.to === 'where it was' ? back : [move.to];
  return move.from.flatMap((from) => ends.map((end) => [from, end] as const));
}

function drawing(): string {
  const labels = new Map<string, string[]>();
  for (const name of moveNames) {
    for (const [from, end] of ways(moves[name])) {
      const way = `${from} --> ${end}`;
      labels.set(way, [...(labels.get(way) ?? []), `${moves[name].rule} ${words(name)}`]);
    }
  }
  const lines = [...labels].map(([way, label]) => `  ${way}: ${label.join(' · ')}`);
  const over = caseState.options.filter(
    (state) => !moveNames.some((name) => ways(moves[name]).some(([from]) => from === state)),
  );
  const ends = over.map((state) => `  ${state} --> [*]`);
  return ['```mermaid', 'stateDiagram-v2', '  [*] --> SUBMITTED: T1 open', ...lines, ...ends, '```'].join('\n');
}

function tableOfMoves(): string {
  const head = ['rule', 'move', 'from → to', 'who', 'what has to be true', 'holder after it', 'clocks', 'fact'];
  const rows = moveNames.map((name) => {
    const move: Move = moves[name];
    const from = move.from.length === 0 ? 'new' : move.from.join(', ');
    const way = move.to === 'where it is' ? `${from}: no change of state` : `${from} → ${move.to}`;
    const who = move.by.join(', ') + (move.anyHolder ? ' (need not hold it)' : '');
    return [move.rule, words(name), way, who, move.needs, move.holder, clocksOf(move), `\`${move.fact.type}\``];
  });
  return table(head, rows);
}

function clocksOf({ starts = [], startsOnce = [], ends = [] }: Move): string {
  const said = [
    starts.length > 0 ? `starts ${starts.join(', ')}` : '',
    startsOnce.length > 0 ? `starts ${startsOnce.join(', ')} the first time` : '',
    ends.length > 0 ? `ends ${ends.join(', ')}` : '',
  ].filter((one) => one !== '');
  return said.length === 0 ? '–' : said.join('; ');
}

function tableOfClocks(): string {
  const head = ['clock', 'runs in', 'stands still in', 'default', 'who hears of a breach'];
  const rows = Object.entries<ClockRules>(clocks).map(([clock, rules]) => [
    clock,
    rules.belongsTo.filter((state) => !rules.standsStillIn?.includes(state)).join(', '),
    rules.standsStillIn?.join(', ') ?? '–',
    defaultOf(clock, rules),
    heard(clock, rules),
  ]);
  return table(head, rows);
}

function defaultOf(clock: string, { counts, warnedBefore }: ClockRules): string {
  const days: Readonly<Record<string, number>> = defaultLimits.workingDays;
  if (counts === 'to a date') return 'to the end of the promised date';
  if (counts === 'hours') return `${defaultLimits.hours.D1u} hour round the clock`;
  const own = Object.entries(days).filter(
    ([key]) => key === clock || (key.startsWith(`${clock}-`) && key !== warnedBefore),
  );
  const limits = own.map(([key, value]) => (key === clock ? `${value}` : `${key.slice(clock.length + 1)} ${value}`));
  const warned = warnedBefore === undefined ? '' : `; the complainant is warned ${days[warnedBefore]} before`;
  return `${limits.join(', ')} working days${warned}`;
}

function heard(clock: string, { endsByItself, endsWithAnOfficersMove }: ClockRules): string {
  const ladders: Readonly<Record<string, readonly Rung[]>> = defaultLimits.ladders;
  const rungs = (ladders[clock] ?? []).map(({ to, after }) => (after === 0 ? to : `+${after} ${to}`));
  const all = [
    rungs.join('; '),
    endsByItself ? 'the clock decides by itself' : '',
    endsWithAnOfficersMove ? 'ends with any officer’s move' : '',
  ];
  return all.filter((one) => one !== '').join('; ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `archiveIncomplete` → “archive incomplete”. */
const words = (name: MoveName): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
