import type { CaseState } from './case.ts';
import type { PlanFacts } from './policy.ts';

/** What stays as it was when the case opened, whenever its plan is resolved again. */
export function pinned({ shop, plan }: CaseState): Pick<PlanFacts, 'shop' | 'calendarVersions' | 'peak'> {
  const versions = Object.entries(plan.calendars).map(([id, { version }]) => [id, version] as const);
  return { shop, calendarVersions: Object.fromEntries(versions), ...(plan.peak ? { peak: true } : {}) };
}
