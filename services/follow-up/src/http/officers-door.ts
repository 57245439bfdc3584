import { Inject, Injectable } from '@nestjs/common';
import { complaintId } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import { type Commands, type CommandsTogether, Messaging } from '@tuntas/messaging';
import { notFound, type OfficersWrite, Problem, refused } from '@tuntas/runtime';
import type { Merging } from '../commands/merge-cases.js';
import type { Asked } from '../commands/officers-move.js';
import type { Case, OfficerAct } from '../domain/case.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';
import { isKnownKey, OfficerActs } from '../store/officer-acts.js';
import { RefusalWords } from './refusal-words.js';

/**
 * The one way in for what officers do with a case. Whoever saw another version is told who did what since. A retry is
 * always too late for its own version, so only what was refused is looked up by its key, and a write that succeeds pays
 * nothing for it.
 */
@Injectable()
export class OfficersDoor {
  constructor(
    @Inject(Messaging) private readonly messaging: Messaging,
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(OfficerActs) private readonly acts: OfficerActs,
    @Inject(RefusalWords) private readonly words: RefusalWords,
    @Inject(Database) private readonly database: Database,
    @Inject(CurrentSettings) private readonly settings: CurrentSettings,
  ) {}

  /** Answers with the case as the act left it, after the commit: an officer sees the own write at once. */
  async move<Input extends Asked>(
    { decide }: Commands<Case, Input>,
    id: string,
    write: Input & OfficersWrite,
  ): Promise<object> {
    const key = known(id);
    const posts = await this.settings.acting(write.posts, this.database.sql);
    const input = { ...write, posts };
    try {
      const { state } = await this.messaging.command({ store: this.cases, decide, key, input, posts });
      const act = state?.acts.at(-1);
      if (!act) throw new Error('An officer’s command decided without an act.');
      return answer(key, act);
    } catch (error) {
      return this.#again(key, input, error);
    }
  }

  /** As `move`, on a case and its lead, which are locked together (T17). The answer is about the case. */
  async moveTogether(
    { decide }: CommandsTogether<Case, Merging>,
    id: string,
    lead: string,
    write: OfficersWrite,
  ): Promise<object> {
    const [key, leadId] = [known(id), known(lead)];
    const posts = await this.settings.acting(write.posts, this.database.sql);
    const input = { ...write, posts, memberId: key, leadId };
    try {
      const decided = await this.messaging.commandTogether({
        store: this.cases,
        decide,
        keys: [key, leadId],
        input,
        posts,
      });
      const act = decided.get(key)?.state?.acts.at(-1);
      if (!act) throw new Error('An officer’s command decided without an act.');
      return answer(key, act);
    } catch (error) {
      return this.#again(key, write, error);
    }
  }

  /** The answer of the first time for the same request of the same officer; what went wrong for everything else. */
  async #again(key: string, { keyHash, bodyHash, subject, language }: OfficersWrite, error: unknown): Promise<object> {
    const used = isKnownKey(error);
    if (!used && !isRefusal(error)) throw error;
    const done = await this.acts.find(key, keyHash);
    const own = done?.bySubject === subject;
    if (done && own && done.bodyHash === bodyHash) return answer(key, done);
    throw own || used ? refused('idempotency-key-reused') : this.words.inWords(error, language);
  }
}

/** Not found, too: who gave a case away no longer sees it, and may have lost the answer. */
function isRefusal(error: unknown): boolean {
  return error instanceof Problem && (error.kind === 'refused' || error.kind === 'not-found');
}

/** An id, of a complaint or of what belongs to one, as it is stored; what is none is not found. */
export function known(id: string): string {
  if (!complaintId.safeParse(id).success) throw notFound();
  return id.toLowerCase();
}

type Answered = Pick<OfficerAct, 'state' | 'holder' | 'version' | 'textId'>;

function answer(key: string, { state, holder, version, textId }: Answered): object {
  return { complaintId: key, state, holder, version, ...(textId === undefined ? {} : { textId }) };
}
