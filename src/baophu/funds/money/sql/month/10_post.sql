-- What stands on the first day of the month: the opening in a unit's first month, dues, adjustments.
CREATE OR REPLACE TABLE opening_now AS
SELECT unit_code, fund, amount_vnd
FROM (
  SELECT o.unit_code, o.social_vnd AS social, o.health_vnd AS health, o.unemployment_vnd AS unemployment,
    o.accident_vnd AS accident
  FROM openings o, this t WHERE o.month = t.month
) UNPIVOT (amount_vnd FOR fund IN (social, health, unemployment, accident));

CREATE OR REPLACE TABLE booked_now AS
SELECT c.unit_code, c.fund, c.due_vnd, c.undetermined, c.adjustment_vnd,
  coalesce(c.due_vnd, 0) + c.adjustment_vnd AS charged
FROM ledger_charges c, this t WHERE c.month = t.month;

CREATE OR REPLACE TABLE adjusted_now AS
SELECT unit_code, of_month, fund, amount_vnd FROM posted_adjustments a, this t
WHERE t.closed AND a.month = t.month
UNION ALL
SELECT unit_code, of_month, fund, amount_vnd FROM pending, this t WHERE t.first_open AND amount_vnd <> 0;

INSERT INTO interest_changes
SELECT unit_code, t.month, of_month, fund, 'interest_adjustment', amount_vnd
FROM adjusted_now, this t WHERE t.first_open;

-- Credit taken out of a column into the pool.
CREATE OR REPLACE TABLE pooled_now AS
SELECT unit_code, fund, -amount_vnd AS amount_vnd FROM opening_now WHERE amount_vnd < 0
UNION ALL SELECT unit_code, fund, -charged FROM booked_now WHERE charged < 0;

CREATE OR REPLACE TABLE debts_new AS
SELECT * FROM debts
UNION ALL
SELECT n.unit_code, (t.month - INTERVAL 1 MONTH)::DATE, n.fund, n.amount_vnd, 0, 0, 0, 0, NULL, NULL
FROM opening_now n, this t WHERE n.amount_vnd > 0
UNION ALL
SELECT o.unit_code, (t.month - INTERVAL 1 MONTH)::DATE, 'social', 0, 0, o.interest_vnd, 0, 0, NULL, NULL
FROM openings o, this t WHERE o.month = t.month AND o.interest_vnd <> 0
UNION ALL
SELECT b.unit_code, t.month, b.fund, b.charged, least(b.charged, 0), 0, 0, 0, NULL, NULL
FROM booked_now b, this t WHERE b.charged <> 0
UNION ALL
SELECT a.unit_code, t.month, a.fund, 0, 0, a.amount_vnd, 0, 0, NULL, NULL FROM adjusted_now a, this t;

CREATE OR REPLACE TABLE debts AS
SELECT unit_code, origin, fund, sum(due_vnd)::BIGINT AS due_vnd, sum(paid_vnd)::BIGINT AS paid_vnd,
  sum(interest_vnd)::BIGINT AS interest_vnd, sum(interest_paid_vnd)::BIGINT AS interest_paid_vnd,
  sum(accrued)::HUGEINT AS accrued, min(undetermined_from) AS undetermined_from,
  max(undetermined_to) AS undetermined_to
FROM debts_new GROUP BY unit_code, origin, fund;

CREATE OR REPLACE TABLE credit_before AS SELECT * FROM credits;

CREATE OR REPLACE TABLE credits AS
SELECT unit_code, sum(amount_vnd)::BIGINT AS amount_vnd
FROM (SELECT * FROM credits UNION ALL SELECT unit_code, amount_vnd FROM pooled_now)
GROUP BY unit_code;

CREATE OR REPLACE TABLE parts (unit_code VARCHAR, origin DATE, fund VARCHAR, base BIGINT, amount_vnd BIGINT,
  accrued HUGEINT, late_from DATE, late_to DATE);
CREATE OR REPLACE TABLE charged_now (
  unit_code VARCHAR, fund VARCHAR, base BIGINT, interest_vnd BIGINT, undetermined BOOLEAN);
