import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretsIn } from './secrets.js';

/** What must never be committed. Each pattern is written so that it does not match its own source text. */
const forbidden: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'the path of a machine', pattern: /(?<![\w.\-)}\]*])\/(?:work|root|tmp\/team|home\/[a-z][\w-]*)\// },
  {
    what: 'the address of a registry',
    pattern: /registry\.npmjs\.org|repo1?\.maven\.(?:org|apache\.org)|"resolved"\s*: "http/,
  },
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----|"d"\s*:\s*"[\w-]{43,}"/ },
  { what: 'a token', pattern: /\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{36}|\bxox[abp]-\w{10,}|\bnpm_\w{36}/ },
  { what: 'a signed token', pattern: /\beyJ[\w-]{16,}\.eyJ[\w-]{16,}\.[\w-]{40,}/ },
  {
    what: 'a password in an address',
    pattern: /\b[a-z]+:\/\/[^\s:/@'"`]+:(?![$<{])[^\s:/@'"`]{12,}@(?!localhost|127\.)[\w.-]+/,
  },
];

/** Larger files are data; a secret in one would stand in its first part as well. */
const MOST_BYTES_READ = 2_000_000;

/** One line for each tracked or untracked, not ignored file in `folder` that holds what must never be committed. */
export function leaks(folder: string): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  return listed
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(folder, file)))
    .flatMap((file) => leaksIn(readFileSync(join(folder, file)).subarray(0, MOST_BYTES_READ).toString('utf8'), file));
}

/** One line for each kind of forbidden text, with the first place where it stands, and for each drawn secret. */
export function leaksIn(text: string, file: string): string[] {
  const formed = [...forbidden, ...ownRegistry()].flatMap(({ what, pattern }) => {
    const found = pattern.exec(text);
    if (!found) return [];
    const line = text.slice(0, found.index).split('\n').length;
    return [`${file}:${line}: ${what}`];
  });
  return [...formed, ...secretsIn(text).map((line) => `${file}:${line}: what looks like a secret`)];
}

/** The registry this machine installs from is nobody else's business, whatever its name. */
function ownRegistry(): { what: string; pattern: RegExp }[] {
  const host = URL.parse(process.env['npm_config_registry'] ?? '')?.host;
  if (!host) return [];
  return [{ what: 'the address of a registry', pattern: new RegExp(host.replaceAll(/[.[\]]/g, String.raw`\$&`)) }];
}
