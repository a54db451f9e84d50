import { compileCalendar } from '../calendars/compile.ts';
import type { CompiledCalendar } from '../domain/calendar.ts';
import type { CalendarDefinition, CalendarDocument } from '../domain/calendars.ts';
import { calendarsOf, type Plan, type PlanFacts, type Policy, resolvePlan } from '../domain/policy.ts';
import type { Db } from '../store/db.ts';
import { CALENDARS, findVersion, newestVersions, POLICIES, type Version } from '../store/versions.ts';
import { Problem } from './problem.ts';

const DAY = 86_400_000;
/** A case looks so far ahead of its newest event. */
const AHEAD_DAYS = 120;

/** What a case is to be told again under, in the place of what it opened with. */
export interface Instead {
  readonly policyVersion?: number;
  readonly policy?: Policy;
  readonly calendar?: CalendarDefinition;
}

/** What is known of a case's opening. */
export interface Opened {
  readonly shop: string;
  readonly openedAt: number;
  /** Of its policy; absent while it is still opening. */
  readonly policyVersion?: number;
}

/** Plans as a case of the past had them, or would have had. */
export interface PastPlans {
  readonly openPlan: (facts: PlanFacts) => Promise<Plan>;
  readonly zoneOf: (calendar: Pick<CompiledCalendar, 'id' | 'version'>) => string;
}

const keyOf = ({ id, version }: Pick<CompiledCalendar, 'id' | 'version'>): string => `${id} ${version}`;

/**
 * Plans from the documents that held when a case opened, unless its facts name versions; their calendars are compiled
 * from the opening up to well after an instant.
 * @throws Problem for a version of the policy that does not exist
 */
export function pastPlans(db: Db, opened: Opened, until: number, instead: Instead = {}): PastPlans {
  const { shop, openedAt } = opened;
  const days = Math.ceil((until - openedAt) / DAY) + AHEAD_DAYS;
  const zones = new Map<string, string>();
  const compiled = new Map<string, CompiledCalendar>();
  let held: Promise<Map<string, Version<CalendarDocument>>> | undefined;

  async function calendarAt(id: string, version: number | undefined): Promise<CalendarDefinition> {
    if (instead.calendar?.id === id) return instead.calendar;
    held ??= newestVersions(db, CALENDARS, shop, openedAt);
    const found =
      version === undefined ? (await held).get(id) : await findVersion(db, CALENDARS, { shop, name: id, version });
    if (!found) throw new Error(`no calendar ${id} in that version`);
    return { id, version: found.version, ...found.document };
  }

  async function compiledAt(id: string, version: number | undefined): Promise<CompiledCalendar> {
    const known = version === undefined ? undefined : compiled.get(keyOf({ id, version }));
    if (known) return known;
    const definition = await calendarAt(id, version);
    const calendar = compiled.get(keyOf(definition)) ?? compileCalendar(definition, openedAt, days);
    compiled.set(keyOf(definition), calendar);
    zones.set(keyOf(definition), definition.timezone);
    return calendar;
  }

  /** A case keeps the version that it opened with until another is applied to it: only the first can be another. */
  async function policyAt({ policy: name, policyVersion }: PlanFacts): Promise<Policy> {
    const version = policyVersion ?? instead.policyVersion ?? instead.policy?.version ?? opened.policyVersion;
    if (instead.policy && version === instead.policy.version) return instead.policy;
    const found =
      version === undefined
        ? (await newestVersions(db, POLICIES, shop, openedAt)).get(name)
        : await findVersion(db, POLICIES, { shop, name, version });
    if (!found) throw noSuchVersion(name, instead);
    return { name, version: found.version, ...found.document };
  }

  return {
    zoneOf(calendar) {
      const zone = zones.get(keyOf(calendar));
      if (zone === undefined) throw new Error(`no plan has used calendar ${calendar.id}`);
      return zone;
    },
    async openPlan(facts) {
      const resolved = resolvePlan(await policyAt(facts), facts);
      const calendars = calendarsOf(resolved).map(
        async (id) => [id, await compiledAt(id, facts.calendarVersions?.[id])] as const,
      );
      return { ...resolved, calendars: Object.fromEntries(await Promise.all(calendars)) };
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
