import { type DynamicModule, Module } from '@nestjs/common';
import { messaging } from '@tuntas/messaging';
import { postgres } from '@tuntas/postgres';
import type { Config } from './config.js';
import { ObligationsController } from './http/obligations.controller.js';
import { migrations } from './migrations/index.js';
import { OnCaseAnswerRejected } from './reactions/on-case-answer-rejected.js';
import { OnCaseAnswered } from './reactions/on-case-answered.js';
import { OnCaseArchived } from './reactions/on-case-archived.js';
import { OnCaseAssigned } from './reactions/on-case-assigned.js';
import { OnCaseClosed } from './reactions/on-case-closed.js';
import { OnCaseCorrected } from './reactions/on-case-corrected.js';
import { OnCaseEscalated } from './reactions/on-case-escalated.js';
import { OnCaseMembersChanged } from './reactions/on-case-members-changed.js';
import { OnCaseMerged } from './reactions/on-case-merged.js';
import { OnCaseMoved } from './reactions/on-case-moved.js';
import { OnCaseOpened } from './reactions/on-case-opened.js';
import { OnCasePostponed } from './reactions/on-case-postponed.js';
import { OnCasePromiseKept } from './reactions/on-case-promise-kept.js';
import { OnCaseQuiet } from './reactions/on-case-quiet.js';
import { OnCaseReopened } from './reactions/on-case-reopened.js';
import { OnCaseRestored } from './reactions/on-case-restored.js';
import { OnCaseResumed } from './reactions/on-case-resumed.js';
import { OnCaseReturned } from './reactions/on-case-returned.js';
import { OnCaseRouted } from './reactions/on-case-routed.js';
import { OnCaseSealed } from './reactions/on-case-sealed.js';
import { OnCaseStarted } from './reactions/on-case-started.js';
import { OnCaseTextAdded } from './reactions/on-case-text-added.js';
import { OnCaseUnmerged } from './reactions/on-case-unmerged.js';
import { OnCaseUnsealed } from './reactions/on-case-unsealed.js';
import { OnCaseUrgencySet } from './reactions/on-case-urgency-set.js';
import { OnCaseWithdrawalAsked } from './reactions/on-case-withdrawal-asked.js';
import { OnCaseWithdrawalRefused } from './reactions/on-case-withdrawal-refused.js';
import { OnCaseWithdrawn } from './reactions/on-case-withdrawn.js';
import { OnComplaintSubmitted } from './reactions/on-complaint-submitted.js';
import { OnDeadlineExtended } from './reactions/on-deadline-extended.js';
import { OnDeadlineMissed } from './reactions/on-deadline-missed.js';
import { OnDeadlineReminded } from './reactions/on-deadline-reminded.js';
import { OnDescribed } from './reactions/on-described.js';
import { SEND_NOT_OLDER_THAN_HOURS } from './reactions/teller.js';
import { ForgetLetters } from './schedules/forget-letters.js';
import { Sender, SENDER_CONFIG, type SenderConfig } from './sending/sender.js';
import { DescribedStore } from './store/described.store.js';
import { Directory } from './store/directory.js';
import { SettlingStore } from './store/settling.store.js';
import { TellingStore } from './store/telling.store.js';

@Module({})
class NotificationModule {}

type Needed = SenderConfig &
  Pick<Config, 'DATABASE_URL' | 'KAFKA_BROKERS' | 'TOPIC_PREFIX' | 'AUDIT_KEY_FILE' | 'SEND_NOT_OLDER_THAN_HOURS'>;

/** The table of contents: what people and agencies are told about, and who tells them. */
export function notification(config: Needed): DynamicModule {
  return {
    module: NotificationModule,
    imports: [
      postgres({ url: config.DATABASE_URL, name: 'notification', migrations }),
      messaging({
        service: 'notification',
        brokers: config.KAFKA_BROKERS,
        topicPrefix: config.TOPIC_PREFIX,
        auditKey: config.AUDIT_KEY_FILE,
      }),
    ],
    controllers: [ObligationsController],
    providers: [
      OnComplaintSubmitted,
      OnCaseOpened,
      OnCaseRouted,
      OnCaseArchived,
      OnCasePostponed,
      OnCaseResumed,
      OnCaseReturned,
      OnCaseAssigned,
      OnCaseStarted,
      OnCaseAnswered,
      OnCaseClosed,
      OnCaseReopened,
      OnCaseQuiet,
      OnCaseAnswerRejected,
      OnCasePromiseKept,
      OnCaseRestored,
      OnCaseMerged,
      OnCaseUnmerged,
      OnCaseMembersChanged,
      OnCaseWithdrawn,
      OnCaseWithdrawalAsked,
      OnCaseWithdrawalRefused,
      OnCaseCorrected,
      OnCaseTextAdded,
      OnCaseUrgencySet,
      OnCaseSealed,
      OnCaseUnsealed,
      OnCaseMoved,
      OnDeadlineExtended,
      OnDeadlineMissed,
      OnDeadlineReminded,
      OnCaseEscalated,
      OnDescribed,
      Sender,
      ForgetLetters,
      Directory,
      TellingStore,
      SettlingStore,
      DescribedStore,
      { provide: SEND_NOT_OLDER_THAN_HOURS, useValue: config.SEND_NOT_OLDER_THAN_HOURS },
      { provide: SENDER_CONFIG, useValue: config },
    ],
  };
}
