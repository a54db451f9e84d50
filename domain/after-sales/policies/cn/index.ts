import { FACTS } from '../../facts.ts';
import type { AfterSalesDocument } from '../../policy.ts';
import { FAULT_RULES } from './faults.ts';
import { NO_REASON_RULES } from './no-reason.ts';
import { ORDER_RULES } from './orders.ts';
import { OTHER_RULES } from './other.ts';

/** What shops in China owe by law or usually grant. Rules of law are to be confirmed by a lawyer. */
export const cn: AfterSalesDocument = {
  facts: FACTS,
  parameters: {
    humanAbove: 2000,
    manyReturns: 5,
    shareOfOrders: 0.5,
    freshHours: 24,
    reportHours: 48,
    qualityReturnDays: 7,
    qualityExchangeDays: 15,
    repairsBeforeExchange: 2,
    repairDays: 30,
    noReasonDays: 7,
    longerDays: { basic: 7, 'value-added': 15, vip: 30 },
    silentHours: 120,
    advanceUpTo: 200,
    priceProtectionDays: 15,
    priceDropUpTo: 200,
  },
  missing: {
    id: 'CN-02',
    reasons: {
      zh: '缺少审核所需的信息({missing}):由专人处理。',
      en: 'Facts that the deciding rule needs are missing ({missing}): a person decides.',
    },
  },
  rules: [...ORDER_RULES, ...FAULT_RULES, ...NO_REASON_RULES, ...OTHER_RULES],
};
