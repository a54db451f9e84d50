/** A type of work orders as supervisors read and write it: durations in words, sums as decimals. */
import { z } from 'zod';
import {
  FIELD_KINDS,
  MOVERS,
  WORK_ORDER_OUTCOMES,
  type WorkOrderField,
  type WorkOrderTypeDocument,
} from '../domain/work-orders/type.ts';
import { duration } from './durations.ts';
import { centsOf, yuanOf } from './money.ts';
import { code, words } from './schemas.ts';

const named = z.strictObject({ zh: words(100), en: words(100) });
const fieldName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,39}$/, { error: 'a name: letters and digits, a small one first' });
export const stateName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'a name: a-z, digits and -' });
export const queueName = stateName.meta({ description: 'The line it stands in' });

const limits = { min: z.number().exactOptional(), max: z.number().exactOptional() };

const WrittenField = z
  .strictObject({
    name: fieldName,
    title: named,
    kind: z.enum(FIELD_KINDS),
    required: z
      .boolean()
      .exactOptional()
      .meta({ description: 'A person who opens one has to give it, and none ends `done` without it' }),
    ...limits,
    choices: z
      .array(z.strictObject({ code, title: named }))
      .max(100)
      .exactOptional(),
  })
  .refine(({ kind, min = 0, max = 0 }) => kind !== 'money' || [min, max].every((sum) => !Number.isNaN(centsOf(sum))), {
    error: 'sums of at most two decimals',
  });

const KeptField = z.looseObject({ name: z.string() }) as unknown as z.ZodType<WorkOrderField, WorkOrderField>;

/** The limits of a sum: decimals outside, cents inside. */
function withSums<F extends { readonly kind: string; readonly min?: number; readonly max?: number }>(
  field: F,
  turned: (sum: number) => number,
): F {
  if (field.kind !== 'money') return field;
  const { min, max } = field;
  return {
    ...field,
    ...(min === undefined ? {} : { min: turned(min) }),
    ...(max === undefined ? {} : { max: turned(max) }),
  };
}

const field = z
  .codec(WrittenField, KeptField, {
    decode: (written) => withSums(written, centsOf),
    encode: (kept) => withSums(kept, yuanOf) as z.output<typeof WrittenField>,
  })
  .meta({
    id: 'WorkOrderField',
    description: '`min` and `max`: of a number, of a sum, of the length of a text or reference',
  });

const state = z
  .strictObject({
    name: stateName,
    title: named,
    initial: z.literal(true).exactOptional().meta({ description: 'The one in which it is opened' }),
    final: z.enum(WORK_ORDER_OUTCOMES).exactOptional().meta({ description: 'It ends here, so' }),
  })
  .meta({ id: 'WorkOrderState' });

const move = z
  .strictObject({
    from: stateName,
    to: stateName,
    by: z.array(z.enum(MOVERS)).min(1).max(MOVERS.length).meta({
      description: 'Roles of keys, whoever has it (`assignee`), the external party as the backend tells (`external`)',
    }),
    requires: z.array(fieldName).max(50).exactOptional().meta({ description: 'Fields that have a value after it' }),
  })
  .meta({ id: 'WorkOrderMove' });

export const WorkOrderTypeBody = z
  .strictObject({
    title: named,
    fields: z.array(field).max(50),
    states: z.array(state).min(1).max(40),
    moves: z.array(move).max(200),
    queue: queueName,
    externalParty: code.exactOptional().meta({ description: 'Who outside the house carries it out: `carrier`' }),
    dueWithin: duration.exactOptional().meta({ description: 'From its opening to its deadline; none: no deadline' }),
  })
  .meta({ id: 'WorkOrderTypeDocument' });

/** A type in an answer: as it is put, whatever it is inside. */
export const WorkOrderTypeView = z
  .custom<z.input<typeof WorkOrderTypeBody>>((value) => WorkOrderTypeBody.safeParse(value).success)
  .meta({ override: { $ref: '#/components/schemas/WorkOrderTypeDocument' } });

/** A type as it is shown. */
export const writtenType = (document: WorkOrderTypeDocument): z.input<typeof WorkOrderTypeBody> =>
  z.encode(WorkOrderTypeBody, document as z.output<typeof WorkOrderTypeBody>);
