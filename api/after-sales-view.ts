import { z } from 'zod';
import {
  DECISIONS,
  LINE_STATES,
  STAGES,
  STEP_STATES,
  type AfterSalesState,
} from '../domain/kinds/after-sales/events.ts';
import { nextStep } from '../domain/kinds/after-sales/next-step.ts';
import { REMEDIES } from '../domain/after-sales/policy.ts';
import { STEP_NAMES } from '../domain/kinds/after-sales/steps.ts';
import { REQUESTS } from '../domain/policy.ts';

const instantOut = z.iso.datetime();
const remedy = z.enum(REMEDIES);
const step = z.enum(STEP_NAMES);
const sum = z.number().meta({ description: 'Decimal, in the currency of the order' });

export const AfterSalesView = z
  .strictObject({
    requestType: z.enum(REQUESTS),
    stage: z.enum(STAGES),
    verdicts: z.array(
      z.strictObject({
        decision: z.enum(DECISIONS),
        rules: z.array(z.string()),
        by: z.string(),
        at: instantOut,
        reasonCode: z.string().optional(),
      }),
    ),
    remedy: remedy.optional(),
    freight: z.enum(['shop', 'customer']).optional(),
    lines: z.array(z.strictObject({ line: z.int(), quantity: z.int(), amount: sum, state: z.enum(LINE_STATES) })),
    steps: z.array(
      z.strictObject({ step, state: z.enum(STEP_STATES), lines: z.array(z.int()), amount: sum.optional() }),
    ),
    nextStep: step.optional(),
    paid: sum,
    arrived: sum,
    offered: remedy.optional(),
  })
  .meta({
    id: 'AfterSales',
    description: 'How an after-sales request stands: decided by whom, granted what, done what',
  });

const decimal = (cents: number): number => cents / 100;

/** An after-sales request as people read it. */
export function afterSalesView(state: AfterSalesState): z.output<typeof AfterSalesView> {
  const { request, stage, verdicts, grant, lines, steps, paidCents, arrivedCents, offered } = state;
  const next = nextStep(state);
  return {
    requestType: request,
    stage,
    verdicts: verdicts.map(({ at, rules, ...verdict }) => ({
      ...verdict,
      rules: [...rules],
      at: new Date(at).toISOString(),
    })),
    ...(grant ? { remedy: grant.remedy, freight: grant.freight } : {}),
    lines: lines.map(({ line, quantity, amountCents, state: where }) => ({
      line,
      quantity,
      amount: decimal(amountCents),
      state: where,
    })),
    steps: steps.map(({ step: name, state: how, lines: of, cents }) => ({
      step: name,
      state: how,
      lines: [...of],
      ...(cents === undefined ? {} : { amount: decimal(cents) }),
    })),
    ...(next === null ? {} : { nextStep: next }),
    paid: decimal(paidCents),
    arrived: decimal(arrivedCents),
    ...(offered === null ? {} : { offered }),
  };
}
