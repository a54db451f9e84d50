/** What cases are found by in Temporal. A dev server allows ten Keywords and three of each other type. */
export const SEARCH_ATTRIBUTES = {
  CaseKind: 'KEYWORD',
  CaseStatus: 'KEYWORD',
  Shop: 'KEYWORD',
  Channel: 'KEYWORD',
  Tier: 'KEYWORD',
  Owner: 'KEYWORD',
  Queue: 'KEYWORD',
  CustomerRef: 'KEYWORD',
  NextDueAt: 'DATETIME',
  Breached: 'BOOL',
} as const;
