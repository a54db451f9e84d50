import { describe, expect, test } from 'vitest';
import { dayCountOf } from '../../calendars/day-count.ts';
import { daysBetween, withTimeFacts } from '../../domain/after-sales/days.ts';
import type { AfterSalesFacts } from '../../domain/after-sales/facts.ts';
import { SHIPPED_AFTER_SALES_POLICIES } from '../../domain/after-sales/policies/index.ts';
import { review } from '../../domain/after-sales/review.ts';

const cn = SHIPPED_AFTER_SALES_POLICIES.find(({ name }) => name === 'policy-cn');
if (!cn) throw new Error('policy-cn ships');

type Part = Readonly<Record<string, unknown>>;
interface Changes {
  readonly customer?: Part;
  readonly order?: Part;
  readonly item?: Part;
  readonly request?: Part;
}

const at = (local: string): number => Date.parse(`2026-${local}:00+08:00`);
const count = dayCountOf('Asia/Shanghai', at('01-01T00:00'), at('12-31T00:00'));

/** A plain article of ¥259, three days after signing, of a customer who sends little back. */
function asked(requestType: string, { customer, order, item, request }: Changes = {}): AfterSalesFacts {
  return {
    requestType,
    customer: { userId: 'u-1', tier: 'basic', noReasonReturns90d: 0, orders90d: 4, ...customer },
    order: {
      status: 'delivered',
      amountPaid: 259,
      deliveredDaysAgo: 3,
      ...order,
      items: [{ itemId: 'i-1', productId: 'p-1', price: 259, customMade: false, perishable: false, ...item }],
    },
    request: { fault: 'none', ...request },
  };
}
const verdict = (type: string, changes?: Changes) => review(cn, asked(type, changes));
const day = (deliveredDaysAgo: number, changes: Changes = {}): Changes => ({
  ...changes,
  order: { ...changes.order, deliveredDaysAgo },
});
const fault = (changes: Changes = {}): Changes => ({ ...changes, request: { ...changes.request, fault: 'confirmed' } });
const issue = (what: string, hoursSinceSigning: number, evidence: readonly string[] = ['photo']): Changes => ({
  order: { hoursSinceSigning },
  request: { fault: 'claimed', issue: what, evidence },
});
const paid = (order: Part, item: Part = {}): Changes => ({
  order: { status: 'paid', packed: false, deliveredDaysAgo: null, ...order },
  item,
});
const wanted = (available: boolean, productId = 'p-1'): Part => ({
  itemIds: ['i-1'],
  newItems: [{ itemId: 'i-2', productId, price: 259, available }],
});
const drop = (publicPriceNow: number, placedDaysAgo = 7, item: Part = {}): Changes => ({
  order: { placedDaysAgo, amountPaid: 899 },
  item: { price: 899, publicPriceNow, priceProtected: false, ...item },
});
const silent = { hoursSinceLastScan: 120, amountPaid: 200 };

