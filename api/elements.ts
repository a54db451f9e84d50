/** Strings as requests may hold them. */
import { z } from 'zod';

const codePoints = (text: string): number => text.length - (text.match(/[\uD800-\uDBFF]/g)?.length ?? 0);

/** Text of at most so many code points (not UTF-16 units), with something in it. */
export const words = (max: number) =>
  z
    .string()
    .refine((text) => text.trim() !== '', { error: 'must not be blank' })
    .refine((text) => text.length <= max * 2 && codePoints(text) <= max, { error: `at most ${max} characters` })
    .meta({ minLength: 1, maxLength: max });

/** An id that somebody else chose: any one line. */
export const foreignId = (max = 200) =>
  z
    .string()
    .regex(/^[^\p{Cc}]+$/u, { error: 'one line, not empty' })
    .refine((text) => text.trim() === text, { error: 'no blanks around it' })
    .refine((text) => codePoints(text) <= max, { error: `at most ${max} characters` })
    .meta({ minLength: 1, maxLength: max });

export const oneLine = (max: number) => words(max).refine((text) => !/\p{Cc}/u.test(text), { error: 'one line' });

export const code = z.string().regex(/^[a-z][a-z_-]{0,49}$/, { error: 'a code: a-z, _ and -, at most 50' });
