import type { ReplyKind, Saying } from '../domain/case.ts';
import type { Outlet } from '../domain/channels.ts';

/** Stored as given; the bytes themselves are elsewhere. */
export type Attachment = Readonly<Record<string, unknown>>;

/** A text to store with the fact that it belongs to. */
export interface NewMessage {
  readonly shop: string;
  readonly direction: 'in' | 'out' | 'note';
  readonly channel: Outlet;
  /** Within which `messageId` is unique: see `scopes`. */
  readonly scope: string;
  readonly messageId: string;
  readonly kind:
    Saying | ReplyKind | 'appealed' | 'confirmed' | 'rejected' | 'human-requested' | 'withdrawn' | 'note' | 'call';
  /** Our number of the agent who wrote it. */
  readonly agent?: number;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  /** Order, product, thread, article as given: shown to people, never to a workflow. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The sender's own clock: information only. */
  readonly receivedAt?: number;
}

/** What a sender may name by an id of its own within one case. */
type OwnWhat =
  | 'after-sales'
  | 'reply'
  | 'note'
  | 'confirmation'
  | 'human'
  | 'withdrawal'
  | 'escalation'
  | 'policy'
  | 'appeal'
  | 'visit';

/**
 * What a sender's message id is unique within. A customer's message is one per shop and channel, whichever path it
 * came by; the other facts have one list of ids each and per case.
 */
export const scopes = {
  inbound: (shop: string, channel: string) => `in:${shop}:${channel}`,
  own: (what: OwnWhat, caseId: string) => `${what}:${caseId}`,
} as const;

/** A text that Postgres would refuse or silently change. The door refuses it first; this is the last line. */
export class UnstorableText extends Error {
  constructor(field: string) {
    super(`${field} holds U+0000 or half of a surrogate pair, which cannot be stored`);
    this.name = 'UnstorableText';
  }
}

/** @throws UnstorableText: a lone surrogate would be stored as U+FFFD, and nobody would ever know. */
function assertStorable(message: NewMessage): void {
  const { text, messageId, attachments = [], details = {} } = message;
  const parts = { text, messageId, attachments: strings(attachments), details: strings(details) };
  for (const [field, value] of Object.entries(parts)) {
    if (/\0|\p{Surrogate}/u.test(value)) throw new UnstorableText(field);
  }
}

/** Every string in a JSON value, keys included; JSON.stringify would hide a bad one behind an escape. */
function strings(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, field]) => `${key}\n${strings(field)}`)
    .join('\n');
}

/** The columns of a message but for its own id and that of its fact. */
export function messageColumns(message: NewMessage): Readonly<Record<string, unknown>> {
  assertStorable(message);
  return {
    shop: message.shop,
    direction: message.direction,
    channel: message.channel,
    message_id: message.messageId,
    kind: message.kind,
    agent_id: message.agent ?? null,
    text: message.text,
    attachments: message.attachments ?? [],
    details: message.details ?? {},
    received_at: message.receivedAt === undefined ? null : new Date(message.receivedAt).toISOString(),
    scope: message.scope,
  };
}
