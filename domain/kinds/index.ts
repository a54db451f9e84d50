/** The kinds of case. A kind not yet served is refused at the door, by name. */
export const CASE_KINDS = ['inquiry', 'complaint', 'after-sales'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** Kinds that have a workflow, and its type. */
export const WORKFLOW_TYPES = { inquiry: 'inquiryCase' } as const satisfies Partial<Record<CaseKind, string>>;
export type ServedKind = keyof typeof WORKFLOW_TYPES;

export const CATEGORIES = ['product', 'order', 'after_sales', 'policy', 'complaint', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];
