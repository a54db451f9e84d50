import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { PolicyDocumentBody } from '../../api/policy-schema.ts';
import { readLog } from '../../cli/back-test/log.ts';
import { MappingFile, mappingOf } from '../../cli/back-test/mapping.ts';
import { type Calendars, calendarsWith, policyNamed } from '../../cli/back-test/promises.ts';
import { backTest, changedCases, type Side, type Tested } from '../../cli/back-test/run.ts';
import { total } from '../../domain/back-test.ts';
import type { ClockCompared } from '../../domain/comparison.ts';
import { standard } from '../../domain/policies/standard.ts';
import { strict } from '../support/strict.ts';

const OWN = 'docs/examples/log.csv';
const STRICT = 'docs/examples/strict.json';
const SHIPPED: Calendars = calendarsWith([]);

function tested(file: string, sides: { before: Side; after: Side }, channels: Record<string, 'chat'> = {}) {
  const mapping = mappingOf(MappingFile.parse({ channels }));
  const log = readLog(readFileSync(file, 'utf8'), mapping);
  expect(log.bad).toEqual([]);
  return backTest(log.cases, sides, mapping.waiting);
}

/** `11-23 10:10:00`, Shanghai. */
const shanghai = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(5, 19).replace('T', ' ');

const fate = (one: ClockCompared['was']): string => (one ? `${shanghai(one.dueAt)} ${one.state}` : 'none');

/**
 * Reckoned by hand, Shanghai time; 23 Nov 2026 is a Monday. Before: `standard`, whose chat is open every day from 09:00
 * to 24:00. After: every target halved, and chat open Monday to Friday 09:00–12:00 and 13:00–18:00, closed over the
 * National Day holidays (1–7 Oct 2026), open on the make-up Saturday of 10 Oct.
 */
const BY_HAND: readonly [id: string, clock: string, before: string, after: string, breach: string][] = [
  // 10:00 + 10 min; 10:00 + 5 min; answered 10:04
  ['L-01', 'acknowledge', '11-23 10:10:00 met', '11-23 10:05:00 met', 'none'],
  // a VIP: 5 min; 2 min 30 s; answered 10:04
  ['L-02', 'acknowledge', '11-23 10:05:00 met', '11-23 10:02:30 breached', 'appears'],
  // answered at 10:10:00, the deadline itself: only what is accepted before it is in time
  ['L-03', 'acknowledge', '11-23 10:10:00 breached', '11-23 10:05:00 breached', 'moves'],
  // answered a second before it
  ['L-04', 'acknowledge', '11-23 10:10:00 met', '11-23 10:05:00 breached', 'appears'],
  // at night: counts from 09:00, + 10 min; + 5 min; answered 09:08
  ['L-05', 'acknowledge', '11-24 09:10:00 met', '11-24 09:05:00 breached', 'appears'],
  // 20:00 is open until midnight before, closed after: from 09:00 the next day; answered 09:03
  ['L-06', 'acknowledge', '11-23 20:10:00 breached', '11-24 09:05:00 met', 'vanishes'],
  // a Saturday: open before; Monday 09:00 + 5 min after; answered Monday 09:04
  ['L-07', 'acknowledge', '11-28 15:10:00 breached', '11-30 09:05:00 met', 'vanishes'],
  // National Day: after it opens again on Thursday, 8 Oct; answered then at 09:02
  ['L-08', 'acknowledge', '10-01 10:10:00 breached', '10-08 09:05:00 met', 'vanishes'],
  // make-up Saturday: 11:57 + 30 min; 3 min to noon and 12 of 15 min from 13:00; answered 13:05
  ['L-09', 'answer', '10-10 12:27:00 breached', '10-10 13:12:00 met', 'vanishes'],
  // over lunch: 11:56 + 10 min; 4 min to noon and 1 of 5 min from 13:00; answered 13:04
  ['L-10', 'acknowledge', '11-23 12:06:00 breached', '11-23 13:01:00 breached', 'moves'],
  // 5 min fill the day: due at the closing instant, not on the next morning
  ['L-11', 'acknowledge', '11-23 18:05:00 breached', '11-23 18:00:00 breached', 'moves'],
  // 10 min fill the day up to 24:00; closed after: 09:00 + 5 min, answered at night
  ['L-12', 'acknowledge', '11-24 00:00:00 breached', '11-24 09:05:00 met', 'vanishes'],
  // asked back from 10:05 to 11:05, after 5 min: 25 of 30 min left; 10 of 15; solved 11:20
  ['L-13', 'answer', '11-23 11:30:00 met', '11-23 11:15:00 breached', 'appears'],
  // asked back at Mon 11:00, the log does not say until when: 24 h. Wed 10:00 + 24 h; Tue 10:00 + 24 h; solved Wed 12:00
  ['L-14', 'resolution', '11-26 10:00:00 met', '11-25 10:00:00 breached', 'appears'],
  // asked back from 17:55 to Tue 09:10, after 5 min: 25 of 30 min left from 09:10; 10 of 15; solved 09:30
  ['L-15', 'answer', '11-24 09:35:00 met', '11-24 09:20:00 breached', 'appears'],
  // reopened Tue 10:00: 5 min; 2 min 30 s; solved again 10:04
  ['L-16', 'next-response', '11-24 10:05:00 met', '11-24 10:02:30 breached', 'appears'],
  // solved Mon 12:00, reopened Tue 10:00, 22 h that are the customer's: Wed 10:00 + 22 h; Tue 10:00 + 22 h; never solved
  ['L-17', 'total-resolution', '11-26 08:00:00 breached', '11-25 08:00:00 breached', 'moves'],
  // mail, never answered: 24 h round the clock; 12 h
  ['L-18', 'answer', '11-26 10:00:00 breached', '11-25 22:00:00 breached', 'moves'],
  // no first response, but solved 10:20: 10:00 + 30 min; 15 min
  ['L-19', 'answer', '11-23 10:30:00 met', '11-23 10:15:00 breached', 'appears'],
  // by telephone, over a weekend: 48 h round the clock; 24 h; solved Sun 17:00
  ['L-20', 'resolution', '11-29 18:00:00 met', '11-28 18:00:00 breached', 'appears'],
];

