import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, type Truth } from '../../domain/after-sales/evaluate.ts';
import { implies } from '../../domain/after-sales/implies.ts';
import { paidShares } from '../../domain/after-sales/money.ts';
import { SHIPPED_AFTER_SALES_POLICIES } from '../../domain/after-sales/policies/index.ts';
import type { Condition } from '../../domain/after-sales/policy.ts';
import { review } from '../../domain/after-sales/review.ts';

const FACTS = ['a', 'b', 'c'] as const;
const VALUES = [0, 1, 2] as const;
const MEMBERS = ['l[].a', 'l[].b'] as const;

const comparison = (fact: string): fc.Arbitrary<Condition> =>
  fc.oneof(
    fc.constantFrom(...VALUES).map((eq): Condition => ({ fact, eq })),
    fc.constantFrom(...VALUES).map((lt): Condition => ({ fact, lt })),
    fc.constantFrom(...VALUES).map((lte): Condition => ({ fact, lte })),
    fc.constantFrom(...VALUES).map((gt): Condition => ({ fact, gt })),
    fc.constantFrom(...FACTS).map((other): Condition => ({ fact, gte: { fact: other } })),
    fc.constant<Condition>({ fact, eq: { param: 'one' } }),
  );
const nested = (leaf: fc.Arbitrary<Condition>, deep: number): fc.Arbitrary<Condition> => {
  if (deep === 0) return leaf;
  const inner = nested(leaf, deep - 1);
  const several = fc.array(inner, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    leaf,
    several.map((all): Condition => ({ all })),
    several.map((any): Condition => ({ any })),
    inner.map((not): Condition => ({ not })),
  );
};
const ofMember = nested(fc.constantFrom(...MEMBERS).chain(comparison), 1);
const condition = nested(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...FACTS).chain(comparison) },
    ofMember.map((where): Condition => ({ some: 'l', where })),
    ofMember.map((where): Condition => ({ every: 'l', where })),
  ),
  3,
);

type Told = Readonly<Record<'a' | 'b' | 'c', number | null>> & {
  readonly l: readonly Readonly<Record<'a' | 'b', number | null>>[];
};
const value = fc.constantFrom(...VALUES, null);
const told = fc.record({
  ...{ a: value, b: value, c: value },
  l: fc.array(fc.record({ a: value, b: value }), { maxLength: 2 }),
});

const fill = (one: number | null): readonly number[] => (one === null ? VALUES : [one]);

/** Every way to fill what is not told. */
function fillings({ a, b, c, l }: Told): Told[] {
  const lists = l.reduce<Told['l'][]>(
    (done, one) =>
      done.flatMap((list) => fill(one.a).flatMap((x) => fill(one.b).map((y) => [...list, { a: x, b: y }]))),
    [[]],
  );
  return fill(a).flatMap((x) =>
    fill(b).flatMap((y) => fill(c).flatMap((z) => lists.map((list) => ({ a: x, b: y, c: z, l: list })))),
  );
}
const truthOf = (what: Condition, facts: Told): Truth =>
  evaluate(what, { look: (path) => facts[path as keyof Told], parameters: { one: 1 } });

