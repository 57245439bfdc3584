import type { MigrationClass } from '@tuntas/postgres';
import { CreateJournalOutboxInbox } from './0001-create-journal-outbox-inbox.js';
import { CreateAuditChain } from './0002-create-audit-chain.js';
import { CreateErasedWords } from './0003-create-erased-words.js';
import { LetTheJournalOnlyGrow } from './0004-let-the-journal-only-grow.js';
import { SampleNoWords } from './0005-sample-no-words.js';
import { IndexSetAside } from './0006-index-set-aside.js';

/** What delivery and audit need in every service's database, before the tables of the service itself. */
export const messagingMigrations: readonly MigrationClass[] = [
  CreateJournalOutboxInbox,
  CreateAuditChain,
  CreateErasedWords,
  LetTheJournalOnlyGrow,
  SampleNoWords,
  IndexSetAside,
];
