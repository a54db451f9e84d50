/** The review of an after-sales request: which rule decides, and why in words. */
import { lookInto } from './derive.ts';
import { evaluate, type Look } from './evaluate.ts';
import { type AfterSalesFacts, TOLD_BY } from './facts.ts';
import type { AfterSalesDocument, AfterSalesRule, Remedy } from './policy.ts';
import { told } from './wording.ts';

type Grant = NonNullable<AfterSalesRule['grant']>;

interface Granted {
  readonly remedy: Remedy;
  readonly freight: Grant['freight'];
  readonly compensation?: {
    readonly kind: NonNullable<Grant['compensation']>;
    /** In cents, where the facts tell it. */
    readonly cents?: number;
  };
}

export interface Review {
  readonly decision: AfterSalesRule['verdict'];
  /** Ids of the rules that decided; for want of facts also of the rule that could not be told. */
  readonly rules: readonly string[];
  readonly reasons: { readonly zh: string; readonly en: string };
  readonly grant?: Granted;
  /** A severe complaint is proposed. */
  readonly severe?: true;
  /** Paths of the facts that have to be told first. */
  readonly missing?: readonly string[];
}

/** What each kind of request asks for. */
const ASKS: Readonly<Record<string, Remedy>> = {
  cancel: 'cancel',
  return: 'return',
  refund_only: 'refund',
  exchange: 'exchange',
  repair: 'repair',
  warranty: 'repair',
  missing_parcel: 'resend',
  wrong_item: 'resend',
};

function granted({ remedy, choice = [], freight, compensation }: Grant, look: Look): Granted {
  const asked = ASKS[String(look('requestType'))];
  const sum = { 'price-drop': 'request.priceDrop', amount: 'request.amount', published: '', share: '' };
  const amount = compensation && look(sum[compensation]);
  return {
    remedy: asked !== undefined && choice.includes(asked) ? asked : remedy,
    freight,
    ...(compensation === undefined
      ? {}
      : {
          compensation: {
            kind: compensation,
            ...(typeof amount === 'number' ? { cents: Math.round(amount * 100) } : {}),
          },
        }),
  };
}

/** What has to be told, without repetition. */
const toldBy = (missing: readonly string[]): string[] => [
  ...new Set(missing.flatMap((path) => TOLD_BY[path] ?? [path])),
];

/**
 * The verdict of the first rule that holds. A rule that cannot be told for want of facts sends the request to a human,
 * with their names: nothing is guessed, and no later rule decides instead.
 */
export function review(policy: AfterSalesDocument, facts: AfterSalesFacts): Review {
  const { parameters } = policy;
  const look = lookInto(facts);
  for (const { id, when, verdict, reasons, grant, severe } of policy.rules) {
    const truth = when === undefined || evaluate(when, { look, parameters });
    if (truth === false) continue;
    if (truth !== true) {
      const missing = toldBy(truth.missing);
      return {
        decision: 'human',
        rules: [...new Set([policy.missing.id, id])],
        reasons: told(policy.missing.reasons, policy, look, { missing: missing.join(', ') }),
        missing,
      };
    }
    return {
      decision: verdict,
      rules: [id],
      reasons: told(reasons, policy, look),
      ...(grant ? { grant: granted(grant, look) } : {}),
      ...(severe ? { severe } : {}),
    };
  }
  throw new Error('a policy without a last rule was kept');
}
