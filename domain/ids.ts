/**
 * A case id: the shop's prefix, the shop-local date of opening, a sequence of that day (gaps allowed).
 * `CS-20261123-000123`
 */
export const CASE_ID = /^[A-Z][A-Z0-9]{1,7}-\d{8}-\d{6,}$/;

/** What a shop's prefix looks like; unique over all shops, so a case id names its shop. */
export const SHOP_PREFIX = /^[A-Z][A-Z0-9]{1,7}$/;

/** @param day shop-local date, `20261123` */
export const caseId = (prefix: string, day: string, sequence: number): string =>
  `${prefix}-${day}-${String(sequence).padStart(6, '0')}`;

/** A work order's own number, `WO-000123`, by its row. */
export const workOrderId = (row: number): string => `WO-${String(row).padStart(6, '0')}`;

export const caseWorkflowId = (caseId: string): string => `case:${caseId}`;

export const surveyWorkflowId = (caseId: string, round: number): string => `survey:${caseId}:${round}`;

export const deliveryWorkflowId = (caseId: string, seq: number): string => `delivery:${caseId}:${seq}`;

// People are known to workflows, ids and search attributes only by our own numbers: an id that somebody else chose
// may be a phone number, and the hash of one is soon undone.

export const customerRef = (id: number): string => `customer-${id}`;

export const agentRef = (id: number): string => `agent-${id}`;
