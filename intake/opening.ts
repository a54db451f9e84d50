import type { Locale, OpenCase } from '../domain/case.ts';
import { type Channel, isConversation, type Outlet } from '../domain/channels.ts';
import { customerRef } from '../domain/ids.ts';
import type { ComplaintOpening } from '../domain/kinds/complaint/events.ts';
import type { Category, CaseKind } from '../domain/kinds/index.ts';
import { inPeak, type PeakWindow } from '../domain/peak.ts';
import type { Level, Request, Tier } from '../domain/policy.ts';
import type { Customer } from '../store/customers.ts';

interface Opening {
  readonly caseId: string;
  readonly shop: {
    readonly id: string;
    readonly policy: string;
    readonly locale: string;
    readonly peakWindows: readonly PeakWindow[];
  };
  readonly kind: CaseKind;
  readonly channel: Channel;
  readonly customer: Customer;
  readonly openedAt: number;
  readonly tier?: Tier | undefined;
  readonly level?: Level | undefined;
  readonly category?: Category | undefined;
  readonly follows?: string | undefined;
  readonly request?: Request | undefined;
  readonly complaint?: ComplaintOpening | undefined;
}

/** The workflow's input: facts, codes and our own numbers, never a word or an id that somebody else chose. */
export function openingOf(opening: Opening): OpenCase {
  const { caseId, shop, kind, channel, customer, openedAt, follows, complaint, request } = opening;
  return {
    caseId,
    shop: shop.id,
    kind,
    channel,
    customer: customerRef(customer.id),
    locale: localeOf(customer.locale ?? shop.locale),
    reach: reachOf(customer, [channel]),
    tier: opening.tier ?? customer.tier,
    level: opening.level ?? levelAtFirst(channel),
    category: opening.category ?? null,
    policy: shop.policy,
    openedAt,
    ...(inPeak(shop.peakWindows, openedAt) ? { peak: true } : {}),
    ...(follows === undefined ? {} : { follows }),
    ...(request === undefined ? {} : { request }),
    ...(complaint === undefined ? {} : { complaint }),
  };
}

const localeOf = (tag: string): Locale => (tag.toLowerCase().startsWith('en') ? 'en' : 'zh');

/** Chat and WeChat wait for the classifier; what comes by any other channel is looked up before it is answered. */
const levelAtFirst = (channel: Channel): Level | null => (channel === 'chat' || channel === 'wechat' ? null : 2);

/** Ways by which the customer can be reached: conversations they have begun, mail and SMS where an address is known. */
export function reachOf(
  customer: Pick<Customer, 'email' | 'phone'>,
  channels: readonly Channel[],
  before: readonly Outlet[] = [],
): Outlet[] {
  const contacts: Outlet[] = [];
  if (customer.email !== null) contacts.push('email');
  if (customer.phone !== null) contacts.push('sms');
  return [...new Set([...before, ...channels.filter(isConversation), ...contacts])];
}
