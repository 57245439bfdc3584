import { dateInWords, pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import type { OwnStatus, Taken } from '../upstream/intake.js';
import { CodeForm } from './fields.js';
import { linkTo, Page, type Setting } from './page.js';
import { bothCodes, receiptInGroups } from '../forms/codes.js';

/**
 * The answer to a report that was taken. It is the answer to the POST itself: the receipt then stands in no address and in
 * no store between two requests, any replica can give it, and a reload sends the same key and gets the same answer.
 */
export function confirmationPage(
  { taken, own, hasEmail }: { taken: Taken; own: OwnStatus | undefined; hasEmail: boolean },
  setting: Setting,
): JSX.Element {
  const { language } = setting;
  const { confirmation } = pageWords(language);
  return (
    <Page setting={setting} title={confirmation.title} translatable={false} island>
      <div data-sent>
        <h1>{confirmation.title}</h1>
        <p class="lead">{own?.sentences.who ?? taken.sentence}</p>
      </div>
      <Codes taken={taken} setting={setting} />
      <section aria-labelledby="lanjut">
        <h2 id="lanjut">{confirmation.next}</h2>
        <Next own={own} taken={taken} setting={setting} />
        <p>{hasEmail ? confirmation.nextMail : confirmation.nextNoMail}</p>
      </section>
      <div class="actions">
        <CodeForm action={linkTo('/lacak', language)} code={bothCodes(taken.reference, taken.receipt)}>
          <button type="submit" class="button">
            {confirmation.track}
          </button>
        </CodeForm>
        <a class="button quiet" href={linkTo('/lapor', language)}>
          {confirmation.another}
        </a>
      </div>
    </Page>
  );
}

function Codes({ taken, setting: { language } }: { taken: Taken; setting: Setting }): JSX.Element {
  const { confirmation } = pageWords(language);
  return (
    <div class="codes">
      <div>
        <h2>{confirmation.reference}</h2>
        <p class="code">{taken.reference}</p>
        <p class="hint">{confirmation.referenceHint}</p>
      </div>
      <div class="receipt">
        <h2>{confirmation.receipt}</h2>
        <p class="code notranslate">{receiptInGroups(taken.receipt)}</p>
        <p class="hint">{confirmation.receiptHint}</p>
        <CodeForm action={linkTo('/lapor/simpan', language)} code={taken.receipt}>
          <input type="hidden" name="reference" value={taken.reference} />
          <button type="submit" class="button quiet">
            {confirmation.save}
          </button>
        </CodeForm>
      </div>
    </div>
  );
}

/** Dates by the clocks that run; a second after sending, the case may not have been opened yet. */
function Next({
  own,
  taken,
  setting: { language },
}: {
  own: OwnStatus | undefined;
  taken: Taken;
  setting: Setting;
}): JSX.Element {
  const { confirmation, status } = pageWords(language);
  const { byWhen, ifLate } = own?.sentences ?? {};
  return (
    <>
      <ul class="dates">
        <li>
          <strong>{status.submitted}</strong> {dateInWords(taken.submittedOn, language)}
        </li>
        {own?.clocks.map(({ label, dueOn }) => (
          <li>
            <strong>{capital(label)}</strong> {status.dueOn.toLowerCase()} {dateInWords(dueOn, language)}
          </li>
        ))}
      </ul>
      <p>{byWhen === undefined ? confirmation.nextWithoutDates : [byWhen, ifLate].filter(Boolean).join(' ')}</p>
    </>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
