import { ApplicationFailure } from '@temporalio/common';
import { compileCalendar } from '../calendars/compile.ts';
import type { CompiledCalendar } from '../domain/calendar.ts';
import { type CalendarDefinition, SHIPPED_CALENDARS } from '../domain/calendars.ts';
import { SHIPPED_POLICIES } from '../domain/policies/index.ts';
import { calendarsOf, resolvePlan } from '../domain/policy.ts';
import type { CaseActivities } from '../workflows/ports.ts';

const DAY = 86_400_000;

/** Calendars compiled today: reading the zone's data costs milliseconds, and a case needs half a dozen of them. */
function compiledDaily(): (definition: CalendarDefinition, now: number) => CompiledCalendar {
  const compiled = new Map<string, CompiledCalendar>();
  let today = 0;
  return (definition, now) => {
    const day = Math.floor(now / DAY) * DAY;
    if (day !== today) compiled.clear();
    today = day;
    const known = compiled.get(definition.id) ?? compileCalendar(definition, day);
    compiled.set(definition.id, known);
    return known;
  };
}

/** Plans from the shipped policies and calendars. `now` is the machine's clock: it only sets the horizon's start. */
export function createPlans(now: () => number = Date.now): Pick<CaseActivities, 'openPlan'> {
  const compiled = compiledDaily();
  return {
    openPlan(facts) {
      const policy = SHIPPED_POLICIES.find(
        ({ name, version }) => name === facts.policy && version === (facts.policyVersion ?? version),
      );
      if (!policy) {
        // not "non-retryable": a deployment that lags behind brings the version a moment later
        throw ApplicationFailure.create({ message: `no policy ${facts.policy}`, type: 'UnknownPolicy' });
      }
      const resolved = resolvePlan(policy, facts);
      const calendars = calendarsOf(resolved).map((id) => {
        const definition = SHIPPED_CALENDARS.find((one) => one.id === id);
        if (!definition) throw ApplicationFailure.create({ message: `no calendar ${id}`, type: 'UnknownCalendar' });
        return [id, compiled(definition, now())] as const;
      });
      return Promise.resolve({ ...resolved, calendars: Object.fromEntries(calendars) });
    },
  };
}
