/** What staff is told. */
export const STAFF_TEMPLATES = {
  'staff-appeal': {
    zh: { subject: '申诉待复核', text: '{caseId} 的客户已申诉,请由未参与原结论的上级在{dueAt}前复核。' },
    en: {
      subject: 'Appeal',
      text: '{caseId}: the customer appeals. Somebody of higher rank who did not decide before looks at it by {dueAt}.',
    },
  },
  'staff-reminder-call': {
    zh: { subject: '请致电客户', text: '{caseId} 的客户尚未确认处理结果,请致电了解。' },
    en: {
      subject: 'Please call the customer',
      text: '{caseId}: the customer has not confirmed the result. Please call.',
    },
  },
  'staff-unreleased': {
    zh: { subject: '投诉待放行', text: '{caseId} 的客户自{dueAt}仍未确认,请决定是否放行关闭。' },
    en: {
      subject: 'Complaint not released',
      text: '{caseId}: the customer has not confirmed by {dueAt}. Please decide whether it may close.',
    },
  },
  'staff-warning': {
    zh: { subject: '预警:{clock}', text: '{caseId} 的{clock}将于{dueAt}到期,请处理。' },
    en: { subject: 'Warning: {clock}', text: '{caseId}: {clock} is due at {dueAt}. Please see to it.' },
  },
  'staff-breach': {
    zh: { subject: '超时:{clock}', text: '{caseId} 的{clock}应于{dueAt}前完成,现已超时,请立即跟进。' },
    en: {
      subject: 'Breach: {clock}',
      text: '{caseId}: {clock} was due at {dueAt} and is late. Please take it up now.',
    },
  },
  'staff-review': {
    zh: { subject: '请复查', text: '{caseId} 已有一段时间没有进展,复查时间{dueAt}已到,请查看。' },
    en: {
      subject: 'Review due',
      text: '{caseId} has not moved for a while and its review was due at {dueAt}. Please look at it.',
    },
  },
  'staff-low-score': {
    zh: { subject: '低分评价', text: '{caseId} 收到低分评价,请在{dueAt}前联系客户。' },
    en: { subject: 'Low score', text: '{caseId} got a low score. Please contact the customer by {dueAt}.' },
  },
  'staff-delivery-failed': {
    zh: { subject: '消息未送达', text: '{caseId} 有消息未能送达客户,请在投递列表中查看并重发。' },
    en: {
      subject: 'Not delivered',
      text: '{caseId}: a message did not reach the customer. See the list of deliveries and send it again.',
    },
  },
  'staff-provisional': {
    zh: { subject: '时限为暂定', text: '{caseId} 的{clock}将于{dueAt}到期,但日历尚未公布该日期的安排,请更新日历。' },
    en: {
      subject: 'Provisional deadline',
      text: '{caseId}: {clock} is due at {dueAt}, beyond the days that its calendar knows. Please bring the calendar up to date.',
    },
  },
  'staff-severe': {
    zh: { subject: '疑似重大投诉', text: '{caseId} 涉及人身、安全或假货,须在{dueAt}前处理,请立即跟进。' },
    en: {
      subject: 'Perhaps a severe complaint',
      text: '{caseId} is about injury, danger or a fake, due at {dueAt}. Please see to it at once.',
    },
  },
  'staff-step-failed': {
    zh: { subject: '售后步骤失败', text: '{caseId} 的售后步骤未能完成,请按工单与步骤状态决定如何继续。' },
    en: {
      subject: 'A step of an after-sales request failed',
      text: '{caseId}: a step could not be done. Please decide, with the state of each step at hand, how it goes on.',
    },
  },
  'staff-owner-silent': {
    zh: { subject: '负责人未处理', text: '{caseId} 的负责人在{dueAt}前未处理,已退回队列,请安排。' },
    en: {
      subject: 'Owner did nothing',
      text: '{caseId}: its owner did nothing until {dueAt}, so it is back in the queue. Please see that somebody takes it.',
    },
  },
} as const;
