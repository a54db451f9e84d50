import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AfterSalesFacts, PaymentMethod } from '../../domain/after-sales/facts.ts';
import { SHIPPED_AFTER_SALES_POLICIES } from '../../domain/after-sales/policies/index.ts';
import type { AfterSalesDocument } from '../../domain/after-sales/policy.ts';
import { review } from '../../domain/after-sales/review.ts';
import { scenariosIn } from './after-sales-scenarios.ts';

function policy(name: string) {
  const found = SHIPPED_AFTER_SALES_POLICIES.find((one) => one.name === name);
  if (!found) throw new Error(`${name} ships`);
  return found;
}

/** What is told only when it is so. */
const ONLY_WHEN_SO = ['itemsModified'];

/** The same facts with one after another not told. */
function* forgotten(value: unknown): Generator {
  if (value === null || typeof value !== 'object') return;
  for (const [name, inner] of Object.entries(value)) {
    const put = (other: unknown): unknown =>
      Array.isArray(value)
        ? value.map((one: unknown, i) => (String(i) === name ? other : one))
        : { ...value, [name]: other };
    if (inner === null || ONLY_WHEN_SO.includes(name) || name === 'requestType') continue;
    if (!Array.isArray(value) && !['customer', 'request'].includes(name)) yield put(null);
    for (const other of forgotten(inner)) yield put(other);
  }
}

const examples = scenariosIn(readFileSync(join(import.meta.dirname, 'after-sales-examples.jsonl'), 'utf8'));

describe('a fact that is no longer told makes no approval of a denial and no denial of an approval', () => {
  test.each(examples.map((one) => [one.id, one] as const))('%s', (_id, { policy: name, facts, expected }) => {
    const others = [...forgotten(facts)] as AfterSalesFacts[];
    expect(others.length).toBeGreaterThan(2);
    const said = new Set(others.map((one) => review(policy(name), one).decision));
    const allowed = ['human', expected.decision];
    expect([...said].filter((decision) => !allowed.includes(decision))).toEqual([]);
  });
});

describe('a reason for cancelling', () => {
  const cancels = (reason: string) =>
    review(policy('policy-tau'), {
      requestType: 'cancel',
      customer: {},
      order: { status: 'Pending' },
      request: { reason },
    }).decision;

  test.each(['no longer needed', 'No longer needed', ' NO LONGER NEEDED ', 'no_longer_needed', 'Ordered by mistake'])(
    '%j is the one that is accepted, as a person would read it',
    (reason) => {
      expect(cancels(reason)).toBe('approve');
    },
  );

  test.each(['longer needed', 'nolongerneeded', 'not needed', ''])('%j is another one', (reason) => {
    expect(cancels(reason)).toBe('deny');
  });
});

describe('a return by a customer whose member level nobody knows', () => {
  const returns = (boughtDaysAgo: number, more: Readonly<Record<string, unknown>> = {}) =>
    review(policy('policy-abcd'), {
      requestType: 'return',
      customer: {},
      order: { boughtDaysAgo, ...more },
      request: { reason: 'wrong size' },
    });

  test('is approved within the time that every level has, or with the receipt; else a person decides', () => {
    expect(returns(30)).toMatchObject({ decision: 'approve', rules: ['A-RETURN-1'] });
    expect(returns(400, { hasReceipt: true })).toMatchObject({ decision: 'approve' });
    expect(returns(31).decision).toBe('human');
    expect(returns(31).missing).toContain('customer.memberLevel');
  });
});

describe('ways of payment of which not all is told', () => {
  const asked = (requestType: string, methods: readonly PaymentMethod[], paidWith: readonly string[] = ['card']) =>
    review(policy('policy-tau'), {
      requestType,
      customer: { userId: 'u-1', paymentMethods: methods },
      order: {
        status: requestType === 'return' ? 'delivered' : 'pending',
        amountPaid: 10,
        paidWith,
        items: [{ price: 10 }],
      },
      request: { paymentMethodId: 'm-1' },
    }).decision;
  const [card, paypal] = [
    { id: 'm-1', source: 'card' },
    { id: 'm-2', source: 'paypal' },
  ];
  test.each<[string, string, PaymentMethod[], string, string[]?]>([
    ['its own id is not told', 'return', [{ source: 'card' }, paypal], 'human'],
    ['its own id is null', 'modify_payment', [{ id: null, source: 'paypal' }], 'human'],
    ['the id of another is not told', 'return', [card, { source: 'paypal' }], 'approve'],
    ['all ids are told, and none is it', 'return', [paypal], 'deny'],
    ['its source is null', 'modify_payment', [{ id: 'm-1', source: null }, paypal], 'human'],
    ['its source is null, goods sent back', 'return', [{ id: 'm-1', source: null }], 'human'],
    ['another’s source is null', 'modify_payment', [card, { id: 'm-2', source: null }], 'human'],
    ['another’s source is null, it paid nothing', 'modify_payment', [card, { id: 'm-2' }], 'approve', ['paypal']],
    ['another of its source has paid perhaps', 'modify_payment', [card, { id: 'm-2', source: 'card' }], 'approve'],
    ['it paid', 'modify_payment', [card, paypal], 'deny'],
    ['nobody says with what was paid', 'modify_payment', [card, paypal], 'human', []],
  ])('%s (%s)', (_name, type, methods, decision, paidWith) => {
    expect(asked(type, methods, paidWith)).toBe(decision);
  });
});

