import type { CaseState } from './case.ts';
import type { CalendarVersions, PlanFacts } from './policy.ts';

/** Of the calendars that the case has. */
export const calendarVersions = ({ plan }: CaseState): CalendarVersions =>
  Object.fromEntries(Object.entries(plan.calendars).map(([id, { version }]) => [id, version]));

/** What stays as it was when the case opened, whenever its plan is resolved again: its clocks count from then on. */
export const pinned = (state: CaseState): Pick<PlanFacts, 'shop' | 'calendarVersions' | 'peak' | 'since'> => ({
  shop: state.shop,
  since: state.openedAt,
  calendarVersions: calendarVersions(state),
  ...(state.plan.peak ? { peak: true } : {}),
});
