/** Events as those outside read them. */

/** Of a test call, which follows from no case. */
export const TEST_TYPE = 'test';

/** A stored event, with its place in the order of all cases. */
export interface PositionedEvent {
  readonly position: number;
  readonly shop: string;
  readonly caseId: string;
  readonly seq: number;
  readonly type: string;
  /** Epoch ms. */
  readonly at: number;
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event for a program: ids, codes and numbers, and no word that a person wrote. */
export interface ToldEvent {
  /** `<caseId>:<seq>`, the same wherever and however often it is told. */
  readonly id: string;
  readonly position: number;
  readonly shop: string;
  readonly caseId: string;
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const eventId = ({ caseId, seq }: { readonly caseId: string; readonly seq: number }): string => `${caseId}:${seq}`;

/** The same for every reader: what a webhook carries and what `GET /v1/events` shows. */
export function tellEvent({ at, data, ...event }: PositionedEvent): ToldEvent {
  const { position, shop, caseId, seq, type, by } = event;
  return { id: eventId(event), position, shop, caseId, seq, type, at: isoOf(at), by, data: inWords(data) };
}

const isoOf = (at: number): string => new Date(at).toISOString();

/** Instants as ISO-8601 and sums as decimals, wherever they lie. */
export const inWords = (data: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  worded('', data) as Record<string, unknown>;

function worded(name: string, value: unknown): unknown {
  if (typeof value === 'number') return name.endsWith('At') ? isoOf(value) : isSum(name) ? value / 100 : value;
  if (Array.isArray(value)) return value.map((item) => worded('', item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [nameOf(field), worded(field, one)]));
}

const isSum = (name: string): boolean => name === 'cents' || name.endsWith('Cents');

/** `amountCents` is a decimal called `amount` to people. */
const nameOf = (name: string): string => (name === 'cents' ? 'amount' : name.replace(/Cents$/, ''));
