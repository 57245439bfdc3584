import type { EventOf } from '@tuntas/events';
import { decided, type Decision, later, unchanged } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';

/**
 * A fact of a case meets the complainant's file: it waits until the case was opened, and changes nothing any more for a
 * complainant who left a case that goes on for others.
 */
export function followed<Event extends EventOf>(
  file: CaseFile | undefined,
  event: Event,
  change: (file: CaseFile, event: Event) => CaseFile,
): Decision<CaseFile> {
  if (!file) return later;
  return file.leftAt === undefined ? decided(change(file, event)) : unchanged;
}
