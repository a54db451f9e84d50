import { z } from 'zod';

const PARTS = /^P(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,3})?)S)?)?$/;
/** The same for readers of the OpenAPI document. */
const PATTERN =
  '^P(\\d{1,4}D(T(?=\\d)(\\d{1,5}H)?(\\d{1,6}M)?(\\d{1,8}(\\.\\d{1,3})?S)?)?|T(?=\\d)(\\d{1,5}H)?(\\d{1,6}M)?(\\d{1,8}(\\.\\d{1,3})?S)?)$';
const UNITS = [86_400, 3_600, 60, 1] as const;

/** Seconds of `PT1H30M`; a day has 24 hours. Undefined for anything else. */
function secondsOf(text: string): number | undefined {
  const parts = text === 'P' ? undefined : PARTS.exec(text)?.slice(1);
  const seconds = parts?.reduce((sum, part, i) => sum + Number((part as string | undefined) ?? 0) * (UNITS[i] ?? 0), 0);
  return seconds === undefined ? undefined : Math.round(seconds * 1000) / 1000;
}

/** `PT30M`, `PT24H`, `P7D`: days only from two whole ones on, for a target of 24 hours is no calendar day. */
function durationOf(seconds: number): string {
  if (seconds === 0) return 'PT0S';
  if (seconds % 86_400 === 0 && seconds > 86_400) return `P${seconds / 86_400}D`;
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  const rest = Math.round((seconds % 60) * 1000) / 1000;
  const told = [
    [hours, 'H'],
    [minutes, 'M'],
    [rest, 'S'],
  ] as const;
  return `PT${told.map(([amount, unit]) => (amount > 0 ? `${amount}${unit}` : '')).join('')}`;
}

/** A span of time: ISO-8601 outside, seconds inside. */
export const duration = z
  .codec(
    z
      .string()
      .max(30)
      .refine((text) => secondsOf(text) !== undefined, {
        error: 'an ISO-8601 duration of days, hours, minutes and seconds, such as PT30M',
      }),
    z.number(),
    { decode: (text) => secondsOf(text) ?? 0, encode: durationOf },
  )
  .meta({
    // not the format `duration`: that of JSON Schema has weeks, months and years, and no fractions of a second
    override: { type: 'string', maxLength: 30, pattern: PATTERN, examples: ['PT30M', 'PT24H', 'P7D'] },
    description: 'ISO-8601; a day has 24 hours',
  });
