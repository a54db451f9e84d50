/** Who decides on complaints and grants what, as supervisors read and write it: sums in yuan. */
import { z } from 'zod';
import { RANKS } from '../domain/kinds/complaint/codes.ts';
import { duration } from './durations.ts';
import { centsOf, yuanOf } from './money.ts';

const rank = z.enum(RANKS);

const yuan = z.codec(
  z
    .number()
    .min(0)
    .max(1e9)
    .refine((sum) => !Number.isNaN(centsOf(sum)), { error: 'at most two decimals' }),
  z.number(),
  { decode: centsOf, encode: yuanOf },
);
const count = z.int().min(0).max(1e9);

const measure = <Amount extends z.ZodType>(amount: Amount) => {
  const limit = amount.nullable().exactOptional();
  return z.strictObject({
    amount: z.boolean().meta({ description: 'It is worth a sum, or a number of points' }),
    limits: z
      .strictObject({ agent: limit, senior: limit, supervisor: limit, manager: limit })
      .meta({ description: 'What a rank grants on its own; null: any sum; left out: not at all' }),
    proposedBy: rank.exactOptional().meta({ description: 'The lowest rank that may propose it; anybody unless told' }),
  });
};

export const complaintRules = z
  .strictObject({
    decides: z.strictObject({ ordinary: rank, severe: rank, unfounded: rank, lowering: rank }),
    appeals: z.strictObject({ times: z.int().min(0).max(10), within: duration, answeredWithin: duration }),
    measures: z.strictObject({
      apology: measure(yuan),
      explanation: measure(yuan),
      'internal-correction': measure(yuan),
      coupon: measure(yuan),
      points: measure(count),
      goodwill: measure(yuan),
      'refund-by-rule': measure(yuan),
      'refund-outside': measure(yuan),
      replacement: measure(yuan),
      punitive: measure(yuan),
    }),
    goodwill: z
      .strictObject({ times: z.int().min(0).max(1_000), amount: yuan, beyond: rank })
      .meta({ description: 'What one customer gets within 90 days before a higher rank has to agree' }),
  })
  .meta({ id: 'ComplaintRules' });
