import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { endWhenItHangs } from './hanging.js';
import { startOf } from './processes.js';

const FAST = { everyMs: 5, mostUnanswered: 3 };

describe('a process that answers nobody', () => {
  it('is spoken for and ended, also when it was stopped', async () => {
    const { pid, exited } = sleeper();
    process.kill(pid, 'SIGSTOP');
    let complaints = 0;
    await endWhenItHangs({ pid, exited, answers: async () => false, complain: () => (complaints += 1) }, FAST);
    expect(complaints).toBe(1);
    expect(startOf(pid)).toBeUndefined();
  });

  it('is left alone as long as it answers now and then, and when it ends by itself', async () => {
    const { pid, exited } = sleeper();
    let asked = 0;
    const answers = async () => {
      asked += 1;
      if (asked === 20) process.kill(pid, 'SIGTERM');
      return asked % 3 === 0;
    };
    let complaints = 0;
    await endWhenItHangs({ pid, exited, answers, complain: () => (complaints += 1) }, FAST);
    expect(complaints).toBe(0);
    expect(asked).toBeGreaterThanOrEqual(20);
  });
});

function sleeper(): { pid: number; exited: Promise<void> } {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  return { pid: child.pid ?? 0, exited: once(child, 'exit').then(() => undefined) };
}
