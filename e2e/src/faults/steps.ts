import type { Service } from '@tuntas/events';

/** Which services come by which step (libs/messaging, checkpoint.ts). */
export const stepsOf: Readonly<Partial<Record<Service, readonly string[]>>> = {
  intake: ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9'],
  routing: ['s2', 's4', 's5', 's6', 's7', 's8', 's9'],
  'follow-up': ['s2', 's4', 's5', 's6', 's7', 's8', 's9'],
  notification: ['s2', 's4', 's5', 's6', 's7', 's8', 's9', 's10', 's11'],
  statistics: ['s2', 's7', 's8', 's9', 's12'],
};
