import type { Flaw } from './flaw.js';
import { acceptedOnAFullDisk } from './flaws/accepted-on-a-full-disk.js';
import { acknowledgeBeforeCommit } from './flaws/acknowledge-before-commit.js';
import { breachWithoutUniqueKey } from './flaws/breach-without-unique-key.js';
import { counterWithoutDedupe } from './flaws/counter-without-dedupe.js';
import { deadLetterWithoutAlarm } from './flaws/dead-letter-without-alarm.js';
import { guessesWithoutBudget } from './flaws/guesses-without-budget.js';
import { inboxInAnotherTransaction } from './flaws/inbox-in-another-transaction.js';
import { localClock } from './flaws/local-clock.js';
import { losesACompletion } from './flaws/loses-a-completion.js';
import { markBeforeProduceAck } from './flaws/mark-before-produce-ack.js';
import { noInbox } from './flaws/no-inbox.js';
import { offsetBeforeCommit } from './flaws/offset-before-commit.js';
import { piiInALogLine } from './flaws/pii-in-a-log-line.js';
import { publishOutsideTheTransaction } from './flaws/publish-outside-the-transaction.js';
import { receiptByItsBeginning } from './flaws/receipt-by-its-beginning.js';
import { refusalsInTheirOwnTime, refusalsThatLeakAMillisecond } from './flaws/refusals-in-their-own-time.js';
import { routesByAnOldRound } from './flaws/routes-by-an-old-round.js';
import { sendsOnReplay } from './flaws/sends-on-replay.js';
import { startsWhatNoUnitWasGiven } from './flaws/starts-what-no-unit-was-given.js';
import { synchronousCommitOff } from './flaws/synchronous-commit-off.js';
import { watermarkRelay } from './flaws/watermark-relay.js';

/** The mistakes that the harness must find; which check finds each stands in docs/faults.md. */
export const flaws: readonly Flaw[] = [
  acknowledgeBeforeCommit,
  synchronousCommitOff,
  publishOutsideTheTransaction,
  watermarkRelay,
  markBeforeProduceAck,
  offsetBeforeCommit,
  noInbox,
  inboxInAnotherTransaction,
  counterWithoutDedupe,
  breachWithoutUniqueKey,
  sendsOnReplay,
  acceptedOnAFullDisk,
  piiInALogLine,
  localClock,
  deadLetterWithoutAlarm,
];

/** The mistakes in the life of a case that random lives must find (`npm run lives -- --flaw …`). */
export const lifeFlaws: readonly Flaw[] = [startsWhatNoUnitWasGiven, routesByAnOldRound, losesACompletion];

/** The mistakes at the door of receipts that guessing must find (`npm run guesses -- --flaw …`). */
export const guessFlaws: readonly Flaw[] = [guessesWithoutBudget, receiptByItsBeginning];

/** The mistakes in the time of refusals that timing must find (`npm run timing -- --flaw …`). */
export const timingFlaws: readonly Flaw[] = [refusalsInTheirOwnTime, refusalsThatLeakAMillisecond];
