import type { Fault } from '../fault.ts';
import type { Move, WorkOrderField, WorkOrderState, WorkOrderTypeDocument } from './type.ts';

const fault = (pointer: string, code: string, message: string): Fault => ({ pointer, code, message });

/** A fault for each value that stood further up already. */
function repeated(values: readonly string[], place: (i: number) => string, code: string): Fault[] {
  const first = new Map<string, number>();
  return values.flatMap((value, i) => {
    if (!first.has(value)) first.set(value, i);
    return first.get(value) === i ? [] : [fault(place(i), code, 'each of them once')];
  });
}

const WITH_LIMITS: readonly WorkOrderField['kind'][] = ['text', 'number', 'money', 'reference'];

function fieldFaults(field: WorkOrderField, i: number): Fault[] {
  const { kind, min, max, choices } = field;
  const at = `/fields/${i}`;
  const limits = (['min', 'max'] as const).filter((limit) => field[limit] !== undefined);
  const codes = choices?.map(({ code }) => code) ?? [];
  return [
    ...(WITH_LIMITS.includes(kind)
      ? []
      : limits.map((limit) => fault(`${at}/${limit}`, 'limit_without_use', `of: ${WITH_LIMITS.join(', ')}`))),
    ...(min !== undefined && max !== undefined && min > max
      ? [fault(`${at}/max`, 'limits_reversed', 'at least the least')]
      : []),
    ...(kind === 'choice' && codes.length === 0 ? [fault(`${at}/choices`, 'no_choices', 'what can be chosen')] : []),
    ...(kind !== 'choice' && choices ? [fault(`${at}/choices`, 'choices_without_use', 'of the kind choice only')] : []),
    ...repeated(codes, (j) => `${at}/choices/${j}/code`, 'repeated_choice'),
  ];
}

function stateFaults(states: readonly WorkOrderState[]): Fault[] {
  const initial = states.filter((state) => state.initial === true);
  const ends = new Set(states.map(({ final }) => final));
  return [
    ...repeated(
      states.map(({ name }) => name),
      (i) => `/states/${i}/name`,
      'repeated_state',
    ),
    ...(initial.length === 1 ? [] : [fault('/states', 'not_one_initial', 'exactly one initial state')]),
    ...states.flatMap((state, i) =>
      state.initial && state.final ? [fault(`/states/${i}`, 'initial_and_final', 'one of the two')] : [],
    ),
    // what a workflow has done, or gives up, must have a state to go to
    ...(['done', 'cancelled'] as const)
      .filter((outcome) => !ends.has(outcome))
      .map((outcome) => fault('/states', 'no_final_state', `a final state of the outcome ${outcome}`)),
  ];
}

function moveFaults(type: WorkOrderTypeDocument, { from, to, by, requires = [] }: Move, i: number): Fault[] {
  const at = `/moves/${i}`;
  const state = (name: string) => type.states.find((one) => one.name === name);
  const names = type.states.map(({ name }) => name).join(', ');
  const fields = type.fields.map(({ name }) => name);
  return [
    ...(['from', 'to'] as const)
      .filter((end) => !state({ from, to }[end]))
      .map((end) => fault(`${at}/${end}`, 'unknown_state', `one of: ${names}`)),
    ...(from === to ? [fault(`${at}/to`, 'move_to_itself', 'another state')] : []),
    ...(state(from)?.final ? [fault(`${at}/from`, 'move_from_the_end', 'a state that is not final')] : []),
    ...repeated(by, (j) => `${at}/by/${j}`, 'repeated_mover'),
    ...requires.flatMap((name, j) =>
      fields.includes(name) ? [] : [fault(`${at}/requires/${j}`, 'unknown_field', `one of: ${fields.join(', ')}`)],
    ),
  ];
}

/** All states to which moves lead from some, those among them. */
function reached(moves: readonly { from: string; to: string }[], from: readonly string[]): Set<string> {
  const found = new Set(from);
  for (const state of found) for (const move of moves) if (move.from === state) found.add(move.to);
  return found;
}

function wayFaults({ states, moves }: WorkOrderTypeDocument): Fault[] {
  const named = (passes: (state: WorkOrderState) => boolean) => states.filter(passes).map(({ name }) => name);
  const there = reached(
    moves,
    named(({ initial }) => initial === true),
  );
  const back = moves.map(({ from, to }) => ({ from: to, to: from }));
  const ending = reached(
    back,
    named(({ final }) => final !== undefined),
  );
  return states.flatMap(({ name }, i) => [
    ...(there.has(name) ? [] : [fault(`/states/${i}`, 'unreachable_state', 'a way there from the initial state')]),
    ...(ending.has(name) ? [] : [fault(`/states/${i}`, 'dead_end', 'a way from there to a final state')]),
  ]);
}

/** Why a type cannot be used, with places as its document has them; empty for one that can. */
export function workOrderTypeFaults(type: WorkOrderTypeDocument): Fault[] {
  const { fields, states, moves } = type;
  return [
    ...repeated(
      fields.map(({ name }) => name),
      (i) => `/fields/${i}/name`,
      'repeated_field',
    ),
    ...fields.flatMap(fieldFaults),
    ...stateFaults(states),
    ...repeated(
      moves.map(({ from, to }) => `${from} ${to}`),
      (i) => `/moves/${i}`,
      'repeated_move',
    ),
    ...moves.flatMap((move, i) => moveFaults(type, move, i)),
    ...wayFaults(type),
  ];
}
