import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { services as allServices, type Service } from '@tuntas/events';
import { type PartName, type Platform, root, startPlatform } from '@tuntas/local';
import { type Flaw, failpointModule, plantModule } from '@tuntas/testing/faults';
import type { End } from '@tuntas/testing/ledger';
import { freeBlock } from './ports.js';
import { mountSmallDisk, unmount } from './disk.js';

/** A dead process is revived within half a second and says so in its pid; longer means that it does not come up. */
const REVIVED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;

export interface StageOptions {
  readonly flaw?: Flaw;
  /** Puts Postgres on a disk of its own with so many bytes. */
  readonly postgresBytes?: number;
  /** Variables of every service, besides those of the platform. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly log?: (line: string) => void;
}

/** A platform of its own, with failpoints in every service, on ports and in a folder that nobody else uses. */
export class Stage {
  private constructor(
    readonly platform: Platform,
    readonly dataDir: string,
    readonly smallDisk: string | undefined,
    private readonly planted: { flaw?: Flaw | undefined },
    /** When processes of the platform ended, asked or not. */
    readonly ends: readonly End[],
  ) {}

  static async start({
    flaw,
    postgresBytes,
    environment = {},
    log = () => undefined,
  }: StageOptions = {}): Promise<Stage> {
    const dataDir = await mkdtemp(join(tmpdir(), 'tuntas-faults-'));
    // Postgres' user must be able to enter, or its data would lie elsewhere and outlive this folder.
    chmodSync(dataDir, 0o755);
    mkdirSync(join(dataDir, 'failpoints'));
    const smallDisk = postgresBytes === undefined ? undefined : join(dataDir, 'postgres');
    if (smallDisk) mountSmallDisk(smallDisk, postgresBytes ?? 0);
    const planted = { flaw };
    const ends: End[] = [];
    try {
      const platform = await startPlatform({
        dataDir,
        firstPort: await freeBlock(),
        // Only what is built; on a whole checkout that is everything.
        services: allServices.filter((service) => existsSync(join(root, 'services', service, 'dist/main.js'))),
        extras: (service) => extras(service, { dataDir, flaw: planted.flaw, environment }),
        log,
        ended: (part) => ends.push({ part, at: new Date() }),
      });
      return new Stage(platform, dataDir, smallDisk, planted, ends);
    } catch (error) {
      if (smallDisk) unmount(smallDisk);
      await rm(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  get services(): Service[] {
    return allServices.filter((service) => service in this.platform.pids());
  }

  /** Plants this mistake in place of the one before; none heals. The services that it changes are started again. */
  async plant(flaw: Flaw | undefined): Promise<void> {
    if (flaw === this.planted.flaw) return;
    const changed = new Set([...(this.planted.flaw?.services ?? []), ...(flaw?.services ?? [])]);
    this.planted.flaw = flaw;
    for (const service of this.services) if (changed.has(service)) await this.platform.restart(service);
  }

  kill(name: PartName): void {
    this.platform.kill(name, 'SIGKILL');
  }

  /** Arms a running service: it kills or stops itself when it reaches the step for the n-th time from now. */
  arm(service: Service, failpoint: string): void {
    writeFileSync(failpointFile(this.dataDir, service), failpoint);
    this.platform.kill(service, 'SIGUSR2');
  }

  disarm(service: Service): void {
    writeFileSync(failpointFile(this.dataDir, service), '');
    if (this.platform.pids()[service] !== undefined) this.platform.kill(service, 'SIGUSR2');
  }

  /** Resolves when the part runs as another process than before. */
  async revived(name: PartName, before: number | undefined): Promise<void> {
    const deadline = performance.now() + REVIVED_WITHIN_MS;
    for (;;) {
      const pid = this.platform.pids()[name];
      if (pid !== undefined && pid !== before) return;
      if (performance.now() > deadline) throw new Error(`${name} did not come back.`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** True once the process with this pid is no longer the part's, within the time given. */
  async died(name: PartName, pid: number | undefined, withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    while (this.platform.pids()[name] === pid) {
      if (performance.now() > deadline) return false;
      await sleep(LOOK_EVERY_MS);
    }
    return true;
  }

  /** Stops everything; the folder stays when somebody has to look into it. */
  async close({ keep }: { keep: boolean }): Promise<void> {
    await this.platform.stop();
    if (this.smallDisk) unmount(this.smallDisk);
    if (!keep) await rm(this.dataDir, { recursive: true, force: true });
  }
}

const failpointFile = (dataDir: string, service: Service): string => join(dataDir, 'failpoints', service);

function extras(
  service: Service,
  {
    dataDir,
    flaw,
    environment,
  }: { dataDir: string; flaw: Flaw | undefined; environment: Readonly<Record<string, string>> },
) {
  const planted = flaw?.services.includes(service) ?? false;
  return {
    environment: {
      ...environment,
      FAILPOINT_FILE: failpointFile(dataDir, service),
      ...(planted && flaw ? { FLAW: flaw.name } : {}),
    },
    nodeFlags: ['--import', failpointModule, ...(planted ? ['--import', plantModule] : [])],
  };
}
