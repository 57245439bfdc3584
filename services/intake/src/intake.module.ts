import { readFileSync } from 'node:fs';
import { type DynamicModule, Module } from '@nestjs/common';
import { messaging } from '@tuntas/messaging';
import { postgres } from '@tuntas/postgres';
import { ComplainantsDoor } from './commands/complainants-door.js';
import { EndKeeping } from './commands/end-keeping.js';
import { EraseComplainant } from './commands/erase-complainant.js';
import { SUBMIT_PARTS, SubmitComplaint, type SubmitParts } from './commands/submit-complaint.js';
import type { Config } from './config.js';
import { readerOf, type WordList } from './domain/word-list.js';
import { ComplaintsController } from './http/complaints.controller.js';
import { InternalController } from './http/internal.controller.js';
import { ActsController } from './http/acts.controller.js';
import { HoldsController } from './http/holds.controller.js';
import { IdentityController } from './http/identity.controller.js';
import { PersonalDataController } from './http/personal-data.controller.js';
import { ReceiptController } from './http/receipt.controller.js';
import { RetentionController } from './http/retention.controller.js';
import { WhyController } from './http/why.controller.js';
import { migrations } from './migrations/index.js';
import { ExplainComplaint } from './queries/explain-complaint.js';
import { HeldComplaint } from './queries/held-complaint.js';
import { MissedReplies } from './queries/missed-replies.js';
import { PreviewRetention } from './queries/preview-retention.js';
import { ShowOwnData } from './queries/show-own-data.js';
import { ShowComplaint } from './queries/show-complaint.js';
import { caseReactions, otherReactions } from './reactions.js';
import { CarryOutErasures } from './schedules/carry-out-erasures.js';
import { CarryOutRetention } from './schedules/carry-out-retention.js';
import { RewriteKeys } from './schedules/rewrite-keys.js';
import { SweepOrphanKeys } from './schedules/sweep-orphan-keys.js';
import { WatchOpening } from './schedules/watch-opening.js';
import { Guessing } from './secrets/guessing.js';
import { KeyRing } from './secrets/key-ring.js';
import { KeyVault } from './secrets/key-vault.js';
import { Receipts } from './secrets/receipts.js';
import { AcceptanceStore } from './store/acceptance.store.js';
import { CaseFileStore } from './store/case-file.store.js';
import { ComplaintReader } from './store/complaint-reader.js';
import { DataKeys } from './store/data-keys.js';
import { OrganisationStore, SettingsStore } from './store/described.store.js';
import { Directory } from './store/directory.js';
import { ErasureStore } from './store/erasure.store.js';
import { ExpiringStore } from './store/expiring.store.js';
import { HoldStore } from './store/hold.store.js';
import { ContactStore } from './store/contact.store.js';
import { NoticesStore } from './store/notices.store.js';
import { RepliesStore } from './store/replies.store.js';
import { UnsealingStore } from './store/unsealing.store.js';
import { wordsOfComplaints } from './store/words-of-complaints.js';

@Module({})
class IntakeModule {}

const stores = [
  AcceptanceStore,
  CaseFileStore,
  RepliesStore,
  NoticesStore,
  OrganisationStore,
  SettingsStore,
  ComplaintReader,
  ErasureStore,
  ExpiringStore,
  HoldStore,
  ContactStore,
  UnsealingStore,
];

/** The table of contents: what intake listens to, answers, decides and watches. */
export function intake(
  config: Omit<Config, 'HOST' | 'PORT' | 'LOG_LEVEL' | 'TOKEN_KEYS_FILE' | 'OFFICER_CALLS_PER_MINUTE'>,
): DynamicModule {
  return {
    module: IntakeModule,
    imports: [
      postgres({ url: config.DATABASE_URL, name: 'intake', migrations }),
      messaging({
        service: 'intake',
        brokers: config.KAFKA_BROKERS,
        topicPrefix: config.TOPIC_PREFIX,
        auditKey: config.AUDIT_KEY_FILE,
        words: [wordsOfComplaints],
      }),
    ],
    controllers: [
      ComplaintsController,
      ReceiptController,
      ActsController,
      PersonalDataController,
      HoldsController,
      IdentityController,
      RetentionController,
      WhyController,
      InternalController,
    ],
    providers: [
      SubmitComplaint,
      ComplainantsDoor,
      EraseComplainant,
      ShowComplaint,
      ShowOwnData,
      ExplainComplaint,
      HeldComplaint,
      { provide: Guessing, useFactory: () => new Guessing() },
      WatchOpening,
      SweepOrphanKeys,
      RewriteKeys,
      CarryOutErasures,
      CarryOutRetention,
      EndKeeping,
      PreviewRetention,
      Directory,
      ...caseReactions,
      ...otherReactions,
      ...stores,
      {
        provide: MissedReplies,
        useFactory: () => new MissedReplies({ baseUrl: config.FOLLOW_UP_URL, key: config.SERVICE_KEY_FILE }),
      },
      { provide: DataKeys, useFactory: async () => dataKeysOf(config) },
      { provide: SUBMIT_PARTS, inject: [DataKeys], useFactory: ({ vault }: DataKeys) => submitParts(config, vault) },
    ],
  };
}

/** The database of keys, open, with the key file as what wraps them. */
export async function dataKeysOf(
  config: Pick<Config, 'KEYS_DATABASE_URL' | 'KEY_ENCRYPTION_KEY_FILE'>,
): Promise<DataKeys> {
  const vault = new KeyVault(new KeyRing(config.KEY_ENCRYPTION_KEY_FILE));
  return DataKeys.open({ url: config.KEYS_DATABASE_URL, vault });
}

function submitParts(
  config: Pick<Config, 'RECEIPT_PEPPER_FILE' | 'REFERENCE_PREFIX' | 'NATIONAL_DESK_ZONE'>,
  vault: KeyVault,
): SubmitParts {
  const words = JSON.parse(readFileSync(new URL('../seed/word-list.json', import.meta.url), 'utf8')) as WordList;
  return {
    receipts: new Receipts(config.RECEIPT_PEPPER_FILE),
    vault,
    referencePrefix: config.REFERENCE_PREFIX,
    wordListVersion: words.version,
    readMarks: readerOf(words),
    deskZone: config.NATIONAL_DESK_ZONE,
  };
}
