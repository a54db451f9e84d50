/** What customers are told of a complaint. */
export const COMPLAINT_TEMPLATES = {
  'complaint-received': {
    zh: { subject: '您的投诉已受理', text: '您的投诉{caseId}已由专人受理,{planAt}前告知处理方案。' },
    en: {
      subject: 'Your complaint is taken up',
      text: 'Complaint {caseId} has its own handler; you get a plan by {planAt}.',
    },
  },
  'complaint-evidence': {
    zh: { subject: '请补充材料', text: '请补充:{items},直接回复本单即可,我们会保密。' },
    en: { subject: 'Please send us more', text: 'Please send: {items}. Just reply; it is kept confidential.' },
  },
  'complaint-result': {
    zh: {
      subject: '投诉处理结果',
      text: '单号{caseId}的核实结果:{truth};处理措施:{measures};如不认可,{appealEndsAt}前可申诉。',
    },
    en: {
      subject: 'What we found',
      text: 'Case {caseId}. Finding: {truth}. Measures: {measures}. You may appeal until {appealEndsAt}.',
    },
  },
  'complaint-result-final': {
    zh: {
      subject: '投诉复核结果',
      text: '单号{caseId}的复核结果:{truth};处理措施:{measures}。如仍有异议,您可通过平台客服或拨打12315等外部途径反映。',
    },
    en: {
      subject: 'What the second look found',
      text: 'Case {caseId}. Finding: {truth}. Measures: {measures}. If you disagree, the platform and the consumer line 12315 are open to you.',
    },
  },
  'appeal-received': {
    zh: { subject: '申诉已收到', text: '申诉已转由上级复核,{dueAt}前答复。' },
    en: { subject: 'Your appeal', text: 'Your appeal is with a higher rank; answer by {dueAt}.' },
  },
  'appeal-refused': {
    zh: {
      subject: '关于您的申诉',
      text: '单号{caseId}目前不能再次内部申诉(每个结果限一次,且须在期限内)。如仍有异议,您可通过平台客服或拨打12315等外部途径反映。',
    },
    en: {
      subject: 'About your appeal',
      text: 'Case {caseId} cannot be appealed here now: once for a result, and in time. The platform and the consumer line 12315 are open to you.',
    },
  },
} as const;
