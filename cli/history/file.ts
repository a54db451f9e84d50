import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Event = z.looseObject({
  eventId: z.string(),
  eventType: z.string(),
  workflowExecutionStartedEventAttributes: z
    .looseObject({ workflowId: z.string(), originalExecutionRunId: z.string() })
    .partial()
    .optional(),
});

/** As much of protobuf's JSON as is read here; Temporal's own reader takes the rest. */
const HistoryFile = z.looseObject({ events: z.array(Event).min(1) });
export type HistoryFile = z.output<typeof HistoryFile>;

/** A history from a file. @throws Error that names the file */
export function readHistory(path: string): HistoryFile {
  try {
    return historyOf(readFileSync(path, 'utf8'));
  } catch {
    throw new Error(`${path} is no history in JSON`);
  }
}

/** A history from its JSON. @throws Error */
export const historyOf = (text: string): HistoryFile => HistoryFile.parse(JSON.parse(text));

/** A type of event as people write it: `MarkerRecorded`. Files have it so or as protobuf names it. */
export const eventTypeOf = (type: string): string =>
  type
    .replace(/^EVENT_TYPE_/, '')
    .replaceAll(/([A-Z])([A-Z]+)_?/g, (all, first: string, rest: string) =>
      type.startsWith('EVENT_TYPE_') ? first + rest.toLowerCase() : all,
    );

const ENDS = /^WorkflowExecution(Completed|Failed|TimedOut|Terminated|Canceled|ContinuedAsNew)$/;

/** Whether the run has ended: such a history never grows. */
export const isEnded = ({ events }: HistoryFile): boolean => ENDS.test(eventTypeOf(events.at(-1)?.eventType ?? ''));

/** Whose history it is, where it says so; older servers leave it out. */
export const workflowIdIn = ({ events }: HistoryFile): string | undefined =>
  events[0]?.workflowExecutionStartedEventAttributes?.workflowId;

/** The run's own id, by which a replay tells it from other runs. */
export const runIdIn = ({ events }: HistoryFile): string | undefined =>
  events[0]?.workflowExecutionStartedEventAttributes?.originalExecutionRunId;
