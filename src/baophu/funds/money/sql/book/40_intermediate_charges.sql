-- What has changed since a month was closed is charged in the first open month.
CREATE OR REPLACE TABLE changes AS
WITH spoken AS (
  SELECT DISTINCT d.month FROM told_dues d JOIN closes c ON c.month = d.month
), stands AS (
  SELECT unit, of_month AS month, fund, sum(coalesce(amount_vnd, 0))::BIGINT AS amount_vnd
  FROM posted WHERE kind IN ('due', 'adjustment') AND of_month IN (SELECT month FROM spoken) GROUP BY ALL
), told AS (
  SELECT unit, month, undetermined, fund::money_fund AS fund, due_vnd FROM (
    SELECT d.unit, d.month, d.undetermined, d.social, d.health, d.unemployment, d.accident
    FROM told_dues d JOIN ledger_units u ON u.unit = d.unit
    WHERE d.month >= u.start AND d.month IN (SELECT month FROM spoken)
  ) UNPIVOT (due_vnd FOR fund IN (social, health, unemployment, accident))
), compared AS (
  SELECT unit, month, fund, CASE WHEN n.undetermined <> '' THEN 0
    ELSE coalesce(n.due_vnd, 0) - coalesce(s.amount_vnd, 0) END AS amount_vnd
  FROM told n FULL JOIN stands s USING (unit, month, fund)
)
SELECT k.unit, c.open_from AS month, k.month AS of_month, k.fund, 'adjustment' AS kind, k.amount_vnd
FROM compared k, closing c WHERE k.amount_vnd <> 0
UNION ALL
SELECT u.unit, c.open_from, date_trunc('month', r.paid_on)::DATE, 'social'::money_fund, 'reversal',
  sum(r.amount_vnd * r.times)::BIGINT
FROM reversals r JOIN ledger_units u ON u.unit_code = r.unit_code, closing c GROUP BY ALL;

CREATE OR REPLACE TABLE posted_interest AS
SELECT unit, month, fund, sum(amount_vnd) AS interest_vnd, bool_or(amount_vnd IS NULL) AS unknown
FROM posted WHERE kind = 'interest' GROUP BY unit, month, fund;

CREATE OR REPLACE TABLE posted_adjustments AS
SELECT unit, month, of_month, fund, sum(amount_vnd)::BIGINT AS amount_vnd
FROM posted WHERE kind = 'interest_adjustment' GROUP BY ALL;
