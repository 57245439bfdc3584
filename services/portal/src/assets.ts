import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

/** A file that browsers may keep for ever: its address changes with its content. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
}

/** The files that the pages need; `island` is absent where it was not built, and the pages work without it. */
export interface Assets {
  readonly style: Asset;
  readonly icon: Asset;
  readonly island?: Asset;
}

const styleFile = new URL('../assets/portal.css', import.meta.url);
const iconFile = new URL('../assets/icon.svg', import.meta.url);
const islandFile = new URL('../dist/islands/report.js', import.meta.url);
/** 96 bits: two versions do not meet by chance. */
const HASH_CHARACTERS = 16;

const compress = promisify(brotliCompress);

/** Reads, compresses and names the files once, at start. */
export async function loadAssets(): Promise<Assets> {
  const island = await readFile(islandFile).catch(() => undefined);
  return {
    style: await asset('portal', 'css', 'text/css; charset=utf-8', await readFile(styleFile)),
    icon: await asset('icon', 'svg', 'image/svg+xml; charset=utf-8', await readFile(iconFile)),
    ...(island && { island: await asset('report', 'js', 'text/javascript; charset=utf-8', island) }),
  };
}

async function asset(name: string, extension: string, type: string, plain: Buffer): Promise<Asset> {
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, HASH_CHARACTERS);
  return { path: `/assets/${name}.${hash}.${extension}`, type, plain, brotli: await compress(plain) };
}
