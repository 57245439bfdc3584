import { type ChildProcess, fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { FromMember, MemberTask, ToMember } from './member-process.js';
import type { ClientUnderProof } from './support.js';

const OUT = fileURLToPath(new URL('../../../dist/conformance/', import.meta.url));

/** Bundles the member for this client, because plain Node cannot load TypeScript that imports `.js`; 0.2 s, once per test file. */
export async function bundleMember({ module, make }: ClientUnderProof): Promise<string> {
  await mkdir(OUT, { recursive: true });
  const entry = `${OUT}${make}-entry.ts`;
  const member = fileURLToPath(new URL('./member-process.ts', import.meta.url));
  await writeFile(
    entry,
    `import { ${make} } from ${JSON.stringify(fileURLToPath(module))};
import { runMember } from ${JSON.stringify(member)};
void runMember(${make}, JSON.parse(process.argv[2]));\n`,
  );
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir: OUT,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: `${make}-member.mjs` } },
    },
  });
  return `${OUT}${make}-member.mjs`;
}

export interface MemberProcess {
  readonly pid: number;
  readonly exited: Promise<void>;
  signal(name: NodeJS.Signals): void;
  tell(message: ToMember): void;
}

export function startMember(bundle: string, task: MemberTask, hear: (message: FromMember) => void): MemberProcess {
  const child: ChildProcess = fork(bundle, [JSON.stringify(task)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  child.on('message', (message) => hear(message as FromMember));
  child.on('error', () => undefined);
  return {
    pid: child.pid ?? 0,
    exited,
    signal: (name) => void child.kill(name),
    // A child that has just been killed hears nothing any more, which is what the tests want.
    tell: (message) => void (child.connected && child.send(message, () => undefined)),
  };
}
