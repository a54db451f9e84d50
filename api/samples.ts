/** Bodies and answers for the documentation; they work as they stand on a fresh instance. */
export const CASE_ID = 'CS-20261123-000001';

const promised = '2026-11-23T10:00:00.000Z';

export const message = {
  shop: 'main',
  channel: 'email',
  messageId: 'mail-20261123-1',
  customer: { id: 'c-1001', name: '李雷', email: 'lilei@example.com', tier: 'vip' },
  text: '蓝牙耳机连不上手机,怎么办?',
  orderId: 'E20261120001',
};

export const summary = {
  caseId: CASE_ID,
  joined: false,
  kind: 'inquiry',
  category: null,
  tags: [],
  tier: 'vip',
  level: null,
  status: 'opening',
};

export const theCase = {
  caseId: CASE_ID,
  shop: 'main',
  kind: 'inquiry',
  status: 'open',
  channel: 'email',
  category: null,
  tags: [],
  tier: 'vip',
  level: null,
  priority: 2,
  queue: 'main',
  orderId: 'E20261120001',
  version: 2,
  breached: false,
  nextDueAt: promised,
  openedAt: '2026-11-23T06:00:00.000Z',
  updatedAt: '2026-11-23T06:00:00.120Z',
  clocks: [{ name: 'acknowledge', state: 'running', dueAt: promised }],
  links: {
    self: `/v1/cases/${CASE_ID}`,
    messages: `/v1/cases/${CASE_ID}/messages`,
    events: `/v1/cases/${CASE_ID}/events`,
  },
};

export const storedMessage = {
  message: 1,
  messageId: 'mail-20261123-1',
  direction: 'in',
  channel: 'email',
  kind: 'matter',
  text: '蓝牙耳机连不上手机,怎么办?',
  attachments: [],
  acceptedAt: '2026-11-23T06:00:00.000Z',
};

export const event = {
  seq: 2,
  type: 'messageReceived',
  at: '2026-11-23T06:00:00.000Z',
  by: 'customer',
  line: '2 message received by email',
  message: 1,
  channel: 'email',
  says: 'matter',
};

export const accepted = { caseId: CASE_ID, duplicate: false };
export const ruled = { caseId: CASE_ID, version: 7 };
