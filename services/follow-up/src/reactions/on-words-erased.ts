import { ComplaintWordsErased } from '@tuntas/events';
import { decided, type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { type ErasedWords, ErasedWordsStore } from '../store/erased-words.store.js';

/**
 * D12: the complainant's words are erased; so are the copies here, and what was written about them. At sight: a fact before it
 * that is faulty must not keep the words until an operator comes.
 */
@Reaction(ComplaintWordsErased, ErasedWordsStore, { atSight: true })
export class OnWordsErased implements Reacts<ErasedWords, typeof ComplaintWordsErased> {
  decide(): Decision<ErasedWords> {
    return decided('erased');
  }
}
