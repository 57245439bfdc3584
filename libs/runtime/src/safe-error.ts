/**
 * Errors quote what they choke on: PostgreSQL repeats the faulty value and prints whole rows as `detail`, JSON.parse
 * repeats the text around the fault. What people wrote must not reach a log, so an error is logged by its type, code,
 * place and a message cut before its first quote. Parameters, detail, hint and `where` are never looked at.
 */

const DEEPEST_CAUSE = 3;
const MOST_MESSAGE_CHARACTERS = 300;
const MOST_FRAMES = 12;

/** PostgreSQL's classes that speak of statements, connections and locks, not of values. */
const speaksOfNoValue = /^(08|28|3D|40|42|53|55|57|58)/;
const describing = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine', 'syscall'] as const;

export interface SafeError {
  type: string;
  message: string;
  frames?: string[];
  cause?: SafeError;
  [field: string]: unknown;
}

/** An error as it may stand in a log. */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const fields = error as unknown as Record<string, unknown>;
  const several: readonly unknown[] = Array.isArray(fields['errors']) ? fields['errors'] : [];
  const inner = error.cause ?? fields['driverError'] ?? several[0];
  return {
    type: error.name,
    message: safeMessage(error),
    ...Object.fromEntries(describing.flatMap((name) => (isShort(fields[name]) ? [[name, fields[name]]] : []))),
    frames: framesOf(error),
    ...(inner instanceof Error && depth < DEEPEST_CAUSE ? { cause: safeError(inner, depth + 1) } : {}),
  };
}

function safeMessage(error: Error): string {
  const code = (error as { code?: unknown }).code;
  const whole = 'syscall' in error || (typeof code === 'string' && speaksOfNoValue.test(code));
  const message = whole ? error.message : cutQuoted(error.message);
  return message.slice(0, MOST_MESSAGE_CHARACTERS);
}

/**
 * `invalid input syntax for type uuid: "Budi"` → `invalid input syntax for type uuid: …`. Cut from the first quote to the
 * end: what is quoted may hold quotes itself, so where it ends cannot be known. What looks like an address or a telephone
 * number goes too: mail servers repeat recipients.
 */
export function cutQuoted(message: string): string {
  return message
    .replace(/(["'`<]|=\()[\s\S]*$/, '…')
    .replace(/\S+@\S+/g, '…')
    .replace(/\+?\d{7,}/g, '…');
}

/** The stack's frames alone: its first lines repeat the message. */
function framesOf(error: Error): string[] {
  const lines = (error.stack ?? '').split('\n');
  return lines.flatMap((line) => (/^\s+at /.test(line) ? [line.trim().slice(3)] : [])).slice(0, MOST_FRAMES);
}

function isShort(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 100;
}
