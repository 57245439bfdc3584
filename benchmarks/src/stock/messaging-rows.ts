/** What each service's log keeps of a complaint: its stream there, and the types of its facts, those of every case first. */
interface Logged {
  readonly stream: string;
  readonly types: readonly string[];
  /** The stream that the service hears of the complaint first. */
  readonly heard?: string;
}

/** About as long as the facts are; joined as text, which costs a third of building JSON piece by piece. */
const BODY = `('{"state":"' || state || '","holder":' || holder || ',"round":1,"version":5,"clocks":[],"note":"${'.'.repeat(120)}"}')::json`;

/** Journal and progress of the complaints from $1 to $2; a journal holds each fact as its owner recorded it. */
export function messagingRows({ stream, types, heard }: Logged): string[] {
  const received = heard === undefined ? `'{}'` : `jsonb_build_object('${heard}', json_build_array(1, id))`;
  return [
    `INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data)
     SELECT at + f.ordinal * interval '1 day', bench.key(at, n, 10 + f.ordinal::int), '${stream}', id::text, f.ordinal, f.type, ${BODY}
     FROM bench.told, unnest(ARRAY[${types.map((type) => `'${type}'`).join(', ')}]) WITH ORDINALITY AS f (type, ordinal)
     WHERE n BETWEEN $1 AND $2`,
    `INSERT INTO messaging.progress (key, received, sent)
     SELECT id::text, ${received}, jsonb_build_object('${stream}', ${types.length}) FROM bench.told WHERE n BETWEEN $1 AND $2`,
  ];
}
