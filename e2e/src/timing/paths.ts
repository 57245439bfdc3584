import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Addresses, signingKey } from '@tuntas/local';
import type { Post } from '@tuntas/permissions';
import { mintOfficerToken } from '@tuntas/runtime';
import { Ledger } from '@tuntas/testing/ledger';
import { Complainant, type Promised } from '../door/complainant.js';
import { Officer } from '../door/officer.js';
import { drawnReceipt, nearMiss } from '../door/wrong-receipts.js';
import type { Question, RefusalPath } from './sampling.js';

/** Known to nobody: whatever exists is hidden from its officers. */
const STRANGER: Post = { role: 'liaison', agency: 'dinas-tidak-ada', unit: 'seksi-tidak-ada' };
/** A token lives five minutes. */
const RENEW_MS = 120_000;
const LOOKS = 600;
const LOOK_EVERY_MS = 200;

/** What is hidden: complaints that exist, one of them erased. */
interface Hidden {
  readonly told: Promised;
  readonly other: Promised;
  readonly id: string;
  readonly erasedId: string;
}

/** The refusals of each path, two kinds each; the kinds of one path must be alike in bytes and time. */
export async function refusalPaths(addresses: Addresses): Promise<readonly RefusalPath[]> {
  const { told, other, id, erasedId } = await hidden(addresses);
  const { intake, portal, routing, 'follow-up': followUp } = addresses.services;
  const officer = await strangersHeaders(addresses.secretsDir);
  const shown = (base: string, receipt: () => string) => (): Question => ({
    method: 'POST',
    url: `${base}/api/receipt/status`,
    headers: {},
    body: { receipt: receipt() },
  });
  const got = (url: () => string) => (): Question => ({ method: 'GET', url: url(), headers: officer() });
  const kase = (one: () => string) => got(() => `${followUp}/api/cases/${one()}`);
  const routed = (one: () => string) => got(() => `${routing}/api/complaints/${one()}/routing`);
  const codes = (receipt: string) => `${told.reference} ${receipt}`;
  return [
    path('receipt, at intake', ['never given', 'missing'], shown(intake, drawnReceipt), shown(intake, () => '')),
    path('receipt, at intake', ['never given', 'one character wrong'], shown(intake, drawnReceipt), shown(intake, () => nearMiss(told.receipt))),
    path('receipt, at the portal', ['never given', 'missing'], shown(portal, drawnReceipt), shown(portal, () => '')),
    path('both codes, at intake', ['never given', 'another’s'], shown(intake, () => codes(drawnReceipt())), shown(intake, () => codes(other.receipt))),
    path('case, at follow-up', ['of others', 'never was'], kase(() => id), kase(randomUUID)),
    path('case, at follow-up', ['erased', 'never was'], kase(() => erasedId), kase(randomUUID)),
    path('routing of a complaint', ['of others', 'never was'], routed(() => id), routed(randomUUID)),
    path('endpoint, at follow-up', ['of other roles', 'never was'], got(() => `${followUp}/api/settings`), got(() => `${followUp}/api/tidak-ada`)),
  ]; // prettier-ignore
}

function path(name: string, kinds: readonly [string, string], one: () => Question, other: () => Question): RefusalPath {
  return { name, kinds, ask: [one, other] };
}

async function hidden({ services, secretsDir, dataDir }: Addresses): Promise<Hidden> {
  const ledger = await Ledger.open(join(dataDir, 'timing.jsonl'));
  const complainant = new Complainant(services.portal, ledger);
  const tell = async (): Promise<Promised> => {
    // A secret one waits at the inspectorate desk: no rule sends it on meanwhile.
    const promised = await complainant.tell({ text: 'Jalan rusak', secret: true });
    if (!promised) throw new Error('A complaint was refused.');
    return promised;
  };
  const [told, other, erased] = [await tell(), await tell(), await tell()];
  await fetch(`${services.portal}/api/receipt/erasures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ receipt: erased.receipt }),
  });
  await ledger.close();
  const desk = new Officer(services.portal, secretsDir, 'timing-desk', [{ role: 'inspectorate' }]);
  return { told, other, id: await idOf(desk, told), erasedId: await idOf(desk, erased) };
}

/** As the desk finds it among what waits. */
async function idOf(desk: Officer, { reference }: Promised): Promise<string> {
  for (let look = 0; look < LOOKS; look += 1) {
    const found = (await desk.queue('to-verify')).find((item) => item.reference === reference);
    if (found) return found.complaintId;
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`${reference} never came to the desk.`);
}

/** One token after another, always minted ahead: no question waits for one. */
async function strangersHeaders(secretsDir: string): Promise<() => Record<string, string>> {
  const key = await signingKey(secretsDir, 'portal');
  const mint = async () => ({ authorization: `Bearer ${await mintOfficerToken(key, 'stranger', [STRANGER])}` });
  let headers = await mint();
  const renewing = setInterval(() => void mint().then((fresh) => (headers = fresh)), RENEW_MS);
  renewing.unref();
  return () => headers;
}
