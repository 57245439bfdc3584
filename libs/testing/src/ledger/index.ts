// Apart from the public face, which needs Vitest: replay and faults run without it.
export { type Check, COULD_NOT_RUN, judge, type Verdict, type Violation } from './check.js';
export { allChecks } from './checks/all.js';
export { canariesStayInside } from './checks/canaries.js';
export { type End, type Evidence, gather, type LoggedEvent, type Mail, type Places } from './evidence.js';
export { Ledger, type LedgerEntry, type LedgerLine, readLedger, textHash } from './ledger.js';
export { type RawMessage, readTopics } from './read-topics.js';
