import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@tuntas/postgres';
import type { OfficersWrite } from '@tuntas/runtime';
import { type ProposedRetention, retentionFaults } from '../domain/retention-faults.js';
import type { SettingFault } from '../domain/setting-faults.js';
import { todayAtTheDesk } from '../queries/show-settings.js';
import { CurrentSettings } from '../store/current-settings.js';
import { SettingVersions } from '../store/setting-versions.js';
import { unknownCodes } from '../store/unknown-codes.js';
import { demandNone, demandVersion, newestOf, postOver } from './propose-setting.js';
import type { NewVersion } from './write-setting.js';

/** As {@link ProposeSetting}, for how long complaints are kept: the national desk's alone, and the same for all agencies. */
@Injectable()
export class ProposeRetention {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CurrentSettings) private readonly settings: CurrentSettings,
    @Inject(SettingVersions) private readonly versions: SettingVersions,
  ) {}

  async next(proposed: ProposedRetention, asked: OfficersWrite): Promise<NewVersion> {
    const post = postOver(asked.posts, undefined);
    const today = await todayAtTheDesk(this.database, this.settings);
    const all = await this.versions.all(['retention']);
    const others = all.flatMap((one) => (one.kind === 'retention' ? [one.body] : []));
    const newest = newestOf(all.filter(({ body }) => 'code' in body && body.code === proposed.code));
    demandVersion(asked, newest);
    demandNone([...retentionFaults(proposed, { others, today }), ...(await this.#unknown(proposed))]);
    const version = (newest?.body.version ?? 0) + 1;
    return { setting: { kind: 'retention', body: { ...proposed, version } }, post, asked };
  }

  /** A category that has ended is known: its complaints are still here. */
  async #unknown({ scope: { category } = {} }: ProposedRetention): Promise<SettingFault[]> {
    const unknown = await unknownCodes({ category }, this.database.sql);
    return unknown.length === 0 ? [] : [{ code: 'setting-category-unknown', field: 'scope.category' }];
  }
}
