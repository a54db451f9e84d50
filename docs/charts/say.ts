import type { FactOf, FactType, Verdict } from '../../domain/facts.ts';
import type { Move } from './explore.ts';
import type { Doer, MoveName } from './words.ts';

type BodyOf<T> = T extends unknown ? Omit<T, 'factId' | 'acceptedAt' | 'expectedVersion'> : never;

/** Somebody tells a case something. */
export const said = (name: MoveName, by: Doer, fact: BodyOf<FactOf<FactType>>): Move => ({ name, by, news: { fact } });

/** Somebody asks for a verdict. */
export const asked = (name: MoveName, by: Doer, verdict: BodyOf<Verdict>): Move => ({ name, by, news: { verdict } });
