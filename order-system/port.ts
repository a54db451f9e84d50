/** What the service asks of the system that keeps the shop's orders. Money is in cents, instants are epoch ms. */
import type { LineFacts, OrderCommand, OrderFacts, REFUSALS } from '../domain/order-commands.ts';

/** An order as the shop keeps it: the facts, and the ids that stay out of histories. */
export interface Order extends Omit<OrderFacts, 'lines'> {
  readonly orderId: string;
  readonly customerId: string;
  readonly lines: readonly OrderLine[];
}

interface OrderLine extends LineFacts {
  readonly itemId: string;
  readonly productId: string;
  readonly name: string;
}

/** Whom and what a command is about, as the shop itself knows them. */
interface About {
  readonly shop: string;
  readonly orderId?: string;
  readonly customerId?: string;
  /** Articles to send in the place of those that were ordered. */
  readonly instead?: readonly { readonly line: number; readonly itemId: string }[];
}

export type Command = About & OrderCommand;

/** Done, with the order system's own number for it; or refused for good, with nothing done. */
export type Settled =
  | { readonly state: 'done'; readonly reference: string }
  | { readonly state: 'refused'; readonly code: (typeof REFUSALS)[number] };

/** Why there is no outcome. Closed: what the other side says never leaves the connector. */
type Trouble =
  | 'unreachable'
  | 'timeout'
  | 'connection_lost'
  | 'busy'
  | 'running'
  | 'signature_refused'
  | 'server_failed'
  | 'unreadable_answer';

export interface Unsettled {
  /** `not-now`: it was not taken. `unknown`: it may have been done, or may still be. */
  readonly state: 'not-now' | 'unknown';
  readonly code: Trouble;
  /** The other side asked to wait so long. */
  readonly retryAfterMs?: number;
}

/** Each call ends within the connector's timeout and never throws for what the other side does. */
export interface OrderSystem {
  /** Reads an order with its payments. It changes nothing, so it may be repeated at will. */
  lookUp(
    order: Required<Pick<About, 'shop' | 'orderId'>>,
  ): Promise<{ readonly state: 'found'; readonly order: Order } | Extract<Settled, { state: 'refused' }> | Unsettled>;
  /**
   * Has a command carried out under a key, `<case id>:<seq>`, at most once however often it is sent. After `unknown`
   * the key is to be asked about first.
   */
  perform(key: string, command: Command): Promise<Settled | Unsettled>;
  /** What became of a key. `never-seen`: the order system promises that it has done nothing under it so far. */
  askAbout(key: string): Promise<Settled | Unsettled | { readonly state: 'never-seen' }>;
}
