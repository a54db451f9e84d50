-- The figures of one run of the demo, counted in the tables. By hand:
--   psql "$DATABASE_URL" -v run=RUN_ID -f cli/demo/figures.sql
with
  run as (select cast(:'run' as text) as id),
  sent as (
    select m.case_id, m.message_id
    from messages m, run
    where m.shop = 'demo' and m.direction = 'in' and m.message_id ~ concat('^', run.id, '-[a-z]{0,1}[0-9]+$')
  ),
  said as (
    select m.case_id from messages m, run where m.shop = 'demo' and starts_with(m.message_id, concat(run.id, '-'))
  ),
  -- a message that came after its case had ended opened a linked one, which belongs to the run as well
  ours as (
    select case_id from said
    union
    select i.case_id from intake i join said on said.case_id = i.follows
  ),
  clocks as (
    select c.case_id, clock ->> 'name' as name, clock ->> 'state' as state
    from cases c join ours using (case_id), jsonb_array_elements(c.clocks) as clock
  ),
  events as (
    select e.case_id, e.type, e.data from case_events e join ours using (case_id)
  ),
  kinds as (
    select c.kind, c.status, c.after_sales from cases c join ours using (case_id)
  ),
  breaches as (
    select case_id
    from events
    group by case_id
    having count(*) filter (where type = 'clockBreached') > count(*) filter (where type = 'breachWithdrawn')
  )
select
  (select count(distinct case_id) from sent) as "opened",
  (select count(*) - count(distinct case_id) from sent) as "joined",
  (select count(*) from clocks where name = 'acknowledge' and state in ('met', 'breached')) as "acknowledgeClocks",
  (select count(*) from clocks where name = 'acknowledge' and state = 'met') as "acknowledgedInTime",
  (select count(*) from clocks where name = 'answer' and state in ('met', 'breached')) as "answerClocks",
  (select count(*) from clocks where name = 'answer' and state = 'met') as "answeredInTime",
  (select count(*) from breaches) as "breached",
  (select count(distinct case_id) from events where type = 'escalated') as "escalated",
  (select count(distinct case_id) from events where type = 'confirmed') as "confirmed",
  (select count(*) from events where type = 'surveyAnswered') as "surveyed",
  (select coalesce(sum(cast(data ->> 'stars' as integer)), 0) from events where type = 'surveyAnswered') as "stars",
  (select count(*) from cases c join ours using (case_id) where c.status = 'closed') as "closed",
  (select count(*) from kinds where kind = 'inquiry') as "inquiries",
  (select count(*) from kinds where kind = 'complaint') as "complaints",
  (select count(*) from kinds where kind = 'after-sales') as "requests",
  (select count(*) from kinds where kind = 'inquiry' and status = 'closed') as "inquiriesClosed",
  (select count(*) from kinds where kind = 'complaint' and status = 'closed') as "complaintsClosed",
  (select count(*) from kinds where kind = 'after-sales' and status = 'closed') as "requestsClosed",
  (select count(*) from kinds where after_sales #>> '{verdicts,0,decision}' = 'approve') as "approved",
  (select count(*) from kinds where after_sales #>> '{verdicts,0,decision}' = 'deny') as "denied",
  (select count(*) from kinds where after_sales #>> '{verdicts,0,decision}' = 'human') as "toPeople",
  (select count(distinct case_id) from events where type in ('appealed', 'reviewAsked')) as "appealed",
  (select coalesce(sum(cast(after_sales ->> 'paidCents' as bigint)), 0) from kinds) as "refundedCents";
