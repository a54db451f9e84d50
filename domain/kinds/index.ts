export const CASE_KINDS = ['inquiry', 'complaint', 'after-sales'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** The workflow type of each kind. */
export const WORKFLOW_TYPES = {
  inquiry: 'inquiryCase',
  complaint: 'complaintCase',
  'after-sales': 'afterSalesCase',
} as const satisfies Record<CaseKind, string>;

/** The group of agents that a kind waits for. */
export const QUEUES = {
  inquiry: 'inquiries',
  complaint: 'complaints',
  'after-sales': 'after-sales',
} as const satisfies Record<CaseKind, string>;

export const CATEGORIES = ['product', 'order', 'after_sales', 'policy', 'complaint', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];
