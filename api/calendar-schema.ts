import { z } from 'zod';
import { WEEKDAYS } from '../domain/calendars.ts';

const time = z
  .string()
  .max(20)
  .meta({ examples: ['09:00', '24:00'] });
const shifts = z.array(z.tuple([time, time]));
const date = z
  .string()
  .max(20)
  .meta({ examples: ['2026-10-01'] });

/** A calendar as people write it, but for its id: the shape; `calendarFaults` knows what it may say. */
export const CalendarDocumentBody = z
  .strictObject({
    timezone: z
      .string()
      .max(64)
      .meta({ description: 'IANA name', examples: ['Asia/Shanghai'] }),
    hours: z
      .strictObject(Object.fromEntries(WEEKDAYS.map((day) => [day, shifts.exactOptional()])))
      .meta({ description: 'Shifts of each weekday, in order; a day left out is closed' }),
    holidays: z.array(date).exactOptional().meta({ description: 'Closed dates' }),
    exceptions: z
      .record(date, shifts)
      .exactOptional()
      .meta({ description: 'Other shifts on one date; none closes it' }),
    knownThrough: date
      .exactOptional()
      .meta({ description: 'Last date whose holidays are known; a deadline after it is provisional' }),
  })
  .meta({ id: 'CalendarDocument' });
