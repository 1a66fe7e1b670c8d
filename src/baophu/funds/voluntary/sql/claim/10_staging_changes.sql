-- A quarter's claim: what is supported now against what was claimed before, per person and month.
-- `now_months` are the run's supported months, `claimed_lines` the lines of claims that stand,
-- `claimed_quarters` their quarters, `claim_p` the quarter asked for.
CREATE OR REPLACE TABLE claim_now AS
SELECT person_id, month, support_vnd, grp, paid_on, number, receipt_id, row, poor_receipt_id, poor_row, status,
  day_told, date_trunc('quarter', paid_on)::DATE AS quarter_on
FROM now_months WHERE status <> 'doubled'
QUALIFY row_number() OVER (PARTITION BY person_id, month ORDER BY status = 'supported' DESC, paid_on, receipt_id, row) = 1;
-- check unique: claim_now(person_id, month)

CREATE OR REPLACE TABLE claim_before AS
SELECT person_id, month, sum(amount_vnd)::BIGINT AS amount_vnd, arg_max(quarter_on, id) AS quarter_on,
  arg_max(grp, id) AS grp, arg_max(paid_on, id) AS paid_on, arg_max(receipt_id, id) AS receipt_id,
  arg_max(row, id) AS row
FROM claimed_lines GROUP BY person_id, month;
-- check unique: claim_before(person_id, month)

-- Why a month's amount is another than the one claimed, the gravest reason first.
CREATE OR REPLACE TABLE claim_lines AS
WITH laid AS (
  SELECT coalesce(n.person_id, b.person_id) AS person_id, coalesce(n.month, b.month) AS month,
    CASE WHEN n.status = 'supported' AND n.day_told THEN n.support_vnd ELSE 0 END AS now_vnd,
    coalesce(b.amount_vnd, 0) AS before_vnd, b.person_id IS NOT NULL AS was_claimed,
    CASE WHEN b.person_id IS NULL THEN n.quarter_on ELSE b.quarter_on END AS quarter_on,
    n.status, n.grp, b.grp AS grp_before, coalesce(n.paid_on, b.paid_on) AS paid_on, n.paid_on <> b.paid_on AS moved,
    n.number, coalesce(n.receipt_id, b.receipt_id) AS receipt_id, coalesce(n.row, b.row) AS row,
    n.poor_receipt_id, n.poor_row
  FROM claim_now n FULL JOIN claim_before b ON b.person_id = n.person_id AND b.month = n.month
)
SELECT l.person_id, l.month, l.quarter_on,
  CASE WHEN l.quarter_on = p.quarter_on AND NOT l.was_claimed THEN 'claim' ELSE 'correction' END AS kind,
  CASE WHEN l.quarter_on = p.quarter_on AND NOT l.was_claimed THEN ''
    WHEN NOT l.was_claimed THEN 'missed'
    WHEN l.status IS NULL THEN 'withdrawn'
    WHEN l.status <> 'supported' THEN l.status
    WHEN l.now_vnd = 0 THEN 'no_day'
    WHEN l.grp <> l.grp_before THEN 'group'
    WHEN l.moved THEN 'paid_on'
    ELSE 'amount' END AS why,
  (l.now_vnd - l.before_vnd)::BIGINT AS amount_vnd, coalesce(l.grp, l.grp_before) AS grp, l.paid_on, l.number,
  l.receipt_id, l.row, l.poor_receipt_id, l.poor_row
FROM laid l, claim_p p
WHERE l.now_vnd <> l.before_vnd
  AND (l.quarter_on = p.quarter_on OR l.quarter_on IN (SELECT quarter_on FROM claimed_quarters));
-- check unique: claim_lines(person_id, month)
