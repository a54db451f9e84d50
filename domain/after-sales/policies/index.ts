import type { AfterSalesPolicy } from '../policy.ts';
import { abcd } from './abcd.ts';
import { cn } from './cn/index.ts';
import { tau } from './tau.ts';

/** The after-sales policies that ship, every version of each: cases pin theirs, so none is edited or taken away. */
export const SHIPPED_AFTER_SALES_POLICIES: readonly AfterSalesPolicy[] = [
  { name: 'policy-cn', version: 1, ...cn },
  { name: 'policy-tau', version: 1, ...tau },
  { name: 'policy-abcd', version: 1, ...abcd },
];
