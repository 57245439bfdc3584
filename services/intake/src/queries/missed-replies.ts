import { instant, textId } from '@tuntas/events';
import { Problem, serviceClient, type ServiceClient, type ServiceClientOptions } from '@tuntas/runtime';
import { z } from 'zod';
import type { FileParts } from '../store/complaint-reader.js';
import type { Reply } from '../store/replies.store.js';

/** Somebody waits for the page, which is of use without these words too. */
const TIMEOUT_MS = 1_000;

const texts = z.object({
  texts: z.array(
    z.object({
      textId,
      purpose: z.string(),
      words: z.string().optional(),
      agency: z.string().optional(),
      writtenAt: instant,
    }),
  ),
});

/**
 * Replies whose words this database does not hold – those to secret complaints, and those that Kafka no longer had – are
 * asked for at follow-up at the moment of use and kept nowhere.
 */
export class MissedReplies {
  readonly #client: ServiceClient;

  constructor(options: Pick<ServiceClientOptions, 'baseUrl' | 'key'>) {
    this.#client = serviceClient({ ...options, service: 'follow-up', timeoutMilliseconds: TIMEOUT_MS });
  }

  /** All replies of a complaint; without the words that could not be had now. */
  async complete(complaintId: string, { replies, timeline }: FileParts): Promise<readonly Reply[]> {
    if (!isAnyMissing(replies, timeline)) return replies;
    try {
      const found = await this.#client.call({
        path: `/api/internal/complaints/${complaintId}/texts`,
        route: '/api/internal/complaints/:id/texts',
        schema: texts,
      });
      return withFound(replies, found.texts);
    } catch (error) {
      if (error instanceof Problem) return replies;
      throw error;
    }
  }
}

/** What is known, completed by what was found; words that were erased stay so. */
function withFound(replies: readonly Reply[], found: z.infer<typeof texts>['texts']): readonly Reply[] {
  const gone = new Set(replies.filter((reply) => reply.gone).map((reply) => reply.textId));
  const all = found.map(({ writtenAt, ...text }) => ({ ...text, at: writtenAt, gone: gone.has(text.textId) }));
  const ids = new Set(all.map(({ textId: id }) => id));
  return [...replies.filter((reply) => !ids.has(reply.textId)), ...all].toSorted(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );
}

/** Facts that name a text to the complainant, and under which name. */
const named: Readonly<Record<string, string>> = {
  'case.started': 'textId',
  'case.answered': 'answerId',
  'case.archived': 'textId',
  'case.promise-kept': 'textId',
  'case.withdrawal-refused': 'textId',
  'case.text-added': 'textId',
  'deadline.extended': 'textId',
};

/** A reply without words that were not erased, or one that a fact names and that never came. */
export function isAnyMissing(replies: FileParts['replies'], timeline: FileParts['timeline']): boolean {
  const known = new Set(replies.map((reply) => reply.textId));
  const textIds = timeline.flatMap(({ type, data }) => {
    const { [named[type] ?? '']: id, audience = 'complainant' } = data as Readonly<Record<string, string>>;
    return id === undefined || audience !== 'complainant' ? [] : [id];
  });
  return textIds.some((id) => !known.has(id)) || replies.some(({ words, gone }) => !gone && (words ?? null) === null);
}
