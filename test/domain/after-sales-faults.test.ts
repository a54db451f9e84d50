import { expect, test } from 'vitest';
import { afterSalesFaults } from '../../domain/after-sales/document-faults.ts';
import { SHIPPED_AFTER_SALES_POLICIES } from '../../domain/after-sales/policies/index.ts';

test.each(SHIPPED_AFTER_SALES_POLICIES.map((policy) => [policy.name, policy] as const))(
  '%s ships without faults',
  (_name, policy) => {
    expect(afterSalesFaults(policy)).toEqual([]);
  },
);
