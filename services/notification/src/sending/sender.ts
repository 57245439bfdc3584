import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Fact, fact, type Language, NoticeSent, NoticeUnreachable } from '@tuntas/events';
import { decided, type Decision, Messaging, reached, unchanged } from '@tuntas/messaging';
import { Database } from '@tuntas/postgres';
import { alarm, gauge, logOf, Stopping, unavailable } from '@tuntas/runtime';
import type { Letter } from '@tuntas/wording';
import type { Config } from '../config.js';
import type { NewsToAgency, NewsToComplainant } from '../domain/news.js';
import { Directory } from '../store/directory.js';
import { type Settling, SettlingStore } from '../store/settling.store.js';
import { claim, type Due, oldestDueSeconds, putOff } from './due.js';
import { IntakeContacts } from './intake-contact.js';
import { isRefusedForGood, Mailer, SENDING_AT_ONCE } from './mailer.js';
import { type Desk, letterToAgency, letterToComplainant } from './write-letter.js';

/**
 * Sends what is owed. A letter is due → claimed under a lease → its reader is asked for (intake, or the office's address) →
 * the provider takes it → that is recorded, as a fact. A crash before the provider took it sends it later; a crash
 * between taking and recording sends it once more, under the same Message-ID; there is no way to lose one.
 */
const LOOK_EVERY_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const WATCH_EVERY_MS = 5_000;
const ALARM_AFTER_SECONDS = 60;

export const SENDER_CONFIG = Symbol('sender config');
export type SenderConfig = Pick<
  Config,
  'INTAKE_URL' | 'SERVICE_KEY_FILE' | 'SMTP_URL' | 'MAIL_FROM' | 'PUBLIC_URL' | 'NATIONAL_DESK_ZONE'
>;

type Outcome =
  { readonly sent: Language } | { readonly unreachable: 'no-contact' | 'identity-erased' | 'refused-by-provider' };
/** A letter that was in hand, and how it ended. */
type Ended = { readonly due: Due; readonly outcome: Outcome };
type Ready = { readonly to: string; readonly language: Language; readonly letter: Letter };

const log = logOf('sender');

@Injectable()
export class Sender implements OnApplicationBootstrap {
  readonly #contacts: IntakeContacts;
  readonly #mailer: Mailer;
  readonly #stop = new AbortController();
  #running: Promise<unknown> = Promise.resolve();
  #oldestSeconds = 0;

  constructor(
    @Inject(SENDER_CONFIG) private readonly config: SenderConfig,
    @Inject(Database) private readonly database: Database,
    @Inject(Messaging) private readonly messaging: Messaging,
    @Inject(SettlingStore) private readonly settling: SettlingStore,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(Stopping) stopping: Stopping,
  ) {
    this.#contacts = new IntakeContacts(config.INTAKE_URL, config.SERVICE_KEY_FILE);
    this.#mailer = new Mailer(config.SMTP_URL, config.MAIL_FROM);
    stopping.onStop('relay', 'sender', async () => this.#end());
    gauge({ name: 'notices_oldest_due_seconds', help: 'How long the oldest letter that is owed waits.' }, (metric) =>
      metric.set(this.#oldestSeconds),
    );
  }

  onApplicationBootstrap(): void {
    this.#running = Promise.all([this.#run(), this.#watch()]);
  }

  async #end(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    this.#mailer.close();
  }

  async #run(): Promise<void> {
    let pause = LOOK_EVERY_MS;
    while (!this.#stop.signal.aborted) {
      try {
        const due = await claim(this.database.sql, SENDING_AT_ONCE);
        if (due.length > 0) await this.#tellAll(due);
        pause = due.length === SENDING_AT_ONCE ? 0 : LOOK_EVERY_MS;
      } catch (error) {
        log.warn('letters wait for the database', {}, error);
        pause = Math.min(Math.max(pause, LOOK_EVERY_MS) * 2, LONGEST_PAUSE_MS);
      }
      await this.#sleep(pause);
    }
  }

