import type { Locale } from './case.ts';
import type { Channel, Outlet } from './channels.ts';
import type { ComplaintOpening } from './kinds/complaint/events.ts';
import type { CaseKind, Category } from './kinds/index.ts';
import type { Level, Request, Tier } from './policy.ts';

/** What a workflow is told when its case opens. */
export interface OpenCase {
  readonly caseId: string;
  readonly shop: string;
  readonly kind: CaseKind;
  readonly channel: Channel;
  readonly customer: string;
  readonly locale: Locale;
  readonly reach: readonly Outlet[];
  readonly tier: Tier;
  readonly level: Level | null;
  readonly category: Category | null;
  readonly policy: string;
  readonly openedAt: number;
  /** Opened in peak mode. */
  readonly peak?: true;
  /** The ended case whose late message opened this one. */
  readonly follows?: string;
  /** What an after-sales request asks for. */
  readonly request?: Request;
  readonly complaint?: ComplaintOpening;
}
