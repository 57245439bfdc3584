import type { Language } from '@tuntas/events';
import { logOf, Problem, TWO_FACTORS } from '@tuntas/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenSession, Session, SessionsStore } from '../store/sessions.store.js';
import { SIGN_IN_WITHIN_SECONDS, type SignInsStore } from '../store/sign-ins.store.js';
import type { Cookies } from './cookies.js';
import type { Provider } from './provider.js';
import { hashOf, newSecretId } from './secret-ids.js';

export interface SignInParts {
  readonly provider: Provider;
  readonly sessions: SessionsStore;
  readonly signIns: SignInsStore;
  readonly cookies: Cookies;
  /** Keys the hashes of what browsers hold; whoever changes it signs everybody out. */
  readonly sessionKey: Buffer;
}

/** Whoever ends sessions one by one has shown their password no longer ago (ASVS 5.0 §7.5.2). */
const ENDS_OTHERS_FOR_MS = 15 * 60_000;

const log = logOf('sign-in');

/**
 * Signing in, a second factor, signing out; each is a line of the log, with whom and how (ASVS 5.0 §16.3.1), and without the session. The id of a session changes with each sign-in and each second factor, so that
 * one that somebody planted or saw before is worth nothing after (session fixation).
 */
export class SignIn {
  constructor(private readonly parts: SignInParts) {}

  /**
   * The living session of this request, which uses it. Without a cookie no database is asked.
   * @param demand what a request with a cookie has to be before its session is even looked at; throws when it is not
   */
  async sessionOf(request: FastifyRequest, demand?: () => void): Promise<Session | undefined> {
    const id = this.parts.cookies.sessionOf(request);
    if (id === undefined) return undefined;
    demand?.();
    return this.parts.sessions.use(this.#hash(id));
  }

  /** @returns where the browser goes now; `steppingUp` is the session that asks for a second factor */
  async begin(
    request: FastifyRequest,
    reply: FastifyReply,
    to: { readonly returnPath: string; readonly language: Language; readonly steppingUp?: Session | undefined },
  ): Promise<string> {
    const { provider, signIns, cookies } = this.parts;
    const { url, state, nonce, codeVerifier } = await provider.begin(
      to.steppingUp ? 'second-factor' : 'sign-in',
      to.language,
    );
    const browser = cookies.browserOf(request) ?? newSecretId();
    const pending = { nonce, codeVerifier, returnPath: to.returnPath, steppingUp: to.steppingUp?.idHash };
    await signIns.keep(this.#hash(state), this.#hash(browser), pending);
    cookies.setBrowser(reply, browser, SIGN_IN_WITHIN_SECONDS);
    return url;
  }

  /**
   * The browser is back with what the provider gave it.
   * @returns the page to go to
   * @throws Problem `sign-in-failed` for all that does not fit: another browser, twice, too late, another person
   */
  async finish(request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const { provider, signIns, cookies } = this.parts;
    const query = request.url.split('?')[1] ?? '';
    const state = new URLSearchParams(query).get('state') ?? '';
    const browser = cookies.browserOf(request);
    const pending = browser && state ? await signIns.take(this.#hash(state), this.#hash(browser)) : undefined;
    if (!pending) {
      log.info('a sign-in failed', { fault: 'no journey of this browser' });
      throw new Problem('invalid', 'sign-in-failed');
    }
    const { nonce, codeVerifier, steppingUp } = pending;
    const purpose = steppingUp ? 'second-factor' : 'sign-in';
    const who = await provider.finish(query, { state, nonce, codeVerifier }, purpose);
    const id = newSecretId();
    if (!steppingUp) await this.parts.sessions.start(this.#hash(id), who, this.#hashIn(request));
    else if (who.acr !== TWO_FACTORS || !(await this.parts.sessions.stepUp(steppingUp, this.#hash(id), who))) {
      log.info('a second factor failed', { subject: who.subject, acr: who.acr });
      throw new Problem('invalid', 'second-factor-failed');
    }
    log.info(steppingUp ? 'an officer showed a second factor' : 'an officer signed in', {
      subject: who.subject,
      acr: who.acr,
    });
    cookies.setSession(reply, id);
    cookies.forget(reply, 'sign-in');
    return pending.returnPath;
  }

  /** The officer's other open sessions, and whether one of them may be ended without signing in once more. */
  async othersOf(session: Session): Promise<{ readonly others: readonly OpenSession[]; readonly mayEnd: boolean }> {
    return { others: await this.parts.sessions.othersOf(session), mayEnd: mayEndOthers(session) };
  }

  /** Ends another session of the same officer. @returns false when they have to sign in once more before */
  async endOther(session: Session, handle: string): Promise<boolean> {
    if (!mayEndOthers(session)) return false;
    if (await this.parts.sessions.endOther(session.subject, handle))
      log.info('an officer signed out', { subject: session.subject, sessions: 'another' });
    return true;
  }

  /** Ends this session, or all of this officer's. @returns the provider's address at which its own session ends */
  async end(request: FastifyRequest, reply: FastifyReply, which: 'this' | 'all'): Promise<string | undefined> {
    const session = await this.sessionOf(request);
    this.parts.cookies.forget(reply, 'session');
    if (!session) return undefined;
    if (which === 'all') await this.parts.sessions.endAllOf(session.subject);
    else await this.parts.sessions.end(session.idHash);
    log.info('an officer signed out', { subject: session.subject, sessions: which });
    return this.parts.provider.signOutUrl(session.idToken).catch(() => undefined);
  }

  /** The provider says that a session of its own is over, or all of a person; ours that came from it are, too. */
  async endedByProvider(logoutToken: string): Promise<void> {
    const { sid, sub } = await this.parts.provider.endedBy(logoutToken);
    if (sid !== undefined) await this.parts.sessions.endProviderSession(sid);
    else if (sub !== undefined) await this.parts.sessions.endAllOf(sub);
  }

  #hash(id: string): Buffer {
    return hashOf(id, this.parts.sessionKey);
  }

  #hashIn(request: FastifyRequest): Buffer | undefined {
    const id = this.parts.cookies.sessionOf(request);
    return id === undefined ? undefined : this.#hash(id);
  }
}

const mayEndOthers = ({ startedAt, now }: Session): boolean => now.getTime() - startedAt.getTime() < ENDS_OTHERS_FOR_MS;
