/** What somebody sends who wants to see what breaks. */
export interface HostileRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

const UUID = '0193a000-0000-7000-8000-000000000001';
/** Parts of an address as they are written there; the last three are what a caller who means well would send. */
const parts = [
  '%00',
  '%ED%A0%80',
  '%F0%9F%98%80',
  '%27%20OR%201=1--',
  '..%2f..%2fetc%2fpasswd',
  '__proto__',
  'constructor',
  '-1',
  '1e999',
  '9'.repeat(190),
  UUID,
  'dinas-pu',
  'KTM-7F3Q-H2XK4',
];
const queries = [
  '',
  '?dryRun=true',
  '?dryRun[]=true&dryRun=false&from=x&from=y&to=2026-02-30&limit=1e999&after=%00&at=%ED%A0%80',
  '?from=2026-01-01&to=0001-01-01&agency=__proto__&category=%00&year=99999&page=-1&limit=99999999999999999999',
];
/** Values that no field means, and a few that reach further than those. */
const values: readonly unknown[] = [
  '',
  'a\u0000b',
  '\ud800',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '9'.repeat(2_000),
  '2026-02-30',
  '2026-01-01',
  '99999-12-31T23:59:60Z',
  UUID,
  'dinas-pu',
  'KTM-7F3Q-H2XK4',
  '7F3QH2XKA9B8C7D6',
  0,
  -1,
  2 ** 53,
  1e308,
  0.5,
  true,
  null,
  [],
  [[null]],
  {},
  { toString: 1, length: -1 },
  Array.from({ length: 300 }, () => 'x'),
];
const bodies: readonly (string | Buffer)[] = [
  '',
  '{',
  'null',
  '[]',
  '"\\ud800"',
  '1e400',
  '{"a":1e400}',
  '{"__proto__":{"a":1}}',
  '['.repeat(5_000),
  `{"a":${'[1,'.repeat(10)}`,
  Buffer.from('7b2261223a22ff227d', 'hex'),
  Buffer.from('fffe7b007d00', 'hex'),
];
const types = [
  'application/json',
  'application/json; charset=utf-16',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  '\u00e9',
];
const ifMatches = ['"1"', '"99999999999999999999"', 'W/"1"', '*', '"1", "2"', '\u00e9'];
const keys = [UUID, 'k', '9'.repeat(3_000), '\u00e9\u00e9', ''];
const languages = ['id', 'en;q=NaN, *;q=99', 'x'.repeat(2_000)];

const turn = <Of>(list: readonly Of[], at: number): Of => list[at % list.length] as Of;

/** Every part, query, type and body once, for an endpoint at `path`; what varies together is turned by different steps. */
export function blindRequests(path: string, takesBody: boolean): HostileRequest[] {
  return Array.from({ length: takesBody ? 2 * bodies.length : parts.length }, (_, at) => ({
    url: addressOf(path, at),
    headers: headersOf(at, takesBody ? turn(types, Math.floor(at / 2) * (at % 2)) : undefined),
    ...(takesBody && { payload: turn(bodies, at) }),
  }));
}

/** Bodies of the fields that an endpoint is known to have, each field with another value at every turn. */
export function knowingRequests(path: string, fields: readonly string[], turns: number): HostileRequest[] {
  return Array.from({ length: turns }, (_, at) => ({
    url: addressOf(path, at + parts.length - 3),
    headers: headersOf(at % 2 === 0 ? 0 : at, 'application/json'),
    payload: JSON.stringify(bodyOf(fields, at)),
  }));
}

function addressOf(path: string, at: number): string {
  let shift = 0;
  return path.replaceAll(/:\w+/g, () => turn(parts, at + 5 * shift++)) + turn(queries, Math.floor(at / 2));
}

function headersOf(at: number, type: string | undefined): Record<string, string> {
  return {
    'idempotency-key': turn(keys, at),
    'if-match': turn(ifMatches, at),
    'accept-language': turn(languages, at),
    ...(type !== undefined && { 'content-type': type }),
  };
}

/** `place.point.latitude` sets a value in an object in an object. */
function bodyOf(fields: readonly string[], at: number): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [shift, field] of fields.entries()) {
    const path = field.split('.');
    const last = path.pop() ?? field;
    let within = body;
    for (const step of path) {
      const found = within[step];
      const next = typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {};
      within[step] = next;
      within = next;
    }
    within[last] = turn(values, at + 7 * shift);
  }
  return body;
}
