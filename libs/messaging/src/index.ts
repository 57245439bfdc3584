export { type AuditEntry, recordAudit } from './audit/record-audit.js';
export { reached, type Step } from './checkpoint.js';
export {
  type Commands,
  type CommandsTogether,
  type Context,
  type Decide,
  type DecideTogether,
  type Decided,
  decided,
  type Decision,
  later,
  type Reacts,
  says,
  unchanged,
} from './decision.js';
export { Schedule, type Sweeps } from './handling/schedule.js';
export { eraseWords } from './inbox/erase-words.js';
export { lastApplied } from './inbox/last-applied.js';
export { eraseWordsAgain } from './consumer/erase-words-again.js';
export { type Erased, readErasures } from './consumer/read-erasures.js';
export { type LogReading, readLog } from './consumer/read-log.js';
export { Reaction } from './handling/registry.js';
export { declared, recordFirst, type Recorded } from './journal/record.js';
export { lastSequence } from './journal/last-sequence.js';
export { type KafkaClient } from './kafka/port.js';
export { Messaging } from './messaging.js';
export { messaging, type MessagingModuleOptions } from './messaging.module.js';
export { messagingMigrations } from './migrations/index.js';
export { type Words } from './relay/words.js';
export { type Store } from './store.js';
export { operatorCommands, ownersUrl } from './operator-commands.js';
