import { OnActRefused } from './reactions/on-act-refused.js';
import { OnCaseAnswered } from './reactions/on-case-answered.js';
import { OnCaseClosed } from './reactions/on-case-closed.js';
import { OnCaseCorrected } from './reactions/on-case-corrected.js';
import { OnCaseMerged } from './reactions/on-case-merged.js';
import { OnCaseMoved } from './reactions/on-case-moved.js';
import { OnCaseOpened } from './reactions/on-case-opened.js';
import { OnCasePostponed } from './reactions/on-case-postponed.js';
import { OnCasePublished } from './reactions/on-case-published.js';
import { OnCaseReopened } from './reactions/on-case-reopened.js';
import { OnCaseRestored } from './reactions/on-case-restored.js';
import { OnCaseRouted } from './reactions/on-case-routed.js';
import { OnCaseSealed } from './reactions/on-case-sealed.js';
import { OnCaseUnmerged } from './reactions/on-case-unmerged.js';
import { OnCaseUnsealed } from './reactions/on-case-unsealed.js';
import { OnCaseWithdrawn } from './reactions/on-case-withdrawn.js';
import { OnDeadlineExtended } from './reactions/on-deadline-extended.js';
import { OnDeadlineMissed } from './reactions/on-deadline-missed.js';
import { OnDeadlineSet } from './reactions/on-deadline-set.js';
import { OnDeadlineStopped } from './reactions/on-deadline-stopped.js';
import { OnHolderPressed } from './reactions/on-holder-pressed.js';
import { OnMembersChanged } from './reactions/on-members-changed.js';
import { OnNotice } from './reactions/on-notice.js';
import { OnOrganisationDescribed } from './reactions/on-organisation-described.js';
import { OnPromiseKept } from './reactions/on-promise-kept.js';
import { OnSettingsDescribed } from './reactions/on-settings-described.js';
import { OnTextWritten } from './reactions/on-text-written.js';
import { OnUrgencySet } from './reactions/on-urgency-set.js';
import { OnWithdrawalAsked } from './reactions/on-withdrawal-asked.js';
import { OnWithdrawalRefused } from './reactions/on-withdrawal-refused.js';

/** What follow-up's facts do to the complainant's file, in the order of a case's life. */
export const caseReactions = [
  OnCaseOpened,
  OnCaseRouted,
  OnCaseMoved,
  OnCaseAnswered,
  OnPromiseKept,
  OnCaseClosed,
  OnCasePostponed,
  OnCaseReopened,
  OnCaseRestored,
  OnCaseMerged,
  OnCaseUnmerged,
  OnMembersChanged,
  OnCaseWithdrawn,
  OnWithdrawalAsked,
  OnWithdrawalRefused,
  OnCaseCorrected,
  OnCasePublished,
  OnUrgencySet,
  OnCaseSealed,
  OnCaseUnsealed,
  OnActRefused,
  OnHolderPressed,
  OnDeadlineSet,
  OnDeadlineExtended,
  OnDeadlineStopped,
  OnDeadlineMissed,
];

/** What else intake hears of: words, notices, names, codes and settings. */
export const otherReactions = [OnTextWritten, OnNotice, OnOrganisationDescribed, OnSettingsDescribed];
