interface Answer {
  readonly headers: Readonly<Record<string, unknown>>;
}
/** What is a page, and what else may stand in it, in the words of a Content-Security-Policy. */
interface Shown {
  readonly page?: boolean;
}

/** What every answer says, in whatever state: found, refused, broken, or no endpoint at all. */
const everywhere = {
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
/** Of a policy that is no page's; and of a page's, which may load its own files. */
const ofData = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const ofPages = ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];
/** Sources that would let a script in which somebody wrote into a page. */
const loose = /unsafe-|data:|blob:|\*|\bhttps?:(?!\/\/)|strict-dynamic/;
/** What tells an attacker which weakness to look for, and what would open an answer to pages of others. */
const unwanted = ['server', 'x-powered-by', 'via', 'access-control-allow-origin'];

/** What is wrong with the headers of an answer, in words; nothing when it is as safe as it has to be (ASVS 5.0 §3.4). */
export function headerFaults({ headers }: Answer, { page = false }: Shown = {}): string[] {
  const policy = String(headers['content-security-policy']);
  const referrer = page ? 'same-origin' : 'no-referrer';
  return [
    ...Object.entries(everywhere).flatMap(([name, value]) => (headers[name] === value ? [] : [`no ${name}: ${value}`])),
    ...(headers['referrer-policy'] === referrer ? [] : [`no referrer-policy: ${referrer}`]),
    ...(typeof headers['permissions-policy'] === 'string' ? [] : ['no permissions-policy']),
    ...(headers['cache-control'] === undefined ? ['nobody said who may keep it'] : []),
    ...(page ? ofPages.filter((part) => !policy.split('; ').includes(part)) : policy === ofData ? [] : [ofData]).map(
      (part) => `a policy without ${part}`,
    ),
    ...(loose.test(policy) ? [`a loose policy: ${policy}`] : []),
    ...unwanted.filter((name) => name in headers).map((name) => `has a header ${name}`),
  ];
}