describe('each rule of policy-cn', () => {
  test.each<[string, string, Changes, string, string, string?]>([
    ['of another customer', 'return', { request: { orderOwner: 'u-2' } }, 'deny', 'CN-01'],
    ['a fact that decides is missing', 'return', { request: { fault: null } }, 'human', 'CN-02 CN-24'],
    ['an injury', 'return', { request: { claims: ['injury'] } }, 'human', 'CN-03'],
    ['a sum of ¥2,000.01', 'return', { order: { amountPaid: 2000.01 } }, 'human', 'CN-03'],
    ['a sum of ¥2,000', 'return', { order: { amountPaid: 2000 } }, 'approve', 'CN-33'],
    ['6 of 11 sent back', 'return', { customer: { noReasonReturns90d: 6, orders90d: 11 } }, 'human', 'CN-04'],
    ['6 of 12 sent back', 'return', { customer: { noReasonReturns90d: 6, orders90d: 12 } }, 'approve', 'CN-33'],
    ['5 of 5 sent back', 'return', { customer: { noReasonReturns90d: 5, orders90d: 5 } }, 'approve', 'CN-33'],
    ['not shipped as promised', 'cancel', paid({ shipOverdue: true }), 'approve', 'CN-10', 'cancel shop'],
    ['custom-made in production', 'cancel', paid({}, { customMade: true, inProduction: true }), 'human', 'CN-11'],
    ['unpaid', 'cancel', paid({ status: 'unpaid', packed: null }), 'approve', 'CN-12', 'cancel shop'],
    ['not packed', 'cancel', paid({}), 'approve', 'CN-12', 'cancel shop'],
    ['packed', 'cancel', paid({ packed: true }), 'approve', 'CN-13', 'intercept customer'],
    ['shipped', 'cancel', paid({ status: 'shipped', packed: null }), 'approve', 'CN-13', 'intercept customer'],
    ['delivered', 'cancel', { order: { packed: true } }, 'human', 'CN-90'],
    ['signed', 'cancel', { order: { status: 'signed', packed: true } }, 'human', 'CN-90'],
    ['shipped and signed for', 'cancel', { order: { status: 'shipped', deliveredDaysAgo: 0 } }, 'human', 'CN-90'],
    ['cancelled', 'cancel', paid({ status: 'cancelled', shipOverdue: true }), 'human', 'CN-90'],
    ['in a state of its own', 'cancel', paid({ status: 'sent back' }), 'human', 'CN-90'],
    ['in an unknown state', 'cancel', paid({ status: null }), 'human', 'CN-02 CN-12'],
    ['fresh food bad, 24 h', 'refund_only', issue('spoiled', 24), 'approve', 'CN-20', 'refund shop'],
    ['fresh food bad, later', 'refund_only', issue('spoiled', 24.01), 'human', 'CN-22'],
    ['wrong item, 48 h', 'exchange', issue('wrong', 48), 'approve', 'CN-21', 'resend shop'],
    ['damaged, returned', 'return', issue('damaged', 1), 'approve', 'CN-21', 'return shop'],
    ['missing, 48 h and a bit', 'missing_parcel', issue('missing', 48.01), 'human', 'CN-22'],
    ['wrong item without a photo', 'return', issue('wrong', 1, []), 'human', 'CN-22'],
    ['misused', 'repair', fault({ request: { misuse: 'misuse' } }), 'deny', 'CN-23'],
    ['misuse disputed', 'repair', { request: { fault: 'disputed', misuse: 'misuse' } }, 'human', 'CN-23'],
    ['fault disputed', 'return', { request: { fault: 'disputed' } }, 'human', 'CN-24'],
    [
      'repaired twice',
      'repair',
      fault({ item: { repairsOfSameFault: 2, inWarranty: true } }),
      'approve',
      'CN-25',
      'exchange shop',
    ],
    [
      'in repair for 31 days',
      'repair',
      fault({ item: { daysInRepair: 31, inWarranty: true } }),
      'approve',
      'CN-25',
      'exchange shop',
    ],
    ['faulty on day 7', 'return', fault(day(7)), 'approve', 'CN-26', 'return shop'],
    ['faulty on day 7, repaired', 'repair', fault(day(7)), 'approve', 'CN-26', 'repair shop'],
    ['faulty on day 8', 'exchange', fault(day(8)), 'approve', 'CN-27', 'exchange shop'],
    ['faulty on day 15, repaired', 'warranty', fault(day(15)), 'approve', 'CN-27', 'repair shop'],
    ['faulty on day 8, money back', 'return', fault(day(8)), 'human', 'CN-27'],
    ['faulty on day 16', 'return', fault(day(16, { item: { inWarranty: true } })), 'approve', 'CN-28', 'repair shop'],
    ['faulty after the warranty', 'repair', fault(day(400, { item: { inWarranty: false } })), 'deny', 'CN-29'],
    ['custom-made', 'return', { item: { customMade: true } }, 'deny', 'CN-30'],
    ['perishable', 'return', { item: { perishable: true } }, 'deny', 'CN-30'],
    ['digital', 'refund_only', { item: { category: 'digital' } }, 'deny', 'CN-30'],
    ['software unsealed', 'return', { item: { category: 'software', sealBroken: true } }, 'deny', 'CN-30'],
    [
      'excluded and confirmed',
      'return',
      { item: { exclusionMarked: true, exclusionConfirmed: true } },
      'deny',
      'CN-31',
    ],
    [
      'excluded, confirmation not proven',
      'return',
      { item: { exclusionMarked: true, exclusionConfirmed: null } },
      'approve',
      'CN-33',
    ],
    ['tag off', 'return', { item: { category: 'clothing', tagsIntact: false } }, 'human', 'CN-32'],
    ['dirty', 'return', { item: { category: 'shoes', dirty: true } }, 'human', 'CN-32'],
    ['personal data', 'return', { item: { category: 'phone', personalData: true } }, 'human', 'CN-32'],
    ['the box of a lamp opened', 'return', { item: { category: 'lamp', sealBroken: true } }, 'approve', 'CN-33'],
    ['a phone out of its box', 'return', { item: { category: 'phone', sealBroken: true } }, 'approve', 'CN-33'],
    ['unsealed, nobody says what', 'return', { item: { sealBroken: true } }, 'human', 'CN-02 CN-32'],
    ['worn, nobody says what', 'exchange', { item: { worn: true }, request: wanted(true) }, 'human', 'CN-02 CN-36'],
    ['activated', 'return', { item: { category: 'electronics', activated: true } }, 'human', 'CN-32'],
    ['without a reason on day 7', 'return', day(7), 'approve', 'CN-33', 'return customer'],
    ['with insured freight', 'return', { order: { freightInsurance: true } }, 'approve', 'CN-33', 'return shop'],
    ['with a badge', 'return', { order: { badges: ['free-return'] } }, 'approve', 'CN-33', 'return shop'],
    ['on day 8, basic', 'return', day(8), 'deny', 'CN-35'],
    ['on day 15, value-added', 'return', day(15, { customer: { tier: 'value-added' } }), 'approve', 'CN-34'],
    ['on day 16, value-added', 'return', day(16, { customer: { tier: 'value-added' } }), 'deny', 'CN-35'],
    ['on day 30, VIP', 'return', day(30, { customer: { tier: 'vip' } }), 'approve', 'CN-34', 'return shop'],
    ['on day 31, VIP', 'return', day(31, { customer: { tier: 'vip' } }), 'deny', 'CN-35'],
    ['on day 8, of unknown tier', 'return', day(8, { customer: { tier: null } }), 'human', 'CN-02 CN-34'],
    ['on day 7, of unknown tier', 'return', day(7, { customer: { tier: null } }), 'approve', 'CN-33'],
    ['another size', 'exchange', { request: wanted(true) }, 'approve', 'CN-36', 'exchange customer'],
    [
      'another size, VIP',
      'exchange',
      { customer: { tier: 'vip' }, request: wanted(true) },
      'approve',
      'CN-36',
      'exchange shop',
    ],
    ['another size, none left', 'exchange', { request: wanted(false) }, 'approve', 'CN-36', 'return customer'],
    ['another size on day 8', 'exchange', day(8, { request: wanted(true) }), 'human', 'CN-90'],
    ['another product', 'exchange', { request: wanted(true, 'p-2') }, 'human', 'CN-90'],
    ['no movement for 5 d, ¥200', 'missing_parcel', { order: silent }, 'approve', 'CN-40', 'advance shop'],
    ['¥200.01', 'missing_parcel', { order: { ...silent, amountPaid: 200.01 } }, 'human', 'CN-40'],
    [
      'with many returns',
      'missing_parcel',
      { order: silent, customer: { noReasonReturns90d: 6, orders90d: 7 } },
      'human',
      'CN-40',
    ],
    [
      'moved a while ago',
      'missing_parcel',
      { order: { ...silent, hoursSinceLastScan: 119 }, request: { issue: 'slow' } },
      'human',
      'CN-90',
    ],
    ['¥200 cheaper on day 15', 'price_protection', drop(699, 15), 'approve', 'CN-50', 'refund shop'],
    ['¥200.01 cheaper', 'price_protection', drop(698.99), 'human', 'CN-50'],
    ['cheaper on day 16', 'price_protection', drop(799, 16), 'deny', 'CN-51'],
    ['not cheaper', 'price_protection', drop(899), 'deny', 'CN-51'],
    ['a clearance', 'price_protection', drop(799, 7, { priceProtectionExcluded: true }), 'deny', 'CN-51'],
    ['ten for one fake', 'other', { request: { claims: ['ten-for-one-fake'] } }, 'human', 'CN-60'],
    ['something else', 'other', {}, 'human', 'CN-90'],
  ])('%s (%s)', (_name, type, changes, decision, rules, grant) => {
    const { decision: decided, rules: named, grant: granted, reasons } = verdict(type, changes);
    expect([decided, named.join(' ')]).toEqual([decision, rules]);
    if (grant) expect(`${granted?.remedy ?? ''} ${granted?.freight ?? ''}`).toBe(grant);
    expect(reasons.zh + reasons.en).not.toMatch(/[{}–]/);
  });
});

