import { Context } from '@temporalio/activity';
import type { Activity } from './failures.ts';

const BEAT_EVERY_MS = 3_000;

/** Activities that tell Temporal while they wait that their worker lives: one that was killed need not be waited out. */
export function withHeartbeat<A extends { readonly [Name in keyof A]: Activity }>(activities: A): A {
  const beating = Object.entries<Activity>(activities).map(([name, activity]) => [
    name,
    async (...input: never[]) => {
      const context = Context.current();
      const beat = setInterval(() => {
        context.heartbeat();
      }, BEAT_EVERY_MS);
      try {
        return await activity(...input);
      } finally {
        clearInterval(beat);
      }
    },
  ]);
  return Object.fromEntries(beating) as A;
}
