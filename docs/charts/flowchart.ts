/** The ways of a kind of case as Mermaid draws them. */
import { STEPS, type StepName } from '../../domain/kinds/after-sales/steps.ts';
import type { Way } from './explore.ts';
import { type Both, DOERS, type Doer, type Language, MOVES, PLACES, STEP_WORDS, TIMES } from './words.ts';

const STEP = 'step:';

const stepOf = (place: string): StepName | null =>
  place.startsWith(STEP) ? (place.slice(STEP.length) as StepName) : null;

/** What a place is called, and who has to do something there. */
export function placeWords(place: string): Both & { readonly by: Doer } {
  const step = stepOf(place);
  const known = step ? { ...STEP_WORDS[step], by: STEPS[step].by } : PLACES[place];
  if (!known) throw new Error(`a place without words: ${place}`);
  return known;
}

function wayWords({ by, name }: Way, language: Language): string {
  const breach = name.startsWith('breach step:') ? { zh: '超时', en: 'time is over' } : null;
  const words: Both | undefined =
    by === 'time' ? (breach ?? TIMES[name]) : (MOVES as Readonly<Record<string, Both>>)[name];
  if (!words) throw new Error(`a way without words: ${name}`);
  return by === 'time' ? words[language] : `${DOERS[by][language]}${language === 'zh' ? ':' : ': '}${words[language]}`;
}

/** Whether somebody has a case or it waits in the queue decides nothing else. */
const isQueueToo = (way: Way, ways: readonly Way[]): boolean =>
  way.to === 'queue' &&
  ways.some((one) => one.to === 'in-hand' && one.from === way.from && one.name === way.name && one.by === way.by);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A flow chart: who has the word in each place, and what leads from one to the next. */
export function flowchart(all: readonly Way[], language: Language): string {
  const ways = all.filter((way) => !isQueueToo(way, all));
  const places = [...new Set(ways.flatMap(({ from, to }) => [from, to]))];
  const id = (place: string): string => `p${places.indexOf(place)}`;
  const nodes = places.map((place) => {
    const words = placeWords(place);
    const text = `"<b>${words[language]}</b><br>${DOERS[words.by][language]}"`;
    return `  ${id(place)}${words.by === 'customer' ? `([${text}])` : `[${text}]`}`;
  });
  const pairs = new Map<string, Way[]>();
  for (const way of ways) {
    const pair = `${id(way.from)} ${way.by === 'time' ? '-.->' : '-->'}|"LABEL"| ${id(way.to)}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), way]);
  }
  const arrows = [...pairs].map(([pair, same]) => {
    const labels = [...new Set(same.map((way) => wayWords(way, language)))].sort(order);
    return `  ${pair.replace('LABEL', labels.join('<br>'))}`;
  });
  return ['```mermaid', 'flowchart TD', ...nodes, ...arrows, '```'].join('\n');
}
