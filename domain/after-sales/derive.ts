/** Facts that follow from other facts. What they need and is not known leaves them unknown too. */
import type { AfterSalesFacts, Article, PaymentMethod } from './facts.ts';
import { paidShares } from './money.ts';

type Maybe<T> = T | null;

const SHIPPED = ['shipped', 'in transit', 'out for delivery', 'delivered', 'signed'];
const NOT_SHIPPED = ['order received', 'unpaid', 'pending', 'paid', 'processing', 'packed', 'not shipped'];

const textOf = (value: unknown): Maybe<string> => (typeof value === 'string' ? value : null);
const numberOf = (value: unknown): Maybe<number> => (typeof value === 'number' ? value : null);
const booleanOf = (value: unknown): Maybe<boolean> => (typeof value === 'boolean' ? value : null);
const textsOf = (value: unknown): Maybe<readonly string[]> => (Array.isArray(value) ? (value as string[]) : null);
const centsOf = (sum: number): number => Math.round(sum * 100);

/** Whether an order is of somebody else than who asks; an order of which no owner is told is the customer's. */
function ofAnother({ customer, request }: AfterSalesFacts): Maybe<boolean> {
  const { orderOwner = customer['userId'], requestedBy = customer['userId'] } = request;
  if (orderOwner === undefined && requestedBy === undefined) return false;
  const [owner, asking] = [textOf(orderOwner), textOf(requestedBy)];
  return owner === null || asking === null ? null : owner !== asking;
}

function shipped(order: Readonly<Record<string, unknown>>): Maybe<boolean> {
  const told = booleanOf(order['shipped']);
  if (told !== null) return told;
  if (order['packed'] === false) return false;
  const happened = ['signedAt', 'pickedUpAt', 'lastScanAt'].some((name) => typeof order[name] === 'number');
  const status = textOf(order['status']) ?? '';
  if (happened || SHIPPED.includes(status)) return true;
  return NOT_SHIPPED.includes(status) ? false : null;
}

function orderFacts(facts: AfterSalesFacts): Readonly<Record<string, unknown>> {
  const { order } = facts;
  if (!order) return { ofAnother: ofAnother(facts) };
  const sent = shipped(order);
  return {
    ofAnother: ofAnother(facts),
    shipped: sent,
    packed: booleanOf(order['packed']) ?? (sent === true ? true : null),
    daysSinceSigning: order['daysSinceSigning'] ?? order['deliveredDaysAgo'],
    daysSincePayment: order['daysSincePayment'] ?? order['placedDaysAgo'] ?? order['boughtDaysAgo'],
  };
}

/** The way of payment that the request names, among those of the customer. */
function paymentFacts({ customer, order, request }: AfterSalesFacts): Readonly<Record<string, unknown>> {
  const id = textOf(request['paymentMethodId']);
  const methods = customer.paymentMethods ?? null;
  if (id === null || methods === null) return {};
  const method = methods.find((one) => one.id === id);
  // one of which no id is told may be the one
  if (!method) return methods.some((one) => textOf(one.id) === null) ? {} : { ofCustomer: false, original: false };
  const paidWith = textsOf(order?.['paidWith']);
  const source = textOf(method.source);
  const known = source !== null && paidWith !== null && paidWith.length > 0;
  return {
    ofCustomer: true,
    source,
    balance: numberOf(method.balance),
    original: known ? paidWith.includes(source) : null,
    unchanged: known ? unchanged(source, paidWith, methods) : null,
  };
}

/** Only sources are told of what was paid with: with two of one source it may have been the other. */
function unchanged(source: string, paidWith: readonly string[], methods: readonly PaymentMethod[]): Maybe<boolean> {
  if (paidWith.some((one) => one !== source)) return false;
  const sources = methods.map((one) => textOf(one.source));
  if (sources.filter((one) => one === source).length > 1) return false;
  return sources.includes(null) ? null : true;
}

/** The articles that the request is about, by place; all unless some are named; null where one is not of the order. */
function places({ order, request }: AfterSalesFacts): Maybe<readonly number[]> {
  const items = order?.items;
  if (!items) return null;
  if (request['itemIds'] === undefined) return [...items.keys()];
  const itemIds = textsOf(request['itemIds']);
  if (itemIds === null) return null;
  const free = new Set(items.keys());
  const found = itemIds.map((itemId) => {
    // two of one article are two places
    const place = [...free].find((i) => items[i]?.itemId === itemId) ?? -1;
    free.delete(place);
    return place;
  });
  return found.includes(-1) ? null : found;
}

