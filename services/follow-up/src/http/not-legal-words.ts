import { Inject, Injectable } from '@nestjs/common';
import { languageOf, Problem } from '@tuntas/runtime';
import { holderName, type NamedHolder } from '@tuntas/wording';
import { CurrentSettings } from '../store/current-settings.js';

/** A refused move says who holds the case in the caller's language; decisions know codes only. */
@Injectable()
export class NotLegalWords {
  constructor(@Inject(CurrentSettings) private readonly settings: CurrentSettings) {}

  inWords(error: unknown, spoken: string | undefined): unknown {
    if (!(error instanceof Problem) || error.code !== 'move-not-legal') return error;
    const { holder, agency, unit, ...values } = error.values;
    const name = holderName(this.#named(String(holder), agency, unit), languageOf(spoken));
    return new Problem(error.kind, error.code, { values: { ...values, holder: name } });
  }

  #named(body: string, agency: unknown, unit: unknown): NamedHolder {
    if (body === 'national-desk' || body === 'inspectorate-desk') return { body };
    const { names } = this.settings;
    const unitName = typeof unit === 'string' ? { unitName: names.unit(unit) } : {};
    return { body: 'agency', name: names.agency(String(agency)), ...unitName };
  }
}
