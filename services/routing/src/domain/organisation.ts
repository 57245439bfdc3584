import type { Zone } from '@tuntas/events';

/** A body that can be responsible. Active = a coordinator's post is filled (domain.md §2). */
export interface Agency {
  readonly code: string;
  readonly name: string;
  readonly kind: 'nation' | 'province' | 'regency' | 'office' | 'district' | 'village' | 'company';
  readonly parent?: string | undefined;
  readonly area?: string | undefined;
  readonly active: boolean;
  readonly zone: Zone;
  readonly email?: string | undefined;
  /** Of an agency that has ended. */
  readonly successor?: string | undefined;
}

/** Who answers for a body: itself, its successor when it has ended, or the nearest active parent. */
export interface Answering {
  readonly agency: Agency;
  /** The body that was meant, when another answers for it. */
  readonly insteadOf?: Agency;
}

/** Nation, province, regency, office, division, two to spare: a deeper tree is a circle. */
const DEEPEST_TREE = 8;

/** The tree of agencies, and which of them has which function. */
export class Organisation {
  private readonly agencies: ReadonlyMap<string, Agency>;
  private readonly districtOffices: ReadonlyMap<string, Agency>;

  /** `functions`: function → agency code; a function that is missing belongs to the district office of the place. */
  constructor(
    agencies: readonly Agency[],
    private readonly functions: ReadonlyMap<string, string>,
  ) {
    this.agencies = new Map(agencies.map((agency) => [agency.code, agency]));
    this.districtOffices = new Map(
      agencies.flatMap((agency) => (agency.kind === 'district' && agency.area ? [[agency.area, agency] as const] : [])),
    );
  }

  /** The active agency that answers for the code; nothing when the code is unknown or nobody after or above it is active. */
  answering(code: string | undefined): Answering | undefined {
    const meant = code === undefined ? undefined : this.agencies.get(code);
    let agency = meant;
    for (let level = 0; agency && !agency.active && level < DEEPEST_TREE; level++) {
      const next = agency.successor ?? agency.parent;
      agency = next === undefined ? undefined : this.agencies.get(next);
    }
    if (!meant || !agency?.active) return undefined;
    return agency === meant ? { agency } : { agency, insteadOf: meant };
  }

  /** The code of the agency that has the function, at a place where the function belongs to the district office. */
  having(function_: string, area: string | undefined): string | undefined {
    return this.functions.get(function_) ?? this.districtOffices.get(districtOf(area))?.code;
  }

  /** Does the answer depend on the place? */
  needsPlace(function_: string): boolean {
    return !this.functions.has(function_);
  }
}

/** `64.08.04.2001` → `64.08.04`. */
function districtOf(area: string | undefined): string {
  return area?.split('.').slice(0, 3).join('.') ?? '';
}
