import type { CaseState } from '@tuntas/events';
import { pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import type { OwnStatus } from '../upstream/intake.js';
import { AddForm, AppealForm, MakeSecretForm, ReopenForm, WithdrawForm } from './act-forms.js';
import type { Setting } from './page.js';
import { CompleteForm, ReplyForms } from './reply-forms.js';

const unasked: readonly string[] = ['add', 'make-secret', 'withdraw'];
const ended: ReadonlySet<CaseState> = new Set(['CLOSED', 'ARCHIVED', 'WITHDRAWN']);

interface NowProps {
  readonly report: OwnStatus;
  readonly receipt: string;
  readonly actKey: string;
  readonly setting: Setting;
}

/** What can be done now, and only that: first what somebody waits for, then what is left to the complainant, folded up. */
export function Now({ report, receipt, actKey, setting }: NowProps): JSX.Element {
  const { acts, status } = pageWords(setting.language);
  const { actsPossible, answerId, pauseId, missing = [], reopenableUntil: until } = report;
  const can = (act: string): boolean => actsPossible.includes(act);
  const form = { receipt, actKey, setting };
  const isAsked = actsPossible.some((act) => !unasked.includes(act));
  return (
    <section aria-labelledby="sekarang" class="now">
      <h2 id="sekarang">{status.now}</h2>
      {actsPossible.length === 0 && <p>{ended.has(report.state) ? acts.over : status.nothing}</p>}
      {pauseId !== undefined && can('complete') && (
        <CompleteForm receipt={receipt} pauseId={pauseId} missing={missing} setting={setting} />
      )}
      {answerId !== undefined && can('accept') && (
        <ReplyForms receipt={receipt} answerId={answerId} setting={setting} />
      )}
      {answerId !== undefined && can('reopen') && <ReopenForm {...form} answerId={answerId} until={until} />}
      {can('appeal') && <AppealForm {...form} />}
      {can('turn-to-ombudsman') && <p>{status.ombudsman}</p>}
      {actsPossible.some((act) => unasked.includes(act)) && (
        <div class="besides">
          <p>{isAsked ? acts.besides : acts.notNeeded}</p>
          {can('add') && <AddForm {...form} />}
          {can('make-secret') && <MakeSecretForm {...form} />}
          {can('withdraw') && <WithdrawForm {...form} />}
        </div>
      )}
    </section>
  );
}
