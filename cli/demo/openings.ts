/** The cases of the demo that a backend opens by kind: complaints and after-sales requests. */
import { complaintsOf, complaintStep } from './complaints.ts';
import { type AfterSalesRequest, requestStep } from './requests.ts';
import { SHOP } from './sample.ts';
import { type Script, scriptOf } from './script.ts';

export interface Opening {
  /** In its run. */
  readonly id: string;
  /** Of `POST /v1/cases`. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly script: Script;
}

/** Their messages must not be taken for those of the sample. */
const FIRST = { request: 100_000, complaint: 200_000 };

/** The complaints of a run, and the requests about its orders. */
export function openingsOf(run: string, requests: readonly AfterSalesRequest[]): Opening[] {
  return [...complaintOpenings(run), ...requests.map((request) => requestOpening(run, request))];
}

const plain = (index: number): Script => ({ ...scriptOf(index, 'zh'), turn: 'plain' });

const opened = (run: string, id: string, kind: string, text: string) => ({
  ...{ shop: SHOP, kind, channel: 'email', messageId: `${run}-${id}`, text, level: 2 },
  customer: { id: `${run}-${id}`, name: `顾客 ${id}`, email: `${id}.${run}@customers.example`, locale: 'zh' },
});

function complaintOpenings(run: string): Opening[] {
  return complaintsOf().map((complaint) => {
    const id = `c${complaint.number}`;
    const word = (what: string): string => `${run}-${id}-${what}`;
    return {
      id,
      body: opened(run, id, 'complaint', complaint.text),
      script: {
        ...plain(FIRST.complaint + complaint.number),
        own: (seen) => complaintStep(seen, complaint, word),
      },
    };
  });
}

function requestOpening(run: string, request: AfterSalesRequest): Opening {
  const { number, text, order, application } = request;
  const id = `s${number}`;
  return {
    id,
    body: { ...opened(run, id, 'after-sales', text), orderId: order.orderId, application },
    script: { ...plain(FIRST.request + number), own: (seen) => requestStep(seen, request) },
  };
}
