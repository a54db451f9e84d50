import { quantile } from './client.ts';
import type { Figures, Told } from './figures.ts';
import type { CaseView } from './views.ts';
import { SHOP } from './sample.ts';

const of = (part: number, whole: number): string => `${part} of ${whole}`;

/** The table at the end. */
export function table(figures: Figures, latencies: readonly number[]): string {
  const { surveyed, stars } = figures;
  const ms = (share: number): string => `${quantile(latencies, share).toFixed(0)} ms`;
  const rows: readonly (readonly [string, string])[] = [
    ['inquiries closed', of(figures.inquiriesClosed, figures.inquiries)],
    ['complaints closed', of(figures.complaintsClosed, figures.complaints)],
    ['after-sales closed', of(figures.requestsClosed, figures.requests)],
    ['by the rules', `${figures.approved} approved, ${figures.denied} denied, ${figures.toPeople} to a person`],
    ['appealed', `${figures.appealed}`],
    ['opened', `${figures.opened}`],
    ['joined', `${figures.joined}`],
    ['acknowledged in time', of(figures.acknowledgedInTime, figures.acknowledgeClocks)],
    ['answered in time', of(figures.answeredInTime, figures.answerClocks)],
    ['breached', `${figures.breached}`],
    ['escalated', `${figures.escalated}`],
    ['confirmed', `${figures.confirmed}`],
    ['surveyed', surveyed === 0 ? '0' : `${surveyed}, ${(stars / surveyed).toFixed(2)} stars on average`],
    ['closed', `${figures.closed}`],
    ['API latency', `p50 ${ms(0.5)}, p99 ${ms(0.99)} (${latencies.length} requests)`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
}

/** What was paid back, as each side says. */
export function money({ refunds, cents }: { refunds: number; cents: number }, { refundedCents }: Figures): string {
  const yuan = (sum: number): string => `¥${(sum / 100).toFixed(2)}`;
  const verdict = cents === refundedCents ? 'equal' : 'DIFFERENT';
  return `money: ${refunds} refunds, ${yuan(cents)} in the order system, ${yuan(refundedCents)} in the cases: ${verdict}`;
}

/** Cases worth a look: the one to which most happened, another with a breach, one that went well. */
function worthALook(cases: readonly Told[]): Told[] {
  const [longest, ...others] = [...cases].sort((a, b) => b.events.length - a.events.length);
  const breached = others.find(({ view }) => view.clocks.some((clock) => clock.state === 'breached'));
  const smooth = others.findLast((one) => one !== breached && one.view.closedHow === 'confirmed');
  return [longest, breached, smooth].filter((one) => one !== undefined);
}

const temporalUi = (view: CaseView | undefined): string | undefined =>
  view?.links.temporal?.replace(/\/workflows\/[^/]*$/, '');

/** Links into the Temporal UI, where the instance knows its address. */
export function links(base: string, cases: readonly Told[]): string {
  const ui = temporalUi(cases[0]?.view);
  const list = ui && `${ui}/workflows?query=${encodeURIComponent(`Shop="${SHOP}"`)}`;
  const lines = worthALook(cases).map(({ view }) => {
    const where = view.links.temporal ?? `${base}/v1/cases/${view.caseId}`;
    return `  ${view.caseId}  ${where}`;
  });
  return [
    list ? `  all of the shop  ${list}` : '  (the API knows no TEMPORAL_UI_URL: these are its own)',
    ...lines,
  ].join('\n');
}

/** The slowest case, from its opening to its last event. */
export function slowest(cases: readonly Told[]): string {
  const spans = cases.map(({ view, events }) => ({
    caseId: view.caseId,
    seconds: (Date.parse(events.at(-1)?.at ?? '') - Date.parse(events[0]?.at ?? '')) / 1000,
  }));
  const last = spans.reduce((a, b) => (b.seconds > a.seconds ? b : a), { caseId: 'none', seconds: 0 });
  return `The longest case, ${last.caseId}, took ${last.seconds.toFixed(0)} s from its opening to its last event.`;
}
