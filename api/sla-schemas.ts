/** What a preview may ask, and what it answers. */
import { z } from 'zod';
import { CalendarDocumentBody } from './calendar-schema.ts';
import { instant } from './schemas.ts';
import { instantOut } from './views.ts';

const YEAR_DAYS = 366;
const LONGEST_TARGET_DAYS = 10 * YEAR_DAYS;
const LONGEST_RANGE_DAYS = 50 * YEAR_DAYS;
const DAY = 86_400_000;

const target = (longest: number) =>
  z
    .number()
    .min(0, { error: 'zero or more' })
    .max(longest, { error: `at most ${longest}, which is ten years` })
    .exactOptional();

const pauses = z
  .array(z.tuple([instant, instant]).refine(([from, to]) => to >= from, { error: 'an end not before its beginning' }))
  .max(100)
  .default([])
  .meta({ description: 'Stretches in which the clock stood still; in any order, overlapping ones count once' });

const common = {
  calendar: CalendarDocumentBody.exactOptional(),
  calendarId: z.string().min(1).max(63).exactOptional().meta({ description: 'Instead of `calendar`' }),
  start: instant,
};

/** Exactly one of two fields. */
const either =
  <A extends string, B extends string>(one: A, other: B) =>
  (body: Partial<Record<A | B, unknown>>): boolean =>
    (body[one] === undefined) !== (body[other] === undefined);

const EITHER_CALENDAR = { error: 'either calendar or calendarId', path: ['calendar'] };

const Add = z
  .strictObject({
    op: z.literal('add'),
    ...common,
    minutes: target(LONGEST_TARGET_DAYS * 1440),
    seconds: target(LONGEST_TARGET_DAYS * 86_400),
    pauses,
  })
  .refine(either('calendar', 'calendarId'), EITHER_CALENDAR)
  .refine(either('minutes', 'seconds'), { error: 'either minutes or seconds', path: ['minutes'] })
  .meta({ id: 'PreviewAdd', description: 'When is so much open time over?' });

const Between = z
  .strictObject({ op: z.literal('between'), ...common, end: instant, pauses })
  .refine(either('calendar', 'calendarId'), EITHER_CALENDAR)
  .refine(({ start, end }) => end - start <= LONGEST_RANGE_DAYS * DAY, {
    error: 'at most fifty years after the start',
    path: ['end'],
  })
  .meta({ id: 'PreviewBetween', description: 'How much open time lies between two instants?' });

const NextOpening = z
  .strictObject({ op: z.literal('next-opening'), ...common })
  .refine(either('calendar', 'calendarId'), EITHER_CALENDAR)
  .meta({ id: 'PreviewNextOpening', description: 'When is it open next?' });

export const PreviewBody = z.discriminatedUnion('op', [Add, Between, NextOpening], {
  error: 'one of: add, between, next-opening',
});

export type Preview = z.output<typeof PreviewBody>;

export const StepView = z
  .strictObject({
    step: z.enum(['start', 'extended', 'open', 'paused', 'holiday', 'more', 'provisional', 'result']),
    from: instantOut,
    to: instantOut.optional(),
    seconds: z.number().optional().meta({ description: 'Open time granted, counted, or left out by a pause' }),
    text: z.strictObject({ zh: z.string(), en: z.string() }).meta({ description: "By the calendar's wall clock" }),
  })
  .meta({ id: 'PreviewStep' });

export type Step = z.output<typeof StepView>;

export const PreviewView = z
  .strictObject({
    due: instantOut.optional().meta({ description: 'Of `add`' }),
    openSeconds: z.number().optional().meta({ description: 'Of `between`' }),
    opensAt: instantOut.optional().meta({ description: 'Of `next-opening`' }),
    why: z.array(StepView).max(40).meta({ description: 'The arithmetic, step by step' }),
  })
  .meta({ id: 'PreviewAnswer' });
