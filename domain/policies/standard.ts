import { COMPLAINT_RULES } from '../kinds/complaint/measures.ts';
import type { Policy } from '../policy.ts';
import { clocks, peak, WRITTEN } from './standard/clocks.ts';
import { closing, surveys } from './standard/endings.ts';
import { ladders } from './standard/ladders.ts';
import { HOUR, MINUTE } from './standard/times.ts';

/** The default policy: what a Chinese shop's service desk expects. The first row that fits wins. */
export const standard: Policy = {
  name: 'standard',
  version: 1,
  clocks,
  peak: { clocks: peak },
  ladders,
  pausing: [
    {
      kinds: ['after-sales'],
      rules: {
        'waiting-customer': ['answer', 'decision', 'resolution', 'total-resolution'],
        // goods are on their way
        'waiting-other': ['resolution', 'total-resolution'],
      },
    },
    {
      kinds: ['complaint'],
      rules: {
        'waiting-customer': ['answer', 'decision', 'result', 'resolution', 'total-resolution'],
        'waiting-other': [],
      },
    },
    {
      rules: {
        'waiting-customer': ['answer', 'resolution', 'total-resolution'],
        'waiting-other': ['resolution', 'total-resolution'],
      },
    },
  ],
  silentOwner: [
    { kinds: ['complaint'], rules: { seconds: 30 * MINUTE } },
    { channels: WRITTEN, rules: { seconds: 4 * HOUR } },
    { channels: ['store'], rules: { seconds: 30 * MINUTE } },
    { rules: { seconds: 5 * MINUTE } },
  ],
  closing,
  surveys,
  hours: {
    owner: 'chat-cn',
    senior: 'chat-cn',
    supervisor: 'supervisor-hours',
    manager: 'manager-hours',
    customer: 'customer-hours',
  },
  staffed: [
    { channels: ['hotline'], calendar: 'duty-cn' },
    { channels: ['store'], calendar: 'store' },
    { calendar: 'chat-cn' },
  ],
  // three days of 8 office hours
  review: { seconds: 24 * HOUR, calendar: 'office-cn', ladder: 'none' },
  complaint: COMPLAINT_RULES,
};
