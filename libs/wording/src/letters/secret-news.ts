import { greeting, paragraphs, signature, type LetterTo } from './letter.js';

/** The only letter about a secret complaint: not its number, not its holder, not what happened. */
export const secretNews: LetterTo<{ readonly openAt: string }> = {
  id: ({ openAt }) => ({
    subject: 'Ada kabar untuk Anda',
    text: paragraphs(greeting.id, 'Ada kabar untuk Anda. Buka halaman ini untuk membacanya:', openAt, signature.id),
  }),
  en: ({ openAt }) => ({
    subject: 'There is news for you',
    text: paragraphs(greeting.en, 'There is news for you. Open this page to read it:', openAt, signature.en),
  }),
};
