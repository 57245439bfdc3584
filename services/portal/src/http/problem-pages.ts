import { problemSentence } from '@tuntas/wording';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Assets } from '../assets.js';
import { problemPage } from '../pages/problem.js';
import { html } from '../pages/page.js';
import { spokenAt } from './spoken.js';

/**
 * Every error is answered as problem+json by libs/runtime. A person whose browser asked for a page gets the same problem
 * as a page, wherever the error came from: a route that does not exist, a body that is too large, a service that is away.
 */
export function showProblemsAsPages(
  fastify: FastifyInstance,
  { assets, mailbox }: { assets: Assets; mailbox: string | undefined },
): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const isProblem = String(reply.getHeader('content-type')).startsWith('application/problem+json');
    if (!isProblem || !wantsPage(request) || typeof payload !== 'string') return done(null, payload);
    const { language, path } = spokenAt(request.url);
    const { status, code } = JSON.parse(payload) as { status: number; code: string };
    const page = html(
      problemPage({ status, sentence: problemSentence(code, language) }, { language, path, assets, mailbox }),
    );
    reply.headers({ 'content-type': 'text/html; charset=utf-8', 'content-language': language });
    reply.removeHeader('content-length');
    done(null, page);
  });
}

function wantsPage({ url, headers }: FastifyRequest): boolean {
  return !/^\/(api|health|metrics|assets)\b/.test(url) && (headers.accept ?? '').includes('text/html');
}
