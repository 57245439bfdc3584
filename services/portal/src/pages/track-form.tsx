import { pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import { Field } from './fields.js';
import { linkTo, type Setting } from './page.js';

/** Both codes behind each other, with the longest prefix and all the hyphens and spaces that people write: 38. */
const MOST_CHARACTERS = 48;

/** One field for both: the number anybody may use, and the code that is the complainant's own. */
export function TrackForm({
  setting: { language },
  fault,
  written = '',
}: {
  readonly setting: Setting;
  readonly fault?: string | undefined;
  readonly written?: string;
}): JSX.Element {
  const { track } = pageWords(language);
  return (
    <form method="post" action={linkTo('/lacak', language)} class="track">
      <Field id="code" label={track.code} hint={track.codeHint} fault={fault}>
        {(aria) => (
          <input
            {...aria}
            id="code"
            name="code"
            type="text"
            class="code"
            value={written}
            maxLength={MOST_CHARACTERS}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            required
          />
        )}
      </Field>
      <button type="submit" class="button quiet">
        {track.go}
      </button>
    </form>
  );
}
