import type { Policy } from '../policy.ts';
import { shorten, type Shortening } from './shortened.ts';
import { standard } from './standard.ts';

/** How `standard-shortened` differs from `standard`: a minute lasts a second, no wait is longer than 40 seconds. */
export const DEMO_SHORTENING: Shortening = { secondsPerMinute: 1, longestSeconds: 40 };

/** The policies that ship, newest version of each. */
export const SHIPPED_POLICIES: readonly Policy[] = [standard, shorten(standard, 'standard-shortened', DEMO_SHORTENING)];
