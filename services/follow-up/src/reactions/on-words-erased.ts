import { ComplaintWordsErased } from '@tuntas/events';
import { decided, type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { type ErasedWords, ErasedWordsStore } from '../store/erased-words.store.js';

/** D12: the complainant's words are erased; so are the copies here, and what was written about them. */
@Reaction(ComplaintWordsErased, ErasedWordsStore)
export class OnWordsErased implements Reacts<ErasedWords, typeof ComplaintWordsErased> {
  decide(): Decision<ErasedWords> {
    return decided('erased');
  }
}
