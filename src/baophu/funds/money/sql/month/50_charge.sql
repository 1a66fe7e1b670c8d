-- A month's interest is charged as the law tells it; a closed month keeps what was posted, the rest waits.
CREATE OR REPLACE TABLE charged_now AS
WITH told AS (
  SELECT unit_code, fund, sum(base)::BIGINT AS base,
    CASE WHEN count(*) = count(amount_vnd) THEN sum(amount_vnd) END::BIGINT AS told_vnd
  FROM parts GROUP BY unit_code, fund
), posted AS (
  SELECT p.unit_code, p.fund, p.interest_vnd, p.unknown FROM posted_interest p, this t
  WHERE t.closed AND p.month = t.month
), keys AS (
  SELECT unit_code, fund FROM told UNION SELECT unit_code, fund FROM posted
)
SELECT k.unit_code, k.fund, coalesce(d.base, 0) AS base,
  CASE WHEN d.unit_code IS NULL THEN 0 ELSE d.told_vnd END AS told_vnd,
  CASE WHEN NOT t.closed THEN CASE WHEN d.unit_code IS NULL THEN 0 ELSE d.told_vnd END
       WHEN p.unit_code IS NULL THEN 0 WHEN p.unknown THEN NULL ELSE p.interest_vnd END AS interest_vnd
FROM keys k
LEFT JOIN told d ON d.unit_code = k.unit_code AND d.fund = k.fund
LEFT JOIN posted p ON p.unit_code = k.unit_code AND p.fund = k.fund, this t;

INSERT INTO pending
SELECT unit_code, t.month, fund, sum(amount_vnd)::BIGINT
FROM (
  SELECT unit_code, fund, told_vnd - coalesce(interest_vnd, 0) AS amount_vnd FROM charged_now
  WHERE told_vnd IS NOT NULL
  UNION ALL
  SELECT a.unit_code, a.fund, -a.amount_vnd FROM posted_adjustments a
  ANTI JOIN (SELECT unit_code, fund FROM charged_now WHERE told_vnd IS NULL) n USING (unit_code, fund), this t
  WHERE a.of_month = t.month
), this t WHERE t.closed GROUP BY unit_code, t.month, fund HAVING sum(amount_vnd) <> 0;

CREATE OR REPLACE TABLE debts_new AS
SELECT * FROM debts
UNION ALL
SELECT p.unit_code, p.origin, p.fund, 0, 0,
  CASE WHEN c.interest_vnd IS NOT DISTINCT FROM c.told_vnd THEN coalesce(p.amount_vnd, 0) ELSE 0 END, 0, p.accrued,
  CASE WHEN p.amount_vnd IS NULL THEN p.late_from END, CASE WHEN p.amount_vnd IS NULL THEN p.late_to END
FROM parts p JOIN charged_now c ON c.unit_code = p.unit_code AND c.fund = p.fund
UNION ALL
SELECT c.unit_code, t.month, c.fund, 0, 0, c.interest_vnd, 0, 0, NULL, NULL
FROM charged_now c, this t WHERE c.interest_vnd IS DISTINCT FROM c.told_vnd AND c.interest_vnd <> 0;

CREATE OR REPLACE TABLE debts AS
SELECT unit_code, origin, fund, sum(due_vnd)::BIGINT AS due_vnd, sum(paid_vnd)::BIGINT AS paid_vnd,
  sum(interest_vnd)::BIGINT AS interest_vnd, sum(interest_paid_vnd)::BIGINT AS interest_paid_vnd,
  sum(accrued)::HUGEINT AS accrued, min(undetermined_from) AS undetermined_from,
  max(undetermined_to) AS undetermined_to
FROM debts_new GROUP BY unit_code, origin, fund;
