/** An after-sales request in four charts: from the application to its end, and the steps of each way of making good. */
import { REMEDIES, type Remedy } from '../../domain/after-sales/policy.ts';
import { ARRANGEMENTS } from '../../domain/kinds/after-sales/steps.ts';
import { GRANTS } from './after-sales-moves.ts';
import type { Walked, Way } from './explore.ts';
import { flowchart } from './flowchart.ts';
import type { Both, Language } from './words.ts';

const isStep = (place: string): boolean => place.startsWith('step:');

/** Whatever is done to make good, by whomever, and taken back. */
const ofArrangement = (place: string): boolean => isStep(place) || place === 'by-hand' || place === 'undo';

const folded = (place: string): string => (ofArrangement(place) ? 'arrangement' : place);

const distinct = (ways: readonly Way[]): Way[] => [
  ...new Map(ways.map((way) => [JSON.stringify(way), way] as const)).values(),
];

/** All steps are one place. */
const overview = (ways: readonly Way[]): Way[] =>
  distinct(ways.map((way) => ({ ...way, from: folded(way.from), to: folded(way.to) }))).filter(
    ({ from, to }) => from !== to,
  );

/** From the approval to the end, where everybody does theirs. */
const goingWell = (ways: readonly Way[]): Way[] =>
  distinct(ways.filter(({ from, to }) => (from === 'review' || isStep(from)) && (isStep(to) || to === 'resolved')));

interface Group {
  readonly title: Both;
  readonly has: (remedy: Remedy) => boolean;
}

const GROUPS: readonly Group[] = [
  {
    title: { zh: '未送达:取消、拦截', en: 'Not delivered: cancelled or turned back' },
    has: (remedy) => remedy === 'cancel' || ARRANGEMENTS[remedy].goods === 'turned-back',
  },
  {
    title: { zh: '不退货:退款、先行赔付、补发', en: 'Nothing comes back: refund, payment in advance, sent again' },
    has: (remedy) => remedy !== 'cancel' && ARRANGEMENTS[remedy].goods === undefined,
  },
  {
    title: { zh: '寄回:退货、换货、维修', en: 'Sent back: return, exchange, repair' },
    has: (remedy) => ARRANGEMENTS[remedy].goods === 'sent-back',
  },
];

const OVERVIEW: Both = { zh: '从申请到结束', en: 'From the application to its end' };

/** @param walks one for each of `GRANTS` */
export function afterSalesCharts(walks: readonly Walked[], language: Language): string {
  const grouped = GROUPS.map(({ title, has }) => {
    const remedies = REMEDIES.filter(has);
    const ways = walks.flatMap((walk, i) => (remedies.includes(GRANTS[i]?.remedy ?? 'cancel') ? walk.ways : []));
    return { title, ways: goingWell(ways) };
  });
  const all = [{ title: OVERVIEW, ways: overview(walks.flatMap(({ ways }) => ways)) }, ...grouped];
  return all.map(({ title, ways }) => `**${title[language]}**\n\n${flowchart(ways, language)}`).join('\n\n');
}
