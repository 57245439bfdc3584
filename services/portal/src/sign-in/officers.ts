import { mintOfficerToken, TOKEN_LIFETIME_SECONDS, TWO_FACTORS, type PrivateTokenKey } from '@tuntas/runtime';
import type { Session } from '../store/sessions.store.js';
import type { HeldPost, OfficerPosts, Posts } from '../upstream/posts.js';

/** A post that was withdrawn without a date of its own is gone from new tokens after this long. */
const REMEMBERED_MILLISECONDS = 30_000;
/** Officers at work at once; an entry is about a kilobyte. */
const MOST_REMEMBERED = 1_000;

/** Who is signed in, and as what. */
export interface Officer extends OfficerPosts {
  /** For calls to services: five minutes, never past the end of a post. It never reaches a browser. */
  readonly token: string;
}

interface Remembered {
  readonly officer: Officer;
  /** By this machine's clock, which only measures here how long something was kept. */
  readonly until: number;
}

/** The internal token of a session: its subject, and the posts that the subject holds now. */
export class Officers {
  readonly #remembered = new Map<string, Remembered>();

  constructor(
    private readonly posts: Pick<Posts, 'of'>,
    private readonly key: PrivateTokenKey,
    private readonly nowMilliseconds: () => number = () => performance.now(),
  ) {}

  /** @throws Problem `unavailable` while routing cannot be asked */
  async of({ subject, acr, now }: Pick<Session, 'subject' | 'acr' | 'now'>): Promise<Officer> {
    const name = JSON.stringify([subject, acr]);
    const known = this.#remembered.get(name);
    if (known && this.nowMilliseconds() < known.until) return known.officer;
    this.#remembered.delete(name);
    const held = await this.posts.of(subject);
    const posts = held.posts.filter(({ until }) => until === undefined || until > now);
    const leftMilliseconds = leastLeft(posts, now);
    const lifetimeSeconds = Math.min(TOKEN_LIFETIME_SECONDS, Math.max(1, Math.floor(leftMilliseconds / 1_000)));
    const token = await mintOfficerToken(this.key, subject, posts.map(postOf), {
      lifetimeSeconds,
      secondFactor: acr === TWO_FACTORS,
    });
    const officer = { name: held.name, posts, token };
    this.#remember(name, officer, Math.min(REMEMBERED_MILLISECONDS, leftMilliseconds));
    return officer;
  }

  #remember(name: string, officer: Officer, forMilliseconds: number): void {
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(name, { officer, until: this.nowMilliseconds() + forMilliseconds });
  }
}

/** Ends of posts are told by the database's clock, and so is `now`; what is left between the two is the same everywhere. */
function leastLeft(posts: readonly HeldPost[], now: Date): number {
  return Math.min(...posts.map(({ until }) => (until ? until.getTime() - now.getTime() : Infinity)));
}

const postOf = ({ role, agency, unit }: HeldPost) => ({
  role,
  ...(agency === undefined ? {} : { agency }),
  ...(unit === undefined ? {} : { unit }),
});
