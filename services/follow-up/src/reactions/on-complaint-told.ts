import { ComplaintTold, type DataOf, type EventOf } from '@tuntas/events';
import { decided, type Decision, Reaction, type Reacts, unchanged } from '@tuntas/messaging';
import { type Told, ToldStore } from '../store/told.store.js';

type ToldEvent = EventOf<typeof ComplaintTold> & { readonly data: DataOf<typeof ComplaintTold> };

/** Keeps what was told for the officers who handle it; nothing of a secret one, and nothing of an erased one. */
@Reaction(ComplaintTold, ToldStore)
export class OnComplaintTold implements Reacts<Told, typeof ComplaintTold> {
  decide(known: Told | undefined, { subject, data }: ToldEvent): Decision<Told> {
    if (known?.gone || known?.withheld || data.secret) return unchanged;
    const { title = null, text = null, place = null, gone = false } = data;
    if (gone) return decided({ complaintId: subject, title: null, words: null, place: null, gone, withheld: false });
    return decided({ complaintId: subject, title, words: text, place, gone, withheld: false });
  }
}
