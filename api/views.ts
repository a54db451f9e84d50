/** What answers look like: the schemas that OpenAPI shows, and how rows become them. */
import { z } from 'zod';
import { CLOSED_HOW, STATUSES } from '../domain/case.ts';
import { CHANNELS } from '../domain/channels.ts';
import { CASE_KINDS, CATEGORIES } from '../domain/kinds/index.ts';
import { CLOCK_NAMES, TIERS } from '../domain/policy.ts';
import { AfterSalesView, afterSalesView } from './after-sales-view.ts';
import { priorityOf } from '../domain/priority.ts';
import { inWords } from '../domain/told-event.ts';
import { ComplaintView, complaintView } from './complaint-view.ts';
import { instantOut, iso, told, toldAt } from './told.ts';
import type { ClockRow } from '../store/cases.ts';
import type { CaseRef, CaseRow, EventRow, MessageRow } from '../store/case-reads.ts';

export { instantOut, told, toldAt };

export const listOf = (item: z.ZodType) =>
  z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: '`cursor` of the next page; null on the last' }),
  });

const ClockView = z
  .strictObject({
    name: z.enum(CLOCK_NAMES),
    state: z.enum(['running', 'paused', 'met', 'breached', 'cancelled']),
    dueAt: instantOut,
    stoppedAt: instantOut.optional(),
    latenessSeconds: z.int().optional(),
    provisional: z
      .literal(true)
      .optional()
      .meta({ description: 'Due on a date whose holidays nobody knows yet: it may move' }),
  })
  .meta({ id: 'Clock' });

const Links = z
  .strictObject({ self: z.string(), messages: z.string(), events: z.string(), temporal: z.string().optional() })
  .meta({ id: 'CaseLinks' });

const SHOWN_STATUSES = ['opening', ...STATUSES] as const;

export const CaseView = z
  .strictObject({
    caseId: z.string(),
    shop: z.string(),
    kind: z.enum(CASE_KINDS),
    status: z.enum(SHOWN_STATUSES),
    closedHow: z.enum(CLOSED_HOW).optional(),
    reasonCode: z.string().optional(),
    channel: z.enum(CHANNELS),
    category: z.enum(CATEGORIES).nullable(),
    tags: z.array(z.string()),
    tier: z.enum(TIERS),
    level: z.int().min(1).max(3).nullable(),
    priority: z.int(),
    owner: z.string().optional(),
    queue: z.string().optional(),
    orderId: z.string().optional(),
    follows: z.string().optional().meta({ description: 'The ended case that this one goes on from' }),
    mergedInto: z.string().optional().meta({ description: 'The case that goes on for this one' }),
    version: z.int().meta({ description: 'Events so far; the ETag' }),
    breached: z.boolean(),
    nextDueAt: instantOut.optional(),
    openedAt: instantOut,
    resolvedAt: instantOut.optional(),
    closedAt: instantOut.optional(),
    updatedAt: instantOut.optional(),
    clocks: z.array(ClockView),
    afterSales: AfterSalesView.optional(),
    complaint: ComplaintView.optional().meta({ description: 'Of a complaint' }),
    links: Links,
  })
  .meta({ id: 'Case' });

/** The answer to a message: which case it belongs to, and what is known of it. */
export const CaseSummary = z
  .strictObject({
    caseId: z.string(),
    joined: z.boolean(),
    kind: z.enum(CASE_KINDS),
    category: z.enum(CATEGORIES).nullable(),
    tags: z.array(z.string()),
    tier: z.enum(TIERS),
    level: z.int().min(1).max(3).nullable(),
    status: z.enum(SHOWN_STATUSES),
  })
  .meta({ id: 'CaseSummary' });

type Shown = z.output<typeof CaseView>;

const clockView = ({
  name,
  state,
  dueAt,
  stoppedAt,
  latenessSeconds,
  provisional,
}: ClockRow): z.output<typeof ClockView> => ({
  name,
  state,
  dueAt,
  ...told('stoppedAt', stoppedAt),
  ...told('latenessSeconds', latenessSeconds),
  ...told('provisional', provisional),
});

function linksOf(caseId: string, temporalUi: string | undefined): z.output<typeof Links> {
  const self = `/v1/cases/${caseId}`;
  return {
    self,
    messages: `${self}/messages`,
    events: `${self}/events`,
    ...told('temporal', temporalUi && `${temporalUi}/workflows/${encodeURIComponent(`case:${caseId}`)}`),
  };
}