describe('a back-test over a log', () => {
  let own: Tested;
  beforeAll(async () => {
    const drafted = calendarsWith(['docs/examples/chat-cn.json']);
    const before = { policy: standard, calendars: SHIPPED };
    own = await tested(OWN, { before, after: { policy: strict(standard), calendars: drafted } });
  });

  it.each(BY_HAND)('reckons as by hand: %s, %s', (id, name, before, after, breach) => {
    const clocks = own.cases.find(({ past }) => past.caseId === id)?.clocks ?? [];
    const clock = clocks.find((one) => one.name === name);
    expect([fate(clock?.was ?? null), fate(clock?.would ?? null), clock?.breach]).toEqual([before, after, breach]);
  });

  it('has looked at every case of the sample by hand', () => {
    expect(own.cases.map(({ past }) => past.caseId)).toEqual(BY_HAND.map(([id]) => id));
  });

  it('counts what it tells case by case', () => {
    const clocks = own.cases.flatMap((one) => one.clocks);
    const count = (breach: string): number => clocks.filter((clock) => clock.breach === breach).length;
    expect(total(own.tallies)).toEqual({
      clocks: clocks.length,
      before: clocks.filter(({ was }) => was?.state === 'breached').length,
      after: clocks.filter(({ would }) => would?.state === 'breached').length,
      appear: count('appears'),
      vanish: count('vanishes'),
      move: count('moves'),
    });
  });
});

/** A real log of some thousand cases that lies beside the repository where it may be used; else the sample that ships. */
const BESIDE = '../shared/data/case_log.csv';
const REAL = existsSync(BESIDE);

describe(REAL ? 'a back-test over a real log' : 'a back-test over the sample, for want of a real log', () => {
  const file = REAL ? BESIDE : OWN;
  const before: Side = { policy: standard, calendars: SHIPPED };

  it('under a stricter policy lets no breach of a customer’s question vanish', async () => {
    const after: Side = { policy: strict(standard), calendars: SHIPPED };
    // by telephone nothing but the solution has a deadline
    const { cases, tallies } = await tested(file, { before, after }, { Phone: 'chat' });
    expect(cases).toHaveLength(readFileSync(file, 'utf8').trim().split('\n').length - 1);
    const all = total(tallies);
    expect(all.after).toBe(all.before + all.appear - all.vanish);
    expect(all.appear).toBeGreaterThan(0);
    expect(all.move).toBeLessThanOrEqual(all.before);
    const vanished = cases.flatMap(({ clocks }) =>
      clocks.filter(({ breach }) => breach === 'vanishes').map(({ name }) => [name, late(clocks, 'resolution')]),
    );
    // what is over at the reopening is counted from the reopening: so the total is, once its target is short enough
    for (const [name, late] of vanished) expect([name, late]).toEqual(['total-resolution', true]);
  }, 120_000);

  it('under the same policy changes nothing', async () => {
    const same = await tested(OWN, { before, after: before });
    expect(changedCases(same)).toEqual([]);
    expect(total(same.tallies)).toMatchObject({ appear: 0, vanish: 0, move: 0 });
  });
});

