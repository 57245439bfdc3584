import { caseState, clock, complaintKind, type Language } from '@tuntas/events';
import { z } from 'zod';
import type { Upstream } from './upstream.js';

const named = z.object({ name: z.string() });

const taken = z.object({
  reference: z.string(),
  receipt: z.string(),
  submittedOn: z.string(),
  sentence: z.string(),
});
/** The answer to a report that was taken. */
export type Taken = z.infer<typeof taken>;

const publicStatus = z.object({
  reference: z.string(),
  state: caseState,
  stateLabel: z.string(),
  sentence: z.string(),
  kind: complaintKind.optional(),
  category: named.optional(),
  area: named.optional(),
  holder: named.optional(),
  dates: z.record(z.string(), z.string()).optional(),
  published: z.string().optional(),
});
/** What anybody may see of a report; of a secret one, only the state. */
export type PublicStatus = z.infer<typeof publicStatus>;

const runningClock = z.object({
  clock,
  label: z.string(),
  dueOn: z.string(),
  workingDaysLeft: z.number(),
  missed: z.boolean(),
});

const ownStatus = publicStatus.extend({
  secret: z.boolean(),
  anonymous: z.boolean(),
  area: named.extend({ code: z.string() }).optional(),
  submittedOn: z.string(),
  submittedAt: z.string().optional(),
  title: z.string().optional(),
  correctedTitle: z.string().optional(),
  text: z.string().optional(),
  place: z.object({ words: z.string().optional() }).optional(),
  contact: z
    .object({ email: z.string().optional(), name: z.string().optional(), phone: z.string().optional() })
    .optional(),
  restricted: z.boolean().optional(),
  sentences: z.object({
    who: z.string(),
    byWhen: z.string().optional(),
    ifLate: z.string().optional(),
    now: z.string().optional(),
    notes: z.array(z.string()),
  }),
  actsPossible: z.array(z.string()),
  acts: z.array(z.object({ act: z.string(), refused: z.string().optional() })).optional(),
  reopenableUntil: z.string().optional(),
  together: z.boolean().optional(),
  answerId: z.string().optional(),
  plannedOn: z.string().optional(),
  keptOn: z.string().optional(),
  pauseId: z.string().optional(),
  missing: z.array(z.object({ label: z.string() })).optional(),
  identityErased: z.boolean().optional(),
  held: z.boolean().optional(),
  erasure: z.object({ words: z.boolean(), wordsErasedAt: z.string().optional() }).optional(),
  clocks: z.array(runningClock),
  replies: z.array(
    z.object({ at: z.string(), words: z.string().nullish(), gone: z.boolean(), agency: named.optional() }),
  ),
  timeline: z.array(z.object({ at: z.string(), line: z.string() })),
});
/** What its complainant may see of a report: everything. */
export type OwnStatus = z.infer<typeof ownStatus>;

/** A report as intake's door takes it. */
export interface NewReport {
  readonly text: string;
  readonly kind?: string;
  readonly place?: { readonly words?: string; readonly area?: string };
  readonly anonymous?: boolean;
  readonly secret?: boolean;
  readonly supervisory?: boolean;
  readonly contact?: { readonly name?: string; readonly email?: string };
}

/** What a complainant does unasked; `what` is where intake takes it. */
export type OwnAct = { readonly receipt: string } & (
  | { readonly what: 'additions'; readonly text: string }
  | { readonly what: 'secrecy' | 'erasures' | 'consent-withdrawals' }
  | { readonly what: 'restrictions'; readonly restricted: boolean }
  | { readonly what: 'contact-corrections'; readonly contact: Readonly<Record<string, string>> }
  | { readonly what: 'withdrawals'; readonly reason?: string }
  | { readonly what: 'appeals'; readonly reason: string }
);

/** Who shows a receipt: the language of the answer, and the portal's word by which intake tells callers apart. */
export interface Asker {
  readonly language: Language;
  readonly front: Readonly<Record<string, string>>;
}

/** What the pages ask of intake. */
export class Intake {
  constructor(private readonly service: Upstream) {}

  /** The same key gives the same answer, however often it is sent. */
  async submit(report: NewReport, idempotencyKey: string, language: Language): Promise<Taken> {
    const body = { ...report, language, channel: 'web' };
    return this.service.ask({ path: '/api/complaints', body, idempotencyKey, language, schema: taken });
  }

  async byReference(reference: string, language: Language): Promise<PublicStatus> {
    const path = `/api/complaints/${encodeURIComponent(reference)}`;
    return this.service.ask({ path, language, schema: publicStatus });
  }

  async byReceipt(receipt: string, asker: Asker): Promise<OwnStatus> {
    return this.service.ask({ path: '/api/receipt/status', body: { receipt }, ...asker, schema: ownStatus });
  }

  /** Everything that is held about the complainant, to be handed on as it is. */
  async data(receipt: string, asker: Asker): Promise<unknown> {
    return this.service.ask({ path: '/api/receipt/data', body: { receipt }, ...asker, schema: z.unknown() });
  }

  async accept(act: { receipt: string; answerId: string; rating?: number }, asker: Asker): Promise<void> {
    await this.service.ask({ path: '/api/receipt/acceptances', body: act, ...asker, schema: z.unknown() });
  }

  async complete(act: { receipt: string; pauseId: string; text: string }, asker: Asker): Promise<void> {
    await this.service.ask({ path: '/api/receipt/completions', body: act, ...asker, schema: z.unknown() });
  }

  async dispute(act: { receipt: string; answerId: string; reason?: string }, asker: Asker): Promise<void> {
    await this.service.ask({ path: '/api/receipt/disputes', body: act, ...asker, schema: z.unknown() });
  }

  /** The same key is the same act, however often it is sent. */
  async act({ what, ...body }: OwnAct, idempotencyKey: string, asker: Asker): Promise<void> {
    await this.service.ask({ path: `/api/receipt/${what}`, body, idempotencyKey, ...asker, schema: z.unknown() });
  }
}