test('the sum of a part of an order without prices is not the sum of all of it', () => {
  const facts = (itemIds: readonly string[]): AfterSalesFacts => ({
    requestType: 'missing_parcel',
    customer: { noReasonReturns90d: 0, orders90d: 1 },
    order: { amountPaid: 100, items: [{ itemId: 'a' }, { itemId: 'b', price: 10 }] },
    request: { issue: 'signed-not-received', itemIds },
  });
  expect(review(policy('policy-cn'), facts(['b']))).toMatchObject({ decision: 'human' });
  expect(review(policy('policy-cn'), facts(['a', 'b']))).toMatchObject({ decision: 'approve' });
});

test.each([
  ['gold', null, 'approve'],
  ['bronze', 'on its way somehow', 'approve'],
  ['guest', null, 'human'],
  ['guest', 'order received', 'approve'],
  ['guest', 'in transit', 'deny'],
  ['of no list', null, 'human'],
  [null, null, 'human'],
  [null, 'order received', 'approve'],
  [null, 'in transit', 'human'],
])('two ordered, one wanted: level %s, state %s is %s', (memberLevel, status, decision) => {
  const request = { reason: 'ordered two by accident' };
  const facts = { requestType: 'cancel', customer: { memberLevel }, order: { status }, request };
  expect(review(policy('policy-abcd'), facts).decision).toBe(decision);
});

function said(words: string) {
  return { verdict: 'human', basis: 'practice', reasons: { zh: words, en: words } } as const;
}

describe('reasons', () => {
  const reasonsOf = (name: string, facts: AfterSalesFacts) => review(policy(name), facts).reasons;

  test('repeat a state that the policy knows, and no words of others', () => {
    const cancel = (status: string) =>
      reasonsOf('policy-tau', { requestType: 'cancel', customer: {}, order: { status }, request: {} });
    expect(cancel('processed').en).toBe('Only a pending order can be cancelled; this one is processed.');
    const foreign = cancel('Li Lei, 13800001111');
    expect(foreign.en).toBe('Only a pending order can be cancelled; this one is something else.');
    expect(foreign.zh).toContain('这笔订单的状态是其他。');
  });

  test('name a level that chooses a row, or stands in a list', () => {
    const late = (memberLevel: string) =>
      reasonsOf('policy-abcd', {
        requestType: 'return',
        customer: { memberLevel },
        order: { boughtDaysAgo: 400, hasReceipt: false, originalPackaging: false },
        request: { reason: 'stain' },
      }).en;
    expect(late('guest')).toContain('bought 400 days ago, which is too late for a guest customer');
    expect(late('<b>')).not.toContain('<b>');
  });

  test('name texts of a list that is a parameter, and a sum with its cents', () => {
    const document: AfterSalesDocument = {
      facts: { 'request.reason': 'text', 'request.amount': 'number' },
      parameters: { known: ['late'], most: 20 },
      missing: { id: 'X-0', reasons: { zh: '{missing}', en: '{missing}' } },
      rules: [
        { id: 'X-1', when: { fact: 'request.reason', in: { param: 'known' } }, ...said('{request.reason} ¥{most}') },
        { id: 'X-2', ...said('{request.reason} ¥{request.amount}') },
      ],
    };
    const wordsOf = (reason: string, amount: number) =>
      review({ ...document }, { requestType: 'other', customer: {}, order: null, request: { reason, amount } }).reasons;
    expect(wordsOf('late', 1).en).toBe('late ¥20.00');
    expect(wordsOf('{most}', 100)).toEqual({ zh: '其他 ¥100.00', en: 'something else ¥100.00' });
    expect(wordsOf('x', 0.1 + 0.2).en).toBe('something else ¥0.30');
  });
});
