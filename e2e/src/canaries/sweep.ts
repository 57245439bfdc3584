import type { Service } from '@tuntas/events';
import { signingKey } from '@tuntas/local';
import { mintServiceToken } from '@tuntas/runtime';
import { inParallel } from '../replay/in-parallel.js';
import type { Cast } from './cast.js';
import type { ServiceEndpoint } from './endpoints.js';
import { FORM, Hand } from './hand.js';

const AT_ONCE = 8;
/** Above every limit of a body but that of tables. */
const TOO_BIG_BYTES = 270_000;

/**
 * Asks every endpoint there is, by everybody who may ask it at all, for what it cannot mean: with canaries where ids belong, in
 * the query, in bodies that are broken, of wrong types, unknown fields and too big. A new endpoint is asked by itself.
 */
export async function sweep(cast: Cast, endpoints: readonly ServiceEndpoint[], officer: Hand): Promise<void> {
  const stranger = cast.person('stranger');
  const insiders = new Map<Service, Hand>();
  for (const service of new Set(endpoints.map((one) => one.service))) insiders.set(service, insider(cast, service));
  const sendings = endpoints.flatMap((endpoint) => {
    const words = (where: string): string =>
      cast.make('words', 'nothing', `${endpoint.method} ${endpoint.path}, ${where}`);
    const path = `${endpoint.path.replaceAll(/:\w+/g, () => words('path'))}?cari=${words('query')}`;
    const hands = endpoint.path.startsWith('/api/') ? [officer, insiders.get(endpoint.service)] : [stranger];
    const bodies = endpoint.method === 'GET' ? [{}] : faulty(cast, endpoint, words('body'));
    return hands.flatMap((hand) =>
      bodies.map((body) => async () => void (await hand?.send({ method: endpoint.method, path, ...body }))),
    );
  });
  await inParallel(sendings, AT_ONCE, async (send) => send());
  for (const hand of insiders.values()) hand.close();
}

/** Straight at the service, with the token of the service that may call it. */
function insider(cast: Cast, service: Service): Hand {
  const { addresses, canaries, exchanges } = cast;
  const caller = service === 'intake' ? 'follow-up' : service === 'follow-up' ? 'intake' : 'portal';
  let minted: Promise<string> | undefined;
  const mint = async (): Promise<string> => mintServiceToken(await signingKey(addresses.secretsDir, caller), service);
  return new Hand(
    `inside ${service}`,
    addresses.services[service],
    canaries,
    exchanges,
    async () => (minted ??= mint()),
  );
}

function faulty(cast: Cast, { path }: ServiceEndpoint, words: string): { type?: string; body: object | string }[] {
  const nik = cast.make('nik', 'nothing', `${path}, NIK in a wrong body`);
  const everywhere = Object.fromEntries(FIELDS.map((field) => [field, `${words} ${nik}`]));
  const broken = `{"text": "${words}", "receipt": "${words}"`;
  const huge = JSON.stringify({ text: `${words} ${'x'.repeat(TOO_BIG_BYTES)}` });
  if (!path.startsWith('/api/'))
    return [{ type: FORM, body: everywhere }, { body: broken }, { type: FORM, body: huge }];
  return [{ body: everywhere }, { body: broken }, { body: huge }, { type: 'text/plain', body: words }];
}

/** Names that bodies of ours have, so that the words get as far as they can before something is wrong. */
const FIELDS = [
  'text',
  'reason',
  'receipt',
  'code',
  'title',
  'contact',
  'place',
  'unit',
  'agency',
  'category',
  'area',
  'subject',
  'name',
  'answerId',
  'pauseId',
  'rating',
  'kata',
];
