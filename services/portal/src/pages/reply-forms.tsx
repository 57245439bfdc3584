import { pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import { CodeForm, Field } from './fields.js';
import { linkTo, type Setting } from './page.js';

const RATINGS = [1, 2, 3, 4, 5] as const;

/** "Sudah beres?" – yes with a rating, or no with a reason; each a form of its own, naming the answer it is about. */
export function ReplyForms({
  receipt,
  answerId,
  setting: { language },
}: {
  readonly receipt: string;
  readonly answerId: string;
  readonly setting: Setting;
}): JSX.Element {
  const { status, report } = pageWords(language);
  return (
    <div class="replies">
      <CodeForm action={linkTo('/lacak/terima', language)} code={receipt}>
        <input type="hidden" name="answer" value={answerId} />
        <h3>{status.solvedQuestion}</h3>
        <Field id="rating" label={status.rating} optional={report.optional}>
          {() => (
            <select id="rating" name="rating">
              <option value="">{status.notRated}</option>
              {RATINGS.toReversed().map((rating) => (
                <option value={rating}>{`${rating} – ${status.ratings[rating - 1] ?? ''}`}</option>
              ))}
            </select>
          )}
        </Field>
        <button type="submit" class="button">
          {status.accept}
        </button>
      </CodeForm>
      <CodeForm action={linkTo('/lacak/belum', language)} code={receipt}>
        <input type="hidden" name="answer" value={answerId} />
        <Field id="reason" label={status.reason} optional={report.optional}>
          {() => <textarea id="reason" name="reason" rows={3} maxLength={2000} />}
        </Field>
        <button type="submit" class="button quiet">
          {status.dispute}
        </button>
      </CodeForm>
    </div>
  );
}

/** What is missing, and the box to give it in. */
export function CompleteForm({
  receipt,
  pauseId,
  missing,
  setting: { language },
}: {
  readonly receipt: string;
  readonly pauseId: string;
  readonly missing: readonly { readonly label: string }[];
  readonly setting: Setting;
}): JSX.Element {
  const { status } = pageWords(language);
  return (
    <div class="replies">
      <CodeForm action={linkTo('/lacak/lengkapi', language)} code={receipt}>
        <input type="hidden" name="pause" value={pauseId} />
        <h3>{status.missing}</h3>
        <ul>
          {missing.map(({ label }) => (
            <li>{label}</li>
          ))}
        </ul>
        <Field id="text" label={status.completion}>
          {() => <textarea id="text" name="text" rows={5} maxLength={2000} required />}
        </Field>
        <button type="submit" class="button">
          {status.complete}
        </button>
      </CodeForm>
    </div>
  );
}
