import { z } from 'zod';
import { chance } from '../demo/chance.ts';

const rate = z.number().min(0).max(1).default(0);

/** At which share of the requests of the contract something goes wrong, and how. Together at most 1. */
export const Faults = z
  .strictObject({
    /** Answers 500; nothing was done. */
    fail: rate,
    /** Never answers; done all the same in one of two. */
    hang: rate,
    /** Does it twice and answers twice. */
    twice: rate,
    /** Does it, and drops the connection. */
    lose: rate,
    /** The same seed, the same faults for the same requests. */
    seed: z.int().default(1),
  })
  .refine(({ fail, hang, twice, lose }) => fail + hang + twice + lose <= 1, 'the rates are more than 1 together');

export type FaultRates = z.input<typeof Faults>;
export type Fault = 'fail' | 'hang' | 'hang-done' | 'twice' | 'lose';

/** Draws what goes wrong with each request: by the request and how often it came, in whatever order they arrive. */
export class FaultDraw {
  readonly #rates: z.output<typeof Faults>;
  readonly #seen = new Map<string, number>();

  constructor(rates: FaultRates) {
    this.#rates = Faults.parse(rates);
  }

  draw(request: string): Fault | undefined {
    const { seed, fail, hang, twice, lose } = this.#rates;
    const nth = (this.#seen.get(request) ?? 0) + 1;
    this.#seen.set(request, nth);
    let left = chance(seed, request, nth);
    for (const [fault, share] of Object.entries({ fail, hang: hang / 2, 'hang-done': hang / 2, twice, lose })) {
      left -= share;
      if (left < 0) return fault as Fault;
    }
    return undefined;
  }
}
