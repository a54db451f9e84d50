import type { CaseKind } from './kinds/index.ts';
import type { Tier } from './policy.ts';

/** Place in the line, 1 first: complaints, then VIP, then the others. The same numbers are Temporal's priority keys. */
export function priorityOf({ kind, tier }: { kind: CaseKind; tier: Tier }): 1 | 2 | 3 {
  if (kind === 'complaint') return 1;
  return tier === 'vip' ? 2 : 3;
}
