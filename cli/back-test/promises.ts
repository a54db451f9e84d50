/** The promises of one side of a back-test: a policy, and calendars. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CalendarDocumentBody } from '../../api/calendar-schema.ts';
import { faultsOf } from '../../api/failures.ts';
import { PolicyDocumentBody } from '../../api/policy-schema.ts';
import { compileCalendar } from '../../calendars/compile.ts';
import { isZone } from '../../calendars/zones.ts';
import type { CompiledCalendar } from '../../domain/calendar.ts';
import { calendarFaults } from '../../domain/calendar-faults.ts';
import type { CalendarDocument } from '../../domain/calendars.ts';
import type { Fault } from '../../domain/fault.ts';
import { calendarsOf, type Plan, type PlanFacts, type Policy, resolvePlan } from '../../domain/policy.ts';
import { policyFaults } from '../../domain/policy-faults.ts';
import type { OpenPlan } from '../../domain/planning.ts';
import { CALENDARS, newestShipped, POLICIES, shippedVersion } from '../../store/versions.ts';
import { faultLine } from '../api.ts';

const DAY = 86_400_000;
/** So far past the end of the log a target may reach. */
const AHEAD_DAYS = 400;

/** Calendar documents by id. */
export type Calendars = ReadonlyMap<string, CalendarDocument>;

/** A file or version that cannot be used, fault by fault. */
const refused = (what: string, faults: readonly Fault[]): Error =>
  new Error([`${what} cannot be used:`, ...faults.map(faultLine)].join('\n'));

function jsonIn(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON`, { cause: error });
  }
}

/** A JSON file of a known shape. @throws Error with every fault */
export function readJson<T extends z.ZodType>(file: string, schema: T): z.output<T> {
  const read = schema.safeParse(jsonIn(file));
  if (read.success) return read.data;
  throw refused(file, faultsOf(read.error, 'body'));
}

const DraftFile = CalendarDocumentBody.extend({ id: z.string() });

/** The calendars that ship, drafts in the place of those with their ids. @throws Error */
export function calendarsWith(files: readonly string[]): Calendars {
  const calendars = new Map([...newestShipped(CALENDARS)].map(([id, { document }]) => [id, document]));
  for (const file of files) {
    const { id, ...document } = readJson(file, DraftFile);
    const faults = calendarFaults({ id, version: 1, ...document }, isZone);
    if (faults.length > 0) throw refused(file, faults);
    calendars.set(id, document);
  }
  return calendars;
}

/** A policy that ships as `standard` or `standard@1`, or that of a file. @throws Error */
export function policyNamed(source: string, calendars: Calendars): Policy {
  if (!source.endsWith('.json')) {
    const [, name = '', version] = /^([^@]*)(?:@(\d+))?$/.exec(source) ?? [];
    const found =
      version === undefined ? newestShipped(POLICIES).get(name) : shippedVersion(POLICIES, name, Number(version));
    if (found) return { name, version: found.version, ...found.document };
    const known = POLICIES.shipped.map((one) => `${one.name}@${one.version}`).join(', ');
    throw new Error(`no policy ${source}: a .json file, or one of ${known}`);
  }
  const document = readJson(source, PolicyDocumentBody);
  const faults = policyFaults(document, new Set(calendars.keys()));
  if (faults.length > 0) throw refused(source, faults);
  return { name: source, version: 1, ...document };
}

/** A policy's file as it is sent. @throws Error with every fault */
export function readPolicyBody(file: string): z.input<typeof PolicyDocumentBody> {
  return z.encode(PolicyDocumentBody, readJson(file, PolicyDocumentBody));
}

/** Plans of a policy whatever a case was opened under; its calendars are compiled once, for the span of the log. */
export function plansOf(policy: Policy, calendars: Calendars, from: number, until: number): OpenPlan {
  const days = Math.ceil((until - from) / DAY) + AHEAD_DAYS;
  const compiled = new Map<string, CompiledCalendar>();
  const plans = new Map<string, Plan>();
  const calendar = (id: string): CompiledCalendar => {
    const document = calendars.get(id);
    if (!document) throw new Error(`no calendar ${id}`);
    const known = compiled.get(id) ?? compileCalendar({ id, version: 1, ...document }, from, days);
    compiled.set(id, known);
    return known;
  };
  const planOf = (facts: PlanFacts): Plan => {
    const resolved = resolvePlan(policy, facts);
    return { ...resolved, calendars: Object.fromEntries(calendarsOf(resolved).map((id) => [id, calendar(id)])) };
  };
  return (facts) => {
    // by what decides rows: versions are those of this policy
    const { kind, channel, tier, level } = facts;
    const key = `${kind} ${channel} ${tier} ${level ?? ''}`;
    const plan = plans.get(key) ?? planOf({ policy: policy.name, kind, channel, tier, level });
    plans.set(key, plan);
    return Promise.resolve(plan);
  };
}
