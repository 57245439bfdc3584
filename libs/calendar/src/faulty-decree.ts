/** Why the lines of a decree were not taken, and what to do: the sentences of every fault in one table. */
const faults = {
  'wrong-columns': {
    what: 'is not "date,kind,name"',
    why: 'a line that cannot be told apart into these three is no day off',
    remedy: 'write "date,kind,name" first and then lines as 2028-01-01,libur,Tahun Baru; quote a name with a comma',
  },
  'no-days-off': {
    what: 'are the days off',
    why: 'a calendar without any would make every holiday a working day',
    remedy: 'give the file that holds the days of the decree',
  },
  'too-many-days': {
    what: 'are more than 2,000',
    why: 'a year has some 27, so this is another file',
    remedy: 'give the file that holds the days of the decree',
  },
  'no-such-date': {
    what: 'is not a date',
    why: 'the day that was meant would count as a working day',
    remedy: 'write the day of the decree as YYYY-MM-DD',
  },
  'unknown-kind': {
    what: 'is no kind of day off',
    why: 'holidays and collective leave are kept apart',
    remedy: 'write libur or cuti_bersama',
  },
  'no-name': {
    what: 'has no name',
    why: 'people who see that a deadline moved read the name of the day',
    remedy: 'write its name as the decree has it',
  },
  'day-twice': {
    what: 'stands here again',
    why: 'one of the two may be meant for another day, which would then count as a working day',
    remedy: 'mend the wrong date, or keep one line with both names',
  },
  'year-missing': {
    what: 'has no day off here',
    why: 'its holidays would count as working days, and deadlines would end too early',
    remedy: 'add the days of its decree, or mend the dates that belong to it',
  },
} as const;

/** One fault of a decree. `line` counts from 1, the line of the column names; `found` is the text or year it is about. */
export interface DecreeFault {
  readonly line: number;
  readonly code: keyof typeof faults;
  readonly found: string;
}

const LONGEST_QUOTE = 80;

/** A decree of which nothing was taken: all its faults in order of their lines, each with what, why and what to do. */
export class FaultyDecree extends Error {
  readonly faults: readonly DecreeFault[];

  constructor(found: readonly DecreeFault[]) {
    const inOrder = found.toSorted((a, b) => a.line - b.line);
    super(`The decree has ${found.length} fault(s); nothing of it was taken:\n${inOrder.map(sentence).join('\n')}`);
    this.name = 'FaultyDecree';
    this.faults = inOrder;
  }
}

function sentence({ line, code, found }: DecreeFault): string {
  const { what, why, remedy } = faults[code];
  return `  Line ${line}: "${found.slice(0, LONGEST_QUOTE)}" ${what}: ${why}; ${remedy}.`;
}
