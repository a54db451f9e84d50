import { describe, expect, it } from 'vitest';
import { valueFaults } from '../../domain/work-orders/fields.ts';
import { movesFrom, neededFor, rejectionOfMove } from '../../domain/work-orders/moves.ts';
import { SHIPPED_WORK_ORDER_TYPES } from '../../domain/work-orders/shipped/index.ts';
import { workOrderTypeFaults } from '../../domain/work-orders/type-faults.ts';
import {
  initialState,
  outcomeOf,
  stateFor,
  type WorkOrderField,
  type WorkOrderTypeDocument,
} from '../../domain/work-orders/type.ts';

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it is not there');
  return value;
}

const shipped = (name: string): WorkOrderTypeDocument =>
  known(SHIPPED_WORK_ORDER_TYPES.find((type) => type.name === name));

const title = { zh: '退款', en: 'Refund' };
const state = (name: string, more: object = {}) => ({ name, title, ...more });
const small = (changes: Partial<WorkOrderTypeDocument> = {}): WorkOrderTypeDocument => ({
  title,
  fields: [
    { name: 'amount', title, kind: 'money', required: true, min: 1, max: 50_000 },
    { name: 'note', title, kind: 'text', max: 10 },
  ],
  states: [state('open', { initial: true }), state('done', { final: 'done' }), state('gone', { final: 'cancelled' })],
  moves: [
    { from: 'open', to: 'done', by: ['senior', 'assignee'] },
    { from: 'open', to: 'gone', by: ['external', 'agent'], requires: ['note'] },
  ],
  queue: 'finance',
  ...changes,
});
const { fields, states, moves } = small();

describe('the types that ship', () => {
  it('are the twelve that workflows rely on, and can all be used', () => {
    expect(SHIPPED_WORK_ORDER_TYPES.map(({ name }) => name)).toEqual(
      'refund cancellation return-label replacement repair carrier-claim product-withdrawal consultation coupon points call general'.split(
        ' ',
      ),
    );
    for (const type of SHIPPED_WORK_ORDER_TYPES) expect(workOrderTypeFaults(type), type.name).toEqual([]);
  });

  it('give a carrier 48 hours, and let it answer for itself', () => {
    const claim = shipped('carrier-claim');
    expect([claim.dueWithin, claim.externalParty]).toEqual([48 * 3_600, 'carrier']);
    const carrier = { role: 'service', assignee: false, external: true };
    expect(movesFrom(claim, 'open', carrier).map(({ to }) => to)).toEqual(['done']);
  });

  it('leave a product on sale unless a supervisor, the backend or whoever was asked withdraws it', () => {
    const to = (role: string, assignee = false) =>
      movesFrom(shipped('product-withdrawal'), 'open', { role, assignee, external: false }).map((move) => move.to);
    expect(to('agent')).not.toContain('done');
    expect(to('agent', true)).toContain('done');
    expect(to('supervisor')).toContain('done');
    expect(to('qa')).toEqual([]);
    expect(to('admin')).toEqual(['in-progress', 'done', 'refused', 'cancelled']);
  });
});

