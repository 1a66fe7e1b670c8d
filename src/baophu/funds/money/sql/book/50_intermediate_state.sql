-- The account before its first month: debts, credit, interest that waits, lines, all empty.
CREATE OR REPLACE MACRO due_day_of(of_month, months_after) AS
  (of_month + INTERVAL (months_after + 1) MONTH - INTERVAL 1 DAY)::DATE;
CREATE OR REPLACE MACRO cycle_end(of_month, cycle) AS
  (of_month + INTERVAL (((-month(of_month)) % cycle + cycle) % cycle) MONTH)::DATE;
CREATE OR REPLACE MACRO half_up_ppm(amount) AS ((2 * amount + 1000000) // 2000000);

CREATE OR REPLACE TABLE due_days AS
SELECT m.month, c.cycle_months,
  due_day_of(e.month, CASE WHEN c.cycle_months = 1 THEN e.months_after ELSE e.months_after_cycle END) AS due_on
FROM law_month m CROSS JOIN (VALUES (1), (3), (6)) c(cycle_months)
JOIN law_month e ON e.month = cycle_end(m.month, c.cycle_months);
-- check unique: due_days(month, cycle_months)

CREATE OR REPLACE TABLE open_debts (
  unit INTEGER, origin DATE, fund money_fund, due_vnd BIGINT, paid_vnd BIGINT, interest_vnd BIGINT,
  interest_paid_vnd BIGINT, accrued HUGEINT, undetermined_from DATE, undetermined_to DATE);
CREATE OR REPLACE TABLE credits (unit INTEGER, amount_vnd BIGINT);
CREATE OR REPLACE TABLE pending (unit INTEGER, of_month DATE, fund money_fund, amount_vnd BIGINT);
CREATE OR REPLACE TABLE interest_changes (
  unit INTEGER, month DATE, of_month DATE, fund money_fund, kind VARCHAR, amount_vnd BIGINT);
CREATE OR REPLACE TABLE carried (
  unit INTEGER, fund money_fund, owed_vnd BIGINT, over_vnd BIGINT, interest_vnd BIGINT);

-- What no later month touches lies apart, compressed: debts that are settled, and the lines of past months.
ATTACH IF NOT EXISTS ':memory:' AS aside (COMPRESS);
CREATE OR REPLACE TABLE aside.settled_debts (
  unit INTEGER, origin DATE, fund VARCHAR, due_vnd BIGINT, paid_vnd BIGINT, interest_vnd BIGINT,
  interest_paid_vnd BIGINT, undetermined_from DATE, undetermined_to DATE);
CREATE OR REPLACE TABLE aside.lines (
  unit INTEGER, month DATE, fund VARCHAR, brought_owed_vnd BIGINT, brought_over_vnd BIGINT,
  brought_interest_vnd BIGINT, due_vnd BIGINT, adjustment_vnd BIGINT, interest_base_vnd BIGINT, rate_ppm BIGINT,
  interest_vnd BIGINT, interest_adjustment_vnd BIGINT, paid_vnd BIGINT, paid_interest_vnd BIGINT,
  carried_owed_vnd BIGINT, carried_over_vnd BIGINT, carried_interest_vnd BIGINT, undetermined VARCHAR);
