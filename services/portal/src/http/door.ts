import formBody from '@fastify/formbody';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AppOptions, Front, invalid } from '@tuntas/runtime';
import type { FastifyInstance } from 'fastify';
import type { Assets } from '../assets.js';
import type { Config } from '../config.js';
import { spendBudgets } from './entrance-budgets.js';
import { showProblemsAsPages } from './problem-pages.js';
import { passOnApi } from './pass-on-api.js';
import { pageHeaders } from './secure-headers.js';
import { serveAssets } from './serve-assets.js';
import { callersToken } from './session-token.js';

/** A text of 10,000 four-byte characters grows threefold when a form encodes it; the rest of the form is small. */
const FORM_LIMIT_BYTES = 192 * 1024;

/** What the public entrance does besides its pages: forms, files, headers, errors as pages, and /api/* passed on. */
export function door({
  config,
  assets,
}: {
  config: Config;
  assets: Assets;
}): Pick<AppOptions, 'headersOf' | 'prepare'> {
  return {
    headersOf: pageHeaders({ provider: new URL(config.OIDC_ISSUER).origin, publicUrl: config.PUBLIC_URL }),
    prepare: prepareDoor({ config, assets }),
  };
}

function prepareDoor({ config, assets }: { config: Config; assets: Assets }) {
  return async (app: NestFastifyApplication): Promise<void> => {
    const fastify = app.getHttpAdapter().getInstance();
    spendBudgets(fastify, config);
    refuseWhatIsNoForm(fastify);
    showProblemsAsPages(fastify, { assets, mailbox: config.MAILBOX_URL });
    serveAssets(fastify, assets);
    await fastify.register(formBody, { bodyLimit: FORM_LIMIT_BYTES });
    await fastify.register(passOnApi(config, { tokenOf: callersToken(app, config.PUBLIC_URL), front: app.get(Front) }));
  };
}

/** A form is fields with names; JSON can also be a list or a word, which no page of ours sends. */
function refuseWhatIsNoForm(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', ({ body }, _reply, done) => {
    const isForm = body === undefined || body === null || (typeof body === 'object' && !Array.isArray(body));
    done(isForm ? undefined : invalid('malformed-request'));
  });
}
