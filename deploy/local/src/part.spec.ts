import { describe, expect, it } from 'vitest';
import { Part, type Running } from './part.js';

const EVENTUALLY = { timeout: 5_000, interval: 10 };

describe('a part of the platform', () => {
  it('is started again when it ends unasked', async () => {
    const { part, launches } = parts();
    await part.start();
    launches[0]?.crash();
    await expect.poll(() => part.pid, EVENTUALLY).toBe(2);
    await part.stop();
  });

  it('is tried again when it does not come up', async () => {
    const { part, launches } = parts({ failing: [2, 3] });
    await part.start();
    launches[0]?.crash();
    await expect.poll(() => part.pid, EVENTUALLY).toBe(4);
    await part.stop();
  });

  it('stays down when it was asked to end', async () => {
    const { part, launches } = parts();
    await part.start();
    await part.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(launches).toHaveLength(1);
  });

  it('is not started twice by a restart right after a crash', async () => {
    const { part, launches } = parts();
    await part.start();
    launches[0]?.crash();
    await part.restart();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(launches.filter(({ up }) => up())).toHaveLength(1);
    await part.stop();
  });

  it('stays down after a crash when nobody is to revive it', async () => {
    const { part, launches } = parts({ revive: false });
    await part.start();
    launches[0]?.crash();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(part.pid).toBeUndefined();
  });
});

/** A part whose processes are promises; the number of the launch is its pid. */
function parts({ failing = [], revive = true }: { failing?: readonly number[]; revive?: boolean } = {}) {
  const launches: { crash: () => void; up: () => boolean }[] = [];
  const launch = async (): Promise<Running> => {
    const pid = launches.length + 1;
    let end = () => {};
    let up = !failing.includes(pid);
    const exited = new Promise<void>((resolve) => (end = resolve)).then(() => void (up = false));
    launches.push({ crash: () => end(), up: () => up });
    if (!up) throw new Error('port taken');
    return { pid, exited, stop: async () => (end(), exited) };
  };
  return { part: new Part('intake', launch, { revive, log: () => {} }), launches };
}
