import { type EventOf, NoticeSent, NoticeUnreachable } from '@tuntas/events';
import { decided, type Decision, Reaction, type Reacts, unchanged } from '@tuntas/messaging';
import { type Notice, NoticesStore } from '../store/notices.store.js';

type Told = typeof NoticeSent | typeof NoticeUnreachable;

/** The complainant sees what was sent, and that a page like this one is the only way when nothing could be. */
@Reaction(NoticeSent, NoticesStore)
@Reaction(NoticeUnreachable, NoticesStore)
export class OnNotice implements Reacts<readonly Notice[], Told> {
  decide(fresh: readonly Notice[] = [], { data, time }: EventOf<Told>): Decision<readonly Notice[]> {
    if (data.to !== 'complainant') return unchanged;
    const outcome = 'because' in data ? data.because : 'sent';
    return decided([
      ...fresh,
      { obligationId: data.obligationId, aboutType: data.aboutType, outcome, at: time.toISOString() },
    ]);
  }
}
