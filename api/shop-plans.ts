import { compileCalendar } from '../calendars/compile.ts';
import type { CompiledCalendar } from '../domain/calendar.ts';
import type { CalendarDocument } from '../domain/calendars.ts';
import type { OpenPlan } from '../domain/planning.ts';
import {
  calendarsOf,
  type CalendarVersions,
  type Plan,
  type Policy,
  type PolicyDocument,
  resolvePlan,
} from '../domain/policy.ts';
import type { Db } from '../store/db.ts';
import { allVersions, CALENDARS, POLICIES, type Version } from '../store/versions.ts';

const DAY = 86_400_000;
/** A target may reach so far ahead of now. */
const AHEAD_DAYS = 400;

/** The plans that cases of one shop had, and those that they would have had under another policy. */
export interface ShopPlans {
  /** A version of a policy, or its newest. */
  policy(name: string, version?: number): Policy | undefined;
  /** The newest versions of calendars, where they are others than those given. */
  newer(calendars: CalendarVersions): CalendarVersions;
  /** As a case opened at an instant had them. */
  own(openedAt: number): OpenPlan;
  /** Under one policy whatever a case was opened under, with the calendars that it had. */
  under(policy: Policy, openedAt: number): OpenPlan;
}

/** A version by its number, the shop's own before one that ships; without a number the newest by then. */
function find<Document>(
  versions: readonly Version<Document>[],
  name: string,
  version: number | undefined,
  at = Infinity,
): Version<Document> | undefined {
  return versions.findLast(
    (one) =>
      one.name === name && (version === undefined ? (one.createdAt?.getTime() ?? 0) <= at : one.version === version),
  );
}

const policyIn = ({ name, version, document }: Version<PolicyDocument>): Policy => ({ name, version, ...document });

/** The plans of a shop; calendars are compiled once, from an instant to well after another. */
export async function shopPlans(db: Db, shop: string, from: number, until: number): Promise<ShopPlans> {
  const [policies, calendars] = await Promise.all([allVersions(db, POLICIES, shop), allVersions(db, CALENDARS, shop)]);
  const days = Math.ceil((until - from) / DAY) + AHEAD_DAYS;
  const compiled = new Map<Version<CalendarDocument>, CompiledCalendar>();

  function calendar(id: string, version: number | undefined, at: number): CompiledCalendar {
    const found = find(calendars, id, version, at);
    if (!found) throw new Error(`no calendar ${id}`);
    const known = compiled.get(found) ?? compileCalendar({ id, version: found.version, ...found.document }, from, days);
    compiled.set(found, known);
    return known;
  }

  const open =
    (openedAt: number, policyOf: (name: string, version: number | undefined) => Policy | undefined): OpenPlan =>
    (facts): Promise<Plan> => {
      const policy = policyOf(facts.policy, facts.policyVersion);
      if (!policy) return Promise.reject(new Error(`no policy ${facts.policy} in that version`));
      const resolved = resolvePlan(policy, facts);
      const used = calendarsOf(resolved).map(
        (id) => [id, calendar(id, facts.calendarVersions?.[id], openedAt)] as const,
      );
      return Promise.resolve({ ...resolved, calendars: Object.fromEntries(used) });
    };

  const policy = (name: string, version?: number, at?: number): Policy | undefined => {
    const found = find(policies, name, version, at);
    return found && policyIn(found);
  };
  const newer = (had: CalendarVersions): CalendarVersions =>
    Object.fromEntries(
      Object.entries(had).flatMap(([id, version]) => {
        const newest = find(calendars, id, undefined)?.version ?? version;
        return newest === version ? [] : [[id, newest]];
      }),
    );
  return {
    policy,
    newer,
    own: (openedAt) => open(openedAt, (name, version) => policy(name, version, openedAt)),
    under: (one, openedAt) => open(openedAt, () => one),
  };
}
