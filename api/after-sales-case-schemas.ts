import { z } from 'zod';
import { DECISIONS, GOODS_MOVES } from '../domain/kinds/after-sales/events.ts';
import { REMEDIES } from '../domain/after-sales/policy.ts';
import { ApplicationBody, line, quantity } from './application-schema.ts';
import { agentId, code } from './schemas.ts';

const lines = z.array(line).min(1).max(100);

/** Sums over HTTP are decimals with at most two places, in the currency of the order. */
const amount = z.number().min(0).max(10_000_000).multipleOf(0.01).meta({ description: 'Decimal, at most two places' });

const teller = { agentId: agentId.exactOptional().meta({ description: 'Left out: the shop’s backend tells it' }) };

export const AmendedApplicationBody = z
  .strictObject({ ...teller, application: ApplicationBody })
  .meta({ id: 'AmendedApplication' });

export const GoodsBody = z
  .strictObject({
    ...teller,
    move: z.enum(GOODS_MOVES),
    lines: lines.exactOptional().meta({ description: 'Left out: all that can have moved' }),
  })
  .meta({ id: 'GoodsMove' });

export const InspectionBody = z
  .strictObject({
    ...teller,
    lines: z
      .array(z.strictObject({ line, passed: z.boolean(), reasonCode: code.exactOptional() }))
      .min(1)
      .max(100),
  })
  .meta({ id: 'Inspection' });

export const RefundArrivalBody = z.strictObject(teller).meta({ id: 'RefundArrival' });
export const OfferAnswerBody = z.strictObject({ accepted: z.boolean() }).meta({ id: 'OfferAnswer' });
export const KeptLinesBody = z.strictObject({ lines }).meta({ id: 'KeptLines' });

const grant = z
  .strictObject({
    remedy: z.enum(REMEDIES),
    freight: z.enum(['shop', 'customer']),
    lines: z.array(z.strictObject({ line, quantity, amount })).min(1).max(100),
    compensation: amount.exactOptional().meta({ description: 'A coupon beside it' }),
  })
  .meta({ id: 'Grant' });

export const RequestDecisionBody = z
  .strictObject({
    agentId,
    decision: z.enum(DECISIONS).exclude(['human']),
    grant: grant.exactOptional().meta({ description: 'Of an approval' }),
    reasonCode: code,
  })
  .meta({ id: 'RequestDecision' });

export const GrantApprovalBody = z
  .strictObject({ agentId, approved: z.boolean(), reasonCode: code.exactOptional() })
  .meta({ id: 'GrantApproval' });

/** A grant as the case knows it: cents. */
export const grantOf = ({ remedy, freight, lines: granted, compensation }: z.output<typeof grant>) => ({
  remedy,
  freight,
  lines: granted.map(({ line: number, quantity: pieces, amount: sum }) => ({
    line: number,
    quantity: pieces,
    amountCents: Math.round(sum * 100),
  })),
  ...(compensation === undefined ? {} : { compensationCents: Math.round(compensation * 100) }),
});
