import { readFileSync } from 'node:fs';
import { type DynamicModule, Module } from '@nestjs/common';
import { messaging } from '@tuntas/messaging';
import { postgres } from '@tuntas/postgres';
import { CompleteComplaint } from './commands/complete-complaint.js';
import { ReplyToAnswer } from './commands/reply-to-answer.js';
import { SUBMIT_PARTS, SubmitComplaint, type SubmitParts } from './commands/submit-complaint.js';
import type { Config } from './config.js';
import { readerOf, type WordList } from './domain/word-list.js';
import { ComplaintsController } from './http/complaints.controller.js';
import { InternalController } from './http/internal.controller.js';
import { ReceiptController } from './http/receipt.controller.js';
import { migrations } from './migrations/index.js';
import { MissedReplies } from './queries/missed-replies.js';
import { ShowComplaint } from './queries/show-complaint.js';
import { OnCaseAnswered } from './reactions/on-case-answered.js';
import { OnCaseClosed } from './reactions/on-case-closed.js';
import { OnCaseMoved } from './reactions/on-case-moved.js';
import { OnCaseOpened } from './reactions/on-case-opened.js';
import { OnCasePostponed } from './reactions/on-case-postponed.js';
import { OnCaseReopened } from './reactions/on-case-reopened.js';
import { OnCaseRouted } from './reactions/on-case-routed.js';
import { OnDeadlineMissed } from './reactions/on-deadline-missed.js';
import { OnDeadlineSet } from './reactions/on-deadline-set.js';
import { OnDeadlineStopped } from './reactions/on-deadline-stopped.js';
import { OnHolderPressed } from './reactions/on-holder-pressed.js';
import { OnNotice } from './reactions/on-notice.js';
import { OnOrganisationDescribed } from './reactions/on-organisation-described.js';
import { OnSettingsDescribed } from './reactions/on-settings-described.js';
import { OnTextWritten } from './reactions/on-text-written.js';
import { WatchOpening } from './schedules/watch-opening.js';
import { KeyVault } from './secrets/key-vault.js';
import { Receipts } from './secrets/receipts.js';
import { AcceptanceStore } from './store/acceptance.store.js';
import { CaseFileStore } from './store/case-file.store.js';
import { WordsToKeep } from './secrets/words-to-keep.js';
import { ComplaintReader } from './store/complaint-reader.js';
import { OrganisationStore, SettingsStore } from './store/described.store.js';
import { Directory } from './store/directory.js';
import { NoticesStore } from './store/notices.store.js';
import { RepliesStore } from './store/replies.store.js';
import { wordsOfComplaints } from './store/words-of-complaints.js';

@Module({})
class IntakeModule {}

const reactions = [
  OnCaseOpened,
  OnCaseRouted,
  OnCaseMoved,
  OnCaseAnswered,
  OnCaseClosed,
  OnCasePostponed,
  OnCaseReopened,
  OnHolderPressed,
  OnDeadlineSet,
  OnDeadlineStopped,
  OnDeadlineMissed,
  OnTextWritten,
  OnNotice,
  OnOrganisationDescribed,
  OnSettingsDescribed,
];
const stores = [
  AcceptanceStore,
  CaseFileStore,
  RepliesStore,
  NoticesStore,
  OrganisationStore,
  SettingsStore,
  ComplaintReader,
];

/** The table of contents: what intake listens to, answers, decides and watches. */
export function intake(config: Omit<Config, 'HOST' | 'PORT' | 'LOG_LEVEL' | 'TOKEN_KEYS_FILE'>): DynamicModule {
  return {
    module: IntakeModule,
    imports: [
      postgres({ url: config.DATABASE_URL, name: 'intake', migrations }),
      messaging({
        service: 'intake',
        brokers: config.KAFKA_BROKERS,
        topicPrefix: config.TOPIC_PREFIX,
        words: [wordsOfComplaints],
      }),
    ],
    controllers: [ComplaintsController, ReceiptController, InternalController],
    providers: [
      SubmitComplaint,
      ReplyToAnswer,
      CompleteComplaint,
      WordsToKeep,
      ShowComplaint,
      WatchOpening,
      Directory,
      ...reactions,
      ...stores,
      {
        provide: MissedReplies,
        useFactory: () => new MissedReplies({ baseUrl: config.FOLLOW_UP_URL, key: config.SERVICE_KEY_FILE }),
      },
      { provide: KeyVault, useFactory: () => vaultOf(config) },
      { provide: SUBMIT_PARTS, inject: [KeyVault], useFactory: (vault: KeyVault) => submitParts(config, vault) },
    ],
  };
}

const KEY_VERSION = 1;

function vaultOf({ KEY_ENCRYPTION_KEY_FILE: key }: Pick<Config, 'KEY_ENCRYPTION_KEY_FILE'>): KeyVault {
  return new KeyVault(new Map([[KEY_VERSION, key]]));
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