/** A case before its workflow has told its first events. */
export function openingView(ref: CaseRef, temporalUi?: string): Shown {
  const { opening } = ref;
  return {
    caseId: ref.caseId,
    shop: ref.shop,
    kind: opening.kind,
    status: 'opening',
    channel: opening.channel,
    category: opening.category,
    tags: [...ref.tags],
    tier: opening.tier,
    level: opening.level,
    priority: priorityOf(opening),
    ...told('orderId', ref.orderId),
    ...told('follows', ref.follows),
    ...told('mergedInto', ref.mergedInto),
    version: 0,
    breached: false,
    openedAt: iso(ref.openedAt),
    clocks: [],
    links: linksOf(ref.caseId, temporalUi),
  };
}

export function caseView(row: CaseRow, temporalUi?: string): Shown {
  return {
    caseId: row.caseId,
    shop: row.shop,
    kind: row.kind as Shown['kind'],
    status: row.status as Shown['status'],
    ...told('closedHow', row.closedHow as Shown['closedHow'] | null),
    ...told('reasonCode', row.reasonCode),
    channel: row.channel as Shown['channel'],
    category: row.category as Shown['category'],
    tags: [...row.tags],
    tier: row.tier as Shown['tier'],
    level: row.level,
    priority: row.priority,
    ...told('owner', row.owner),
    queue: row.queue,
    ...told('orderId', row.orderId),
    ...told('follows', row.follows),
    ...told('mergedInto', row.mergedInto),
    version: row.version,
    breached: row.breached,
    ...toldAt('nextDueAt', row.nextDueAt),
    openedAt: iso(row.openedAt),
    ...toldAt('resolvedAt', row.resolvedAt),
    ...toldAt('closedAt', row.closedAt),
    updatedAt: iso(row.updatedAt),
    clocks: row.clocks.map(clockView),
    ...told('afterSales', row.afterSales && afterSalesView(row.afterSales)),
    ...told('complaint', row.complaint && complaintView(row.complaint)),
    links: linksOf(row.caseId, temporalUi),
  };
}

export const MessageView = z
  .strictObject({
    message: z.int().meta({ description: 'Number by which events name it' }),
    messageId: z.string(),
    direction: z.enum(['in', 'out', 'note']),
    channel: z.string(),
    kind: z.string(),
    agentId: z.string().optional(),
    text: z.string(),
    attachments: z.array(z.record(z.string(), z.unknown())),
    acceptedAt: instantOut,
    receivedAt: instantOut.optional(),
  })
  .meta({ id: 'StoredMessage' });

export function messageView(row: MessageRow): z.output<typeof MessageView> {
  const { agentId, acceptedAt, receivedAt, attachments, ...rest } = row;
  return {
    ...rest,
    ...told('agentId', agentId),
    attachments: [...attachments],
    acceptedAt: iso(acceptedAt),
    ...toldAt('receivedAt', receivedAt),
  };
}

export const EventView = z
  .looseObject({
    seq: z.int(),
    type: z.string(),
    at: instantOut,
    by: z.string().meta({ description: '`customer`, `policy`, `system`, or a person as `agent-7`' }),
    agentId: z.string().optional().meta({ description: "That person in the shop's staff system" }),
    line: z.string().meta({ description: 'The event for a person to read' }),
  })
  .meta({ id: 'CaseEvent', description: 'More fields by type; instants among them end in At, sums are decimals.' });

/** Our number of the person whom an event names, if any. */
export function agentOf({ by, data }: EventRow): number | undefined {
  const name = [data['agent'], by].find((value) => typeof value === 'string' && value.startsWith('agent-'));
  return typeof name === 'string' ? Number(name.slice('agent-'.length)) : undefined;
}

/** An event as it was stored, its instants in words and its sums as decimals. */
export function eventView(row: EventRow, names: ReadonlyMap<number, string>): z.output<typeof EventView> {
  const agent = agentOf(row);
  return {
    ...inWords(row.data),
    seq: row.seq,
    type: row.type,
    at: iso(row.at),
    by: row.by,
    ...told('agentId', agent === undefined ? undefined : names.get(agent)),
    line: row.line,
  };
}
