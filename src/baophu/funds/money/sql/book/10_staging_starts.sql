-- Each unit's first month: its opening balance's, else the first closed month, else January of the year.
-- From here on a unit is a whole number and a fund one byte: every month joins by them.
CREATE TYPE IF NOT EXISTS money_fund AS ENUM ('social', 'health', 'unemployment', 'accident');

CREATE OR REPLACE TABLE closing AS
SELECT min(month) AS first_month, max(month) AS last_month,
  coalesce((max(month) + INTERVAL 1 MONTH)::DATE, DATE '0001-01-01') AS open_from
FROM closes;

CREATE OR REPLACE TABLE openings AS
WITH newest AS (
  SELECT o.unit_code, date_trunc('month', o.month)::DATE AS month, coalesce(o.social_vnd, 0) AS social_vnd,
    coalesce(o.health_vnd, 0) AS health_vnd, coalesce(o.unemployment_vnd, 0) AS unemployment_vnd,
    coalesce(o.accident_vnd, 0) AS accident_vnd, coalesce(o.interest_vnd, 0) AS interest_vnd,
    o.receipt_id, o.row
  FROM rows_opening_balances o
  QUALIFY row_number() OVER (
    PARTITION BY o.unit_code, date_trunc('month', o.month) ORDER BY o.begins_on DESC, o.sha256, o.row) = 1
), posted AS (
  SELECT unit_code, min(month) AS month FROM postings GROUP BY unit_code
)
SELECT n.* FROM newest n
JOIN law_month m ON m.month = (n.month - INTERVAL 1 MONTH)::DATE AND m.months_after IS NOT NULL
LEFT JOIN posted f ON f.unit_code = n.unit_code, closing c, money_p p
WHERE n.month <= p.on_day AND (c.first_month IS NULL OR n.month >= c.first_month)
  AND (f.month IS NULL OR n.month <= f.month)
QUALIFY row_number() OVER (PARTITION BY n.unit_code ORDER BY
  CASE WHEN c.first_month IS NULL THEN -epoch(n.month) ELSE epoch(n.month) END) = 1;
-- check unique: openings(unit_code)

CREATE OR REPLACE TABLE ledger_units AS
WITH everyone AS (
  SELECT unit_code FROM due UNION SELECT unit_code FROM openings UNION SELECT unit_code FROM postings
  UNION SELECT unit_code FROM posted_transfers UNION SELECT unit_code FROM verdicts_of_transfers WHERE held = ''
)
SELECT row_number() OVER (ORDER BY e.unit_code)::INTEGER AS unit, e.unit_code, u.employer_id,
  coalesce(u.cycle_months, 1) AS cycle_months, coalesce(o.month, c.first_month, p.january) AS start,
  o.unit_code IS NOT NULL AS opened
FROM everyone e
LEFT JOIN money_units u ON u.unit_code = e.unit_code
LEFT JOIN openings o ON o.unit_code = e.unit_code, closing c, money_p p;
-- check unique: ledger_units(unit_code)

CREATE OR REPLACE TABLE opening_amounts AS
SELECT unit, month, fund::money_fund AS fund, amount_vnd
FROM (
  SELECT u.unit, o.month, o.social_vnd AS social, o.health_vnd AS health, o.unemployment_vnd AS unemployment,
    o.accident_vnd AS accident
  FROM openings o JOIN ledger_units u ON u.unit_code = o.unit_code
) UNPIVOT (amount_vnd FOR fund IN (social, health, unemployment, accident));