describe('three-valued conditions', () => {
  test('what is said for want of no fact is said however the missing facts are filled', () => {
    fc.assert(
      fc.property(condition, told, (what, facts) => {
        const truth = truthOf(what, facts);
        const filled = fillings(facts).map((one) => truthOf(what, one));
        expect(filled.every((one) => typeof one === 'boolean')).toBe(true);
        if (typeof truth === 'boolean') expect(new Set(filled)).toEqual(new Set([truth]));
        else expect(truth.missing.length).toBeGreaterThan(0);
      }),
      { numRuns: 1_500 },
    );
  });

  test('false and unknown is false, true or unknown is true, and the rest is unknown by name', () => {
    const facts = { a: 1, b: null, c: 2, l: [] };
    const [yes, no, open]: Condition[] = [
      { fact: 'a', eq: 1 },
      { fact: 'c', eq: 1 },
      { fact: 'b', eq: 1 },
    ];
    if (!yes || !no || !open) throw new Error('three conditions');
    expect(truthOf({ all: [open, no] }, facts)).toBe(false);
    expect(truthOf({ any: [open, yes] }, facts)).toBe(true);
    expect(truthOf({ all: [open, yes] }, facts)).toEqual({ missing: ['b'] });
    expect(truthOf({ not: open }, facts)).toEqual({ missing: ['b'] });
  });

  test('a condition that is said to follow from another holds wherever that does', () => {
    fc.assert(
      fc.property(condition, condition, told, (given, asked, facts) => {
        fc.pre(implies(given, asked));
        for (const one of fillings(facts)) if (truthOf(given, one) === true) expect(truthOf(asked, one)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

test('a verdict of a rule does not change when facts that were missing are told', () => {
  const policy = SHIPPED_AFTER_SALES_POLICIES.find(({ name }) => name === 'policy-abcd');
  if (!policy) throw new Error('policy-abcd ships');
  const domains = {
    memberLevel: ['gold', 'silver', 'bronze', 'guest'],
    bought: [30, 31, 90, 91, 180, 181],
    receipt: [true, false],
    packaging: [true, false],
  };
  const maybe = <T>(values: readonly T[]) => fc.constantFrom(...values, null);
  const facts = fc.tuple(
    maybe(domains.memberLevel),
    maybe(domains.bought),
    maybe(domains.receipt),
    maybe(domains.packaging),
  );
  const asked = (memberLevel: unknown, boughtDaysAgo: unknown, hasReceipt: unknown, originalPackaging: unknown) =>
    review(policy, {
      requestType: 'return',
      customer: { memberLevel },
      order: { boughtDaysAgo, hasReceipt, originalPackaging },
      request: { reason: 'stain' },
    });
  const every = <T>(one: T | null, values: readonly T[]): readonly T[] => (one === null ? values : [one]);
  fc.assert(
    fc.property(facts, ([level, bought, receipt, packaging]) => {
      const said = asked(level, bought, receipt, packaging);
      if (said.missing) return;
      for (const a of every(level, domains.memberLevel)) {
        for (const b of every(bought, domains.bought)) {
          for (const c of every(receipt, domains.receipt)) {
            for (const d of every(packaging, domains.packaging)) {
              expect(asked(a, b, c, d).decision).toBe(said.decision);
            }
          }
        }
      }
    }),
  );
});

describe('money', () => {
  test('example 25: the discount is shared by price', () => {
    expect(paidShares([16_000, 12_000, 8_000], 5_000)).toEqual([13_778, 10_333, 6_889]);
  });

  test.each<[string, number[], number, number[]]>([
    ['no discount', [100, 50], 0, [100, 50]],
    ['all of it', [100, 50], 150, [0, 0]],
    ['the remainder on the dearest', [100, 100, 101], 100, [67, 67, 67]],
    ['cents that no article has room for go on', [1, 1, 1, 1], 1, [0, 1, 1, 1]],
    ['a gift', [0, 990], 90, [0, 900]],
    ['nothing', [], 0, []],
  ])('%s', (_name, prices, discount, shares) => {
    expect(paidShares(prices, discount)).toEqual(shares);
  });

  test('the shares sum to the cent, none below nothing or above its price', () => {
    const bill = fc
      .array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 30 })
      .chain((prices) => fc.tuple(fc.constant(prices), fc.integer({ min: 0, max: prices.reduce((a, b) => a + b, 0) })));
    fc.assert(
      fc.property(bill, ([prices, discount]) => {
        const shares = paidShares(prices, discount);
        const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
        expect(sum(shares)).toBe(sum(prices) - discount);
        shares.forEach((share, i) => {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(prices[i] ?? 0);
        });
      }),
    );
  });

  test('more discount than price is refused', () => {
    expect(() => paidShares([100], 101)).toThrow('discount');
    expect(() => paidShares([100], -1)).toThrow('discount');
  });
});
