import { Inject, Injectable } from '@nestjs/common';
import type { LocalDate } from '@tuntas/calendar';
import { Database } from '@tuntas/postgres';
import { type Fault, invalidFields, notFound, type OfficersWrite, refused } from '@tuntas/runtime';
import { looserThan } from '../domain/agency-settings.js';
import type { Post } from '@tuntas/permissions';
import { type Proposed, scopeConflicts, type SettingFault, settingFaults } from '../domain/setting-faults.js';
import { CurrentSettings, NEWEST } from '../store/current-settings.js';
import { type SettingVersion, SettingVersions } from '../store/setting-versions.js';
import { unknownCodes } from '../store/unknown-codes.js';
import type { NewVersion } from './write-setting.js';

/**
 * Turns what somebody proposes into the next version of a setting, or says why it is none: who may not write it learns
 * nothing (404), who saw another version is told which there is now, and then all that is wrong with it is listed.
 */
@Injectable()
export class ProposeSetting {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CurrentSettings) private readonly settings: CurrentSettings,
    @Inject(SettingVersions) private readonly versions: SettingVersions,
  ) {}

  async next(proposed: Proposed, asked: OfficersWrite): Promise<NewVersion> {
    const post = postOver(asked.posts, proposed.scope?.agency);
    await this.settings.refresh(this.database.sql, NEWEST);
    const all = await this.versions.all(['limits']);
    const own = all.filter(({ body }) => 'validFrom' in body && body.code === proposed.code);
    const newest = newestOf(own);
    if (post.agency !== undefined && newest && agencyIn(newest) !== post.agency) throw notFound();
    demandVersion(asked, newest);
    if (post.agency !== undefined && newest && newest.byAgency === null) throw refused('setting-of-the-desk');
    demandNone([
      ...settingFaults(proposed),
      ...scopeConflicts(proposed, this.settings.stored.limits),
      ...(await this.#unknown(proposed)),
    ]);
    if (post.agency !== undefined) demandNone(this.#looser(proposed));
    const version = (newest?.body.version ?? 0) + 1;
    return { setting: { kind: 'limits', body: { ...proposed, version } }, post, asked };
  }

  async #unknown({ scope: { agency, category } = {} }: Proposed): Promise<SettingFault[]> {
    const unknown = await unknownCodes({ agencies: agency === undefined ? [] : [agency], category }, this.database.sql);
    return [
      ...(unknown.includes('unknown-agency') ? [{ code: 'setting-agency-unknown', field: 'scope.agency' }] : []),
      ...(unknown.includes('unknown-category') ? [{ code: 'setting-category-unknown', field: 'scope.category' }] : []),
    ];
  }

  /** Against what would hold without it, on its first day and on every later day on which that changes. */
  #looser(proposed: Proposed): SettingFault[] {
    const { now } = this.settings;
    const others = { ...now, limits: now.limits.filter(({ code }) => code !== proposed.code) };
    const days = new Set<LocalDate>([proposed.validFrom]);
    for (const { validFrom } of others.limits) if (validFrom > proposed.validFrom) days.add(validFrom);
    return [...days].map((on) => looserThan(others, proposed, on)).find((faults) => faults.length > 0) ?? [];
  }
}

const agencyIn = (version: SettingVersion): string | undefined =>
  version.kind === 'limits' ? version.body.scope?.agency : undefined;

/**
 * The post that may write this: the national desk's for everything, a coordinator's for the own agency.
 * @throws Problem not-found for everybody else
 */
export function postOver(posts: readonly Post[], agency: string | undefined): Post {
  const desk = posts.find(({ role }) => role === 'national-desk');
  const own = posts.find((post) => post.role === 'coordinator' && agency !== undefined && post.agency === agency);
  const post = desk ?? own;
  if (!post) throw notFound();
  return post;
}

export function newestOf(versions: readonly SettingVersion[]): SettingVersion | undefined {
  return versions.toSorted((one, other) => other.body.version - one.body.version)[0];
}

/** @throws Problem `setting-version-stale`, which says which version there is now */
export function demandVersion({ version: expected }: OfficersWrite, newest: SettingVersion | undefined): void {
  const version = newest?.body.version ?? 0;
  if (expected === version) return;
  const at = newest?.writtenAt ? { at: newest.writtenAt.toISOString() } : {};
  throw refused('setting-version-stale', { expected, version, ...at });
}

/** @throws Problem with every fault that was found */
export function demandNone(faults: readonly SettingFault[]): void {
  const [first, ...more] = faults satisfies readonly Fault[];
  if (first) throw invalidFields([first, ...more]);
}
