import { type DataOf, type EventOf, NoticeSent, NoticeUnreachable } from '@tuntas/events';
import { type Context, decided, type Decision, Reaction, type Reacts, unchanged } from '@tuntas/messaging';
import type { Case } from '../domain/case.js';
import { noteNotice } from '../domain/silence.js';
import { CaseStore } from '../store/case.store.js';

type Sent = EventOf<typeof NoticeSent> & { readonly data: DataOf<typeof NoticeSent> };
type Unreachable = EventOf<typeof NoticeUnreachable> & { readonly data: DataOf<typeof NoticeUnreachable> };

/** The complainant was told of an answer: only after that may silence close the case (T12). */
@Reaction(NoticeSent, CaseStore)
export class OnNoticeSent implements Reacts<Case, typeof NoticeSent> {
  decide(kase: Case | undefined, { data }: Sent, { now }: Context): Decision<Case> {
    return noted(kase, data, 'sent', now);
  }
}

/** Nobody can be told of an answer: the receipt page shows it for the whole clock instead. */
@Reaction(NoticeUnreachable, CaseStore)
export class OnNoticeUnreachable implements Reacts<Case, typeof NoticeUnreachable> {
  decide(kase: Case | undefined, { data }: Unreachable, { now }: Context): Decision<Case> {
    return noted(kase, data, 'unreachable', now);
  }
}

function noted(
  kase: Case | undefined,
  { aboutType, answerId, to }: Sent['data'] | Unreachable['data'],
  how: 'sent' | 'unreachable',
  now: Date,
): Decision<Case> {
  // Every other notice changes nothing here; one about an answer that no longer stands comes too late to matter.
  const isAboutAnswer = to === 'complainant' && aboutType === 'case.answered';
  if (!kase || !isAboutAnswer || answerId === undefined || kase.answerId !== answerId) return unchanged;
  const after = noteNotice(kase, how, now);
  return after === kase ? unchanged : decided(after);
}
