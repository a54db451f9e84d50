import { ApplicationFailure } from '@temporalio/common';
import { compileCalendar } from '../calendars/compile.ts';
import type { CompiledCalendar } from '../domain/calendar.ts';
import type { CalendarDocument } from '../domain/calendars.ts';
import { calendarsOf, resolvePlan } from '../domain/policy.ts';
import type { Version } from '../store/versions.ts';
import type { CaseActivities } from '../workflows/ports.ts';
import { type PlanDocuments, SHIPPED } from './plan-documents.ts';

const DAY = 86_400_000;

/** Calendars compiled today: reading the zone's data costs milliseconds, and a case needs half a dozen of them. */
function compiledDaily(): (calendar: Version<CalendarDocument>, now: number) => CompiledCalendar {
  let compiled = new WeakMap<object, CompiledCalendar>();
  let today = 0;
  return (calendar, now) => {
    const day = Math.floor(now / DAY) * DAY;
    if (day !== today) compiled = new WeakMap();
    today = day;
    const { name: id, version, document } = calendar;
    const known = compiled.get(calendar) ?? compileCalendar({ id, version, ...document }, day);
    compiled.set(calendar, known);
    return known;
  };
}

// not "non-retryable": a deployment that lags behind brings the version a moment later
const unknown = (what: 'Policy' | 'Calendar', name: string): ApplicationFailure =>
  ApplicationFailure.create({ message: `no ${what.toLowerCase()} ${name}`, type: `Unknown${what}` });

/** Plans from policies and calendars. `now` is the machine's clock: it only sets the horizon's start. */
export function createPlans(
  now: () => number = Date.now,
  { policies, calendars }: PlanDocuments = SHIPPED,
): Pick<CaseActivities, 'openPlan'> {
  const compiled = compiledDaily();
  return {
    async openPlan(facts) {
      const { shop = null, policy: name, policyVersion, calendarVersions = {} } = facts;
      const policy = await policies(shop, name, policyVersion);
      if (!policy) throw unknown('Policy', name);
      const resolved = resolvePlan({ name, version: policy.version, ...policy.document }, facts);
      const compiling = calendarsOf(resolved).map(async (id) => {
        const calendar = await calendars(shop, id, calendarVersions[id]);
        if (!calendar) throw unknown('Calendar', id);
        return [id, compiled(calendar, now())] as const;
      });
      return { ...resolved, calendars: Object.fromEntries(await Promise.all(compiling)) };
    },
  };
}
