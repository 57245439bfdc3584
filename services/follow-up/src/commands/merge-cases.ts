import { Inject, Injectable } from '@nestjs/common';
import type { CommandsTogether, Context, Decided } from '@tuntas/messaging';
import { notFound, Problem, refused } from '@tuntas/runtime';
import { concluded } from '../concluded.js';
import type { Case } from '../domain/case.js';
import { cannotLead, membersChanged } from '../domain/merging.js';
import { moves } from '../domain/moves.js';
import { mayRead } from '../domain/permissions.js';
import { CurrentSettings } from '../store/current-settings.js';
import { type Asked, officersMove, permitted } from './officers-move.js';

export interface Merging extends Asked {
  readonly memberId: string;
  /** The case that goes on; undoing a merger names it too, so that nobody undoes another one than seen. */
  readonly leadId: string;
}

type Both = ReadonlyMap<string, Decided<Case>>;

/**
 * T17: two complaints tell the same; one case goes on for both. Both are locked together, so that neither is closed or
 * merged meanwhile. The lead learns of it in the same transaction; later facts reach the member by letters.
 */
@Injectable()
export class MergeCases implements CommandsTogether<Case, Merging> {
  constructor(@Inject(CurrentSettings) private readonly settings: CurrentSettings) {}

  readonly decide = (cases: ReadonlyMap<string, Case>, asked: Merging, { now }: Context): Both | Problem => {
    const setting = { now, settings: this.settings.now };
    const may = permitted('merge', cases.get(asked.memberId), asked, setting);
    if (may instanceof Problem) return may;
    const { kase, post } = may;
    const lead = cases.get(asked.leadId);
    if (!lead || !mayRead(lead, asked.posts)) return notFound();
    const why = cannotLead(lead, kase);
    if (why !== undefined) return refused(why);
    const { complaintId: into, holder } = lead;
    const joined = lead.version + 1;
    const change = {
      changes: { merged: { into, joined, from: kase.state, holder: kase.holder }, holder },
      says: { into, by: post.role },
    };
    const merged = officersMove(moves.merge, may, change, { ...setting, asked });
    const member = kase.complaintId;
    const members = [...lead.members, { complaintId: member, joined }];
    const after = membersChanged(lead, { change: 'joined', member, members, by: post.role }, now, setting.settings);
    return both(asked, merged, concluded(after));
  };
}

/** T17 undone: the member goes on as if it had never been merged, and the lead loses it. */
@Injectable()
export class SeparateCases implements CommandsTogether<Case, Merging> {
  constructor(@Inject(CurrentSettings) private readonly settings: CurrentSettings) {}

  readonly decide = (cases: ReadonlyMap<string, Case>, asked: Merging, { now }: Context): Both | Problem => {
    const setting = { now, settings: this.settings.now };
    const may = permitted('unmerge', cases.get(asked.memberId), asked, setting);
    if (may instanceof Problem) return may;
    const { kase, post } = may;
    const lead = cases.get(asked.leadId);
    const { merged } = kase;
    if (!lead || merged?.into !== lead.complaintId) return refused('not-merged');
    const change = {
      changes: { merged: undefined, holder: merged.holder },
      says: { from: lead.complaintId, by: post.role },
    };
    const separated = officersMove(moves.unmerge, may, change, { ...setting, asked });
    const member = kase.complaintId;
    const members = lead.members.filter(({ complaintId }) => complaintId !== member);
    const left = membersChanged(lead, { change: 'left', member, members, by: post.role }, now, setting.settings);
    return both(asked, separated, concluded(left));
  };
}

function both({ memberId, leadId }: Merging, member: Decided<Case>, lead: Decided<Case>): Both {
  return new Map([
    [memberId, member],
    [leadId, lead],
  ]);
}
