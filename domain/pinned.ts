import type { CaseState } from './case.ts';
import type { PlanFacts } from './policy.ts';

/** What stays as it was when the case opened, whenever its plan is resolved again: its clocks count from then on. */
export function pinned({
  shop,
  plan,
  openedAt,
}: CaseState): Pick<PlanFacts, 'shop' | 'calendarVersions' | 'peak' | 'since'> {
  const versions = Object.entries(plan.calendars).map(([id, { version }]) => [id, version] as const);
  return {
    shop,
    since: openedAt,
    calendarVersions: Object.fromEntries(versions),
    ...(plan.peak ? { peak: true } : {}),
  };
}
