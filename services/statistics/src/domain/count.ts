import { localDateOf, type Zone } from '@tuntas/calendar';
import type { ComplaintSubmitted, DataOf, EventOf } from '@tuntas/events';
import { atTheDoor } from './at-the-door.js';
import { type Counted, nothingCounted } from './counted.js';
import type { CountedEvent } from './counted-events.js';
import { followedUp } from './followed-up.js';

/** Counts one event of a complaint. Pure: the live service and the rebuild both fold with it. */
export function count(before: Counted | undefined, event: CountedEvent, zone: Zone): Counted {
  const row = before ?? nothingCounted;
  switch (event.type) {
    case 'complaint.submitted':
      return { ...row, intake_sequence: event.sequence, ...told(row, event.data) };
    case 'complaint.routed':
      return { ...row, routing_sequence: event.sequence, first_answer: row.first_answer ?? event.data.by };
    case 'complaint.left-to-desk':
      return { ...row, routing_sequence: event.sequence, first_answer: row.first_answer ?? 'left-to-desk' };
    case 'notice.sent':
      return { ...row, notification_sequence: event.sequence, notices_sent: row.notices_sent + 1 };
    case 'notice.unreachable':
      return { ...row, notification_sequence: event.sequence, notices_unreachable: row.notices_unreachable + 1 };
    default: {
      const read = { ...row, follow_up_sequence: event.sequence };
      // What is repeated for a merged complaint happened to its lead, and is counted there.
      if ('lead' in event.data && event.data.lead !== undefined) return read;
      return { ...read, ...followedUp(row, event, localDateOf(event.time, zone)) };
    }
  }
}

/** True for an event that the row holds already. */
export function isCounted(row: Counted | undefined, { type, sequence }: EventOf): boolean {
  if (!row) return false;
  if (type === 'complaint.submitted') return sequence <= row.intake_sequence;
  if (type === 'complaint.routed' || type === 'complaint.left-to-desk') return sequence <= row.routing_sequence;
  if (type.startsWith('notice.')) return sequence <= row.notification_sequence;
  return sequence <= row.follow_up_sequence;
}

/** What follow-up says counts before what was told at the door. */
function told(row: Counted, data: DataOf<typeof ComplaintSubmitted>): Partial<Counted> {
  const { channel } = data;
  return row.follow_up_sequence > 0 ? { channel } : { channel, ...atTheDoor(data) };
}