function allNumbers(values: readonly unknown[]): Maybe<readonly number[]> {
  return values.every((value) => typeof value === 'number') ? values : null;
}

/** What was paid for each article of an order, in cents. What was paid above the prices, as freight, belongs to none. */
function shares(order: AfterSalesFacts['order'], paid: number): Maybe<readonly number[]> {
  const prices = allNumbers((order?.items ?? []).map(({ price }) => price))?.map(centsOf);
  if (!prices?.length) return null;
  const total = prices.reduce((sum, price) => sum + price, 0);
  return paidShares(prices, Math.max(0, total - centsOf(paid)));
}

/** The sum at stake: what was paid for these articles. An order of which only prices are told cost what they say. */
function amount({ order, request }: AfterSalesFacts, chosen: Maybe<readonly number[]>): Maybe<number> {
  const told = numberOf(request['amount']);
  if (told !== null) return told;
  const paid = numberOf(order?.['amountPaid']);
  const whole = request['itemIds'] === undefined || chosen?.length === order?.items?.length;
  if (whole && paid !== null) return paid;
  const parts = shares(order, paid ?? Infinity);
  return parts && chosen && chosen.reduce((sum, i) => sum + (parts[i] ?? 0), 0) / 100;
}

/** By how much the articles are cheaper now than what was paid for them. */
function priceDrop({ order }: AfterSalesFacts, chosen: Maybe<readonly number[]>): Maybe<number> {
  const paid = numberOf(order?.['amountPaid']);
  const parts = paid === null ? null : shares(order, paid);
  const now = chosen && allNumbers(chosen.map((i) => order?.items?.[i]?.publicPriceNow));
  if (parts === null || !chosen || !now) return null;
  return chosen.reduce((sum, i, k) => sum + Math.max(0, (parts[i] ?? 0) - centsOf(now[k] ?? 0)), 0) / 100;
}

function difference(items: readonly Article[] | null, wanted: readonly Article[] | null): Maybe<number> {
  const before = items && allNumbers(items.map(({ price }) => price));
  const after = wanted && allNumbers(wanted.map(({ price }) => price));
  if (!before || after?.length !== before.length) return null;
  const sum = (prices: readonly number[]): number => prices.reduce((total, price) => total + centsOf(price), 0);
  return (sum(after) - sum(before)) / 100;
}

const sameProduct = (one: Article, other: Article | undefined): Maybe<boolean> => {
  const [wanted, had] = [textOf(one.productId), textOf(other?.productId)];
  return wanted === null || had === null ? null : wanted === had;
};

/** The facts by their paths, those that follow from others among them. */
export function lookInto(facts: AfterSalesFacts): (path: string) => unknown {
  const { requestType, customer, order, request } = facts;
  const chosen = places(facts);
  const items = chosen?.map((i) => order?.items?.[i] ?? {}) ?? null;
  const wanted = request.newItems ?? null;
  const paired =
    wanted !== null && items !== null && request['itemIds'] !== undefined && wanted.length === items.length;
  const { noReasonReturns90d: returns, orders90d: orders } = customer;
  const known = typeof returns === 'number' && typeof orders === 'number';
  const parts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    customer: { ...customer, noReasonShare90d: known ? (returns === 0 ? 0 : returns / orders) : null },
    order: { ...order, ...orderFacts(facts) },
    payment: paymentFacts(facts),
    request: {
      ...request,
      amount: amount(facts, chosen),
      priceDifference: request['priceDifference'] ?? difference(items, wanted),
      priceDrop: priceDrop(facts, chosen),
      // an empty list is no answer to what is wanted instead
      newItems: wanted?.length
        ? wanted.map((one, i) => ({ ...one, sameProduct: paired ? sameProduct(one, items[i]) : null }))
        : null,
    },
  };
  return (path) => {
    if (path === 'requestType') return requestType;
    if (path === 'items') return items?.length ? items : null;
    const [part = '', name = ''] = path.split('.');
    return parts[part]?.[name];
  };
}
