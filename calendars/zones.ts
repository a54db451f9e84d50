const DAY = 86_400_000;
/** No zone has changed its clock twice within three days since 1900. */
const STEP = 3 * DAY;

type OffsetChange = readonly [fromAt: number, seconds: number];

/** Reads the wall clock of a zone. */
interface Reader {
  /** The one spelling of the zone's name. */
  readonly zone: string;
  readonly format: Intl.DateTimeFormat;
}

const readers = new Map<string, Reader>();

/** Kept by the one spelling of a zone's name, so that there are never more than there are zones. */
function readerOf(zone: string): Reader | undefined {
  const known = readers.get(zone);
  if (known) return known;
  // newer machines take offsets for zones
  if (!/^[A-Za-z]/.test(zone)) return undefined;
  try {
    const numeric = 'numeric';
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
    const reader = { zone: format.resolvedOptions().timeZone, format };
    readers.set(reader.zone, reader);
    return reader;
  } catch {
    return undefined;
  }
}

/** Whether this machine knows an IANA time zone of that name. */
export const isZone = (zone: string): boolean => readerOf(zone) !== undefined;

/** The offset from UTC at an instant of a whole second. */
function secondsAt({ format }: Reader, at: number): number {
  const [month = 0, day, year = 0, hour, minute, second] = (format.format(at).match(/\d+/g) ?? []).map(Number);
  return (Date.UTC(year, month - 1, day, hour, minute, second) - at) / 1000;
}

/** The first second in (low, high] at which the offset is no longer that at `low`; there is one change between. */
function changeBetween(reader: Reader, low: number, high: number): number {
  const before = secondsAt(reader, low);
  let [same, other] = [low, high];
  while (other - same > 1000) {
    const middle = same + Math.floor((other - same) / 2000) * 1000;
    if (secondsAt(reader, middle) === before) same = middle;
    else other = middle;
  }
  return other;
}

const yearsRead = new Map<string, readonly OffsetChange[]>();

/** Changes of the clock in a year (UTC): some hundred readings of the zone's data, so done once. */
function changesIn(reader: Reader, year: number): readonly OffsetChange[] {
  const key = `${reader.zone} ${year}`;
  const known = yearsRead.get(key);
  if (known) return known;
  const changes: OffsetChange[] = [];
  const end = Date.UTC(year + 1, 0);
  for (let at = Date.UTC(year, 0); at < end; at += STEP) {
    const next = Math.min(at + STEP, end);
    if (secondsAt(reader, at) === secondsAt(reader, next)) continue;
    const change = changeBetween(reader, at, next);
    changes.push([change, secondsAt(reader, change)]);
  }
  yearsRead.set(key, changes);
  return changes;
}

/**
 * The zone's offset from UTC in seconds at an instant, and every change of it until another, to the second.
 * @throws Error for a zone that this machine does not know
 */
export function offsetsOf(zone: string, fromAt: number, untilAt: number): OffsetChange[] {
  const reader = readerOf(zone);
  if (!reader) throw new Error(`unknown zone ${zone}`);
  const [first, last] = [fromAt, untilAt].map((at) => new Date(at).getUTCFullYear());
  const offsets: OffsetChange[] = [[fromAt, secondsAt(reader, Math.floor(fromAt / 1000) * 1000)]];
  for (let year = first ?? 0; year <= (last ?? 0); year++) {
    offsets.push(...changesIn(reader, year).filter(([at]) => at > fromAt && at <= untilAt));
  }
  return offsets;
}
