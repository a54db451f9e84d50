/** Strings as requests may hold them. */
import { z } from 'zod';

/** Control characters, as every dialect of patterns writes them: clients read them in the OpenAPI document. */
export const CONTROL = '\\u0000-\\u001f\\u007f-\\u009f';
const LINE = new RegExp(`^[^${CONTROL}]+$`, 'u');
/** With something in it, not blanks alone. */
const NOT_BLANK = '\\S';
const NOT_BLANK_LINE = `^[^${CONTROL}]*[^\\s${CONTROL}][^${CONTROL}]*$`;
const TRIMMED_LINE = `^[^\\s${CONTROL}]([^${CONTROL}]*[^\\s${CONTROL}])?$`;

/** Versions are counted up to here at most. */
export const LAST_VERSION = 1_000_000_000;

/** A whole number in a query. */
export const whole = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z
    .string({ error })
    .regex(/^\d{1,10}$/, { error })
    .transform(Number)
    .pipe(z.int({ error }).min(min, { error }).max(max, { error }))
    .meta({ override: { type: 'integer', minimum: min, maximum: max } });
};

const codePoints = (text: string): number => text.length - (text.match(/[\uD800-\uDBFF]/g)?.length ?? 0);

/** Text of at most so many code points (not UTF-16 units), with something in it. */
export const words = (max: number) =>
  z
    .string()
    .refine((text) => text.trim() !== '', { error: 'must not be blank' })
    .refine((text) => text.length <= max * 2 && codePoints(text) <= max, { error: `at most ${max} characters` })
    .meta({ minLength: 1, maxLength: max, pattern: NOT_BLANK });

/** An id that somebody else chose: any one line. */
export const foreignId = (max = 200) =>
  z
    .string()
    .regex(LINE, { error: 'one line, not empty' })
    .refine((text) => text.trim() === text, { error: 'no blanks around it' })
    .refine((text) => codePoints(text) <= max, { error: `at most ${max} characters` })
    .meta({ minLength: 1, maxLength: max, pattern: TRIMMED_LINE });

export const oneLine = (max: number) =>
  words(max)
    .refine((text) => LINE.test(text), { error: 'one line' })
    .meta({ minLength: 1, maxLength: max, pattern: NOT_BLANK_LINE });

export const code = z.string().regex(/^[a-z][a-z_-]{0,49}$/, { error: 'a code: a-z, _ and -, at most 50' });
