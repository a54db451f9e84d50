import type { CaseRecord } from '../../record.ts';
import { openWorkOrder } from '../../work-orders/case.ts';
import type { SevereReason } from './codes.ts';

/** What a product does that has to leave the shelves. */
const DANGERS: readonly SevereReason[] = ['injury', 'fire', 'food-safety'];

/** Opens the work order that takes a dangerous product from sale, once a case. */
export function withdrawProduct(
  record: CaseRecord,
  at: number,
  { before, reasons }: { before: readonly SevereReason[]; reasons: readonly SevereReason[] },
): void {
  const isDangerous = (known: readonly SevereReason[]): boolean => known.some((reason) => DANGERS.includes(reason));
  if (isDangerous(reasons) && !isDangerous(before)) openWorkOrder(record, at, { workOrderType: 'product-withdrawal' });
}