describe('a type is refused with its place', () => {
  const choice: WorkOrderField = { name: 'way', title, kind: 'choice', choices: [{ code: 'card', title }] };
  it.each<[string, Partial<WorkOrderTypeDocument>, string[]]>([
    ['two fields of one name', { fields: [...fields, { ...choice, name: 'note' }] }, ['/fields/2/name repeated_field']],
    ['a choice of nothing', { fields: [...fields, { ...choice, choices: [] }] }, ['/fields/2/choices no_choices']],
    [
      'one choice twice',
      { fields: [...fields, { ...choice, choices: [known(choice.choices?.[0]), known(choice.choices?.[0])] }] },
      ['/fields/2/choices/1/code repeated_choice'],
    ],
    [
      'choices of a number',
      { fields: [...fields, { ...choice, kind: 'number' }] },
      ['/fields/2/choices choices_without_use'],
    ],
    [
      'a least date',
      { fields: [...fields, { name: 'on', title, kind: 'date', min: 1 }] },
      ['/fields/2/min limit_without_use'],
    ],
    [
      'limits that leave nothing',
      { fields: [...fields, { name: 'n', title, kind: 'number', min: 2, max: 1 }] },
      ['/fields/2/max limits_reversed'],
    ],
    [
      'two states of one name',
      { states: [...states, state('done', { final: 'done' })] },
      ['/states/3/name repeated_state'],
    ],
    [
      'two beginnings',
      {
        states: [...states, state('new', { initial: true })],
        moves: [...moves, { from: 'new', to: 'done', by: ['agent'] }],
      },
      ['/states not_one_initial'],
    ],
    [
      'a beginning that is an end',
      { states: [state('open', { initial: true, final: 'refused' }), ...states.slice(1)], moves: [] },
      ['/states/0 initial_and_final', '/states/1 unreachable_state', '/states/2 unreachable_state'],
    ],
    [
      'no way to be done',
      { states: [known(states[0]), known(states[2])], moves: [known(moves[1])] },
      ['/states no_final_state'],
    ],
    [
      'a state that nothing leads to, and one that leads nowhere',
      {
        states: [...states, state('island'), state('pit')],
        moves: [...moves, { from: 'island', to: 'done', by: ['agent'] }, { from: 'open', to: 'pit', by: ['agent'] }],
      },
      ['/states/3 unreachable_state', '/states/4 dead_end'],
    ],
    [
      'moves between unknown states',
      { moves: [...moves, { from: 'nowhere', to: 'elsewhere', by: ['agent'] }] },
      ['/moves/2/from unknown_state', '/moves/2/to unknown_state'],
    ],
    [
      'a move to itself',
      { moves: [...moves, { from: 'open', to: 'open', by: ['agent'] }] },
      ['/moves/2/to move_to_itself'],
    ],
    [
      'a move after the end',
      { moves: [...moves, { from: 'done', to: 'open', by: ['agent'] }] },
      ['/moves/2/from move_from_the_end'],
    ],
    ['a move twice', { moves: [...moves, known(moves[0])] }, ['/moves/2 repeated_move']],
    [
      'a mover twice, and a field that nobody has',
      { moves: [known(moves[0]), { from: 'open', to: 'gone', by: ['agent', 'agent'], requires: ['nothing'] }] },
      ['/moves/1/by/1 repeated_mover', '/moves/1/requires/0 unknown_field'],
    ],
  ])('%s', (_name, changes, expected) => {
    expect(workOrderTypeFaults(small(changes)).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });
});

describe('values of fields', () => {
  const all = small({
    fields: [
      ...fields,
      { name: 'way', title, kind: 'choice', choices: [{ code: 'card', title }] },
      { name: 'count', title, kind: 'number', min: 0, max: 3 },
      { name: 'on', title, kind: 'date' },
      { name: 'yes', title, kind: 'boolean' },
      { name: 'order', title, kind: 'reference' },
    ],
  });

  it('that fit are taken', () => {
    const values = {
      amount: 1,
      note: '😀'.repeat(10),
      way: 'card',
      count: 2.5,
      on: '2028-02-29',
      yes: false,
      order: 'E-1',
    };
    expect(valueFaults(all, values)).toEqual([]);
  });

  it.each([
    [{ amount: 0 }, '/fields/amount out_of_limits a sum from 0.01 to 500.00'],
    [{ amount: 10.5 }, '/fields/amount not_a_sum a sum with at most two decimals, as a number'],
    [{ amount: '5' }, '/fields/amount not_a_sum a sum with at most two decimals, as a number'],
    [{ note: ' ' }, '/fields/note blank something in it'],
    [{ note: 'x'.repeat(11) }, '/fields/note out_of_limits a length from 1 to 10'],
    [{ note: 5 }, '/fields/note not_a_text a text'],
    [{ way: 'cash' }, '/fields/way unknown_choice one of: card'],
    [{ count: 4 }, '/fields/count out_of_limits a number from 0 to 3'],
    [{ count: NaN }, '/fields/count not_a_number a number'],
    [{ on: '2026-02-29' }, '/fields/on not_a_date a date such as 2026-11-23'],
    [{ on: '2026-13-01' }, '/fields/on not_a_date a date such as 2026-11-23'],
    [{ on: 20261123 }, '/fields/on not_a_date a date such as 2026-11-23'],
    [{ yes: 'true' }, '/fields/yes not_a_boolean true or false'],
    [{ order: 'a\nb' }, '/fields/order not_a_reference one line without blanks around it'],
    [{ order: '' }, '/fields/order out_of_limits a length from 1 to 200'],
    [{ 'a/b~c': 1 }, '/fields/a~1b~0c unknown_field one of: amount, note, way, count, on, yes, order'],
    [{ constructor: 1 }, '/fields/constructor unknown_field one of: amount, note, way, count, on, yes, order'],
  ])('%j is refused', (given, expected) => {
    expect(valueFaults(all, given).map((fault) => Object.values(fault).join(' '))).toEqual([expected]);
  });
});

describe('a move', () => {
  const who = (role: string, more: object = {}) => ({ role, assignee: false, external: false, ...more });
  const tried = (to: string, by: ReturnType<typeof who>, values = {}) =>
    rejectionOfMove(small(), { from: 'open', to, who: by, values });

  it('is made by a role it names, by whoever has the work order, and by an admin', () => {
    for (const by of [who('senior'), who('agent', { assignee: true }), who('admin')]) {
      expect(tried('done', by, { amount: 5 })).toBeNull();
    }
    expect(tried('done', who('agent'), { amount: 5 })).toEqual({ code: 'move_of_others', by: ['senior', 'assignee'] });
  });

  it('of the external party is its own only, whatever the key that tells it', () => {
    const external = who('admin', { external: true });
    expect(tried('gone', external, { note: 'x' })).toBeNull();
    expect(tried('done', external, { amount: 5 })).toMatchObject({ code: 'move_of_others' });
    expect(tried('gone', who('service'), { note: 'x' })).toMatchObject({ code: 'move_of_others' });
  });

  it('goes where the type says', () => {
    expect(tried('refused', who('admin'))).toEqual({ code: 'unknown_move', allowed: ['done', 'gone'] });
    expect(rejectionOfMove(small(), { from: 'done', to: 'open', who: who('admin'), values: {} })).toEqual({
      code: 'unknown_move',
      allowed: [],
    });
  });

  it('needs its fields, and to be done those of the type', () => {
    expect(moves.map((move) => neededFor(small(), move))).toEqual([['amount'], ['note']]);
    expect(tried('done', who('senior'))).toMatchObject({ faults: [{ pointer: '/fields/amount', code: 'required' }] });
    expect(tried('gone', who('agent'))).toMatchObject({ faults: [{ pointer: '/fields/note', code: 'required' }] });
  });
});

describe('a state', () => {
  it('is where it begins, how it has ended, and where an end is', () => {
    expect(initialState(small())).toBe('open');
    expect(['open', 'done', 'gone'].map((name) => outcomeOf(small(), name))).toEqual([undefined, 'done', 'cancelled']);
    expect(stateFor(small(), 'done')).toBe('done');
    // a type that never refuses
    expect(stateFor(small(), 'refused')).toBe('gone');
  });
});
