import { Inject, Injectable } from '@nestjs/common';
import { Messaging } from '@tuntas/messaging';
import { type OfficersWrite, Problem, refused } from '@tuntas/runtime';
import { keyOf, type NewVersion, WriteSetting } from '../commands/write-setting.js';
import { DryRun } from '../queries/dry-run.js';
import { SettingsStore } from '../store/settings.store.js';
import { isTaken, SettingVersions } from '../store/setting-versions.js';

/**
 * The one way in for calendars and settings: looks what would happen, or keeps the version and says so. As with cases, a
 * retry is too late for its own version, so what was refused is looked up by its key.
 */
@Injectable()
export class SettingsDoor {
  constructor(
    @Inject(Messaging) private readonly messaging: Messaging,
    @Inject(SettingsStore) private readonly store: SettingsStore,
    @Inject(SettingVersions) private readonly versions: SettingVersions,
    @Inject(WriteSetting) private readonly writeSetting: WriteSetting,
    @Inject(DryRun) private readonly dryRun: DryRun,
  ) {}

  async take(asked: OfficersWrite, dryRun: string | undefined, propose: () => Promise<NewVersion>): Promise<object> {
    try {
      const next = await propose();
      const { setting, post } = next;
      if (dryRun === 'true') {
        // What a retention would end is intake's to count, also before its first day: `GET /api/retention/preview?on=…`.
        const would = setting.kind === 'retention' ? { dryRun: true } : await this.dryRun.of(setting, [post]);
        return { ...would, version: setting.body.version };
      }
      const key = keyOf(setting);
      const { decide } = this.writeSetting;
      await this.messaging.command({ store: this.store, decide, key, input: { ...next, key } });
      return { key, version: setting.body.version };
    } catch (error) {
      return this.#again(asked, error);
    }
  }

  /** The answer of the first time for the same request of the same officer; what went wrong for everything else. */
  async #again({ keyHash, bodyHash, subject }: OfficersWrite, error: unknown): Promise<object> {
    const taken = isTaken(error);
    if (!taken && !(error instanceof Problem && error.kind === 'refused')) throw error;
    const written = await this.versions.written(keyHash);
    if (written?.subject === subject && written.bodyHash === bodyHash) {
      return { key: written.key, version: written.version };
    }
    if (written) throw refused('idempotency-key-reused');
    throw taken ? refused('setting-version-stale') : error;
  }
}
