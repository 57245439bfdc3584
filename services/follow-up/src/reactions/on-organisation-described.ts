import {
  AgencyDescribed,
  AreaDescribed,
  CategoryDescribed,
  type DataOf,
  type EventDeclaration,
  UnitDescribed,
} from '@tuntas/events';
import { decided, type Decision, Reaction, type Reacts, unchanged } from '@tuntas/messaging';
import {
  type Agency,
  AgencyStore,
  type Area,
  AreaStore,
  type Category,
  CategoryStore,
  type Unit,
  UnitStore,
} from '../store/organisation.store.js';

interface Versioned {
  readonly version: number;
}

/** The newest description counts; the owner repeats its whole set, so most of what comes is known. */
function newest<Row extends Versioned>(known: Versioned | undefined, described: Row): Decision<Row> {
  return known && known.version >= described.version ? unchanged : decided(described);
}

type Described<D extends EventDeclaration> = { readonly data: DataOf<D> };

@Reaction(AgencyDescribed, AgencyStore)
export class OnAgencyDescribed implements Reacts<Agency, typeof AgencyDescribed> {
  decide(known: Agency | undefined, { data }: Described<typeof AgencyDescribed>): Decision<Agency> {
    return newest(known, data);
  }
}

@Reaction(UnitDescribed, UnitStore)
export class OnUnitDescribed implements Reacts<Unit, typeof UnitDescribed> {
  decide(known: Unit | undefined, { data }: Described<typeof UnitDescribed>): Decision<Unit> {
    return newest(known, data);
  }
}

@Reaction(AreaDescribed, AreaStore)
export class OnAreaDescribed implements Reacts<Area, typeof AreaDescribed> {
  decide(known: Area | undefined, { data }: Described<typeof AreaDescribed>): Decision<Area> {
    return newest(known, data);
  }
}

@Reaction(CategoryDescribed, CategoryStore)
export class OnCategoryDescribed implements Reacts<Category, typeof CategoryDescribed> {
  decide(known: Category | undefined, { data }: Described<typeof CategoryDescribed>): Decision<Category> {
    return newest(known, data);
  }
}
