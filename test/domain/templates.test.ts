import { describe, expect, it } from 'vitest';
import {
  CLOCK_WORDS,
  fill,
  hasLink,
  LATE_WORDS,
  MAIL_WORDS,
  MissingVariable,
  ROLE_WORDS,
  TEAM_WORDS,
  TEMPLATES,
  variablesOf,
} from '../../domain/templates.ts';

const FORBIDDEN = ['不知道', '不归我管', '自己看', '没办法', '最好', '第一'];
/** The facts of each send, as `sendOf` passes them on. */
const TOLD = {
  reply: [],
  greeting: [],
  receipt: ['dueAt'],
  'out-of-hours': ['dueAt', 'opensAt'],
  'handed-to-human': [],
  'waiting-reminder': ['closeAt'],
  confirm: ['round'],
  'confirm-reminder': ['closeAt'],
  'closed-silent': ['days'],
  reopened: [],
  survey: ['round', 'expiresAt'],
  'low-score': ['dueAt'],
  'staff-warning': ['clock', 'dueAt', 'toldAt'],
  'staff-breach': ['clock', 'dueAt', 'toldAt'],
  'staff-review': ['dueAt', 'toldAt'],
  'staff-low-score': ['dueAt', 'toldAt'],
  'handed-off': ['caseId'],
  'staff-provisional': ['clock', 'dueAt', 'toldAt'],
  'staff-owner-silent': ['dueAt', 'toldAt'],
  'staff-delivery-failed': ['dueAt', 'toldAt'],
  'staff-severe': ['dueAt', 'toldAt'],
  'staff-step-failed': ['dueAt', 'toldAt'],
  // the reason is read from the newest review
  'as-approved': ['dueAt', 'reason'],
  'as-denied': ['reason'],
  'as-review': ['dueAt'],
  'as-offer': [],
  'as-part-received': ['received', 'amount', 'dueAt'],
  'as-received': ['dueAt'],
  'refund-sent': ['amount', 'dueAt'],
  'replacement-sent': [],
  'repair-progress': ['dueAt'],
  'carrier-asked': ['dueAt'],
  'complaint-received': ['planAt'],
  'complaint-evidence': ['items'],
  'complaint-result': ['truth', 'measures', 'appealEndsAt'],
  'complaint-result-final': ['truth', 'measures'],
  'appeal-received': ['dueAt'],
  'appeal-refused': [],
  'suggestion-passed-on': ['department'],
  'staff-appeal': ['clock', 'dueAt', 'toldAt'],
  'staff-reminder-call': ['dueAt', 'toldAt'],
  'staff-unreleased': ['clock', 'dueAt', 'toldAt'],
} as const satisfies Record<keyof typeof TEMPLATES, readonly string[]>;
const templates = Object.entries(TEMPLATES);

describe('templates', () => {
  it.each(templates)('%s says the same in both languages', (_, { zh, en }) => {
    expect(variablesOf(zh.text)).toEqual(variablesOf(en.text));
    expect(variablesOf(zh.subject)).toEqual(variablesOf(en.subject));
  });

  it.each(templates)('%s has words in each language and none of the other', (code, { zh, en }) => {
    expect(`${en.subject}${en.text}`).not.toMatch(/\p{Script=Han}/u);
    for (const words of [zh, en]) {
      expect(words.subject.trim()).not.toBe('');
      expect(words.text.trim()).not.toBe('');
    }
    if (code !== 'reply') expect(zh.text).toMatch(/\p{Script=Han}/u);
  });

  it.each(templates)('%s asks for nothing that its event does not tell', (code, { zh }) => {
    // what every message is given, and what the case tells with it
    const given = ['agent', 'caseId', 'text', 'link', ...TOLD[code as keyof typeof TOLD]];
    expect(given).toEqual(expect.arrayContaining([...variablesOf(zh.text), ...variablesOf(zh.subject)]));
  });

  it('uses no forbidden words', () => {
    const all = JSON.stringify([TEMPLATES, CLOCK_WORDS, ROLE_WORDS, MAIL_WORDS, LATE_WORDS, TEAM_WORDS]);
    for (const word of FORBIDDEN) expect(all).not.toContain(word);
    expect(all).not.toMatch(/\b(best|number one)\b/i);
  });

  it('asks for a link only where the customer is to do something', () => {
    expect(templates.flatMap(([code]) => (hasLink(code as keyof typeof TEMPLATES) ? [code] : []))).toEqual([
      'confirm',
      'survey',
    ]);
  });
});

describe('fill', () => {
  it('fills every variable and leaves braces of a value alone', () => {
    expect(fill('{a} and {b}, {a}', { a: '{b}', b: '$&' })).toBe('{b} and $&, {b}');
  });

  it('refuses to leave a hole', () => {
    expect(() => fill('by {dueAt}', {})).toThrow(MissingVariable);
  });
});