const late = (clocks: readonly ClockCompared[], name: string): boolean =>
  clocks.some((clock) => clock.name === name && clock.would?.state === 'breached');

describe('a log', () => {
  const read = (text: string, mapping: object = {}) => readLog(text, mappingOf(MappingFile.parse(mapping)));

  it('tells each row that cannot be used with its line and reason, and goes on', () => {
    const { cases, bad } = read(
      [
        'Ticket ID,Created At,First Response,Resolved,Channel,Priority,Tier,Level',
        'A1,2026-11-23 10:00,2026/11/23 10:05:30,2026-11-23T03:00:00Z,Live Chat,urgent,,3',
        'A2,yesterday,,,,,,',
        'A3,2026-11-23T10:00:00,2026-11-23T09:00:00,,,,,',
        'A4,2026-11-23T10:00:00,,,Fax,,,',
        'A5,2026-11-23T10:00:00,,,,,gold,',
        'A6,2026-11-23T10:00:00,,,,,,9',
        'A1,2026-11-23T10:00:00,,,,,,',
        ',2026-11-23T10:00:00,,,,,,',
        'A8,2026-11-23T10:00:00',
        'A9,"2026-11-23T10:00:00"x,,,,,,',
        '',
        'A10,2026-02-30T10:00:00,,,,,,',
        'A11,2026-11-23T10:00:00+01:00,,,E-Mail,P2,vip,',
      ].join('\r\n'),
    );
    expect(cases).toMatchObject([
      {
        caseId: 'A1',
        line: 2,
        channel: 'chat',
        tier: 'vip',
        level: 3,
        openedAt: Date.parse('2026-11-23T02:00:00Z'),
        firstResponseAt: Date.parse('2026-11-23T02:05:30Z'),
        resolvedAt: Date.parse('2026-11-23T03:00:00Z'),
      },
      { caseId: 'A11', channel: 'email', tier: 'vip', level: 2, openedAt: Date.parse('2026-11-23T09:00:00Z') },
    ]);
    expect(bad.map(({ line, why }) => `${line}: ${why}`)).toEqual([
      '3: opened "yesterday" is no instant such as 2026-11-23T09:30:00',
      '4: firstResponseAt is before the opening',
      '5: channel "Fax" is none of ours; say which with --channel "Fax=chat"',
      '6: tier "gold" is none of basic, value-added, vip',
      '7: level "9" is none of 1, 2, 3',
      '8: case A1 stands in line 2 already',
      '9: no case id',
      '10: 2 fields, 8 are wanted',
      '11: opened ""2026-11-23T10:00:00"x" is no instant such as 2026-11-23T09:30:00',
      '13: opened "2026-02-30T10:00:00" is no instant such as 2026-11-23T09:30:00',
    ]);
  });

  it('is read as a mapping says', () => {
    const { cases } = read('no,began,how,prio\nB1,2026-07-01T10:00:00,Fax,x\nB2,2026-07-01T10:00:00,Pigeon,x', {
      columns: { case: 'no', opened: 'Began', channel: 'how', priority: 'prio' },
      timezone: 'Europe/Berlin',
      channels: { fax: 'form', '*': 'social' },
      priorities: { '*': { tier: 'value-added', level: null } },
    });
    expect(cases).toMatchObject([
      { channel: 'form', tier: 'value-added', level: null, openedAt: Date.parse('2026-07-01T08:00:00Z') },
      { channel: 'social' },
    ]);
  });

  it('without a column that is needed, or that was named, is refused with what it has', () => {
    expect(() => read('id,when\n1,2')).toThrow('a column for opened; name it with --opened-column. It has: id, when');
    expect(() => read('id,opened\n1,2', { columns: { channel: 'how' } })).toThrow('no column how. It has: id, opened');
    expect(() => read('')).toThrow('the log is empty');
  });
});

describe('the stricter policy that ships as an example', () => {
  it('can be used, and is the standard one with halved targets', () => {
    const { clocks } = policyNamed(STRICT, SHIPPED);
    expect(clocks).toEqual(strict(standard).clocks);
    expect(PolicyDocumentBody.safeParse(JSON.parse(readFileSync(STRICT, 'utf8'))).success).toBe(true);
  });
});