  async #watch(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        this.#oldestSeconds = await oldestDueSeconds(this.database.sql);
        if (this.#oldestSeconds > ALARM_AFTER_SECONDS)
          alarm('notices-stalled', { oldestSeconds: Math.round(this.#oldestSeconds) });
      } catch (error) {
        log.warn('nobody can look for letters that wait', {}, error);
      }
      await this.#sleep(WATCH_EVERY_MS);
    }
  }

  async #sleep(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }

  /** Rejects only when the database is away. */
  async #tellAll(due: readonly Due[]): Promise<void> {
    await this.directory.look();
    const told = await Promise.all(due.map(async (one) => this.#tell(one)));
    await this.#record(told.flatMap((ended) => ended ?? []));
    reached('s11');
  }

  /** Sends one letter, or finds out that nobody can be reached, or puts it off and resolves with nothing. */
  async #tell(due: Due): Promise<Ended | undefined> {
    try {
      return { due, outcome: await this.#attempt(due) };
    } catch (error) {
      log.warn(
        'a letter is put off',
        { obligationId: due.id, attempts: due.attempts, aboutType: due.about_type },
        error,
      );
      await putOff(this.database.sql, due);
      return undefined;
    }
  }

  async #attempt(due: Due): Promise<Outcome> {
    const ready = due.recipient === 'agency' ? this.#toAgency(due) : await this.#toComplainant(due);
    if ('unreachable' in ready) return ready;
    try {
      await this.#mailer.send({ id: due.id, to: ready.to, ...ready.letter });
    } catch (error) {
      if (isRefusedForGood(error)) return { unreachable: 'refused-by-provider' };
      throw error;
    }
    reached('s10');
    return { sent: ready.language };
  }

  #desk({ now }: Due): Desk {
    const { PUBLIC_URL: publicUrl, NATIONAL_DESK_ZONE: deskZone } = this.config;
    return { directory: this.directory, publicUrl, deskZone, now };
  }

  #toAgency(due: Due): Ready | Extract<Outcome, { unreachable: unknown }> {
    const agency = due.agency ?? '';
    if (!this.directory.has(agency)) throw unavailable('agency-not-described-yet');
    const to = this.directory.email(agency);
    if (to === undefined) return { unreachable: 'no-contact' };
    return { to, language: 'id', letter: letterToAgency(due.news as NewsToAgency, due.known, agency, this.#desk(due)) };
  }

  async #toComplainant(due: Due): Promise<Ready | Extract<Outcome, { unreachable: unknown }>> {
    const contact = await this.#contacts.of(due.complaint_id);
    if (contact === 'gone') return { unreachable: 'identity-erased' };
    if (contact.email === undefined) return { unreachable: 'no-contact' };
    // Whatever the facts said when the letter became due: secret now means no words now.
    const known = { ...due.known, secret: due.known.secret || contact.secret };
    const { email: to, language } = contact;
    return {
      to,
      language,
      letter: letterToComplainant(due.news as NewsToComplainant, known, language, this.#desk(due)),
    };
  }

  /** One transaction for all letters that were in hand: one each cost more than the sending. */
  async #record(ended: readonly Ended[]): Promise<void> {
    const complaints = [...new Set(ended.map(({ due }) => due.complaint_id))];
    await this.messaging.sweep(this.settling, (settling) => settle(settling, ended), complaints);
  }
}

/** Records how it ended, once: a letter that two senders had in hand after a pause is settled by the first. */
function settle(settling: Settling | undefined, ended: readonly Ended[]): Decision<Settling> {
  const ours = ended.filter(({ due }) => settling?.due.has(due.id));
  if (!settling || ours.length === 0) return unchanged;
  return decided({ ...settling, settled: ours.map(settled) }, ...ours.map(noticed));
}

function settled({ due: { id }, outcome }: Ended): Settling['settled'][number] {
  return 'sent' in outcome
    ? { id, state: 'sent', because: null }
    : { id, state: 'unreachable', because: outcome.unreachable };
}

function noticed({ due, outcome }: Ended): Fact {
  const { id, about_event_id: aboutEventId, about_type: aboutType, recipient: to, answer_id: answerId } = due;
  const pauseId = due.news.letter === 'archiving-warning' ? due.news.pauseId : undefined;
  const about = {
    obligationId: id,
    aboutEventId,
    aboutType,
    to,
    ...(answerId !== null && { answerId }),
    ...(pauseId !== undefined && { pauseId }),
  };
  return 'sent' in outcome
    ? fact(NoticeSent, { ...about, via: 'email', language: outcome.sent })
    : fact(NoticeUnreachable, { ...about, because: outcome.unreachable });
}
