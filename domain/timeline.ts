import {
  type CompiledCalendar,
  DAY,
  type DayHours,
  dayOf,
  firstInstantOf,
  localDay,
  type Span,
  spansOn,
  weeklyHours,
} from './compiled-calendar.ts';
import { firstIndex } from './first-index.ts';

/** Days added whenever a timeline is asked about more than it has. */
const DAYS_AT_ONCE = 28;
/** Days before the first start that is asked about: one a little earlier does not begin the timeline anew. */
const DAYS_TO_SPARE = 7;

interface OpenSpan {
  readonly from: number;
  readonly to: number;
  /** Open time of the timeline before it. */
  readonly before: number;
}

/**
 * The open spans of a calendar in order, each with the open time before it, so that measuring time and finding the
 * instant at which so much has passed are both one look-up. It grows forward as far as it is asked; what it answers
 * does not depend on how far it has grown. Milliseconds throughout.
 */
class Timeline {
  readonly beginsAt: number;
  private readonly calendar: CompiledCalendar;
  private readonly exceptions: ReadonlyMap<number, DayHours>;
  private readonly spans: OpenSpan[] = [];
  private total = 0;
  private nextDay: number;
  private endsAt: number;

  constructor(calendar: CompiledCalendar, firstDay: number) {
    this.calendar = calendar;
    this.exceptions = new Map(Object.entries(calendar.exceptions).map(([date, hours]) => [dayOf(date), hours]));
    this.nextDay = firstDay;
    this.beginsAt = this.endsAt = firstInstantOf(calendar, firstDay * DAY);
  }

  /** Open time from the timeline's beginning up to an instant. */
  openBefore(at: number): number {
    while (this.endsAt < at) this.grow();
    const span = this.spans[firstIndex(this.spans, ({ to }) => to > at)];
    return span ? span.before + Math.max(0, at - span.from) : this.total;
  }

  /** The earliest instant with so much open time before it, more than none; undefined when it lies after `latest`. */
  reach(open: number, latest: number): number | undefined {
    while (this.total < open && this.endsAt <= latest) this.grow();
    const span = this.spans[firstIndex(this.spans, ({ before, from, to }) => before + to - from >= open)];
    const at = span && span.from + open - span.before;
    return at !== undefined && at <= latest ? at : undefined;
  }

  /** The span that an instant lies in, else the next; undefined when that begins after `latest`. */
  spanFrom(at: number, latest: number): Span | undefined {
    while ((this.spans.at(-1)?.to ?? at) <= at && this.endsAt <= latest) this.grow();
    const span = this.spans[firstIndex(this.spans, ({ to }) => to > at)];
    return span && span.from <= latest ? [Math.max(span.from, at), span.to] : undefined;
  }

  private grow(): void {
    for (const until = this.nextDay + DAYS_AT_ONCE; this.nextDay < until; this.nextDay++) {
      for (const [from, to] of spansOn(this.calendar, this.nextDay, this.hoursOn(this.nextDay))) {
        this.spans.push({ from, to, before: this.total });
        this.total += to - from;
      }
    }
    this.endsAt = firstInstantOf(this.calendar, this.nextDay * DAY);
  }

  private hoursOn(day: number): DayHours {
    return this.exceptions.get(day) ?? weeklyHours(this.calendar, day);
  }
}

const timelines = new WeakMap<CompiledCalendar, Timeline>();

/** The calendar's timeline, one that begins at an instant or before it. */
export function timelineFrom(calendar: CompiledCalendar, at: number): Timeline {
  const known = timelines.get(calendar);
  if (known && known.beginsAt <= at) return known;
  const timeline = new Timeline(calendar, localDay(calendar, at) - DAYS_TO_SPARE);
  timelines.set(calendar, timeline);
  return timeline;
}
