import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts processor time in hundredths of a second on every Linux that Node runs on (USER_HZ). */
const MS_PER_TICK = 10;

interface Stat {
  readonly parent: number;
  readonly cpuMs: number;
}

/** Processor time of a process and of all that it started, in ms; those that ended are in it as well. */
export function cpuMsOfTree(pid: number): number {
  const all = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const stat = statOf(Number(name));
        return stat ? [[Number(name), stat] as const] : [];
      }),
  );
  const of = (one: number): number =>
    [...all].reduce((sum, [child, { parent }]) => (parent === one ? sum + of(child) : sum), all.get(one)?.cpuMs ?? 0);
  return of(pid);
}

function statOf(pid: number): Stat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command's name stands in brackets and may itself hold spaces and brackets: count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    return { parent: Number(fields[1]), cpuMs: ticks * MS_PER_TICK };
  } catch {
    return undefined;
  }
}

/** Memory of a process, in MB; what it shares with others counts in parts (proportional set size). */
export function pssMbOf(pid: number): number {
  const pss = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1];
  if (pss === undefined) throw new Error(`/proc/${pid}/smaps_rollup names no Pss.`);
  return Number(pss) / 1024;
}
