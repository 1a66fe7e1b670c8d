-- The charge of the first day of the month on each fund's overdue base, parted by its debts oldest first.
CREATE OR REPLACE TABLE parts AS
WITH overdue AS (
  SELECT d.unit, d.origin, d.fund, d.due_vnd - d.paid_vnd AS base,
    sum(d.due_vnd - d.paid_vnd) OVER (
      PARTITION BY d.unit, d.fund ORDER BY d.origin ROWS UNBOUNDED PRECEDING) AS upto,
    r.rate_ppm
  FROM open_debts d
  JOIN ledger_units u ON u.unit = d.unit
  JOIN due_days y ON y.month = d.origin AND y.cycle_months = u.cycle_months
  JOIN rates_now r ON r.fund = d.fund, this t
  WHERE d.due_vnd > d.paid_vnd
    AND date_trunc('month', y.due_on) + INTERVAL (t.first_charge) MONTH <= t.month
)
SELECT unit, origin, fund, base,
  (half_up_ppm(upto * rate_ppm) - half_up_ppm((upto - base) * rate_ppm))::BIGINT AS amount_vnd,
  0::HUGEINT AS accrued, t.month AS late_from, t.month AS late_to
FROM overdue, this t;
