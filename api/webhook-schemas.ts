/** What is said of webhook endpoints: to us, and by us. */
import { z } from 'zod';
import { CASE_KINDS } from '../domain/kinds/index.ts';
import { EVENT_TYPES } from '../domain/event-types.ts';
import { ALL_EVENTS, DISABLED_BECAUSE, type WebhookEndpoint } from '../store/webhook-endpoints.ts';
import { paged, pageUrl } from './schemas.ts';
import { CALL_STATES } from '../store/webhook-calls.ts';
import { instantOut, iso, told, toldAt } from './told.ts';

const url = pageUrl(2000);
const messages = z.boolean().meta({ description: 'Gets what is sent to customers and staff, with its words' });
const events = z
  .array(z.enum([ALL_EVENTS, ...EVENT_TYPES]))
  .max(EVENT_TYPES.length + 1)
  .meta({ description: 'Types of case events that it is told of, without words; `["*"]`: all, now and later' });
const kinds = z.array(z.enum(CASE_KINDS)).min(1).max(CASE_KINDS.length);

export const NewWebhookEndpointBody = z
  .strictObject({
    shop: z.string().max(63).exactOptional().meta({ description: 'Needed with a key of every shop' }),
    url,
    messages: messages.default(true),
    events: events.default([]),
    kinds: kinds.exactOptional().meta({ description: 'Events of cases of these kinds only' }),
  })
  .meta({ id: 'NewWebhookEndpoint' });

export const WebhookEndpointChange = z
  .strictObject({
    url: url.exactOptional(),
    messages: messages.exactOptional(),
    events: events.exactOptional(),
    kinds: kinds.nullable().exactOptional().meta({ description: 'null: of every kind' }),
    enabled: z.boolean().exactOptional().meta({ description: 'true: what waits is sent, its failures are forgotten' }),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'something to change' })
  .meta({ id: 'WebhookEndpointChange' });

const fields = {
  id: z.string(),
  shop: z.string(),
  url: z.string(),
  messages: z.boolean(),
  events: z.array(z.string()),
  kinds: z.array(z.enum(CASE_KINDS)).optional().meta({ description: 'Absent: every kind' }),
  enabled: z.boolean(),
  disabledAt: instantOut.optional(),
  disabledBecause: z
    .enum(DISABLED_BECAUSE)
    .optional()
    .meta({ description: '`gone`: it answered 410. `failing`: every call failed for more than three days' }),
  failingSince: instantOut.optional().meta({ description: 'Every call since then has failed' }),
  oldSecretUntil: instantOut.optional().meta({ description: 'Until then the secret before signs too' }),
  createdAt: instantOut,
};

export const WebhookEndpointView = z.strictObject(fields).meta({ id: 'WebhookEndpoint' });
export const WebhookEndpointWithSecret = z
  .strictObject({
    ...fields,
    secret: z.string().optional().meta({ description: 'Signs every call; shown this once, absent in a replay' }),
  })
  .meta({ id: 'WebhookEndpointWithSecret' });

export const endpointView = (row: WebhookEndpoint): z.output<typeof WebhookEndpointView> => ({
  id: row.id,
  shop: row.shop,
  url: row.url,
  messages: row.messages,
  events: [...row.events],
  ...told('kinds', row.kinds && [...row.kinds]),
  enabled: row.disabledAt === null,
  ...toldAt('disabledAt', row.disabledAt),
  ...told('disabledBecause', row.disabledBecause),
  ...toldAt('failingSince', row.failingSince),
  ...toldAt('oldSecretUntil', row.oldSecretUntil),
  createdAt: iso(row.createdAt),
});

export const endpointSample = {
  id: '1',
  shop: 'main',
  url: 'https://shop.example.com/caseloop',
  messages: false,
  events: ['opened', 'clockBreached', 'closed'],
  enabled: true,
  createdAt: '2026-11-23T06:00:00.000Z',
};

export const WebhookCallQuery = z.strictObject({ state: z.enum(CALL_STATES).exactOptional(), ...paged });

const most = 200;

export const EventQuery = z.strictObject({
  shop: z.string().max(63).exactOptional(),
  after: z.coerce
    .number({ error: 'a position' })
    .pipe(z.int().min(0).max(Number.MAX_SAFE_INTEGER))
    .default(0)
    .meta({ type: 'integer', minimum: 0, default: 0, description: '`position` of the page before; 0: from the first' }),
  type: z
    .union([z.enum(EVENT_TYPES), z.array(z.enum(EVENT_TYPES)).max(EVENT_TYPES.length)])
    .transform((value) => [value].flat())
    .exactOptional()
    .meta({ description: 'Repeat it for several' }),
  limit: paged.limit.meta({ type: 'integer', minimum: 1, maximum: most, default: 50 }),
});

export const ToldEventView = z
  .strictObject({
    id: z.string().meta({ description: '`<caseId>:<seq>`: the same in a webhook, and at every repetition' }),
    position: z.int().meta({ description: 'Place in the order of all cases' }),
    shop: z.string(),
    caseId: z.string(),
    seq: z.int().meta({ description: 'Place in the order of the case, from 1 without a gap' }),
    type: z.string(),
    at: instantOut.meta({ description: 'The instant that counts, not that of writing' }),
    by: z.string().meta({ description: '`customer`, `policy`, `system`, or a person as `agent-7`' }),
    data: z.record(z.string(), z.unknown()).meta({ description: 'Codes, numbers and instants, by type; no words' }),
  })
  .meta({ id: 'Event', description: 'What a webhook carries, and what `GET /v1/events` lists.' });
