import { Problem } from './problem.ts';
import type { TokenBuckets } from './rate-limit.ts';

/** Counts one message for a case. @throws Problem `case_rate_limited` */
export function takeFromCase(limit: TokenBuckets, key: string): void {
  const { allowed, retryAfter } = limit.take(key);
  if (allowed) return;
  throw new Problem('case_rate_limited', { headers: { 'Retry-After': String(retryAfter) } });
}
