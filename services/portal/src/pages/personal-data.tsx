import type { CaseState } from '@tuntas/events';
import { pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import type { OwnStatus } from '../upstream/intake.js';
import { ActForm, Folded, type FormProps } from './act-forms.js';

const over: ReadonlySet<CaseState> = new Set(['CLOSED', 'ARCHIVED', 'WITHDRAWN']);

/** What is held about the complainant, and what can be done about it: always there, last on the page, folded up. */
export function PersonalData({ report, ...form }: FormProps & { readonly report: OwnStatus }): JSX.Element {
  const { personalData: words } = pageWords(form.setting.language);
  const { identityErased, erasure } = report;
  return (
    <section aria-labelledby="pribadi">
      <h2 id="pribadi">{words.title}</h2>
      <WhatBecame report={report} words={words} />
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
