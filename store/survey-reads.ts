import type { SurveyCancelReason } from '../domain/case.ts';
import type { Db } from './db.ts';

/** A survey of one resolution, and its answer once there is one. */
export interface SurveyRow {
  readonly caseId: string;
  readonly round: number;
  readonly outlet: string;
  readonly queuedAt: Date;
  readonly expiresAt: Date;
  readonly sentAt: Date | null;
  /** Why it is not sent. */
  readonly cancelled: SurveyCancelReason | null;
  readonly answeredAt: Date | null;
  readonly stars: number | null;
  readonly quality: number | null;
  readonly speed: number | null;
  readonly professionalism: number | null;
  readonly wrongAnswer: boolean | null;
  readonly text: string | null;
  /** By the database's clock. */
  readonly expired: boolean;
  /** `queuedAt` to the microsecond, as text. */
  readonly exact: string;
}

const COLUMNS = {
  caseId: 's.case_id',
  round: 's.round',
  outlet: 's.outlet',
  queuedAt: 's.queued_at',
  expiresAt: 's.expires_at',
  sentAt: 's.sent_at',
  cancelled: 's.cancelled',
  answeredAt: 's.answered_at',
  stars: 's.stars',
  quality: 's.quality',
  speed: 's.speed',
  professionalism: 's.professionalism',
  wrongAnswer: 's.wrong_answer',
  text: 's.text',
};
const DERIVED = `s.expires_at <= now() as expired,
  to_char(s.queued_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact`;

interface SurveyFilter {
  readonly shop?: string;
  readonly caseId?: string;
  readonly answered?: boolean;
}

/** Surveys, newest first. */
export async function listSurveys(
  db: Db,
  { shop, caseId, answered }: SurveyFilter,
  page: { after?: readonly string[] | undefined; limit: number },
): Promise<SurveyRow[]> {
  const query = db('surveys as s').orderByRaw('s.queued_at desc, s.case_id desc, s.round desc').limit(page.limit);
  if (shop !== undefined) void query.join('intake as i', 'i.case_id', 's.case_id').where('i.shop', shop);
  if (caseId !== undefined) void query.where('s.case_id', caseId);
  if (answered === true) void query.whereNotNull('s.answered_at');
  if (answered === false) void query.whereNull('s.answered_at');
  if (page.after) {
    void query.whereRaw('(s.queued_at, s.case_id, s.round) < (?::timestamptz, ?, ?::integer)', [...page.after]);
  }
  return query.select<SurveyRow[]>(COLUMNS, db.raw(DERIVED));
}

export const findSurvey = (db: Db, caseId: string, round: number): Promise<SurveyRow | undefined> =>
  db('surveys as s')
    .where({ 's.case_id': caseId, 's.round': round })
    .first<SurveyRow | undefined>(COLUMNS, db.raw(DERIVED));
