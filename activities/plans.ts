import { ApplicationFailure } from '@temporalio/common';
import { compileCalendar } from '../calendars/compile.ts';
import type { CompiledCalendar } from '../domain/calendar.ts';
import type { CalendarDocument } from '../domain/calendars.ts';
import { calendarsOf, type PlanFacts, resolvePlan } from '../domain/policy.ts';
import type { Version } from '../store/versions.ts';
import type { CaseActivities } from '../workflows/ports.ts';
import { type PlanDocuments, SHIPPED } from './plan-documents.ts';

const DAY = 86_400_000;

/** From an instant's day on, and how many days further. */
interface Stretch {
  readonly from: number;
  readonly days: number;
}

const HORIZON_DAYS = 120;

function stretchOf(now: number, { since = now, through = 0 }: PlanFacts): Stretch {
  const from = Math.floor(Math.min(since, now) / DAY) * DAY;
  return { from, days: Math.ceil((Math.max(now + HORIZON_DAYS * DAY, through) - from) / DAY) };
}

/** Calendars compiled today: reading the zone's data costs milliseconds, and a case needs half a dozen of them. */
function compiledDaily(): (calendar: Version<CalendarDocument>, now: number, stretch: Stretch) => CompiledCalendar {
  let compiled = new WeakMap<object, Map<string, CompiledCalendar>>();
  let today = 0;
  return (calendar, now, { from, days }) => {
    const day = Math.floor(now / DAY);
    if (day !== today) compiled = new WeakMap();
    today = day;
    const { name: id, version, document } = calendar;
    const known = compiled.get(calendar) ?? new Map<string, CompiledCalendar>();
    compiled.set(calendar, known);
    const stretch = `${from} ${days}`;
    const result = known.get(stretch) ?? compileCalendar({ id, version, ...document }, from, days);
    known.set(stretch, result);
    return result;
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
        return [id, compiled(calendar, now(), stretchOf(now(), facts))] as const;
      });
      return { ...resolved, calendars: Object.fromEntries(await Promise.all(compiling)) };
    },
  };
}
