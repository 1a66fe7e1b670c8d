-- What stands on the first day of the month: the opening in a unit's first month, dues, adjustments.
CREATE OR REPLACE TABLE opening_now AS
SELECT o.unit, o.fund, o.amount_vnd FROM opening_amounts o, this t WHERE o.month = t.month;

CREATE OR REPLACE TABLE opening_interest_now AS
SELECT u.unit, o.interest_vnd FROM openings o JOIN ledger_units u ON u.unit_code = o.unit_code, this t
WHERE o.month = t.month AND o.interest_vnd <> 0;

CREATE OR REPLACE TABLE booked_now AS
WITH told AS (
  SELECT unit, fund::money_fund AS fund, undetermined, due_vnd FROM (
    SELECT d.unit, d.undetermined, d.social, d.health, d.unemployment, d.accident
    FROM told_dues d JOIN ledger_units u ON u.unit = d.unit, this t
    WHERE NOT t.closed AND d.month = t.month AND d.month >= u.start
  ) UNPIVOT (due_vnd FOR fund IN (social, health, unemployment, accident))
), every AS (
  SELECT unit, fund, CASE WHEN undetermined = '' THEN due_vnd ELSE 0 END AS due_vnd, undetermined <> '' AS unknown,
    undetermined, 0 AS adjustment_vnd
  FROM told
  UNION ALL
  SELECT p.unit, p.fund, CASE WHEN p.kind = 'due' THEN coalesce(p.amount_vnd, 0) ELSE 0 END,
    p.kind = 'due' AND p.amount_vnd IS NULL,
    CASE WHEN p.kind = 'due' AND p.amount_vnd IS NULL THEN 'posted' ELSE '' END,
    CASE WHEN p.kind = 'due' THEN 0 ELSE coalesce(p.amount_vnd, 0) END
  FROM posted p, this t WHERE t.closed AND p.month = t.month AND p.kind IN ('due', 'adjustment', 'reversal')
  UNION ALL
  SELECT c.unit, c.fund, 0, false, '', c.amount_vnd FROM changes c, this t WHERE t.first_open
)
SELECT unit, fund, CASE WHEN bool_or(unknown) THEN NULL ELSE sum(due_vnd) END::BIGINT AS due_vnd,
  max(undetermined) AS undetermined, sum(adjustment_vnd)::BIGINT AS adjustment_vnd,
  sum(due_vnd + adjustment_vnd)::BIGINT AS charged
FROM every GROUP BY unit, fund;

CREATE OR REPLACE TABLE adjusted_now AS
SELECT unit, of_month, fund, amount_vnd FROM posted_adjustments a, this t
WHERE t.closed AND a.month = t.month
UNION ALL
SELECT unit, of_month, fund, amount_vnd FROM pending, this t WHERE t.first_open AND amount_vnd <> 0;

INSERT INTO interest_changes
SELECT unit, t.month, of_month, fund, 'interest_adjustment', amount_vnd
FROM adjusted_now, this t WHERE t.first_open;

-- Credit taken out of a column into the pool.
CREATE OR REPLACE TABLE pooled_now AS
SELECT unit, fund, -amount_vnd AS amount_vnd FROM opening_now WHERE amount_vnd < 0
UNION ALL SELECT unit, fund, -charged FROM booked_now WHERE charged < 0;

INSERT INTO open_debts
SELECT unit, origin, fund, sum(due_vnd)::BIGINT, sum(paid_vnd)::BIGINT, sum(interest_vnd)::BIGINT, 0, 0, NULL, NULL
FROM (
  SELECT n.unit, (t.month - INTERVAL 1 MONTH)::DATE AS origin, n.fund, n.amount_vnd AS due_vnd, 0 AS paid_vnd,
    0 AS interest_vnd
  FROM opening_now n, this t WHERE n.amount_vnd > 0
  UNION ALL
  SELECT o.unit, (t.month - INTERVAL 1 MONTH)::DATE, 'social'::money_fund, 0, 0, o.interest_vnd
  FROM opening_interest_now o, this t
  UNION ALL
  SELECT b.unit, t.month, b.fund, b.charged, least(b.charged, 0), 0 FROM booked_now b, this t WHERE b.charged <> 0
  UNION ALL
  SELECT a.unit, t.month, a.fund, 0, 0, a.amount_vnd FROM adjusted_now a, this t
) GROUP BY unit, origin, fund;

CREATE OR REPLACE TABLE credit_before AS SELECT * FROM credits;

CREATE OR REPLACE TABLE credits AS
SELECT unit, sum(amount_vnd)::BIGINT AS amount_vnd
FROM (SELECT * FROM credits UNION ALL SELECT unit, amount_vnd FROM pooled_now)
GROUP BY unit;

CREATE OR REPLACE TABLE parts (unit INTEGER, origin DATE, fund money_fund, base BIGINT, amount_vnd BIGINT,
  accrued HUGEINT, late_from DATE, late_to DATE);
CREATE OR REPLACE TABLE charged_now (
  unit INTEGER, fund money_fund, base BIGINT, told_vnd BIGINT, interest_vnd BIGINT);
