import { expect, it } from 'vitest';
import { dryRunSentences } from './dry-run.js';

it('says how many deadlines would move and how many would be overdue, one of them in the singular', () => {
  expect(dryRunSentences({ move: 37, becomeOverdue: 2, atLeast: false })).toEqual({
    id: '37 tenggat berjalan bergeser, 2 menjadi terlambat.',
    en: '37 open deadlines move, 2 become overdue.',
  });
  expect(dryRunSentences({ move: 1, becomeOverdue: 1, atLeast: false }).en).toBe(
    '1 open deadline moves, 1 becomes overdue.',
  );
  expect(dryRunSentences({ move: 0, becomeOverdue: 0, atLeast: false }).en).toBe('No open deadline moves.');
  expect(dryRunSentences({ move: 1200, becomeOverdue: 0, atLeast: true }).id).toBe(
    'Sedikitnya 1.200 tenggat berjalan bergeser, 0 menjadi terlambat.',
  );
});
