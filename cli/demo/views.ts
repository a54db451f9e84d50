import { z } from 'zod';

// What the demo reads of the API's answers; everything else in them is left aside.

const ClockView = z.object({
  name: z.string(),
  state: z.string(),
  dueAt: z.iso.datetime(),
  stoppedAt: z.iso.datetime().nullish(),
});
export type ClockView = z.infer<typeof ClockView>;

const RequestView = z.object({
  stage: z.string(),
  verdicts: z.array(z.object({ decision: z.string() })),
  lines: z.array(z.object({ line: z.number(), state: z.string() })),
  steps: z.array(z.object({ step: z.string(), state: z.string(), lines: z.array(z.number()) })),
  paid: z.number(),
  offered: z.string().nullish(),
});
export type RequestView = z.infer<typeof RequestView>;

const ComplaintView = z.object({
  decisions: z.array(z.object({ truth: z.string() })),
  measures: z.array(z.object({ measure: z.number(), state: z.string() })),
  appeals: z.number(),
});

export const CaseView = z.object({
  caseId: z.string(),
  kind: z.string(),
  status: z.string(),
  closedHow: z.string().nullish(),
  level: z.number().nullish(),
  owner: z.string().nullish(),
  version: z.number(),
  closedAt: z.iso.datetime().nullish(),
  updatedAt: z.iso.datetime().nullish(),
  follows: z.string().nullish(),
  clocks: z.array(ClockView),
  afterSales: RequestView.optional(),
  complaint: ComplaintView.optional(),
  links: z.object({ temporal: z.string().nullish() }),
});
export type CaseView = z.infer<typeof CaseView>;

export const EventView = z.object({
  seq: z.number(),
  type: z.string(),
  at: z.iso.datetime(),
  kind: z.string().optional(),
  says: z.string().optional(),
  round: z.number().optional(),
  reason: z.string().optional(),
  clock: z.string().optional(),
  stars: z.number().optional(),
  call: z.boolean().optional(),
  expiresAt: z.iso.datetime().optional(),
});
export type EventView = z.infer<typeof EventView>;

export const MessageView = z.object({ messageId: z.string(), direction: z.string() });

export const WorkOrderView = z.object({ workOrderId: z.string(), state: z.string() });

export const Received = z.object({ caseId: z.string(), joined: z.boolean() });

/** Of every POST to a case; verdicts and the desk do not say `duplicate`. */
export const Accepted = z.object({ duplicate: z.boolean().optional() });

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullish() });

/** Whether a clock still has something to wait for. */
export const isLive = (clock: ClockView): boolean =>
  clock.state !== 'met' && clock.state !== 'cancelled' && (clock.stoppedAt ?? null) === null;
