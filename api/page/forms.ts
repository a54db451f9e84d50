import { z } from 'zod';
import { words } from '../schemas.ts';

const LONGEST = 2_000;

// browsers send a text area empty rather than not at all
const text = z
  .literal('')
  .transform(() => undefined)
  .or(
    z
      .string()
      .regex(/^\s+$/)
      .transform(() => undefined),
  )
  .or(words(LONGEST))
  .optional();

const score = z
  .string()
  .regex(/^[1-5]$/)
  .transform(Number);

/** What the page's forms send. */
export const PageForm = z.discriminatedUnion('form', [
  z.strictObject({
    form: z.literal('confirmation'),
    confirmed: z.enum(['yes', 'no']).transform((value) => value === 'yes'),
    text,
  }),
  z.strictObject({
    form: z.literal('survey'),
    stars: score,
    quality: score.optional(),
    speed: score.optional(),
    professionalism: score.optional(),
    text,
    wrongAnswer: z
      .literal('yes')
      .transform(() => true)
      .optional(),
  }),
]);
