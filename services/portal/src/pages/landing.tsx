import type { Zone } from '@tuntas/calendar';
import { TWO_FACTORS } from '@tuntas/runtime';
import { instantInWords, pageWords, roleLabels } from '@tuntas/wording';
import type { JSX } from 'preact';
import type { Officer } from '../sign-in/officers.js';
import type { OpenSession, Session } from '../store/sessions.store.js';
import type { BodyNames } from '../upstream/organisation.js';
import type { HeldPost } from '../upstream/posts.js';
import type { QueueCount } from '../upstream/queues.js';
import { numberIn } from './numbers.js';
import { linkTo, Page, type Setting } from './page.js';

interface Landing {
  readonly session: Session;
  readonly others: readonly OpenSession[];
  /** Otherwise they have to sign in once more before. */
  readonly mayEnd: boolean;
  readonly officer: Pick<Officer, 'name' | 'posts'>;
  readonly queues: readonly QueueCount[];
  readonly names: BodyNames;
  readonly zone: Zone;
}

/** Where an officer lands: who I am here, what waits for me, until when I am signed in, and where else. */
export function landingPage(
  { session, others, mayEnd, officer, queues, names, zone }: Landing,
  setting: Setting,
): JSX.Element {
  const { desk } = pageWords(setting.language);
  return (
    <Page setting={setting} title={desk.title}>
      <p class="over">{desk.signedInAs}</p>
      <h1>{officer.name ?? session.name ?? session.subject}</h1>
      {officer.posts.length === 0 ? (
        <NoPosts subject={session.subject} setting={setting} />
      ) : (
        <>
          <PostList posts={officer.posts} names={names} zone={zone} setting={setting} />
          <QueueList posts={officer.posts} queues={queues} setting={setting} />
        </>
      )}
      <SessionPart session={session} zone={zone} setting={setting} />
      {others.length > 0 && <OtherSessions others={others} mayEnd={mayEnd} zone={zone} setting={setting} />}
    </Page>
  );
}

function NoPosts({ subject, setting }: { subject: string; setting: Setting }): JSX.Element {
  const { desk } = pageWords(setting.language);
  return (
    <>
      <p class="lead">{desk.noPosts}</p>
      <dl class="facts">
        <div>
          <dt>{desk.account}</dt>
          <dd class="code">{subject}</dd>
        </div>
      </dl>
    </>
  );
}

interface WithPosts {
  readonly posts: readonly HeldPost[];
  readonly setting: Setting;
}

function PostList({ posts, names, zone, setting }: WithPosts & Pick<Landing, 'names' | 'zone'>): JSX.Element {
  const { desk } = pageWords(setting.language);
  return (
    <section aria-labelledby="tugas">
      <h2 id="tugas">{desk.posts}</h2>
      <ul>
        {posts.map((post) => (
          <li>{inWords(post, { names, zone }, setting)}</li>
        ))}
      </ul>
    </section>
  );
}

function inWords(
  { role, agency, unit, until, isDeputy }: HeldPost,
  { names, zone }: Pick<Landing, 'names' | 'zone'>,
  { language }: Setting,
): string {
  const { desk } = pageWords(language);
  const bodies = [unit, agency].flatMap((code) => (code === undefined ? [] : [names.get(code) ?? code]));
  const post = roleLabels[role][language];
  return [
    bodies.length > 0 ? desk.postIn(post, bodies.join(', ')) : post,
    ...(isDeputy ? [desk.deputy] : []),
    ...(until ? [desk.postUntil(instantInWords(until, zone, language))] : []),
  ].join(', ');
}

/** Roles whose posts have lists of their own (follow-up's `scopesFor`). */
const working = new Set(['national-desk', 'inspectorate', 'coordinator', 'liaison', 'validator', 'leader']);

function QueueList({ posts, queues, setting }: WithPosts & { queues: readonly QueueCount[] }): JSX.Element {
  const { language } = setting;
  const { desk, frame } = pageWords(language);
  const works = posts.some(({ role }) => working.has(role));
  return (
    <section aria-labelledby="antrean">
      <h2 id="antrean">{desk.queues}</h2>
      {works ? (
        <>
          <ul class="queues">
            {queues.map(({ queue, count, sentence }) => (
              <li class={count === 0 ? 'none' : ''}>
                <a href={`/api/queues/${queue}`}>{sentence}</a> <strong>{numberIn(count, language)}</strong>
              </li>
            ))}
          </ul>
          <p class="hint">{desk.queuesHint}</p>
        </>
      ) : (
        <p>
          {desk.queuesNone} <a href={linkTo('/statistik', language)}>{frame.figures}</a>
        </p>
      )}
    </section>
  );
}

function SessionPart({
  session,
  zone,
  setting,
}: Pick<Landing, 'session' | 'zone'> & { setting: Setting }): JSX.Element {
  const { language } = setting;
  const { desk } = pageWords(language);
  const at = (instant: Date) => instantInWords(instant, zone, language);
  const two = session.acr === TWO_FACTORS;
  return (
    <section aria-labelledby="sesi">
      <h2 id="sesi">{desk.session}</h2>
      <p>{desk.sessionEnds(at(session.idleEndsAt), at(session.endsAt))}</p>
      <p>
        {two ? desk.twoFactors : desk.oneFactor}{' '}
        {!two && (
          <a href={`${linkTo('/masuk/faktor-kedua', language)}?ke=${linkTo('/petugas', language)}`}>{desk.addFactor}</a>
        )}
      </p>
      <div class="actions">
        <form method="post" action={linkTo('/keluar', language)}>
          <button type="submit" class="button">
            {desk.signOut}
          </button>
        </form>
        <form method="post" action={linkTo('/keluar/semua', language)}>
          <button type="submit" class="button quiet">
            {desk.signOutAll}
          </button>
        </form>
      </div>
    </section>
  );
}

/** Somebody may have forgotten to sign out somewhere, or may not know the session at all. */
function OtherSessions({
  others,
  mayEnd,
  zone,
  setting: { language },
}: Pick<Landing, 'others' | 'mayEnd' | 'zone'> & { setting: Setting }): JSX.Element {
  const { desk } = pageWords(language);
  const at = (instant: Date) => instantInWords(instant, zone, language);
  return (
    <section aria-labelledby="sesi-lain">
      <h2 id="sesi-lain">{desk.otherSessions}</h2>
      <ul class="sessions">
        {others.map(({ handle, startedAt, lastUsedAt }) => (
          <li>
            {desk.openedAndUsed(at(startedAt), at(lastUsedAt))}
            {mayEnd && (
              <form method="post" action={linkTo('/keluar/lain', language)}>
                <input type="hidden" name="sesi" value={handle} />
                <button type="submit" class="button quiet">
                  {desk.endOther}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {!mayEnd && (
        <p>
          <a href={`${linkTo('/masuk', language)}?ke=${linkTo('/petugas', language)}`}>{desk.signInAgain}</a>
        </p>
      )}
      <p class="hint">{desk.otherSessionsHint}</p>
    </section>
  );
}
