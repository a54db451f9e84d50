import { IANAZone } from 'luxon';

const DAY = 86_400_000;
/** No zone has changed its clock twice within three days since 1900. */
const STEP = 3 * DAY;

type OffsetChange = readonly [fromAt: number, seconds: number];

/** The one spelling of a zone's name, so that what is kept by zone stays bounded; undefined for an unknown zone. */
function canonicalName(zone: string): string | undefined {
  // newer machines take offsets for zones
  if (!/^[A-Za-z]/.test(zone)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Whether this machine knows an IANA time zone of that name. */
export const isZone = (zone: string): boolean => canonicalName(zone) !== undefined;

const secondsAt = (zone: string, at: number): number => Math.round(IANAZone.create(zone).offset(at) * 60);

/** The first second in (low, high] at which the offset is no longer that at `low`; there is one change between. */
function changeBetween(zone: string, low: number, high: number): number {
  const before = secondsAt(zone, low);
  let [same, other] = [low, high];
  while (other - same > 1000) {
    const middle = same + Math.floor((other - same) / 2000) * 1000;
    if (secondsAt(zone, middle) === before) same = middle;
    else other = middle;
  }
  return other;
}

const yearsRead = new Map<string, readonly OffsetChange[]>();

/** Changes of the clock in a year (UTC): some hundred readings of the zone's data, so done once. */
function changesIn(zone: string, year: number): readonly OffsetChange[] {
  const key = `${zone} ${year}`;
  const known = yearsRead.get(key);
  if (known) return known;
  const changes: OffsetChange[] = [];
  const end = Date.UTC(year + 1, 0);
  for (let at = Date.UTC(year, 0); at < end; at += STEP) {
    const next = Math.min(at + STEP, end);
    if (secondsAt(zone, at) === secondsAt(zone, next)) continue;
    const change = changeBetween(zone, at, next);
    changes.push([change, secondsAt(zone, change)]);
  }
  yearsRead.set(key, changes);
  return changes;
}

/**
 * The zone's offset from UTC in seconds at an instant, and every change of it until another, to the second.
 * @throws Error for a zone that this machine does not know
 */
export function offsetsOf(zone: string, fromAt: number, untilAt: number): OffsetChange[] {
  const name = canonicalName(zone);
  if (name === undefined) throw new Error(`unknown zone ${zone}`);
  const [first, last] = [fromAt, untilAt].map((at) => new Date(at).getUTCFullYear());
  const offsets: OffsetChange[] = [[fromAt, secondsAt(name, fromAt)]];
  for (let year = first ?? 0; year <= (last ?? 0); year++) {
    offsets.push(...changesIn(name, year).filter(([at]) => at > fromAt && at <= untilAt));
  }
  return offsets;
}