test.each<[string, Part, Part, string, string]>([
  ['one engraved pen of two', { customMade: true }, {}, 'human', 'CN-30'],
  ['two engraved pens', { customMade: true }, { customMade: true }, 'deny', 'CN-30'],
  ['an engraved pen and who knows', { customMade: true }, { customMade: null }, 'human', 'CN-02 CN-30'],
  ['one excluded of two', { exclusionMarked: true, exclusionConfirmed: true }, {}, 'human', 'CN-31'],
  ['one opened cream of two', { category: 'cosmetics', sealBroken: true }, {}, 'human', 'CN-32'],
])('of several articles: %s', (_name, one, other, decision, rules) => {
  const facts = asked('return');
  const items = [one, other].flatMap((item) => facts.order?.items?.map((plain) => ({ ...plain, ...item })) ?? []);
  const verdict = review(cn, { ...facts, order: { ...facts.order, amountPaid: 518, items } });
  expect([verdict.decision, verdict.rules.join(' ')]).toEqual([decision, rules]);
});

test('danger and fakes propose a severe complaint', () => {
  for (const claim of ['fire', 'illness', 'suspected-fake', 'ten-for-one-fake']) {
    expect(verdict('return', { request: { claims: [claim] } }).severe ?? claim).toBe(
      claim === 'ten-for-one-fake' ? claim : true,
    );
  }
  expect(verdict('other', { request: { claims: ['ten-for-one-fake'] } }).severe).toBe(true);
  expect(verdict('return', { order: { amountPaid: 3000 } }).severe).toBeUndefined();
});

