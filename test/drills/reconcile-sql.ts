/** The reconciliation's questions. Each selects one row for a difference, so that an empty answer is a good one. */

/** What was promised, received and run, as tables beside those of the database. */
export const EVIDENCE = `
  with accepted as materialized (
    select distinct * from jsonb_to_recordset(cast(:accepted as jsonb))
      as a (what text, case_id text, message_id text, text text, round integer, stars integer)
  ), arrived as materialized (
    select * from jsonb_to_recordset(cast(:arrivals as jsonb)) as a (key text, via text, at timestamptz)
  ), executions as materialized (
    select * from jsonb_to_recordset(cast(:executions as jsonb))
      as e (workflow_id text, status text, closed_at timestamptz)
  ), kills as materialized (
    select * from jsonb_to_recordset(cast(:kills as jsonb)) as k (at timestamptz)
  ), ours as materialized (
    select * from intake where shop = :shop
  ), events as materialized (
    select e.* from case_events e join ours using (case_id)
  ), sends as materialized (
    select d.*, d.case_id || ':' || d.seq as key from deliveries d join ours using (case_id)
  ), texts as materialized (
    select m.*, m.case_id || ' ' || m.direction || ' ' || m.kind || ' ' || m.message_id as name
    from messages m join ours using (case_id)
  )
`;

/** Events from which something leaves the house. */
const SENDING = `('replied', 'customerTold', 'confirmationAsked', 'surveyQueued', 'clockWarned', 'escalated')`;
/** Events that move the status. */
const TURNING = `('resolved', 'reopened', 'paused', 'resumed', 'closed')`;
/** A send may have been on the wire when its sender was killed. */
const ON_THE_WIRE = `interval '5 seconds'`;

