-- What each month is charged: as posted where it is closed; what has changed since, in the first open month.
CREATE OR REPLACE TABLE changes AS
WITH spoken AS (
  SELECT DISTINCT d.month FROM told_dues d JOIN closes c ON c.month = d.month
), stands AS (
  SELECT unit_code, of_month AS month, fund, sum(coalesce(amount_vnd, 0))::BIGINT AS amount_vnd
  FROM postings WHERE kind IN ('due', 'adjustment') GROUP BY ALL
), now AS (
  SELECT d.* FROM told_dues d JOIN ledger_units u ON u.unit_code = d.unit_code
  WHERE d.month >= u.start AND d.month IN (SELECT month FROM spoken)
), compared AS (
  SELECT unit_code, month, fund, CASE WHEN n.undetermined <> '' THEN 0
    ELSE coalesce(n.due_vnd, 0) - coalesce(s.amount_vnd, 0) END AS amount_vnd
  FROM now n FULL JOIN stands s USING (unit_code, month, fund)
  WHERE month IN (SELECT month FROM spoken)
)
SELECT k.unit_code, c.open_from AS month, k.month AS of_month, k.fund, 'adjustment' AS kind, k.amount_vnd
FROM compared k, closing c WHERE k.amount_vnd <> 0
UNION ALL
SELECT r.unit_code, c.open_from, date_trunc('month', r.paid_on)::DATE, 'social', 'reversal', sum(r.amount_vnd * r.times)::BIGINT
FROM reversals r, closing c GROUP BY ALL;

CREATE OR REPLACE TABLE ledger_charges AS
SELECT unit_code, month, fund,
  CASE WHEN bool_or(kind = 'due' AND amount_vnd IS NULL) THEN NULL
    ELSE coalesce(sum(amount_vnd) FILTER (kind = 'due'), 0) END::BIGINT AS due_vnd,
  CASE WHEN bool_or(kind = 'due' AND amount_vnd IS NULL) THEN 'posted' ELSE '' END AS undetermined,
  coalesce(sum(amount_vnd) FILTER (kind IN ('adjustment', 'reversal')), 0)::BIGINT AS adjustment_vnd
FROM postings WHERE kind IN ('due', 'adjustment', 'reversal') GROUP BY unit_code, month, fund
UNION ALL
SELECT unit_code, month, fund, CASE WHEN bool_or(unknown) THEN NULL ELSE sum(due_vnd) END::BIGINT,
  max(undetermined), sum(adjustment_vnd)::BIGINT
FROM (
  SELECT d.unit_code, d.month, d.fund, coalesce(d.due_vnd, 0) AS due_vnd, d.due_vnd IS NULL AS unknown,
    d.undetermined, 0 AS adjustment_vnd
  FROM told_dues d JOIN ledger_units u ON u.unit_code = d.unit_code, closing c, money_p p
  WHERE d.month >= u.start AND d.month >= c.open_from AND d.month <= p.on_day
  UNION ALL
  SELECT unit_code, month, fund, 0, false, '', amount_vnd FROM changes
) GROUP BY unit_code, month, fund;
-- check unique: ledger_charges(unit_code, month, fund)

CREATE OR REPLACE TABLE posted_interest AS
SELECT unit_code, month, fund, sum(amount_vnd) FILTER (kind = 'interest') AS interest_vnd,
  bool_or(kind = 'interest' AND amount_vnd IS NULL) AS unknown
FROM postings WHERE kind = 'interest' GROUP BY unit_code, month, fund;

CREATE OR REPLACE TABLE posted_adjustments AS
SELECT unit_code, month, of_month, fund, sum(amount_vnd)::BIGINT AS amount_vnd
FROM postings WHERE kind = 'interest_adjustment' GROUP BY ALL;
