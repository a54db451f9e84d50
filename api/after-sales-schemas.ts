/** After-sales requests with their facts, and verdicts on them. A fact that is null or absent is not known. */
import { z } from 'zod';
import { FREIGHT_PAYERS, REMEDIES, COMPENSATIONS, VERDICTS } from '../domain/after-sales/policy.ts';
import { AfterSalesPolicyBody } from './after-sales-policy-schema.ts';
import { centsOf } from './money.ts';
import { instant } from './schemas.ts';

const text = z.string().max(200).nullable().exactOptional();
const texts = z.array(z.string().max(200)).max(200).nullable().exactOptional();
const flag = z.boolean().nullable().exactOptional();
const count = z.number().min(0).max(1_000_000).nullable().exactOptional();
const sum = z
  .number()
  .min(0)
  .max(1_000_000_000)
  .refine((sum) => !Number.isNaN(centsOf(sum)), { error: 'a sum of at most two decimals' })
  .nullable()
  .exactOptional();
const at = instant
  .nullable()
  .exactOptional()
  .meta({ override: { type: ['string', 'null'], format: 'date-time' } });

const article = z
  .strictObject({
    itemId: text,
    productId: text,
    name: text,
    price: sum,
    options: z.record(z.string().max(200), z.unknown()).nullable().exactOptional(),
    available: flag,
    category: text,
    customMade: flag,
    inProduction: flag,
    perishable: flag,
    exclusionMarked: flag,
    exclusionConfirmed: flag,
    sealBroken: flag,
    tagsIntact: flag,
    worn: flag,
    dirty: flag,
    activated: flag,
    altered: flag,
    personalData: flag,
    warrantyUntil: at,
    repairsOfSameFault: count,
    daysInRepair: count,
    publicPriceNow: sum,
    priceProtected: flag,
    priceProtectionExcluded: flag,
  })
  .meta({ id: 'AfterSalesArticle' });
const articles = z.array(article).max(200).nullable().exactOptional();

const method = z.strictObject({ id: text, source: text, balance: sum }).meta({ id: 'PaymentMethod' });

const customer = z
  .strictObject({
    userId: text,
    paymentMethods: z.array(method).max(50).nullable().exactOptional(),
    memberLevel: text,
    tier: text,
    noReasonReturns90d: count,
    orders90d: count,
  })
  .meta({ id: 'AfterSalesCustomer' });

const order = z
  .strictObject({
    orderId: text,
    status: text,
    itemsModified: flag,
    placedDaysAgo: count,
    boughtDaysAgo: count,
    deliveredDaysAgo: count,
    items: articles,
    paidWith: texts,
    amountPaid: sum,
    hasReceipt: flag,
    originalPackaging: flag,
    shopMistake: flag,
    refundStatus: text,
    packed: flag,
    shipped: flag,
    paidAt: at,
    promisedShipAt: at,
    signedAt: at,
    pickedUpAt: at,
    lastScanAt: at,
    freightInsurance: flag,
    badges: texts,
  })
  .meta({ id: 'AfterSalesOrder' });

const request = z
  .strictObject({
    requestedAt: at,
    reason: text,
    itemIds: texts,
    newItemIds: texts,
    newItems: articles,
    paymentMethodId: text,
    priceDifference: z.number().min(-1e9).max(1e9).nullable().exactOptional(),
    orderOwner: text,
    requestedBy: text,
    amount: sum,
    fault: z.enum(['none', 'claimed', 'confirmed', 'disputed']).nullable().exactOptional(),
    issue: text,
    misuse: text,
    evidence: texts,
    claims: texts,
    ...{ address1: text, address2: text, city: text, state: text, country: text, zip: text },
  })
  .meta({ id: 'AfterSalesWish' });

const facts = {
  requestType: z.string().regex(/^[a-z][a-z_]{0,39}$/, { error: 'a code: a-z and _' }),
  customer,
  order: order.nullable(),
  request,
};

/** An underscore counts as a hyphen: files of scenarios write `policy_tau`. */
const policyName = z
  .string()
  .max(63)
  .transform((name) => name.replaceAll('_', '-'));

export const ReviewBody = z.strictObject({ policy: policyName, ...facts }).meta({ id: 'AfterSalesReviewRequest' });
export type FactsGiven = Omit<z.output<typeof ReviewBody>, 'policy'>;

const ids = z.array(z.string());

export const ReviewView = z
  .strictObject({
    decision: z.enum(VERDICTS),
    rules: ids.meta({ description: 'Those that decided' }),
    reasons: z.strictObject({ zh: z.string(), en: z.string() }),
    grant: z
      .strictObject({
        remedy: z.enum(REMEDIES),
        freight: z.enum(FREIGHT_PAYERS),
        compensation: z
          .strictObject({ kind: z.enum(COMPENSATIONS), amount: z.number().exactOptional() })
          .exactOptional(),
      })
      .exactOptional(),
    severe: z.literal(true).exactOptional(),
    missing: ids.exactOptional().meta({ description: 'Facts that have to be told first' }),
  })
  .meta({ id: 'AfterSalesReview' });

const version = z.int().min(1).max(1_000_000_000);

export const AfterSalesBackTestBody = z
  .strictObject({
    version: version.exactOptional().meta({ description: 'The version that is tried; the newest unless told' }),
    document: AfterSalesPolicyBody.exactOptional().meta({ description: 'A draft that is tried, instead of a version' }),
    against: z
      .strictObject({ version })
      .exactOptional()
      .meta({ description: 'The version it is compared with where no verdict is expected; the newest unless told' }),
    requests: z
      .array(z.strictObject({ id: z.string().min(1).max(200), ...facts, expected: z.enum(VERDICTS).exactOptional() }))
      .min(1)
      .max(500),
  })
  .refine(({ version, document }) => version === undefined || document === undefined, {
    error: 'either version or document',
    path: ['version'],
  })
  .meta({ id: 'AfterSalesBackTest' });
export type AfterSalesBackTestGiven = z.output<typeof AfterSalesBackTestBody>;

const verdict = z.strictObject({ decision: z.enum(VERDICTS), rules: ids }).meta({ id: 'AfterSalesVerdict' });

export const AfterSalesBackTestView = z
  .strictObject({
    looked: z.int(),
    changed: z.int(),
    rules: z.array(z.strictObject({ rule: z.string(), before: z.int(), after: z.int() })),
    items: z.array(
      z.strictObject({
        id: z.string(),
        requestType: z.string(),
        was: z.strictObject({ decision: z.enum(VERDICTS), rules: ids.exactOptional() }),
        would: verdict,
      }),
    ),
  })
  .meta({ id: 'AfterSalesBackTestResult' });
export type AfterSalesBackTestShown = z.output<typeof AfterSalesBackTestView>;
