import type { Policy } from '../../policy.ts';
import { DAY, HOUR, MINUTE } from './times.ts';

/** Who is warned, and who is told how long after a breach. */
export const ladders: Policy['ladders'] = {
  // quick: a minute is over before a warning would be read
  Q: {
    warnings: [],
    rungs: [
      { after: 0, role: 'owner' },
      { after: 2 * MINUTE, role: 'senior' },
      { after: 10 * MINUTE, role: 'supervisor' },
    ],
    raisesTo: 2,
  },
  // real time
  R: {
    warnings: [{ role: 'owner', share: 0.75 }],
    rungs: [
      { after: 0, role: 'owner' },
      { after: 0, role: 'senior' },
      { after: 10 * MINUTE, role: 'supervisor', byPublished: true },
      { after: HOUR, role: 'manager' },
    ],
  },
  // not real time
  N: {
    warnings: [{ role: 'owner', share: 0.75 }],
    rungs: [
      { after: 0, role: 'owner' },
      { after: HOUR, role: 'senior' },
      { after: 4 * HOUR, role: 'supervisor' },
      { after: DAY, role: 'manager' },
    ],
  },
  // complaint
  C: {
    warnings: [
      { role: 'owner', share: 0.5 },
      { role: 'senior', share: 0.5 },
      { role: 'supervisor', share: 0.75 },
    ],
    rungs: [
      { after: 0, role: 'supervisor' },
      { after: 2 * HOUR, role: 'manager' },
    ],
    again: { from: 1, every: DAY },
  },
  // money, and the steps of an after-sales request
  M: {
    warnings: [{ role: 'owner', share: 0.75 }],
    rungs: [
      { after: 0, role: 'owner' },
      { after: 4 * HOUR, role: 'senior' },
      { after: DAY, role: 'supervisor' },
      { after: 3 * DAY, role: 'manager' },
    ],
  },
  // severe: told at once, not only when time runs out
  S: {
    warnings: [
      { role: 'supervisor', share: 0 },
      { role: 'manager', share: 0 },
    ],
    rungs: [
      { after: 0, role: 'supervisor' },
      { after: 0, role: 'manager' },
    ],
    again: { from: 0, every: 30 * MINUTE },
    warnAgain: 30 * MINUTE,
    anyHour: true,
  },
};
