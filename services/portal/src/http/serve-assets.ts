import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Asset, Assets } from '../assets.js';

const ONE_YEAR_SECONDS = 31_536_000;

/** The files under their content's address, kept by browsers for a year. */
export function serveAssets(fastify: FastifyInstance, { style, icon, island }: Assets): void {
  for (const asset of [style, icon, island]) {
    if (asset) fastify.get(asset.path, (request, reply) => send(asset, request, reply));
  }
}

function send({ type, plain, brotli }: Asset, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const takesBrotli = /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
  return reply
    .headers({
      'content-type': type,
      'cache-control': `public, max-age=${ONE_YEAR_SECONDS}, immutable`,
      vary: 'accept-encoding',
      ...(takesBrotli && { 'content-encoding': 'br' }),
    })
    .send(takesBrotli ? brotli : plain);
}
