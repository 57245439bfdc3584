import { AgencyDescribed, AreaDescribed, CategoryDescribed, type EventOf, UnitDescribed } from '@tuntas/events';
import { decided, type Decision, Reaction, type Reacts, unchanged } from '@tuntas/messaging';
import { type Described, OrganisationStore } from '../store/described.store.js';

type Row = typeof AgencyDescribed | typeof UnitDescribed | typeof CategoryDescribed | typeof AreaDescribed;

/** Names and codes as routing describes them; the newest version of each counts. */
@Reaction(AgencyDescribed, OrganisationStore)
@Reaction(UnitDescribed, OrganisationStore)
@Reaction(CategoryDescribed, OrganisationStore)
@Reaction(AreaDescribed, OrganisationStore)
export class OnOrganisationDescribed implements Reacts<Described, Row> {
  decide(known: Described | undefined, described: EventOf<Row>): Decision<Described> {
    return newest(known, described);
  }
}

/** `agency.described` describes an agency. An older version came late, an equal one is a repetition. */
export function newest(
  known: Described | undefined,
  { type, data }: { type: string; data: { code: string; version: number } },
): Decision<Described> {
  if (known && known.version >= data.version) return unchanged;
  return decided({ type: type.slice(0, type.indexOf('.')), code: data.code, version: data.version, data });
}
