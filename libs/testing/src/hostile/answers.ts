import { problemSentence } from '@tuntas/wording';

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** What only somebody inside knows: frames, statements, tables, paths, classes, libraries and their codes. */
const internals = new RegExp(
  [
    String.raw`\bat .+:\d+:\d+`,
    String.raw`node_modules|\.(?:ts|js|mjs):\d|/(?:app|src|dist|work|home)/`,
    String.raw`\b(?:insert into|select .+ from|update .+ set|delete from|syntax error|relation "|column "|constraint)\b`,
    String.raw`\b(?:Type|Reference|Range|Syntax|Zod|Postgres|Database|Validation|Query)Error\b`,
    String.raw`\b(?:postgres|typeorm|kafkajs|fastify|nestjs|class-validator|undici|llhttp|FST_|ERR_|HPE_|ECONN|ENOTFOUND|ETIMEDOUT)`,
    String.raw`\[object |\bundefined\b|\bNaN\b|Unexpected (?:token|end)|JSON at position`,
  ].join('|'),
  'i',
);

/**
 * What is wrong with an answer to anything at all; nothing when it is an answer of ours that tells nothing of our inside. A
 * page may say what is wrong in its own words.
 */
export function answerFaults({ statusCode, headers, body }: Answer): string[] {
  if (statusCode < 400) return [];
  const type = String(headers['content-type']);
  if (type.startsWith('text/html')) return faultsOfPage(statusCode, body);
  if (!type.startsWith('application/problem+json')) return [`${statusCode} as ${type}`];
  const problem = JSON.parse(body) as { status?: unknown; code?: unknown; detail?: unknown; field?: unknown };
  const leak = internals.exec(body.replaceAll(/"field":"(?:[^"\\]|\\.)*"/g, ''))?.[0];
  return [
    ...(statusCode === 500 ? ['500, which is our fault'] : []),
    ...(problem.status === statusCode ? [] : [`says ${String(problem.status)} and is ${statusCode}`]),
    ...(problemSentence(String(problem.code), 'id') === undefined ? [`unknown code ${String(problem.code)}`] : []),
    ...(typeof problem.detail === 'string' && problem.detail !== '' ? [] : ['no sentence for people']),
    ...(leak === undefined ? [] : [`tells of our inside: ${leak}`]),
  ];
}

function faultsOfPage(statusCode: number, body: string): string[] {
  const leak = internals.exec(body)?.[0];
  return [
    ...(statusCode === 500 ? ['500, which is our fault'] : []),
    ...(leak === undefined ? [] : [`tells of our inside: ${leak}`]),
  ];
}

/** The fields that a refusal names, by which a stranger learns what a body is made of. */
export function fieldsNamedIn({ headers, body }: Pick<Answer, 'headers' | 'body'>): string[] {
  if (!String(headers['content-type']).startsWith('application/problem+json')) return [];
  const { field, faults = [] } = JSON.parse(body) as { field?: string; faults?: readonly { field?: string }[] };
  return [field, ...faults.map((fault) => fault.field)].filter((one) => one !== undefined);
}
