import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FaultyDecree, parseDecree } from './joint-decree.js';

const shipped = new URL('../../../services/follow-up/seed/holidays-indonesia-2023-2027.csv', import.meta.url);
const decree = (...lines: string[]) => ['date,kind,name', ...lines].join('\n');

/** `line code found` of every fault. */
function faultsOf(csv: string, year?: number): string[] {
  try {
    parseDecree(csv, year);
    return [];
  } catch (error) {
    if (!(error instanceof FaultyDecree)) throw error;
    return error.faults.map(({ line, code, found }) => `${line} ${code} ${found}`);
  }
}

describe('a joint decree', () => {
  it('gives its days off in order of their dates, whatever the order of its lines', () => {
    expect(parseDecree(decree('2028-12-25,libur,Natal', '2028-01-03,cuti_bersama,Tahun Baru'), 2028)).toEqual([
      { on: '2028-01-03', kind: 'collective-leave', name: 'Tahun Baru' },
      { on: '2028-12-25', kind: 'holiday', name: 'Natal' },
    ]);
  });

  it('as it is shipped gives the day off of every line', () => {
    const csv = readFileSync(shipped, 'utf8');
    const [, ...lines] = csv.trim().split(/\r?\n/);
    expect(lines).toHaveLength(135);
    expect(parseDecree(csv)).toEqual(
      lines.map((line) => {
        const [on, word, name] = line.split(',');
        return { on, kind: word === 'libur' ? 'holiday' : 'collective-leave', name };
      }),
    );
  });

  it('may come from a spreadsheet: byte order mark, CRLF, blank lines, quoted names with commas', () => {
    const csv = '\uFEFFdate,kind,name\r\n\r\n2028-01-01,libur,"Tahun Baru, Masehi"\r\n \r\n';
    expect(parseDecree(csv)).toEqual([{ on: '2028-01-01', kind: 'holiday', name: 'Tahun Baru, Masehi' }]);
  });

  it.each([
    ['a date that does not exist', '2028-02-30,libur,Imlek', '3 no-such-date 2028-02-30'],
    ['a date in another order', '25-12-2028,libur,Natal', '3 no-such-date 25-12-2028'],
    ['an unknown kind', '2028-12-25,holiday,Natal', '3 unknown-kind holiday'],
    ['an empty name', '2028-12-25,libur, ', '3 no-name 2028-12-25'],
    ['a column too few', '2028-12-25,libur', '3 wrong-columns 2028-12-25,libur'],
    ['a comma in a name without quotes', '2028-12-25,libur,Natal,Misa', '3 wrong-columns 2028-12-25,libur,Natal,Misa'],
    ['a quote that is never closed', '2028-12-25,libur,"Natal', '3 wrong-columns 2028-12-25,libur,"Natal'],
    ['a day twice', '2028-01-01,cuti_bersama,Tahun Baru', '3 day-twice 2028-01-01, as on line 2'],
    ['a year left out', '2030-01-01,libur,Tahun Baru', '3 year-missing 2029'],
    ['years left out', '2082-01-01,libur,Tahun Baru', '3 year-missing 2029 to 2081'],
  ])('is refused for %s', (_, line, fault) => {
    expect(faultsOf(decree('2028-01-01,libur,Tahun Baru', line))).toEqual([fault]);
  });

  it.each([
    ['nothing at all', '', '1 wrong-columns '],
    ['other column names', 'tanggal,jenis,nama\n2028-01-01,libur,A', '1 wrong-columns tanggal,jenis,nama'],
    ['semicolons', 'date;kind;name\n2028-01-01;libur;A', '1 wrong-columns date;kind;name'],
    ['no days', 'date,kind,name\n', '1 no-days-off no line below it'],
    ['too many', decree(...Array<string>(2_001).fill('2028-01-01,libur,A')), '2002 too-many-days 2001 days off'],
  ])('of %s is refused', (_, csv, fault) => {
    expect(faultsOf(csv)).toEqual([fault]);
  });

  it('must hold the year that it is announced for', () => {
    expect(faultsOf(decree('2028-01-01,libur,Tahun Baru'), 2028)).toEqual([]);
    expect(faultsOf(decree('2028-01-01,libur,Tahun Baru'), 2029)).toEqual(['2 year-missing 2029']);
  });

  it('is told of a missing year once, and not for a year of which only a date is wrong', () => {
    const [before, after] = ['2028-01-01,libur,A', '2030-01-01,libur,A'];
    expect(faultsOf(decree(before, after), 2029)).toEqual(['3 year-missing 2029']);
    expect(faultsOf(decree(before, '2029-02-30,libur,A', after), 2029)).toEqual(['3 no-such-date 2029-02-30']);
  });

  it('is told all its faults together, by line, with what, why and what to do', () => {
    const csv = decree('2028-12-25,libur,', '2028-13-01,cuti,', '2028-01-01,libur,A', '2028-12-25,libur,B');
    expect(faultsOf(csv).map((fault) => fault.split(' ', 2).join(' '))).toEqual([
      '2 no-name',
      '3 no-such-date',
      '3 unknown-kind',
      '3 no-name',
      '5 day-twice',
    ]);
    expect(() => parseDecree(csv)).toThrow(
      'The decree has 5 fault(s); nothing of it was taken:\n' +
        '  Line 2: "2028-12-25" has no name: people who see that a deadline moved read the name of the day; ' +
        'write its name as the decree has it.\n',
    );
  });
});
