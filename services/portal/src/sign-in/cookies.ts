import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Two cookies: the session, and the one by which a browser that went to the provider is known when it comes back. HttpOnly:
 * no script reads them. SameSite=Lax and not Strict: the provider is another site, and what it sends back arrives by a
 * link; Strict would not be sent along and nobody could sign in. Writes are guarded by the origin check besides.
 * Over https their names begin with `__Host-`, which browsers take only with Secure, Path=/ and no Domain: no other host,
 * not even a sister, can set them (RFC 6265bis §4.1.3). On plain http, a trial on this machine, that name is refused.
 */
export class Cookies {
  private readonly secure: boolean;

  constructor(publicUrl: string) {
    this.secure = new URL(publicUrl).protocol === 'https:';
  }

  sessionOf(request: FastifyRequest): string | undefined {
    return this.#read(request, 'session');
  }

  browserOf(request: FastifyRequest): string | undefined {
    return this.#read(request, 'sign-in');
  }

  setSession(reply: FastifyReply, id: string): void {
    this.#write(reply, 'session', id);
  }

  setBrowser(reply: FastifyReply, id: string, maxAgeSeconds: number): void {
    this.#write(reply, 'sign-in', id, maxAgeSeconds);
  }

  forget(reply: FastifyReply, which: 'session' | 'sign-in'): void {
    this.#write(reply, which, '', 0);
  }

  #name(which: 'session' | 'sign-in'): string {
    return `${this.secure ? '__Host-' : ''}tuntas-${which}`;
  }

  #read(request: FastifyRequest, which: 'session' | 'sign-in'): string | undefined {
    const value = parseCookie(request.headers.cookie ?? '')[this.#name(which)];
    return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
  }

  /** Without an age of its own a cookie ends with the browser; the session's real end is the server's to say. */
  #write(reply: FastifyReply, which: 'session' | 'sign-in', value: string, maxAge?: number): void {
    const text = stringifySetCookie(this.#name(which), value, {
      path: '/',
      httpOnly: true,
      secure: this.secure,
      sameSite: 'lax',
      ...(maxAge === undefined ? {} : { maxAge }),
    });
    void reply.header('set-cookie', text);
  }
}
