import { Injectable } from '@nestjs/common';
import type { ComplaintClass } from '@tuntas/events';
import { sealing } from '../domain/sealing.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { writtenForHandlers } from './written.js';

export interface Sealing extends Asked {
  /** Why it looks supervisory, or does not, for the inspectorate. */
  readonly reason: string;
}

/** T22: the complaint is about misconduct, or may be; from now on it is for named inspectorate roles only. */
@Injectable()
export class SealCase extends OfficersCommand<'seal', Sealing> {
  protected moveOf = () => 'seal' as const;

  protected made({ reason: words }: Sealing, making: Making): Made<'seal'> {
    const { changes, says } = sealing(making.kase, 'supervisory', making.post.role);
    return { changes: { ...changes, written: [writtenForHandlers({ purpose: 'seal-reason', words }, making)] }, says };
  }
}

export interface Unsealing extends Sealing {
  readonly class: Exclude<ComplaintClass, 'supervisory'>;
}

/** T22 lifted: nothing supervisory in it; the national desk has it. */
@Injectable()
export class UnsealCase extends OfficersCommand<'unseal', Unsealing> {
  protected moveOf = () => 'unseal' as const;

  protected made({ reason: words, class: complaintClass }: Unsealing, making: Making): Made<'unseal'> {
    return {
      changes: {
        holder: { body: 'national-desk' },
        class: complaintClass,
        possiblySupervisory: false,
        written: [writtenForHandlers({ purpose: 'seal-reason', words }, making)],
      },
      says: { class: complaintClass, by: making.post.role },
    };
  }
}
