import { CaseOpened, ComplaintSubmitted, type DataOf } from '@tuntas/events';

/** The usual complaint: told on the web, with category and area; about 330 bytes of JSON. */
export const submitted: DataOf<typeof ComplaintSubmitted> = {
  reference: 'KTM-7K3F-9QXW',
  kind: 'complaint',
  class: 'unknown',
  category: 'infrastruktur/jalan-rusak',
  area: '64.08.04',
  channel: 'web',
  language: 'id',
  anonymous: false,
  secret: false,
  urgent: false,
  possiblySupervisory: false,
  wordListVersion: '2026-11',
  receivedOn: '2026-11-23',
  reachable: true,
};

/** What follow-up says to it; about 300 bytes. */
export const opened: DataOf<typeof CaseOpened> = {
  state: 'SUBMITTED',
  holder: { body: 'national-desk' },
  round: 1,
  version: 1,
  clocks: [],
  reference: submitted.reference,
  kind: submitted.kind,
  class: submitted.class,
  category: 'infrastruktur/jalan-rusak',
  area: '64.08.04',
  anonymous: false,
  secret: false,
  urgent: false,
  possiblySupervisory: false,
  receivedOn: submitted.receivedOn,
};

/** The headers of an event as its owner sends them (CloudEvents, binary mode). */
export function headersOf(event: { type: string; owner: string }, key: string, sequence: number, id: string) {
  return {
    ce_specversion: '1.0',
    ce_id: id,
    ce_type: event.type,
    ce_source: event.owner,
    ce_time: '2026-11-23T01:00:00.000Z',
    ce_subject: key,
    ce_sequence: String(sequence),
    'content-type': 'application/json',
  };
}
