import { randomInt } from 'node:crypto';
import type { Complainant, Promised, Told } from '../door/complainant.js';

/** Digits that stand in name, address and number of every victim, and nowhere else in the world. */
export const mark = `8${String(randomInt(10 ** 10)).padStart(10, '0')}`;
export const victim = { name: `Kenari ${mark}`, email: `kenari.${mark}@contoh.id`, phone: `+62${mark}` };

/** What they tell. Ordinary words are not sealed: they show that a search finds what is there. */
export const victimsWords = { open: 'kenari-terbuka', secret: 'kenari-rahasia', raised: 'kenari-diangkat' };

/** One of every degree of openness that the door knows, and one that becomes secret later; each with ways to write to. */
export async function tellVictims(complainant: Complainant): Promise<Promised[]> {
  const tell = async (words: string, kind: Partial<Told>, about = 'Jalan Yos Sudarso berlubang besar') => {
    const text = `${about}, ${words}, mohon ditanggapi.`;
    const promised = await complainant.tell({ text, contact: victim, place: { words: 'Sangatta Utara' }, ...kind });
    if (!promised) throw new Error('The complaint was refused.');
    return promised;
  };
  const { open, secret, raised } = victimsWords;
  const promised = [
    await tell(open, {}),
    await tell(open, { anonymous: true }),
    await tell(secret, { secret: true }),
    await tell(secret, { anonymous: true, secret: true }),
  ];
  // No rule is about this, so it waits at a desk: what an agency has already cannot be made secret any more.
  const later = await tell(raised, {}, 'Ada hal yang ingin saya sampaikan');
  if (!(await complainant.makeSecret(later))) throw new Error('It was not made secret.');
  return [...promised, later];
}
