/** What is sent about work orders. */
import { z } from 'zod';
import { agentId, attachments, instant, oneLine, paged, yesNo } from './schemas.ts';
import { queueName, stateName } from './work-order-type-schema.ts';

const value = z.union([z.string().max(20_000), z.number(), z.boolean()]);
const fields = (of: z.ZodType) =>
  z
    .record(z.string().min(1).max(64), of)
    .refine((given) => Object.keys(given).length <= 50, { error: 'at most 50' })
    .exactOptional();

const title = oneLine(200);
const externalParty = oneLine(100);

export const WorkOrderBody = z
  .strictObject({
    agentId,
    type: z.string().min(1).max(63).meta({ description: 'A type of the shop, such as `refund`' }),
    title: title.exactOptional(),
    queue: queueName.exactOptional().meta({ description: "The type's own unless told" }),
    assignee: agentId.exactOptional(),
    externalParty: externalParty.exactOptional().meta({ description: 'Who outside the house carries it out' }),
    dueAt: instant.nullable().exactOptional().meta({ description: "The type's own unless told; null: none" }),
    fields: fields(value).meta({ description: 'As the type has them; sums as decimals' }),
    attachments,
  })
  .meta({ id: 'NewWorkOrder' });

const HOUSE_ONLY = ['title', 'queue', 'assignee', 'externalParty', 'dueAt'] as const;

export const WorkOrderChangeBody = z
  .strictObject({
    agentId: agentId.exactOptional(),
    external: z
      .literal(true)
      .exactOptional()
      .meta({ description: "Instead of agentId: the external party did it, as the shop's backend tells" }),
    state: stateName.exactOptional().meta({ description: 'Moves it there; its own state moves nothing' }),
    title: title.nullable().exactOptional(),
    queue: queueName.exactOptional(),
    assignee: agentId.nullable().exactOptional().meta({ description: 'null: nobody, it stands in its queue' }),
    externalParty: externalParty.nullable().exactOptional(),
    dueAt: instant.nullable().exactOptional(),
    fields: fields(value.nullable()).meta({ description: 'What is not named stays; null takes a value away' }),
    attachments: attachments.meta({ description: 'All of them, instead of those before' }),
  })
  .refine((body) => (body.agentId === undefined) !== (body.external === undefined), {
    path: ['agentId'],
    error: 'who does it: agentId, or external',
  })
  .refine((body) => body.external === undefined || HOUSE_ONLY.every((name) => body[name] === undefined), {
    path: ['external'],
    error: 'the external party moves it, fills in fields and attaches',
  })
  .meta({ id: 'WorkOrderChange' });

export const WorkOrderListQuery = z.strictObject({
  shop: z.string().max(63).exactOptional(),
  caseId: z.string().max(60).exactOptional(),
  type: z.string().max(63).exactOptional(),
  state: stateName.exactOptional(),
  open: yesNo.exactOptional().meta({ description: 'Whether it has not ended' }),
  queue: queueName.exactOptional(),
  assignee: agentId.exactOptional(),
  dueBefore: instant.exactOptional().meta({ description: 'Those without a deadline are never due' }),
  ...paged,
});

export const WorkOrderQuery = z.strictObject({
  agentId: agentId.exactOptional().meta({ description: 'For whom the permitted moves are told, beside the key' }),
});