export const CHECKS: Readonly<Record<string, string>> = {
  'accepted, and not stored once as it was': `
    select a.what || ' ' || a.message_id || ' of ' || a.case_id || ': ' || count(t.id) || ' rows' as difference
    from accepted a
    left join texts t on t.message_id = a.message_id and t.case_id = a.case_id and t.text = coalesce(a.text, '')
    where a.what in ('message', 'reply', 'confirmation')
    group by a.what, a.message_id, a.case_id having count(t.id) <> 1`,
  'stored, and never accepted': `
    select t.name as difference from texts t
    where not exists (select from accepted a where a.message_id = t.message_id)`,
  'stored, and not one event': `
    select t.name || ': ' || count(e.seq) || ' events' as difference
    from texts t
    left join events e on e.data->>'message' = cast(t.id as text) and e.type = case
      when t.direction = 'out' then 'replied'
      when t.kind = 'confirmed' then 'confirmed'
      when t.kind = 'rejected' then 'rejected'
      when t.direction = 'note' then 'noted'
      else 'messageReceived' end and e.case_id = t.case_id
    group by t.name, t.id having count(e.seq) <> 1`,
  'resolution accepted, and not resolved once': `
    select a.case_id || ': ' || count(e.seq) || ' events' as difference
    from accepted a left join events e on e.case_id = a.case_id and e.type = 'resolved' and e.by like 'agent-%'
    where a.what = 'resolution' group by a.case_id having count(e.seq) <> 1`,
  'one matter, and not one case': `
    select coalesce(a.message_id, '') || ': ' || count(distinct a.case_id) || ' cases' as difference
    from accepted a where a.message_id is not null group by a.message_id having count(distinct a.case_id) > 1
    union all
    select 'customer ' || customer_id || ': ' || string_agg(case_id, ' ') from ours
    group by customer_id having count(*) > 1
    union all
    select case_id || ': opened by nobody' from ours where case_id not in (select case_id from accepted)
    union all
    select distinct case_id || ': accepted, and there is no such case' from accepted
    where case_id not in (select case_id from ours)`,
  'numbers of events with a gap': `
    select case_id || ': ' || count(*) || ' events from ' || min(seq) || ' to ' || max(seq) as difference
    from events group by case_id having min(seq) <> 1 or max(seq) <> count(*)
    union all
    select case_id || ': no event' from ours where case_id not in (select case_id from events)`,
  'an event twice': `
    select case_id || ' ' || type || ' at ' || at || ': ' || string_agg(cast(seq as text), ' ') as difference
    from events group by case_id, type, at, by, data having count(*) > 1
    union all
    select case_id || ' ' || type || ': ' || string_agg(cast(seq as text), ' ') from events
    where type in ('opened', 'confirmationAsked', 'surveyQueued', 'surveySent', 'surveyAnswered', 'delivered')
    group by case_id, type, data->>'round', data->>'of' having count(*) > 1`,
  'a fact untold': `
    select f.case_id || ' ' || f.type || ' ' || f.id as difference
    from facts f join ours using (case_id) where f.told_at is null`,
  'a text in two facts': `
    select f.case_id || ' message ' || (f.body->>'message') as difference
    from facts f join ours using (case_id) where f.body->>'message' is not null
    group by f.case_id, f.body->>'message' having count(*) > 1`,
  'not projected as it happened': `
    select case_id || ': version ' || coalesce(cast(c.version as text), 'none') || ' of ' || f.version || ', '
      || coalesce(c.status, 'none') || ' ' || coalesce(c.closed_how, '') || ' instead of ' || f.status || ' '
      || coalesce(f.how, '') as difference
    from (
      select case_id, max(seq) as version, case (
          array_agg(type order by seq desc) filter (where type in ${TURNING}))[1]
        when 'closed' then 'closed' when 'resolved' then 'resolved' when 'paused' then 'waiting-customer'
        else 'open' end as status, (
          array_agg(case type when 'closed' then data->>'how' when 'confirmed' then 'confirmed' end order by seq desc)
          filter (where type in ('closed', 'confirmed', 'reopened')))[1] as how
      from events group by case_id
    ) f left join cases c using (case_id)
    where c.version is distinct from f.version or c.status is distinct from f.status
      or c.closed_how is distinct from f.how`,
  'not closed': `
    select o.case_id || ': ' || coalesce(c.status, 'opening') as difference
    from ours o left join cases c using (case_id) where c.status is distinct from 'closed'`,
  'an event without its send, or a send without its event': `
    select coalesce(e.case_id, s.case_id) || ':' || coalesce(e.seq, s.seq) || ' ' || coalesce(e.type, s.template)
      as difference
    from (select * from events where type in ${SENDING}) e
    full join sends s on s.case_id = e.case_id and s.seq = e.seq
    where e.seq is null or s.seq is null`,
  'not delivered': `
    select key || ' ' || template || ': ' || state || ' ' || coalesce(code, '') as difference
    from sends where state <> 'delivered'`,
  'noted as delivered, and never arrived': `
    select s.key || ' ' || s.template || ' by ' || coalesce(s.via, 'nothing') as difference
    from sends s
    where s.state = 'delivered' and not exists (select from arrived a where a.key = s.key and a.via = s.via)`,
  'arrived, and unknown': `
    select distinct a.key || ' by ' || a.via as difference from arrived a
    where not exists (select from sends s where s.key = a.key and s.via = a.via)`,
  'arrived again without a kill in between': `
    select a.key || ' at ' || a.before || ' and ' || a.at as difference
    from (select key, at, lag(at) over (partition by key order by at) as before from arrived) a
    where a.before is not null and not exists (
      select from kills k where k.at between a.before - ${ON_THE_WIRE} and a.at)`,
  'survey answer accepted, and not kept': `
    select a.case_id || ' round ' || a.round as difference from accepted a
    where a.what = 'survey' and not exists (
      select from surveys s where s.case_id = a.case_id and s.round = a.round and s.answered_at is not null
        and s.stars = a.stars and s.text is not distinct from a.text)`,
  'survey answers of one case': `
    select s.case_id || ': ' || count(*) as difference from surveys s join ours using (case_id)
    where s.answered_at is not null group by s.case_id having count(*) > 1
    union all
    select s.case_id || ' round ' || s.round || ': nobody was told that it is kept'
    from surveys s join ours using (case_id)
    where s.answered_at is not null and not exists (
      select from accepted a where a.what = 'survey' and a.case_id = s.case_id and a.round = s.round)`,
  // An answer that is told after the case's own end is kept with the survey only.
  'survey answered, and not one event': `
    select s.case_id || ' round ' || s.round || ': ' || count(e.seq) || ' events' as difference
    from surveys s join ours using (case_id)
    left join events e on e.case_id = s.case_id and e.type = 'surveyAnswered' and e.data->>'round' = cast(s.round as text)
    where s.answered_at is not null
    group by s.case_id, s.round
    having count(e.seq) <> 1 and not (count(e.seq) = 0 and exists (
      select from facts f join executions x on x.workflow_id = 'case:' || s.case_id and x.closed_at <= f.told_at
      where f.case_id = s.case_id and f.type = 'surveyAnswered'))`,
  'a case and not one workflow, or one that has not ended well': `
    select o.case_id || ': ' || coalesce(string_agg(x.status, ' '), 'none') as difference
    from ours o
    left join executions x on x.workflow_id = 'case:' || o.case_id and x.status <> 'CONTINUED_AS_NEW'
    group by o.case_id having count(x.status) <> 1 or min(x.status) <> 'COMPLETED'
    union all
    select workflow_id || ': ' || status from executions
    where workflow_id like 'case:%' and substr(workflow_id, 6) not in (select case_id from ours)
      or workflow_id not like 'case:%' and status <> 'COMPLETED'`,
};

/** How much there was to compare. */
export const FIGURES = `
  select (select count(*)::integer from ours) as cases,
    (select count(*)::integer from accepted) as accepted,
    (select count(*)::integer from texts) as texts,
    (select count(*)::integer from events) as events,
    (select count(*)::integer from sends) as sends,
    (select count(*)::integer from arrived) as arrivals,
    (select (count(*) - count(distinct key))::integer from arrived) as repeats,
    (select count(*)::integer from surveys s join ours using (case_id) where s.answered_at is not null) as surveys,
    (select count(*)::integer from events where type = 'clockBreached') as breaches,
    (select count(*)::integer from executions) as executions`;
