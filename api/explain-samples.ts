/** An explanation for the documentation: one clock with one pause. */
import type { ExplanationShown } from './explain-schemas.ts';
import { CASE_ID } from './samples.ts';

const policy = { name: 'standard', version: 1 };

export const explanation: ExplanationShown = {
  caseId: CASE_ID,
  version: 6,
  policy,
  clocks: [
    {
      name: 'answer',
      state: 'running',
      policy,
      rule: {
        targetSeconds: 1_800,
        publishedSeconds: 7_200,
        receiptCounts: false,
        ladder: 'R',
        warnings: [{ role: 'owner', share: 0.75 }],
        rungs: [
          { afterSeconds: 0, role: 'owner' },
          { afterSeconds: 0, role: 'senior' },
          { afterSeconds: 600, role: 'supervisor' },
          { afterSeconds: 3_600, role: 'manager' },
        ],
      },
      calendar: { id: 'chat-cn', version: 1, timezone: 'Asia/Shanghai' },
      start: { seq: 2, type: 'messageReceived', at: '2026-11-23T02:00:00.000Z' },
      countedFrom: '2026-11-23T02:00:00.000Z',
      pauses: [{ from: '2026-11-23T02:08:00.000Z', to: '2026-11-23T02:50:00.000Z', openSeconds: 2_520 }],
      extensions: [],
      changes: [],
      dueAt: '2026-11-23T03:12:00.000Z',
      provisional: false,
      nextWarningAt: '2026-11-23T03:04:30.000Z',
      warnings: [],
      escalations: [],
      arithmetic: [
        {
          step: 'start',
          from: '2026-11-23T02:00:00.000Z',
          text: {
            zh: '起点 2026-11-23 周一 10:00 (Asia/Shanghai),在营业时间内',
            en: 'Start 2026-11-23 Mon 10:00 (Asia/Shanghai), in open time',
          },
        },
        {
          step: 'open',
          from: '2026-11-23T02:00:00.000Z',
          to: '2026-11-23T02:08:00.000Z',
          seconds: 480,
          text: {
            zh: '营业 2026-11-23 周一 10:00–10:08:计入8分,剩余22分',
            en: 'Open 2026-11-23 Mon 10:00–10:08: 8 min counted, 22 min left',
          },
        },
        {
          step: 'paused',
          from: '2026-11-23T02:08:00.000Z',
          to: '2026-11-23T02:50:00.000Z',
          seconds: 2_520,
          text: {
            zh: '暂停 2026-11-23 周一 10:08–10:50:不计营业时间42分',
            en: 'Paused 2026-11-23 Mon 10:08–10:50: 42 min of open time left out',
          },
        },
        {
          step: 'open',
          from: '2026-11-23T02:50:00.000Z',
          to: '2026-11-23T03:12:00.000Z',
          seconds: 1_320,
          text: {
            zh: '营业 2026-11-23 周一 10:50–11:12:计入22分,剩余0秒',
            en: 'Open 2026-11-23 Mon 10:50–11:12: 22 min counted, 0 s left',
          },
        },
        {
          step: 'result',
          from: '2026-11-23T03:12:00.000Z',
          text: { zh: '到期 2026-11-23 周一 11:12', en: 'Due 2026-11-23 Mon 11:12' },
        },
      ],
    },
  ],
  absent: [
    { name: 'promise', why: 'not-started', text: { zh: '尚未开始计时', en: 'Nothing has started it' } },
    {
      name: 'plan',
      why: 'no-promise',
      text: { zh: '无承诺:策略中没有适用的时限', en: 'No promise: no row of the policy gives a target' },
    },
  ],
};

export const explanationUnderDraft: ExplanationShown = {
  ...explanation,
  whatIf: {
    policy,
    calendar: 'chat-cn',
    breaches: { appear: 0, vanish: 1, move: 0 },
    clocks: [
      {
        name: 'acknowledge',
        countedFrom: '2026-11-23T02:00:00.000Z',
        was: { state: 'breached', dueAt: '2026-11-23T02:10:00.000Z', stoppedAt: '2026-11-23T02:14:00.000Z' },
        would: { state: 'met', dueAt: '2026-11-23T02:20:00.000Z', stoppedAt: '2026-11-23T02:14:00.000Z' },
        breach: 'vanishes',
      },
    ],
  },
};
