import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordedProcess, recordProcess, startOf, stopProcess } from './processes.js';
import { stopPlatformOf } from './run-folder.js';

let folder: string;
const started: number[] = [];

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tuntas-processes-'))));
afterEach(() => {
  for (const pid of started.splice(0)) if (startOf(pid) !== undefined) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true });
});

describe('a recorded process', () => {
  it('is found again while it runs', () => {
    const pid = sleeper();
    recordProcess(join(folder, 'x.pid'), pid);
    expect(recordedProcess(join(folder, 'x.pid'))).toBe(pid);
  });

  it('is not found after it ended', async () => {
    const pid = sleeper();
    recordProcess(join(folder, 'x.pid'), pid);
    await stopProcess(pid, 'SIGTERM', 5_000);
    expect(recordedProcess(join(folder, 'x.pid'))).toBeUndefined();
  });

  it('is not mistaken for a stranger who was given the same pid', () => {
    const stranger = sleeper();
    writeFileSync(join(folder, 'x.pid'), JSON.stringify({ pid: stranger, started: '1' }));
    expect(recordedProcess(join(folder, 'x.pid'))).toBeUndefined();
  });

  it.each(['', 'nonsense', '{}', '{"pid":"1"}'])('is nobody when the file holds %j', (content) => {
    writeFileSync(join(folder, 'x.pid'), content);
    expect(recordedProcess(join(folder, 'x.pid'))).toBeUndefined();
  });
});

describe('npm stop', () => {
  it('leaves a stranger alone whose pid stands in our file', async () => {
    const stranger = sleeper();
    recordProcess(join(folder, 'run', 'other.pid'), stranger);
    writeFileSync(join(folder, 'run', 'starter.pid'), JSON.stringify({ pid: stranger, started: '1' }));
    writeFileSync(join(folder, 'run', 'intake.pid'), JSON.stringify({ pid: stranger, started: '1' }));
    expect(await stopPlatformOf(folder)).toBe(false);
    expect(startOf(stranger)).toBeDefined();
  });

  it('ends what a killed start left behind', async () => {
    const orphan = sleeper();
    recordProcess(join(folder, 'run', 'intake.pid'), orphan);
    expect(await stopPlatformOf(folder)).toBe(true);
    expect(startOf(orphan)).toBeUndefined();
  });
});

describe('stopping', () => {
  it('kills one that ignores the request', async () => {
    const deaf = sleeper("process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)");
    await new Promise((resolve) => setTimeout(resolve, 300));
    await stopProcess(deaf, 'SIGTERM', 100);
    expect(startOf(deaf)).toBeUndefined();
  });
});

function sleeper(script = 'setInterval(() => {}, 1000)'): number {
  const { pid = 0 } = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
  started.push(pid);
  return pid;
}
