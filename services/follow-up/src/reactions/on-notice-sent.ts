import { type DataOf, type EventOf, NoticeSent, NoticeUnreachable } from '@tuntas/events';
import { type Context, decided, type Decision, Reaction, type Reacts, unchanged } from '@tuntas/messaging';
import type { Case, Notice } from '../domain/case.js';
import type { Settings } from '../domain/settings.js';
import { noteAnswerNotice, noteWarning } from '../domain/silence.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';

type Sent = EventOf<typeof NoticeSent> & { readonly data: DataOf<typeof NoticeSent> };
type Unreachable = EventOf<typeof NoticeUnreachable> & { readonly data: DataOf<typeof NoticeUnreachable> };

/** The complainant was told of an answer, or warned of archiving: only after that may silence end the case (T12, T5). */
@Reaction(NoticeSent, CaseStore)
export class OnNoticeSent implements Reacts<Case, typeof NoticeSent> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(kase: Case | undefined, { data }: Sent, { now }: Context): Decision<Case> {
    return noted(kase, data, { how: 'sent', now, settings: this.settings.now });
  }
}

/** Nobody can be told of an answer: the receipt page shows it for the whole clock instead. */
@Reaction(NoticeUnreachable, CaseStore)
export class OnNoticeUnreachable implements Reacts<Case, typeof NoticeUnreachable> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(kase: Case | undefined, { data }: Unreachable, { now }: Context): Decision<Case> {
    return noted(kase, data, { how: 'unreachable', now, settings: this.settings.now });
  }
}

function noted(
  kase: Case | undefined,
  { aboutType, answerId, pauseId, to }: Sent['data'] | Unreachable['data'],
  { how, now, settings }: { how: Notice['how']; now: Date; settings: Settings },
): Decision<Case> {
  if (!kase || to !== 'complainant') return unchanged;
  // Every other notice changes nothing here; one about what no longer stands comes too late to matter.
  const ofAnswer = aboutType === 'case.answered' && answerId !== undefined && kase.answerId === answerId;
  const ofPause = pauseId !== undefined && kase.postponed?.pauseId === pauseId;
  if (!ofAnswer && !ofPause) return unchanged;
  const after = ofPause ? noteWarning(kase, how, now, settings) : noteAnswerNotice(kase, how, now);
  return after === kase ? unchanged : decided(after);
}
