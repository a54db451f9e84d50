import { compileCalendar } from '../calendars/compile.ts';
import type { CompiledCalendar } from '../domain/calendar.ts';
import { type CalendarDefinition, SHIPPED_CALENDARS } from '../domain/calendars.ts';
import { SHIPPED_POLICIES } from '../domain/policies/index.ts';
import { calendarsOf, type Plan, type PlanFacts, resolvePlan } from '../domain/policy.ts';
import { Problem } from './problem.ts';

const DAY = 86_400_000;
/** A case looks so far ahead of its newest event. */
const AHEAD_DAYS = 120;

/** What a case is to be told again under, in the place of what it opened with. */
export interface Instead {
  readonly policyVersion?: number;
  readonly calendar?: CalendarDefinition;
}

/** Plans as a case of the past had them, or would have had. */
export interface PastPlans {
  readonly openPlan: (facts: PlanFacts) => Promise<Plan>;
  readonly zoneOf: (calendarId: string) => string;
}

/**
 * Plans whose calendars are compiled from the opening of a case up to well after an instant.
 * @throws Problem for a version of the policy that does not exist
 */
export function pastPlans(openedAt: number, until: number, instead: Instead = {}): PastPlans {
  const days = Math.ceil((until - openedAt) / DAY) + AHEAD_DAYS;
  const compiled = new Map<string, CompiledCalendar>();
  const definitionOf = (id: string): CalendarDefinition => {
    const definition = instead.calendar?.id === id ? instead.calendar : SHIPPED_CALENDARS.find((one) => one.id === id);
    if (!definition) throw new Error(`no calendar ${id}`);
    return definition;
  };
  const calendar = (id: string): readonly [string, CompiledCalendar] => {
    const known = compiled.get(id) ?? compileCalendar(definitionOf(id), openedAt, days);
    compiled.set(id, known);
    return [id, known];
  };
  return {
    zoneOf: (id) => definitionOf(id).timezone,
    openPlan(facts) {
      const version = instead.policyVersion ?? facts.policyVersion;
      const policy = SHIPPED_POLICIES.find(
        (one) => one.name === facts.policy && (version === undefined || one.version === version),
      );
      if (!policy) return Promise.reject(noSuchVersion(facts.policy, instead));
      const resolved = resolvePlan(policy, facts);
      return Promise.resolve({ ...resolved, calendars: Object.fromEntries(calendarsOf(resolved).map(calendar)) });
    },
  };
}

/** What was asked for is a fault of the request, what the case opened with one of the installation. */
function noSuchVersion(policy: string, { policyVersion }: Instead): Error {
  if (policyVersion === undefined) return new Error(`no policy ${policy} in that version`);
  const message = `a version of the policy ${policy}`;
  return new Problem('policy_not_found', {
    errors: [{ pointer: '?policyVersion', code: 'policy_not_found', message }],
  });
}
