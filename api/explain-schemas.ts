/** Why a case's clocks are due when they are, as it is told. */
import { z } from 'zod';
import { BREACH_CHANGES } from '../domain/comparison.ts';
import { CLOCK_NAMES, STAFF_ROLES } from '../domain/policy.ts';
import { LAST_VERSION, whole } from './elements.ts';
import { CalendarDocumentBody } from './calendar-schema.ts';
import { PolicyDocumentBody } from './policy-schema.ts';
import { StepView } from './sla-schemas.ts';
import { instantOut } from './views.ts';

const STATES = ['running', 'paused', 'met', 'breached', 'cancelled'] as const;

const text = z.strictObject({ zh: z.string(), en: z.string() });
const PolicyRef = z.strictObject({ name: z.string(), version: z.int() }).meta({ id: 'PolicyRef' });
const cited = { seq: z.int().meta({ description: 'Number of the event' }), type: z.string(), at: instantOut };
const Cited = z.strictObject(cited).meta({ id: 'CitedEvent' });

const Told = z
  .strictObject({ ...cited, role: z.enum(STAFF_ROLES), notBeforeAt: instantOut.optional() })
  .meta({ id: 'ToldEvent', description: 'Who was told; with notBeforeAt at the end of the quiet hours' });

const WarningView = z.strictObject({
  role: z.enum(STAFF_ROLES),
  share: z.number().optional().meta({ description: 'Of the target in open time' }),
  beforeSeconds: z.number().optional().meta({ description: 'Before the due instant' }),
});

const RuleView = z
  .strictObject({
    targetSeconds: z.number().meta({ description: 'Open time; 0 where the due instant is stated' }),
    publishedSeconds: z.number().optional().meta({ description: 'Told to customers' }),
    receiptCounts: z.boolean(),
    ladder: z.string(),
    warnings: z.array(WarningView),
    rungs: z.array(z.strictObject({ afterSeconds: z.number(), role: z.enum(STAFF_ROLES) })),
  })
  .meta({ id: 'ClockRule', description: 'The row of the policy: the first that fitted the case' });

const PauseView = z
  .strictObject({
    from: instantOut,
    to: instantOut.nullable().meta({ description: 'null while it lasts' }),
    openSeconds: z.number().nullable().meta({ description: 'By so much open time the due instant moved' }),
    reasonCode: z
      .string()
      .optional()
      .meta({ description: 'Why others were waited for; absent: the customer had the word' }),
  })
  .meta({ id: 'ClockPause' });

const ClockView = z
  .strictObject({
    name: z.enum(CLOCK_NAMES),
    state: z.enum(STATES),
    policy: PolicyRef,
    rule: RuleView,
    calendar: z.strictObject({
      id: z.string(),
      version: z.int(),
      timezone: z.string(),
      knownThrough: z.string().optional().meta({ description: 'Last date whose holidays are known' }),
    }),
    start: Cited,
    countedFrom: instantOut,
    pauses: z.array(PauseView),
    extensions: z.array(z.strictObject({ ...cited, seconds: z.number(), reasonCode: z.string() })),
    changes: z
      .array(z.strictObject({ ...cited, text }))
      .meta({ description: 'Tier, level, policy, extensions, merges and bots, where they changed this promise' }),
    dueAt: instantOut,
    provisional: z.boolean().meta({ description: 'Due where holidays or clock changes are not known yet' }),
    statedBy: Cited.optional().meta({ description: 'Stated the due instant, where it is not counted from the start' }),
    nextWarningAt: instantOut.optional(),
    breach: z
      .strictObject({ ...cited, withdrawnBy: z.int().optional() })
      .optional()
      .meta({ description: 'Withdrawn: the fact had been accepted in time and was told late' }),
    warnings: z.array(Told),
    escalations: z.array(Told),
    stop: z
      .strictObject({ ...cited, outcome: z.enum(['met', 'cancelled']), latenessSeconds: z.number().optional() })
      .optional(),
    supersededBy: z.enum(CLOCK_NAMES).optional(),
    arithmetic: z.array(StepView).meta({ description: 'From the start to the due instant, step by step' }),
  })
  .meta({ id: 'ClockExplained' });

const Fate = z
  .strictObject({ state: z.enum(STATES), dueAt: instantOut, stoppedAt: instantOut.optional() })
  .nullable()
  .meta({ description: 'null: there is no such clock' });

/** One clock as it was, and as it would be under something else. */
export const ComparedClock = z.strictObject({
  name: z.enum(CLOCK_NAMES),
  countedFrom: instantOut,
  was: Fate,
  would: Fate,
  breach: z.enum(BREACH_CHANGES),
});

const WhatIf = z
  .strictObject({
    policy: PolicyRef.meta({ description: 'A draft has the number that it would get' }),
    calendar: z.string().optional().meta({ description: 'Id of the calendar that was drafted' }),
    breaches: z.strictObject({ appear: z.int(), vanish: z.int(), move: z.int() }),
    clocks: z.array(ComparedClock),
  })
  .meta({ id: 'WhatIf', description: 'The case as it was, and as it would be by now' });

export const ExplanationView = z
  .strictObject({
    caseId: z.string(),
    version: z.int().meta({ description: 'Events that were told' }),
    policy: PolicyRef,
    clocks: z.array(ClockView).meta({ description: 'All that the case has had, in the order of their start' }),
    absent: z.array(
      z.strictObject({
        name: z.enum(CLOCK_NAMES),
        why: z.enum(['no-promise', 'superseded', 'not-started']),
        text,
      }),
    ),
    whatIf: WhatIf.optional(),
  })
  .meta({ id: 'Explanation' });

export type ExplanationShown = z.output<typeof ExplanationView>;
export type ClockShown = z.output<typeof ClockView>;
export type WhatIfShown = z.output<typeof WhatIf>;

export const ExplainQuery = z.strictObject({
  policyVersion: whole(1, LAST_VERSION)
    .exactOptional()
    .meta({ description: 'What if the case had opened under this version' }),
});

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: 'a-z, 0-9 and -, at most 63' })
  .meta({ description: 'The calendar that this one stands for' });

export const DraftBody = z
  .strictObject({
    calendar: CalendarDocumentBody.safeExtend({ id }).exactOptional(),
    policy: PolicyDocumentBody.exactOptional().meta({ description: 'In the place of the policy of the case' }),
  })
  .refine(({ calendar, policy }) => calendar !== undefined || policy !== undefined, {
    error: 'calendar, policy or both',
    path: ['calendar'],
  })
  .meta({ id: 'ExplainDraft', description: 'What the case is told again under' });

export type Draft = z.output<typeof DraftBody>;
