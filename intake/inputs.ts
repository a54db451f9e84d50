import type { ReplyKind } from '../domain/case.ts';
import type { Channel, Outlet } from '../domain/channels.ts';
import type { ComplaintCategory, SevereReason } from '../domain/kinds/complaint/codes.ts';
import type { Category, CaseKind } from '../domain/kinds/index.ts';
import type { Level } from '../domain/policy.ts';
import type { Application } from '../store/applications.ts';
import type { CustomerDetails } from '../store/customers.ts';
import type { Attachment } from '../store/messages.ts';

/** A customer's message from a channel. The words, and every id that somebody else chose, stay in Postgres. */
export interface InboundMessage {
  readonly shop: string;
  readonly channel: Channel;
  /** The sender's id: a second message with it, in this shop and channel, is the same message. */
  readonly messageId: string;
  readonly customer: CustomerDetails;
  readonly text: string;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly orderId?: string | undefined;
  readonly productId?: string | undefined;
  readonly threadId?: string | undefined;
  /** The sender's own clock, epoch ms: information only. */
  readonly receivedAt?: number | undefined;
  readonly level?: Level | undefined;
  readonly category?: Category | undefined;
  /** Enter the history: codes, not words about a person. */
  readonly tags?: readonly string[] | undefined;
  /** On the hotline: a missed call asks to be called back. */
  readonly call?: 'missed' | 'answered' | undefined;
}

/** What is known of a complaint when it comes. */
export interface NewComplaint {
  readonly category?: ComplaintCategory | undefined;
  /** Who is complained about, by the id in the shop's staff system. */
  readonly against?: string | undefined;
  readonly severe?: readonly SevereReason[] | undefined;
  /** A regulator's or platform's own deadline, epoch ms. */
  readonly outsideAt?: number | undefined;
  /** Cents. */
  readonly lossAmount?: number | undefined;
}

export type NewCase = InboundMessage & {
  readonly kind: CaseKind;
  readonly complaint?: NewComplaint | undefined;
  /** Of an after-sales request. */
  readonly application?: Application | undefined;
};

/** A customer's message to a case they name. */
export interface OwnMessage {
  readonly messageId: string;
  /** The case's own channel unless told. */
  readonly channel?: Channel | undefined;
  readonly text: string;
  readonly attachments?: readonly Attachment[] | undefined;
}

export interface AgentReply {
  readonly messageId: string;
  /** In the shop's staff system. */
  readonly agentId: string;
  readonly kind: ReplyKind;
  readonly text: string;
  readonly articleId?: string | undefined;
  /** Until when the customer may expect more, epoch ms. */
  readonly expectedAt?: number | undefined;
  /** A bot's answer: it assigns the case to nobody, and keeps its promise only until the customer says that it missed. */
  readonly byBot?: boolean | undefined;
  /** By what the reply leaves; the channel of the customer's newest message unless told. */
  readonly channel?: Outlet | undefined;
}

export interface AgentNote {
  readonly messageId?: string | undefined;
  readonly agentId: string;
  readonly text: string;
  /** It tells of a call with the customer. */
  readonly call?: boolean | undefined;
}

/** Where a customer's message went. */
export interface Received {
  /** Of the case that really took it: of a linked one when its own had just ended. */
  readonly caseId: string;
  /** The case was there before the message. */
  readonly joined: boolean;
  /** Row of the stored text. */
  readonly messageRow: number;
  /** It had been received before; nothing was added. */
  readonly duplicate: boolean;
}

/** Where a fact of a known case went. */
export interface Accepted {
  readonly caseId: string;
  readonly messageRow?: number;
  readonly duplicate: boolean;
}

/** The desk's decision. */
export interface Assigned {
  readonly caseId: string;
  /** The owner's id in the shop's staff system; null: back in the queue. */
  readonly agentId: string | null;
  readonly assignmentVersion: number;
}
