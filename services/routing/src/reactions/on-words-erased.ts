import { ComplaintWordsErased } from '@tuntas/events';
import { decided, type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { type ErasedWords, ErasedWordsStore } from '../store/erased-words.store.js';

/** D12: what was told is read here as it passes; where it could not be read it is parked, and goes now, whatever waits before. */
@Reaction(ComplaintWordsErased, ErasedWordsStore, { atSight: true })
export class OnWordsErased implements Reacts<ErasedWords, typeof ComplaintWordsErased> {
  decide(): Decision<ErasedWords> {
    return decided('erased');
  }
}
