-- A month's interest is charged as the law tells it; a closed month keeps what was posted, the rest waits.
CREATE OR REPLACE TABLE charged_now AS
WITH told AS (
  SELECT unit, fund, sum(base)::BIGINT AS base,
    CASE WHEN count(*) = count(amount_vnd) THEN sum(amount_vnd) END::BIGINT AS told_vnd
  FROM parts GROUP BY unit, fund
), posted AS (
  SELECT p.unit, p.fund, p.interest_vnd, p.unknown FROM posted_interest p, this t
  WHERE t.closed AND p.month = t.month
), keys AS (
  SELECT unit, fund FROM told UNION SELECT unit, fund FROM posted
)
SELECT k.unit, k.fund, coalesce(d.base, 0) AS base,
  CASE WHEN d.unit IS NULL THEN 0 ELSE d.told_vnd END AS told_vnd,
  CASE WHEN NOT t.closed THEN CASE WHEN d.unit IS NULL THEN 0 ELSE d.told_vnd END
       WHEN p.unit IS NULL THEN 0 WHEN p.unknown THEN NULL ELSE p.interest_vnd END AS interest_vnd
FROM keys k
LEFT JOIN told d ON d.unit = k.unit AND d.fund = k.fund
LEFT JOIN posted p ON p.unit = k.unit AND p.fund = k.fund, this t;

INSERT INTO pending
SELECT unit, t.month, fund, sum(amount_vnd)::BIGINT
FROM (
  SELECT unit, fund, told_vnd - coalesce(interest_vnd, 0) AS amount_vnd FROM charged_now
  WHERE told_vnd IS NOT NULL
  UNION ALL
  SELECT a.unit, a.fund, -a.amount_vnd FROM posted_adjustments a
  ANTI JOIN (SELECT unit, fund FROM charged_now WHERE told_vnd IS NULL) n USING (unit, fund), this t
  WHERE a.of_month = t.month
), this t WHERE t.closed GROUP BY unit, t.month, fund HAVING sum(amount_vnd) <> 0;

-- Only a charge touches more than it stands on: what is not charged goes through as it is.
CREATE OR REPLACE TABLE debts_new AS
SELECT p.unit, p.origin, p.fund,
  CASE WHEN c.interest_vnd IS NOT DISTINCT FROM c.told_vnd THEN coalesce(p.amount_vnd, 0) ELSE 0 END AS interest_vnd,
  p.accrued, CASE WHEN p.amount_vnd IS NULL THEN p.late_from END AS undetermined_from,
  CASE WHEN p.amount_vnd IS NULL THEN p.late_to END AS undetermined_to
FROM parts p JOIN charged_now c ON c.unit = p.unit AND c.fund = p.fund;

CREATE OR REPLACE TABLE open_debts AS
WITH charged AS (
  SELECT d.unit, d.origin, d.fund, d.due_vnd, d.paid_vnd,
    d.interest_vnd + coalesce(n.interest_vnd, 0) AS interest_vnd, d.interest_paid_vnd,
    d.accrued + coalesce(n.accrued, 0) AS accrued,
    coalesce(d.undetermined_from, n.undetermined_from) AS undetermined_from,
    coalesce(n.undetermined_to, d.undetermined_to) AS undetermined_to
  FROM open_debts d LEFT JOIN debts_new n ON n.unit = d.unit AND n.origin = d.origin AND n.fund = d.fund
), of_month AS (
  SELECT c.unit, t.month AS origin, c.fund, c.interest_vnd FROM charged_now c, this t
  WHERE c.interest_vnd IS DISTINCT FROM c.told_vnd AND c.interest_vnd <> 0
)
SELECT unit, origin, fund, coalesce(c.due_vnd, 0) AS due_vnd, coalesce(c.paid_vnd, 0) AS paid_vnd,
  (coalesce(c.interest_vnd, 0) + coalesce(m.interest_vnd, 0))::BIGINT AS interest_vnd,
  coalesce(c.interest_paid_vnd, 0) AS interest_paid_vnd, coalesce(c.accrued, 0) AS accrued,
  c.undetermined_from, c.undetermined_to
FROM charged c FULL JOIN of_month m USING (unit, origin, fund);
