import { dateInWords, pageWords } from '@tuntas/wording';
import type { ComponentChildren, JSX } from 'preact';
import { CodeForm, Field } from './fields.js';
import { linkTo, type Setting } from './page.js';

const MOST_CHARACTERS = 2_000;

export interface FormProps {
  readonly receipt: string;
  /** Made with the page: sent twice it is one act. */
  readonly actKey: string;
  readonly setting: Setting;
}

/** Opened first and sent then: nothing that cannot be undone is one tap away, also without JavaScript. */
export function Folded({
  summary,
  children,
}: {
  readonly summary: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <details>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

export function ActForm({
  to,
  form: { receipt, actKey, setting },
  children,
}: {
  readonly to: string;
  readonly form: FormProps;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <CodeForm action={linkTo(to, setting.language)} code={receipt}>
      <input type="hidden" name="key" value={actKey} />
      {children}
    </CodeForm>
  );
}

/** T21: something more for the handlers. */
export function AddForm(form: FormProps): JSX.Element {
  const { acts } = pageWords(form.setting.language);
  return (
    <Folded summary={acts.add}>
      <ActForm to="/lacak/tambah" form={form}>
        <Field id="addition" label={acts.addText} hint={acts.addHint}>
          {(aria) => <textarea {...aria} id="addition" name="text" rows={4} maxLength={MOST_CHARACTERS} required />}
        </Field>
        <button type="submit" class="button">
          {acts.addSend}
        </button>
      </ActForm>
    </Folded>
  );
}

/** T22, before any agency had it. */
export function MakeSecretForm(form: FormProps): JSX.Element {
  const { acts } = pageWords(form.setting.language);
  return (
    <Folded summary={acts.secret}>
      <ActForm to="/lacak/rahasiakan" form={form}>
        <p>{acts.secretHint}</p>
        <button type="submit" class="button">
          {acts.secretSend}
        </button>
      </ActForm>
    </Folded>
  );
}

/** T18. */
export function WithdrawForm(form: FormProps): JSX.Element {
  const { acts, report } = pageWords(form.setting.language);
  return (
    <Folded summary={acts.withdraw}>
      <ActForm to="/lacak/cabut" form={form}>
        <p>{acts.withdrawHint}</p>
        <Field id="withdrawal-reason" label={acts.withdrawReason} optional={report.optional}>
          {() => <textarea id="withdrawal-reason" name="reason" rows={3} maxLength={MOST_CHARACTERS} />}
        </Field>
        <button type="submit" class="button warn">
          {acts.withdrawSend}
        </button>
      </ActForm>
    </Folded>
  );
}

/** T16: once, against the archive. */
export function AppealForm(form: FormProps): JSX.Element {
  const { acts } = pageWords(form.setting.language);
  return (
    <ActForm to="/lacak/keberatan" form={form}>
      <h3>{acts.appeal}</h3>
      <Field id="appeal-reason" label={acts.appealReason} hint={acts.appealHint}>
        {(aria) => (
          <textarea {...aria} id="appeal-reason" name="reason" rows={4} maxLength={MOST_CHARACTERS} required />
        )}
      </Field>
      <button type="submit" class="button">
        {acts.appealSend}
      </button>
    </ActForm>
  );
}

/** T14: a dispute of a case that is closed, until the window is over. */
export function ReopenForm({
  answerId,
  until,
  ...form
}: FormProps & { readonly answerId: string; readonly until: string | undefined }): JSX.Element {
  const { language } = form.setting;
  const { acts, report, status } = pageWords(language);
  return (
    <ActForm to="/lacak/belum" form={form}>
      <input type="hidden" name="answer" value={answerId} />
      <h3>{acts.reopen}</h3>
      {until !== undefined && <p>{acts.reopenUntil(dateInWords(until, language))}</p>}
      <Field id="reason" label={status.reason} optional={report.optional}>
        {() => <textarea id="reason" name="reason" rows={3} maxLength={MOST_CHARACTERS} />}
      </Field>
      <button type="submit" class="button">
        {acts.reopenSend}
      </button>
    </ActForm>
  );
}