describe('the examples', () => {
  const dress = (askedAt: string, tier: string) =>
    review(
      cn,
      withTimeFacts(
        asked('return', {
          customer: { tier },
          order: { pickedUpAt: at('11-20T18:40'), deliveredDaysAgo: null, freightInsurance: true },
          item: { category: 'clothing', tagsIntact: true },
        }),
        at(askedAt),
        count,
      ),
    );

  test('22: seven days', () => {
    expect(dress('11-27T23:50', 'basic')).toMatchObject({
      decision: 'approve',
      rules: ['CN-33'],
      grant: { remedy: 'return', freight: 'shop' },
    });
    expect(dress('11-28T00:10', 'basic')).toMatchObject({ decision: 'deny', rules: ['CN-35'] });
    expect(dress('11-28T00:10', 'value-added')).toMatchObject({ decision: 'approve', rules: ['CN-34'] });
  });

  test('23: custom-made, then new facts', () => {
    const pen = { item: { customMade: true } };
    expect(verdict('return', pen)).toMatchObject({ decision: 'deny', rules: ['CN-30'] });
    expect(verdict('return', { ...pen, ...issue('wrong', 12) })).toMatchObject({
      decision: 'approve',
      rules: ['CN-21'],
      grant: { freight: 'shop' },
    });
  });

  test('24: opened cream', () => {
    const cream = { item: { category: 'cosmetics', sealBroken: true } };
    expect(verdict('return', cream)).toMatchObject({ decision: 'human', rules: ['CN-32'] });
    const ill = verdict('return', { ...cream, request: { claims: ['illness'] } });
    expect(ill).toMatchObject({ decision: 'human', rules: ['CN-03'], severe: true });
  });

  test('26: price protection, once an order line', () => {
    expect(verdict('price_protection', drop(799))).toMatchObject({
      decision: 'approve',
      rules: ['CN-50'],
      grant: { compensation: { kind: 'price-drop', cents: 10_000 } },
    });
    const again = verdict('price_protection', drop(779, 8, { priceProtected: true }));
    expect(again).toMatchObject({ decision: 'deny', rules: ['CN-51'] });
  });

  test('26: what counts is what was paid', () => {
    const facts = asked('price_protection', drop(799));
    const paid = (amountPaid: number | null, ...more: Part[]) =>
      review(cn, {
        ...facts,
        order: { ...facts.order, amountPaid, items: [...(facts.order?.items ?? []), ...more] },
        request: { ...facts.request, itemIds: ['i-1'] },
      });
    expect(paid(749)).toMatchObject({ decision: 'deny', rules: ['CN-51'] });
    expect(paid(849)).toMatchObject({ decision: 'approve', grant: { compensation: { cents: 50_00 } } });
    expect(paid(849).reasons.en).toContain('the difference of ¥50.00 is refunded');
    // half of the discount is the other's
    expect(paid(1698, { itemId: 'i-2', price: 899 }).grant).toMatchObject({ compensation: { cents: 50_00 } });
    expect(paid(null).decision).toBe('human');
    expect(paid(null).missing).toContain('order.amountPaid');
  });

  test('27: signed, not received', () => {
    const order = { amountPaid: 129 };
    expect(
      verdict('missing_parcel', { order, item: { price: 129 }, request: { issue: 'signed-not-received' } }),
    ).toMatchObject({
      decision: 'approve',
      rules: ['CN-40'],
      grant: { remedy: 'advance', compensation: { kind: 'amount', cents: 12_900 } },
    });
  });
});

test.each([
  ['the day of signing is day 0', '11-20T23:59', '11-20T00:00', 0],
  ['midnight makes day 1', '11-21T00:00', '11-20T23:59', 1],
  ['a weekend moves nothing', '11-28T10:00', '11-20T10:00', 8],
  ['day 7 on a holiday lasts through the holidays', '10-07T10:00', '09-26T10:00', 5],
  ['up to the first working day after them', '10-08T23:00', '09-26T10:00', 5],
  ['and no longer', '10-09T00:10', '09-26T10:00', 13],
])('%s', (_name, now, signed, days) => {
  expect(daysBetween(at(signed), at(now), count)).toBe(days);
});

test('what lies ahead has not happened', () => {
  const facts = asked('return', { order: { deliveredDaysAgo: null, signedAt: at('12-01T00:00') } });
  expect(review(cn, withTimeFacts(facts, at('11-20T00:00'), count))).toMatchObject({
    decision: 'human',
    missing: ['order.signedAt'],
  });
});
