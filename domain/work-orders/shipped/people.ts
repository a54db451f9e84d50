import type { WorkOrderTypeDocument } from '../type.ts';
import { DAY, field, HOUR, movesTo, named, reason, statesTo } from './parts.ts';

const subject = field('subject', 'text', named('事由', 'Subject'), { max: 500 });
const result = field('result', 'text', named('结果', 'Result'), { max: 2_000 });

export const consultation: WorkOrderTypeDocument = {
  title: named('会商', 'Consultation'),
  fields: [subject, field('department', 'text', named('部门', 'Department'), { max: 100 }), result, reason],
  states: statesTo(named('已答复', 'Answered')),
  moves: movesTo(['result']),
  queue: 'consultations',
  dueWithin: 4 * HOUR,
};

export const call: WorkOrderTypeDocument = {
  title: named('回电', 'Call'),
  fields: [
    subject,
    field('reached', 'boolean', named('已接通', 'Reached')),
    field('attempts', 'number', named('拨打次数', 'Attempts'), { min: 0, max: 100 }),
    result,
    reason,
  ],
  states: statesTo(named('已完成', 'Called')),
  moves: movesTo(['reached']),
  queue: 'calls',
  dueWithin: DAY,
};

export const general: WorkOrderTypeDocument = {
  title: named('其他', 'General'),
  fields: [subject, result, reason],
  states: statesTo(named('已完成', 'Done')),
  moves: movesTo([]),
  queue: 'general',
};
