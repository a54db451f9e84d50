/** A policy as supervisors read and write it: durations in words, first match in the order of the rows. */
import { z } from 'zod';
import { CHANNELS, OUTLETS } from '../domain/channels.ts';
import { CASE_KINDS } from '../domain/kinds/index.ts';
import {
  ANSWERERS,
  CLOCK_NAMES,
  type ClockRule,
  LEVELS,
  type PolicyDocument,
  REQUESTS,
  SEVERITIES,
  STAFF_ROLES,
  TIERS,
} from '../domain/policy.ts';
import { complaintRules } from './complaint-rules-schema.ts';
import { duration } from './durations.ts';

const MOST_ROWS = 300;

const some = <const T extends string | number>(values: readonly T[]) =>
  z
    .array(z.literal([...values]))
    .min(1)
    .max(values.length)
    .exactOptional();

const scope = {
  kinds: some(CASE_KINDS),
  channels: some(CHANNELS),
  levels: some([...LEVELS, 'unset']),
  tiers: some(TIERS),
  severity: some(SEVERITIES).meta({ description: 'Of a complaint' }),
  requests: some([...REQUESTS, 'unset']).meta({ description: 'Of an after-sales request' }),
  answeredBy: some(ANSWERERS).meta({ description: '`bot`: no person has answered' }),
};

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,62}$/, { error: 'a name: letters, digits and -' });
const role = z.enum(STAFF_ROLES);

const warnings = z
  .array(
    z.union([
      z.strictObject({ role, share: z.number().min(0).lt(1) }).meta({ description: 'After a share of the target' }),
      z.strictObject({ role, before: duration }).meta({ description: 'So long before a stated date' }),
    ]),
  )
  .max(10);

const WrittenRule = z.strictObject({
  within: duration,
  calendar: name,
  published: duration.exactOptional().meta({ description: 'What customers are told' }),
  warnings: warnings.exactOptional().meta({ description: "Instead of the ladder's" }),
  ladder: name.meta({ description: 'Climbed after a breach; `none`: nobody is told' }),
  receiptCounts: z.boolean().exactOptional().meta({ description: 'An automatic receipt meets it' }),
});

const ArmedRule = z.looseObject({ seconds: z.number() }) as unknown as z.ZodType<ClockRule, ClockRule>;

/** `within` outside, `seconds` inside. */
const rule = z
  .codec(WrittenRule, ArmedRule, {
    decode: ({ within, ...rest }) => ({ ...rest, seconds: within }),
    encode: ({ seconds, ...rest }) => ({ ...rest, within: seconds }) as z.output<typeof WrittenRule>,
  })
  .meta({ id: 'ClockRule' });

const clocks = z
  .array(
    z
      .strictObject({
        clock: z.enum(CLOCK_NAMES),
        ...scope,
        target: rule.exactOptional().meta({ description: 'None: no such clock' }),
      })
      .meta({ id: 'ClockRow' }),
  )
  .max(MOST_ROWS);

const ladder = z
  .strictObject({
    warnings,
    rungs: z
      .array(z.strictObject({ after: duration, role, byPublished: z.boolean().exactOptional() }))
      .min(1)
      .max(20),
    again: z
      .strictObject({ from: z.int().min(0), every: duration })
      .exactOptional()
      .meta({ description: 'Rungs from this one on are told again until a person acknowledges one' }),
    warnAgain: duration
      .exactOptional()
      .meta({ description: 'The warnings are given again, so far apart, until a person acknowledges one' }),
    raisesTo: z
      .literal(2)
      .exactOptional()
      .meta({ description: 'A case of level 1 rises to this one with the first rung, which is at once' }),
    anyHour: z.literal(true).exactOptional().meta({ description: 'In quiet hours too' }),
  })
  .meta({ id: 'Ladder' });

const rows = <Rules extends z.ZodType>(rules: Rules) => z.array(z.strictObject({ ...scope, rules })).max(MOST_ROWS);

const silentOwner = z.codec(z.strictObject({ within: duration }), z.strictObject({ seconds: z.number() }), {
  decode: ({ within }) => ({ seconds: within }),
  encode: ({ seconds }) => ({ within: seconds }),
});

const closing = z.strictObject({
  confirmationReminders: z.array(duration).max(10),
  silentAfter: duration,
  reminderCall: duration.exactOptional(),
  releasedBy: role.exactOptional(),
  waitingReminder: duration,
  waitingReminderAgain: duration.exactOptional(),
  waitingEnds: duration,
  waitingEndsAs: z.enum(['withdrawn', 'decided']).exactOptional(),
  greetingEnds: duration,
  grace: duration,
  reopenWindow: duration,
  courtesyConfirms: z.boolean(),
});

const survey = z.strictObject({
  delay: duration,
  atConfirmation: z.boolean(),
  limit: duration,
  outlets: z.array(z.enum(OUTLETS)).max(OUTLETS.length),
  smsEvery: duration,
  answerWithin: duration,
  lowScore: z.int().min(0).max(5),
  callBack: rule,
});

const paused = z.array(z.enum(CLOCK_NAMES)).max(CLOCK_NAMES.length);

export const PolicyDocumentBody = z
  .strictObject({
    clocks: clocks.meta({ description: 'Of each clock the first row that fits' }),
    peak: z
      .strictObject({ clocks })
      .exactOptional()
      .meta({ description: 'Rows that go first for cases opened in peak mode' }),
    ladders: z.record(name, ladder),
    pausing: rows(z.strictObject({ 'waiting-customer': paused, 'waiting-other': paused })).meta({
      description: 'Clocks that stand still, by status',
    }),
    silentOwner: rows(silentOwner),
    closing: rows(closing),
    surveys: rows(survey),
    hours: z
      .strictObject({ owner: name, senior: name, supervisor: name, manager: name, customer: name })
      .meta({ description: 'Calendars outside which a person is left in peace' }),
    staffed: z
      .array(z.strictObject({ ...scope, calendar: name }))
      .max(MOST_ROWS)
      .meta({ description: 'When people answer' }),
    complaint: complaintRules
      .exactOptional()
      .meta({ description: 'Who decides on complaints and grants what; as it ships unless told' }),
    review: rule.meta({ description: "The supervisor's look at a case that owes nothing else" }),
  })
  .meta({ id: 'PolicyDocument' });

/** A policy in an answer: as it is put, whatever it is inside. */
export const PolicyDocumentView = z
  .custom<z.input<typeof PolicyDocumentBody>>((value) => PolicyDocumentBody.safeParse(value).success)
  .meta({ override: { $ref: '#/components/schemas/PolicyDocument' } });

/** A policy as it is shown. */
export const writtenPolicy = (document: PolicyDocument): z.input<typeof PolicyDocumentBody> =>
  z.encode(PolicyDocumentBody, document as z.output<typeof PolicyDocumentBody>);
