import type { Request, Response, Router } from 'express';
import express from 'express';
import type { Logger } from 'pino';
import { LOCALES, type Locale } from '../../domain/case.ts';
import type { ClockName } from '../../domain/policy.ts';
import { SurveyClosed } from '../../intake/errors.ts';
import { findCase, findCaseRef, type CaseRow } from '../../store/case-reads.ts';
import { findCustomerToken, type CustomerToken } from '../../store/customer-tokens.ts';
import { findShop } from '../../store/shops.ts';
import type { ClockRow } from '../../store/cases.ts';
import { findSurvey, type SurveyRow } from '../../store/survey-reads.ts';
import { sha256 } from '../auth.ts';
import { isKeepable, textOf } from '../body.ts';
import { problemOf } from '../failures.ts';
import { Problem } from '../problem.ts';
import { TokenBuckets } from '../rate-limit.ts';
import type { Services } from '../route.ts';
import { handIn } from '../survey-answers.ts';
import { traceOf } from '../trace.ts';
import { PageForm } from './forms.ts';
import { casePage, troublePage } from './html.ts';
import { PAGE_HEADERS } from './style.ts';
import { WORDS, type Trouble, type Words } from './words.ts';

/** Unknown links that may be opened: by one address 30 at once, one more every two seconds; by all together 600, ten. */
const GUESSES = { perSecond: 0.5, burst: 30 };
const ALL_GUESSES = { perSecond: 10, burst: 600 };

/** Promises that are the customer's business, the one they wait for most first. */
const PROMISES: readonly ClockName[] = ['promise', 'answer', 'next-response', 'plan', 'acknowledge', 'resolution'];

const STATUS: Readonly<Record<Trouble, number>> = {
  unknown: 404,
  expired: 410,
  tooMany: 429,
  unavailable: 503,
  invalid: 422,
  over: 409,
  internal: 500,
};

/** What we owe the customer, by when; a promise that was broken is still owed until somebody keeps it. */
function promiseOf(clocks: readonly ClockRow[]): { dueAt: Date; late: boolean } | null {
  for (const name of PROMISES) {
    const owed = clocks.find((clock) => clock.name === name && ['running', 'breached'].includes(clock.state));
    if (owed && owed.stoppedAt === undefined) return { dueAt: new Date(owed.dueAt), late: owed.state === 'breached' };
  }
  return null;
}

const asLocale = (text: string | null | undefined): Locale => LOCALES.find((one) => text?.startsWith(one)) ?? 'zh';

/** The browser's language, else the customer's own. */
function wordsFor(req: Request, otherwise?: string): Words {
  const asked = req.headers['accept-language'] === undefined ? false : req.acceptsLanguages([...LOCALES]);
  return WORDS[asLocale(asked === false ? otherwise : asked)];
}

const thanksOf = (done: unknown): 'solved' | 'unsolved' | 'survey' | null =>
  (['solved', 'unsolved', 'survey'] as const).find((one) => one === done) ?? null;

async function showCase(req: Request, { caseId, round }: CustomerToken, { db }: Services): Promise<string> {
  const ref = await findCaseRef(db, caseId);
  if (!ref) throw new Error('a token without its case');
  const [row, shop] = await Promise.all([findCase(db, caseId), findShop(db, ref.shop)]);
  const surveyRound = round || (row?.round ?? 0);
  const survey = surveyRound > 0 ? await findSurvey(db, caseId, surveyRound) : undefined;
  const words = wordsFor(req, ref.opening.locale);
  const instant = (at: number | Date): string =>
    new Intl.DateTimeFormat(words.lang, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: shop?.zone ?? 'UTC',
    }).format(at);
  const promise = row ? promiseOf(row.clocks) : null;
  const done = thanksOf(req.query['done']);
  const { companyDetails, faqUrl } = shop?.settings ?? {};
  return casePage(words, {
    caseId,
    shopName: shop?.name ?? '',
    status: (row?.status ?? 'opening') as keyof Words['status'],
    silent: row?.status === 'closed' && row.closedHow === 'silent',
    openedAt: instant(ref.openedAt),
    promise: promise && { by: instant(promise.dueAt), late: promise.late },
    asksConfirmation: asksConfirmation(row, round) && done !== 'solved' && done !== 'unsolved',
    survey: survey && takesAnswer(survey) ? { until: instant(survey.expiresAt) } : null,
    thanks: done ?? (survey?.answeredAt ? 'answered' : null),
    companyDetails: typeof companyDetails === 'string' ? companyDetails : null,
    faqUrl: typeof faqUrl === 'string' && /^https?:/.test(faqUrl) ? faqUrl : null,
  });
}

