import { expect, it } from 'vitest';
import type { Fact } from '../../domain/facts.ts';
import { type Asked, inTurn } from '../../workflows/inbox.ts';

const fact = (acceptedAt: number): Fact => ({ type: 'humanRequested', factId: String(acceptedAt), acceptedAt });
const asked = (acceptedAt: number): Asked => ({
  id: String(acceptedAt),
  verdict: { type: 'setLevel', agent: 'agent-1', level: 3, acceptedAt },
});

it('facts and verdicts of one turn are taken in by the instants at which they were accepted, facts first', () => {
  const [early, late, same] = [fact(10), fact(30), fact(20)];
  const [between, first] = [asked(20), asked(5)];
  expect(inTurn([early, same, late], [first, between])).toEqual([first, early, same, between, late]);
});
