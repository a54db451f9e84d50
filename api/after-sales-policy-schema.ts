/** An after-sales policy as supervisors read and write it. */
import { z } from 'zod';
import {
  type AfterSalesDocument,
  BASES,
  COMPENSATIONS,
  type Condition,
  FREIGHT_PAYERS,
  REMEDIES,
  VERDICTS,
} from '../domain/after-sales/policy.ts';
import { words } from './schemas.ts';

const ruleId = z.string().regex(/^[A-Z][A-Z0-9-]{0,39}$/, { error: 'capitals, digits and -' });
const part = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'a name: a-z, digits and -' });
const fact = z.string().min(1).max(80);
const parameter = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, { error: 'a name: letters and digits' });
const text = z.string().min(1).max(200);
const number = z.number().min(-1e9).max(1e9);

const operand = z.union([
  text,
  number,
  z.boolean(),
  z.strictObject({ fact }),
  z.strictObject({ param: parameter, by: fact.exactOptional() }),
]);
const list = z.union([z.array(text).min(1).max(100), z.strictObject({ param: parameter })]);

/** Every kind of condition is told by the one name that it has. */
const condition: z.ZodType<Condition, Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(condition).min(1).max(50) }),
      z.strictObject({ any: z.array(condition).min(1).max(50) }),
      z.strictObject({ not: condition }),
      z.strictObject({ some: fact, where: condition }),
      z.strictObject({ every: fact, where: condition }),
      z.strictObject({ fact, eq: operand }),
      z.strictObject({ fact, in: list }),
      z.strictObject({ fact, exists: z.boolean() }),
      z.strictObject({ fact, lt: operand }),
      z.strictObject({ fact, lte: operand }),
      z.strictObject({ fact, gt: operand }),
      z.strictObject({ fact, gte: operand }),
    ]),
  )
  .meta({
    id: 'AfterSalesCondition',
    description:
      'True, false, or unknown for want of facts: false and unknown is false. `some` and `every` look at the members of a list, whose facts are named as `items[].customMade`.',
  });

const reasons = z
  .strictObject({ zh: words(500), en: words(500) })
  .meta({ description: 'Facts and parameters in braces: `{order.status}`' });
const freight = z.enum(FREIGHT_PAYERS);

const rule = z
  .strictObject({
    id: ruleId,
    part: part.exactOptional().meta({ description: 'Tells rules of one id apart' }),
    when: condition.exactOptional(),
    verdict: z.enum(VERDICTS),
    grant: z
      .strictObject({
        remedy: z.enum(REMEDIES),
        choice: z
          .array(z.enum(REMEDIES))
          .min(1)
          .max(REMEDIES.length)
          .exactOptional()
          .meta({ description: 'Given instead of the remedy where it is what was asked for' }),
        freight,
        compensation: z.enum(COMPENSATIONS).exactOptional(),
      })
      .exactOptional(),
    freight: freight.exactOptional(),
    severe: z.literal(true).exactOptional().meta({ description: 'A severe complaint is proposed' }),
    basis: z.enum(BASES).meta({ description: 'Law: to be confirmed by a lawyer' }),
    reasons,
  })
  .meta({ id: 'AfterSalesRule' });

export const AfterSalesPolicyBody = z
  .strictObject({
    facts: z
      .record(fact, z.enum(['text', 'texts', 'number', 'boolean', 'list']))
      .meta({ description: 'Those that it may name' }),
    parameters: z.record(parameter, z.union([number, z.array(text).min(1).max(100), z.record(text, number)])),
    missing: z
      .strictObject({ id: ruleId, reasons })
      .meta({ description: 'What is said when facts are missing: `{missing}` names them' }),
    rules: z.array(rule).min(1).max(200).meta({ description: 'The first that holds decides' }),
  })
  .meta({ id: 'AfterSalesPolicyDocument' });

/** A policy in an answer: as it is put. */
export const AfterSalesPolicyView = z
  .custom<AfterSalesDocument>((value) => AfterSalesPolicyBody.safeParse(value).success)
  .meta({ override: { $ref: '#/components/schemas/AfterSalesPolicyDocument' } });
