import { type DynamicModule, Module } from '@nestjs/common';
import { messaging } from '@tuntas/messaging';
import { postgres } from '@tuntas/postgres';
import { AddText } from './commands/add-text.js';
import { AnswerCase } from './commands/answer-case.js';
import { ArchiveCase } from './commands/archive-case.js';
import { AssignCase } from './commands/assign-case.js';
import { CorrectCase } from './commands/correct-case.js';
import { DecideWithdrawal } from './commands/decide-withdrawal.js';
import { ExtendDeadline } from './commands/extend-deadline.js';
import { KeepPromise } from './commands/keep-promise.js';
import { MergeCases, SeparateCases } from './commands/merge-cases.js';
import { PostponeCase } from './commands/postpone-case.js';
import { PublishCopy } from './commands/publish-copy.js';
import { ReopenCase } from './commands/reopen-case.js';
import { RestoreCase } from './commands/restore-case.js';
import { ResumeCase } from './commands/resume-case.js';
import { ReassignCase } from './commands/reassign-case.js';
import { ReturnCase } from './commands/return-case.js';
import { SealCase, UnsealCase } from './commands/seal-case.js';
import { SetUrgency } from './commands/set-urgency.js';
import { StartCase } from './commands/start-case.js';
import { ValidateAnswer } from './commands/validate-answer.js';
import type { Config } from './config.js';
import { AnswersController } from './http/answers.controller.js';
import { CasesController } from './http/cases.controller.js';
import { CorrectionsController } from './http/corrections.controller.js';
import { DeskController } from './http/desk.controller.js';
import { IdentityController } from './http/identity.controller.js';
import { InternalController } from './http/internal.controller.js';
import { OfficersDoor } from './http/officers-door.js';
import { QueuesController } from './http/queues.controller.js';
import { ReadingsController } from './http/readings.controller.js';
import { RefusalWords } from './http/refusal-words.js';
import { WhyController } from './http/why.controller.js';
import { migrations } from './migrations/index.js';
import { ExplainCase } from './queries/explain-case.js';
import { IntakeCalls } from './queries/intake-calls.js';
import { ListQueues } from './queries/list-queues.js';
import { ShowCase } from './queries/show-case.js';
import { ShowReadings } from './queries/show-readings.js';
import { OnComplaintAccepted } from './reactions/on-complaint-accepted.js';
import { OnComplaintAdded } from './reactions/on-complaint-added.js';
import { OnComplaintAppealed } from './reactions/on-complaint-appealed.js';
import { OnComplaintCompleted } from './reactions/on-complaint-completed.js';
import { OnComplaintDisputed } from './reactions/on-complaint-disputed.js';
import { OnComplaintLeftToDesk } from './reactions/on-complaint-left-to-desk.js';
import { OnWordsErased } from './reactions/on-words-erased.js';
import { OnComplaintMadeSecret } from './reactions/on-complaint-made-secret.js';
import { OnComplaintRouted } from './reactions/on-complaint-routed.js';
import { OnComplaintSubmitted } from './reactions/on-complaint-submitted.js';
import { OnComplaintTold } from './reactions/on-complaint-told.js';
import { OnComplaintWithdrawn } from './reactions/on-complaint-withdrawn.js';
import { OnNoticeSent, OnNoticeUnreachable } from './reactions/on-notice-sent.js';
import {
  OnAgencyDescribed,
  OnAreaDescribed,
  OnCategoryDescribed,
  OnUnitDescribed,
} from './reactions/on-organisation-described.js';
import { CarryLetters } from './schedules/carry-letters.js';
import { EndBySilence } from './schedules/end-by-silence.js';
import { MoveToSuccessors } from './schedules/move-to-successors.js';
import { SweepDeadlines } from './schedules/sweep-deadlines.js';
import { settingsContents } from './settings-contents.js';
import { CaseStore } from './store/case.store.js';
import { CurrentSettings } from './store/current-settings.js';
import { LetterStore } from './store/letter.store.js';
import { OfficerActs } from './store/officer-acts.js';
import { AgencyStore, AreaStore, CategoryStore, UnitStore } from './store/organisation.store.js';
import { ErasedWordsStore } from './store/erased-words.store.js';
import { ToldStore } from './store/told.store.js';
import { writtenWords } from './store/written-words.js';

@Module({})
class FollowUpModule {}

const commands = [
  PostponeCase,
  ResumeCase,
  ArchiveCase,
  RestoreCase,
  MergeCases,
  SeparateCases,
  AssignCase,
  ReturnCase,
  ReassignCase,
  StartCase,
  AnswerCase,
  ValidateAnswer,
  ExtendDeadline,
  KeepPromise,
  ReopenCase,
  CorrectCase,
  AddText,
  PublishCopy,
  SetUrgency,
  DecideWithdrawal,
  SealCase,
  UnsealCase,
];
const reactions = [
  OnComplaintSubmitted,
  OnComplaintTold,
  OnComplaintRouted,
  OnComplaintLeftToDesk,
  OnComplaintAccepted,
  OnComplaintCompleted,
  OnComplaintDisputed,
  OnComplaintAppealed,
  OnComplaintAdded,
  OnComplaintWithdrawn,
  OnComplaintMadeSecret,
  OnWordsErased,
  OnNoticeSent,
  OnNoticeUnreachable,
  OnAgencyDescribed,
  OnUnitDescribed,
  OnAreaDescribed,
  OnCategoryDescribed,
];
const schedules = [SweepDeadlines, EndBySilence, CarryLetters, MoveToSuccessors];
const queries = [ListQueues, ShowCase, ExplainCase, ShowReadings];
const stores = [
  CaseStore,
  LetterStore,
  ToldStore,
  ErasedWordsStore,
  AgencyStore,
  UnitStore,
  AreaStore,
  CategoryStore,
  OfficerActs,
];

/** The table of contents: who asks, what is listened to, what the clock causes, what is shown. */
export function followUp(
  config: Omit<Config, 'HOST' | 'PORT' | 'LOG_LEVEL' | 'TOKEN_KEYS_FILE' | 'OFFICER_CALLS_PER_MINUTE'>,
): DynamicModule {
  const { INTAKE_URL: baseUrl, SERVICE_KEY_FILE: key } = config;
  return {
    module: FollowUpModule,
    imports: [
      postgres({ url: config.DATABASE_URL, name: 'follow-up', migrations }),
      messaging({
        service: 'follow-up',
        brokers: config.KAFKA_BROKERS,
        topicPrefix: config.TOPIC_PREFIX,
        auditKey: config.AUDIT_KEY_FILE,
        words: [writtenWords],
      }),
    ],
    controllers: [
      QueuesController,
      CasesController,
      WhyController,
      ReadingsController,
      AnswersController,
      CorrectionsController,
      DeskController,
      InternalController,
      IdentityController,
      ...settingsContents.controllers,
    ],
    providers: [
      ...commands,
      ...settingsContents.providers,
      ...reactions,
      ...schedules,
      ...queries,
      OfficersDoor,
      RefusalWords,
      ...stores,
      { provide: CurrentSettings, useFactory: () => new CurrentSettings(config.NATIONAL_DESK_ZONE) },
      { provide: IntakeCalls, useFactory: () => new IntakeCalls({ baseUrl, key }) },
    ],
  };
}
