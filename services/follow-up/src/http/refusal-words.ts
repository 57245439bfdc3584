import { Inject, Injectable } from '@nestjs/common';
import type { Language } from '@tuntas/events';
import { Problem, type ProblemValues } from '@tuntas/runtime';
import { actorName, holderName, instantInWords, type NamedHolder } from '@tuntas/wording';
import type { Actor } from '../domain/case.js';
import { CurrentSettings } from '../store/current-settings.js';

/** A refused move says who holds the case and who was first, in the caller's language; decisions know codes only. */
@Injectable()
export class RefusalWords {
  constructor(@Inject(CurrentSettings) private readonly settings: CurrentSettings) {}

  inWords(error: unknown, language: Language): unknown {
    if (!(error instanceof Problem) || typeof error.values['holder'] !== 'string') return error;
    const { holder, agency, unit, ...values } = error.values;
    const name = holderName(this.#named(holder, agency, unit), language);
    return new Problem(error.kind, error.code, {
      values: { ...values, holder: name, ...this.#whoAndWhen(error.values, language) },
    });
  }

  /** Time is told in the zone of whoever holds the case now: there the reader is. */
  #whoAndWhen({ by, byAgency, byUnit, at, agency }: ProblemValues, language: Language): ProblemValues {
    if (typeof by !== 'string' || typeof at !== 'string') return {};
    const { names, now } = this.settings;
    const body = {
      name: typeof byAgency === 'string' ? names.agency(byAgency) : undefined,
      unitName: typeof byUnit === 'string' ? names.unit(byUnit) : undefined,
    };
    const zone = (typeof agency === 'string' ? now.zones.agencies.get(agency) : undefined) ?? now.zones.desk;
    return { who: actorName(by as Actor, body, language), when: instantInWords(new Date(at), zone, language) };
  }

  #named(body: string, agency: unknown, unit: unknown): NamedHolder {
    if (body === 'national-desk' || body === 'inspectorate-desk') return { body };
    const { names } = this.settings;
    const unitName = typeof unit === 'string' ? { unitName: names.unit(unit) } : {};
    return { body: 'agency', name: names.agency(String(agency)), ...unitName };
  }
}
