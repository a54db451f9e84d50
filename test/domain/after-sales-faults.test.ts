import { describe, expect, test } from 'vitest';
import { afterSalesFaults } from '../../domain/after-sales/document-faults.ts';
import { SHIPPED_AFTER_SALES_POLICIES } from '../../domain/after-sales/policies/index.ts';
import type { AfterSalesDocument, AfterSalesRule, Condition } from '../../domain/after-sales/policy.ts';

test.each(SHIPPED_AFTER_SALES_POLICIES.map((policy) => [policy.name, policy] as const))(
  '%s ships without faults',
  (_name, policy) => {
    expect(afterSalesFaults(policy)).toEqual([]);
  },
);

const reasons = { zh: '理由', en: 'Reason' };
const rule = (id: string, when?: Condition): AfterSalesRule => ({
  id,
  ...(when ? { when } : {}),
  verdict: 'human',
  basis: 'practice',
  reasons,
});
const document = (...rules: AfterSalesRule[]): AfterSalesDocument => ({
  facts: {
    requestType: 'text',
    'order.status': 'text',
    'order.boughtDaysAgo': 'number',
    'order.hasReceipt': 'boolean',
    'request.evidence': 'texts',
    'customer.tier': 'text',
    items: 'list',
    'items[].customMade': 'boolean',
  },
  parameters: { days: 7, byTier: { vip: 30 }, words: ['a'] },
  missing: { id: 'X-0', reasons: { zh: '{missing}', en: '{missing}' } },
  rules: [...rules, rule('X-9')],
});
const told = (given: AfterSalesDocument): string[] =>
  afterSalesFaults(given).map(({ pointer, code }) => `${pointer} ${code}`);

const days = 'order.boughtDaysAgo';

describe('a condition', () => {
  test.each<[string, Condition, string]>([
    ['an unknown fact', { all: [{ fact: 'order.colour', eq: 'red' }] }, '/all/0/fact unknown_fact'],
    ['a fact of the prototype', { fact: 'toString', eq: 'red' }, '/fact unknown_fact'],
    ['a number for a text', { not: { fact: 'order.status', eq: 7 } }, '/not/eq wrong_type'],
    ['an ordered text', { fact: 'order.status', lt: 7 }, '/fact wrong_type'],
    ['a text for a number', { any: [{ fact: days, lte: '7' }] }, '/any/0/lte wrong_type'],
    ['a fact of another type', { fact: days, lte: { fact: 'order.status' } }, '/lte/fact wrong_type'],
    ['an unknown parameter', { fact: days, lte: { param: 'weeks' } }, '/lte/param unknown_parameter'],
    ['an unknown list', { fact: 'order.status', in: { param: 'states' } }, '/in/param unknown_parameter'],
    ['a number for a list', { fact: 'order.status', in: { param: 'days' } }, '/in/param wrong_type'],
    ['words for a number', { fact: days, lte: { param: 'words' } }, '/lte/param wrong_type'],
    ['rows without the fact that chooses', { fact: days, lte: { param: 'byTier' } }, '/lte/by wrong_type'],
    ['a choice without rows', { fact: days, lte: { param: 'days', by: 'customer.tier' } }, '/lte/by wrong_type'],
    ['a member outside its list', { fact: 'items[].customMade', eq: true }, '/fact outside_its_list'],
    ['members of no list', { some: 'order.status', where: { fact: days, eq: 1 } }, '/some wrong_type'],
    ['a list compared', { fact: 'request.evidence', eq: 'photo' }, '/fact wrong_type'],
    ['a flag among words', { fact: 'order.hasReceipt', in: ['yes'] }, '/fact wrong_type'],
  ])('%s', (_name, when, fault) => {
    expect(told(document(rule('X-1', when)))).toEqual([`/rules/0/when${fault}`]);
  });
});

describe('a rule that nothing reaches', () => {
  const status = (eq: string): Condition => ({ fact: 'order.status', eq });
  const early: Condition = { fact: days, lte: 7 };
  test.each<[string, Condition | undefined, Condition, boolean]>([
    ['behind an unconditional one', undefined, early, true],
    ['behind the same', early, { fact: days, lte: 7 }, true],
    ['behind a wider list', { fact: 'order.status', in: ['a', 'b'] }, status('a'), true],
    ['behind a later day', { fact: days, lte: 15 }, early, true],
    ['behind a part of it', early, { all: [status('a'), early] }, true],
    ['behind an alternative', { any: [status('a'), early] }, early, true],
    ['behind a knowledge of it', { fact: days, exists: true }, early, true],
    ['behind a stricter one', { all: [status('a'), early] }, early, false],
    ['behind an earlier day', { fact: days, lt: 7 }, early, false],
    ['behind another list', { fact: 'order.status', in: ['b'] }, status('a'), false],
  ])('%s', (_name, before, after, hidden) => {
    const faults = told(document(rule('X-1', before), rule('X-2', after)));
    expect(faults.includes('/rules/1 unreachable_rule')).toBe(hidden);
  });
});

describe('a document', () => {
  const plain = document();
  test.each<[string, AfterSalesDocument, string]>([
    ['no last rule', { ...plain, rules: [rule('X-1', { fact: days, eq: 1 })] }, '/rules no_last_rule'],
    ['a fact that nobody tells', { ...plain, facts: { 'order.mood': 'text' } }, '/facts/order.mood unknown_fact'],
    ['a fact of another type', { ...plain, facts: { 'order.status': 'number' } }, '/facts/order.status wrong_type'],
    [
      'an id twice',
      document(rule('X-1', { fact: days, eq: 1 }), rule('X-1', { fact: days, eq: 2 })),
      '/rules/1/id repeated_rule',
    ],
    [
      'words with unknown names',
      { ...plain, rules: [{ ...rule('X-9'), reasons: { zh: '{order.mood}', en: '{days}' } }] },
      '/rules/0/reasons/zh unknown_variable',
    ],
    [
      'words of a parameter with rows',
      { ...plain, rules: [{ ...rule('X-9'), reasons: { zh: '-', en: '{byTier}' } }] },
      '/rules/0/reasons/en unknown_variable',
    ],
    [
      'a grant that is no approval',
      { ...plain, rules: [{ ...rule('X-9'), grant: { remedy: 'refund', freight: 'shop' } }] },
      '/rules/0/grant grant_without_use',
    ],
  ])('%s', (_name, given, fault) => {
    expect(told(given)).toEqual([fault]);
  });

  test('parts tell rules of one id apart', () => {
    const [first, second] = [rule('X-1', { fact: days, eq: 1 }), rule('X-1', { fact: days, eq: 2 })];
    expect(told(document(first, { ...second, part: 'later' }))).toEqual([]);
  });
});