const takesAnswer = ({ answeredAt, expired, cancelled }: SurveyRow): boolean =>
  answeredAt === null && !expired && cancelled === null;

/** Asked of this resolution, not of an earlier one that the link was sent for. */
const asksConfirmation = (row: CaseRow | undefined, round: number): boolean =>
  row?.status === 'resolved' && (round === 0 || round === row.round);

async function takeForm(
  req: Request,
  token: CustomerToken,
  secret: string,
  services: Services,
): Promise<string | null> {
  if (!req.is('application/x-www-form-urlencoded')) return null;
  const fields = [...new URLSearchParams(textOf(req))];
  if (fields.length > 20 || !fields.flat().every(isKeepable)) return null;
  const form = PageForm.safeParse(Object.fromEntries(fields));
  if (!form.success) return null;
  const { caseId, round } = token;
  if (form.data.form === 'confirmation') {
    const { confirmed, text } = form.data;
    // a page left open says nothing about a later resolution
    if (!asksConfirmation(await findCase(services.db, caseId), round)) throw new SurveyClosed('answered');
    // one answer for each button of a link: a second click is the same message
    const messageId = `page-${sha256(secret).slice(0, 24)}-${confirmed ? 'solved' : 'unsolved'}`;
    await services.intake.confirm(caseId, { messageId, confirmed, ...(text === undefined ? {} : { text }) });
    return confirmed ? 'solved' : 'unsolved';
  }
  const { stars, quality, speed, professionalism, text, wrongAnswer } = form.data;
  const answer = { stars, quality, speed, professionalism, text, wrongAnswer };
  const row = round > 0 ? undefined : await findCase(services.db, caseId);
  await handIn(caseId, round > 0 ? round : (row?.round ?? 0), answer, services);
  return 'survey';
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof SurveyClosed) return ['expired', 'cancelled'].includes(error.reason) ? 'expired' : 'over';
  const problem = problemOf(error);
  if (!problem) return 'internal';
  return problem.status >= 500 ? 'unavailable' : 'invalid';
}

/** `/s/{token}`: the customer's page. The token is all it takes, so nothing of the conversation is shown. */
export function createPage(services: Services, log: Logger): Router {
  const guesses = new TokenBuckets(GUESSES);
  const allGuesses = new TokenBuckets(ALL_GUESSES);
  // all together first: so the addresses that are remembered are few, however many somebody has
  const mayGuess = (address: string): boolean => allGuesses.take('').allowed && guesses.take(address).allowed;
  const router = express.Router();

  const show = (res: Response, status: number, html: string): void => {
    res.status(status).set(PAGE_HEADERS).type('html').send(html);
  };
  const tell = (req: Request, res: Response, trouble: Trouble, backTo?: string): void => {
    if (STATUS[trouble] === 503) res.set('Retry-After', '5');
    if (STATUS[trouble] === 429) res.set('Retry-After', '60');
    show(res, STATUS[trouble], troublePage(wordsFor(req), trouble, backTo));
  };

  const open = async (req: Request<{ token: string }>, res: Response): Promise<void> => {
    const { token: secret } = req.params;
    const token = await findCustomerToken(services.db, secret);
    if (!token) {
      tell(req, res, mayGuess(req.ip ?? '') ? 'unknown' : 'tooMany');
      return;
    }
    traceOf(req).caseId = token.caseId;
    if (token.expired) {
      tell(req, res, 'expired');
      return;
    }
    if (req.method !== 'POST') {
      show(res, 200, await showCase(req, token, services));
      return;
    }
    const done = await takeForm(req, token, secret, services);
    if (done === null) tell(req, res, 'invalid', `/s/${secret}`);
    else res.set(PAGE_HEADERS).redirect(303, `/s/${secret}?done=${done}`);
  };

  const answer = async (req: Request<{ token: string }>, res: Response): Promise<void> => {
    traceOf(req).route = '/s/{token}';
    try {
      await open(req, res);
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === 'internal') log.error({ err: error, requestId: traceOf(req).requestId }, 'the page failed');
      tell(req, res, trouble, req.path);
    }
  };
  router
    .route('/s/:token')
    .get(answer)
    .post(answer)
    .all((req, _res) => {
      traceOf(req).route = '/s/{token}';
      throw new Problem('method_not_allowed', { headers: { Allow: 'GET, HEAD, POST' } });
    });
  return router;
}
