import type { Check } from '../check.js';
import { casesAreTheirFacts, oneHolderAlways } from './cases.js';
import { deadlinesMetOrMissedOnce } from './deadlines.js';
import { oneEffectEach } from './effects.js';
import { figuresAreTheLog } from './figures.js';
import { everyReceiptIsKept, oneComplaintAKey, readableAtOnce } from './intake.js';
import { journalIsLog, onlyFaultyKeysWait, orderPerKey } from './log.js';
import { onlyLegalMoves } from './moves.js';
import { everyObligationTold } from './obligations.js';

/** The invariants of bars.md that can be checked from behind, in their order. */
export const allChecks: readonly Check[] = [
  everyReceiptIsKept,
  oneComplaintAKey,
  readableAtOnce,
  journalIsLog,
  orderPerKey,
  oneEffectEach,
  oneHolderAlways,
  onlyLegalMoves,
  deadlinesMetOrMissedOnce,
  everyObligationTold,
  figuresAreTheLog,
  casesAreTheirFacts,
  onlyFaultyKeysWait,
];
