import type { CaseState } from '@tuntas/events';
import { pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import type { OwnStatus } from '../upstream/intake.js';
import { ActForm, Folded, type FormProps } from './act-forms.js';
import { Field } from './fields.js';

const over: ReadonlySet<CaseState> = new Set(['CLOSED', 'ARCHIVED', 'WITHDRAWN']);

/** What is held about the complainant, and what can be done about it: always there, last on the page, folded up. */
export function PersonalData({ report, ...form }: FormProps & { readonly report: OwnStatus }): JSX.Element {
  const { personalData: words } = pageWords(form.setting.language);
  const { identityErased, erasure } = report;
  return (
    <section aria-labelledby="pribadi">
      <h2 id="pribadi">{words.title}</h2>
      <WhatBecame report={report} words={words} />
      <ActForm to="/lacak/data" form={form}>
        <p class="hint">{words.downloadHint}</p>
        <button type="submit" class="button quiet">
          {words.download}
        </button>
      </ActForm>
      {identityErased !== true && <CorrectForm {...form} report={report} />}
      <RestrictForm {...form} restricted={report.restricted === true} />
      {identityErased !== true && <ConsentForm {...form} />}
      {erasure?.words !== true && <EraseForm {...form} isOver={over.has(report.state)} />}
    </section>
  );
}

type Words = ReturnType<typeof pageWords>['personalData'];

function WhatBecame({ report, words }: { readonly report: OwnStatus; readonly words: Words }): JSX.Element {
  const { identityErased, erasure, held } = report;
  const waits = erasure?.words === true && erasure.wordsErasedAt === undefined;
  const lines = [
    report.restricted === true && words.restricted,
    identityErased === true && words.identityErased,
    erasure?.wordsErasedAt !== undefined && words.wordsErased,
    waits && held !== true && words.wordsWait,
    held === true && words.held,
  ].filter((line) => line !== false);
  return (
    <>
      {lines.map((line) => (
        <p>{line}</p>
      ))}
    </>
  );
}

function CorrectForm({ report: { contact }, ...form }: FormProps & { readonly report: OwnStatus }): JSX.Element {
  const { personalData: words } = pageWords(form.setting.language);
  return (
    <Folded summary={words.correct}>
      <ActForm to="/lacak/kontak" form={form}>
        <p class="hint">{words.correctHint}</p>
        <Field id="own-name" label={words.name}>
          {() => <input id="own-name" name="name" value={contact?.name} autocomplete="name" maxLength={200} />}
        </Field>
        <Field id="own-email" label={words.email}>
          {() => (
            <input
              id="own-email"
              type="email"
              name="email"
              value={contact?.email}
              autocomplete="email"
              maxLength={254}
            />
          )}
        </Field>
        <Field id="own-phone" label={words.phone}>
          {() => (
            <input id="own-phone" type="tel" name="phone" value={contact?.phone} autocomplete="tel" maxLength={20} />
          )}
        </Field>
        <button type="submit" class="button">
          {words.correctSend}
        </button>
      </ActForm>
    </Folded>
  );
}

function RestrictForm({ restricted, ...form }: FormProps & { readonly restricted: boolean }): JSX.Element {
  const { personalData: words } = pageWords(form.setting.language);
  return (
    <Folded summary={restricted ? words.lift : words.restrict}>
      <ActForm to="/lacak/batasi" form={form}>
        <input type="hidden" name="restricted" value={restricted ? 'no' : 'yes'} />
        {!restricted && <p>{words.restrictHint}</p>}
        <button type="submit" class="button">
          {restricted ? words.lift : words.restrictSend}
        </button>
      </ActForm>
    </Folded>
  );
}

function ConsentForm(form: FormProps): JSX.Element {
  const { personalData: words } = pageWords(form.setting.language);
  return (
    <Folded summary={words.consent}>
      <ActForm to="/lacak/jangan-hubungi" form={form}>
        <p>{words.consentHint}</p>
        <button type="submit" class="button warn">
          {words.consentSend}
        </button>
      </ActForm>
    </Folded>
  );
}

function EraseForm({ isOver, ...form }: FormProps & { readonly isOver: boolean }): JSX.Element {
  const { personalData: words } = pageWords(form.setting.language);
  return (
    <Folded summary={words.erase}>
      <ActForm to="/lacak/hapus" form={form}>
        <p>{isOver ? words.eraseHintOver : words.eraseHint}</p>
        <p>{words.eraseKept}</p>
        <div class="choice">
          <input type="checkbox" id="erase-confirmed" name="confirmed" value="yes" required />
          <label for="erase-confirmed">{words.eraseConfirm}</label>
        </div>
        <button type="submit" class="button warn">
          {words.eraseSend}
        </button>
      </ActForm>
    </Folded>
  );
}
