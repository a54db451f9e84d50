import { chance, pickWeighted } from './chance.ts';
import type { Seen } from './story.ts';

/** One thing that one of the demo's people does to a case. */
export interface Step {
  /** The same for the same thing, so that doing it again does nothing. */
  readonly id: string;
  /** From now, or from when it first became the next thing to do. */
  readonly afterMs: number;
  /** Below `/v1/cases/{caseId}`. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Instead of a POST to `path`: a work order of the case is moved. */
  readonly workOrder?: WorkOrderStep;
}

/** Through which states somebody moves a work order, and what is filled in. */
export interface WorkOrderStep {
  readonly type: string;
  readonly agentId: string;
  readonly moves: readonly { readonly state: string; readonly fields?: Readonly<Record<string, unknown>> }[];
}

/** What makes a case of the demo different from one that simply goes well. */
const TURNS = [
  ['plain', 40],
  ['acknowledged-late', 8],
  ['answered-late', 8],
  ['asked-back', 10],
  ['asked-back-in-vain', 3],
  ['rejected', 8],
  ['silent', 8],
  ['thanked', 8],
  ['wants-a-person', 3],
  ['transferred', 3],
  ['comes-back', 4],
  ['withdrawn', 2],
] as const;
type Turn = (typeof TURNS)[number][0];

/** How one case is played: by its first message's place in the file, so a run that goes on plays it the same way. */
export interface Script {
  readonly index: number;
  readonly lang: 'zh' | 'en';
  readonly turn: Turn;
  readonly agent: string;
  /** Given to whoever asks for a survey; null: never answers. */
  readonly stars: number | null;
  /** Scales every delay of its people: 0.5 to 1.5. */
  readonly pace: number;
  /** What its kind of case asks for first; undefined: what is done about any case. */
  readonly own?: (seen: Seen) => Step | null | undefined;
}

const AGENTS = 8;
const STARS: readonly (readonly [number | null, number])[] = [
  [5, 36],
  [4, 24],
  [3, 8],
  [2, 4],
  [1, 4],
  [null, 24],
];

export const agentOf = (number: number): string => `demo-agent-${(number % AGENTS) + 1}`;

export function scriptOf(index: number, lang: 'zh' | 'en'): Script {
  return {
    index,
    lang,
    turn: pickWeighted(TURNS, 'turn', index),
    agent: agentOf(Math.floor(chance('agent', index) * AGENTS)),
    stars: pickWeighted(STARS, 'stars', index),
    pace: 0.5 + chance('pace', index),
  };
}
