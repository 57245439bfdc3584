import {
  ComplaintIdentityUnsealed,
  ComplaintIdentityUnsealingAgreed,
  ComplaintIdentityUnsealingAsked,
  type Fact,
  fact,
} from '@tuntas/events';
import { type Context, decided, type Decision, unchanged } from '@tuntas/messaging';
import { notFound, refused } from '@tuntas/runtime';
import { judgeAgreement, judgeReading, type PostHolder, type Unsealing } from '../domain/unsealing.js';
import type { Unsealable } from '../store/unsealing.store.js';

type Now = Pick<Context, 'now' | 'newId'>;
interface Step {
  readonly unsealingId: string;
  readonly by: PostHolder;
}

/** Pure: the first person asks. Refused with `identity-not-sealed`, `identity-erased`. */
export function askUnsealing(
  found: Unsealable | undefined,
  { unsealingId, by, reason }: Step & { readonly reason: string },
  context: Now,
): Decision<Unsealable> {
  if (!found) return notFound();
  if (!found.anonymous) return refused('identity-not-sealed');
  if (found.erased) return refused('identity-erased');
  const asked: Unsealing = { id: unsealingId, reason, askedBy: by, askedAt: context.now.toISOString() };
  return step(found, asked, by, fact(ComplaintIdentityUnsealingAsked, { unsealingId, by: by.role }), context);
}

/** Pure: the second person agrees. Refused with `another-person-needed`, `unsealing-over`. */
export function agreeUnsealing(
  found: Unsealable | undefined,
  { unsealingId, by }: Step,
  context: Now,
): Decision<Unsealable> {
  const asked = found?.unsealings.find(({ id }) => id === unsealingId);
  const verdict = judgeAgreement(asked, by, context.now);
  if (!found || !asked || verdict === 'not-found') return notFound();
  if (verdict === 'repeated') return unchanged;
  if (verdict !== 'fine') return refused(verdict);
  const agreed = { ...asked, agreedBy: by, agreedAt: context.now.toISOString() };
  return step(found, agreed, by, fact(ComplaintIdentityUnsealingAgreed, { unsealingId, by: by.role }), context);
}

/** Pure: who had asked reads it, once. Refused with `unsealing-not-agreed`, `unsealing-over`, `identity-erased`. */
export function readUnsealed(
  found: Unsealable | undefined,
  { unsealingId, by }: Step,
  context: Now,
): Decision<Unsealable> {
  const agreed = found?.unsealings.find(({ id }) => id === unsealingId);
  const verdict = judgeReading(agreed, by, context.now);
  if (!found || !agreed || verdict === 'not-found') return notFound();
  if (verdict !== 'fine') return refused(verdict);
  if (found.erased) return refused('identity-erased');
  const read = { ...agreed, readAt: context.now.toISOString() };
  return step(found, read, by, fact(ComplaintIdentityUnsealed, { unsealingId, by: by.role }), context);
}

function step(found: Unsealable, after: Unsealing, by: PostHolder, says: Fact, { newId }: Now): Decision<Unsealable> {
  const unsealings = [...found.unsealings.filter(({ id }) => id !== after.id), after];
  const acted = { id: newId(), type: says.event.type, data: says.data as object, by };
  return decided({ ...found, unsealings, acted }, says);
}
