import { services } from '@tuntas/events';
import { inParallel } from '../replay/in-parallel.js';
import { allDrained } from '../underway/drained.js';
import { Lag } from '../underway/lag.js';
import type { Cast } from './cast.js';
import { type ServiceEndpoint, endpointAt } from './endpoints.js';
import { breakages } from './breakages.js';
import { agencyWithTwoSteps, organisation, signIn, tables, timeOfKeeping } from './offices.js';
import {
  anonymousComplaint,
  deskOf,
  formsOfThePages,
  formsThatEnd,
  mergedComplaints,
  publicComplaint,
  secretComplaint,
  supervisoryComplaints,
} from './stories.js';
import { sweep } from './sweep.js';

const STORIES_AT_ONCE = 4;
/** Taken only with a token that the provider signed, which says nothing but whose session ended. */
const SIGNED_BY_PROVIDER = '/masuk/diakhiri';
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Puts canaries in by every door: as people use them, and as nobody should. */
export async function throughEveryDoor(cast: Cast, endpoints: readonly ServiceEndpoint[]): Promise<void> {
  const desk = deskOf(cast);
  await agencyWithTwoSteps(cast, desk.coordinator);
  const stories = [
    async () => publicComplaint(cast, desk),
    async () => formsOfThePages(cast, desk),
    async () => anonymousComplaint(cast, desk),
    async () => secretComplaint(cast, desk),
    async () => formsThatEnd(cast, desk),
    async () => supervisoryComplaints(cast, desk),
    async () => mergedComplaints(cast, desk),
    async () => organisation(cast, desk.national),
    async () => tables(cast, desk.national),
    async () => timeOfKeeping(cast, desk.national),
    async () => signIn(cast),
  ];
  await inParallel(stories, STORIES_AT_ONCE, async (story) => story());
  await sweep(cast, endpoints, desk.national);
  // Messages that are made to be parked stay: all else has to have gone its way before.
  await settled(cast);
  await breakages(cast, desk);
}

/** What was told has got wherever it goes. */
async function settled({ addresses }: Cast): Promise<void> {
  const lag = new Lag(addresses);
  try {
    await allDrained(lag, services);
  } finally {
    await lag.close();
  }
}

/** Doors that nobody has gone through as they are meant: what is taken there was not looked for anywhere. */
export function neverTaken({ exchanges }: Cast, endpoints: readonly ServiceEndpoint[]): string[] {
  const taken = new Set(
    exchanges
      .filter(({ answer }) => answer.status < 400)
      .map(({ sent }) => endpointAt(endpoints, sent.method, sent.path))
      .flatMap((endpoint) => (endpoint ? [`${endpoint.method} ${endpoint.path}`] : [])),
  );
  return endpoints
    .filter(
      ({ method, path }) =>
        path !== SIGNED_BY_PROVIDER &&
        WRITES.has(method) &&
        !path.startsWith('/api/internal/') &&
        !path.startsWith('/en/'),
    )
    .map(({ method, path }) => `${method} ${path}`)
    .filter((door) => !taken.has(door));
}
