-- What the late days of the month add to each debt, on what stood unpaid in the morning of each day.
CREATE OR REPLACE TABLE parts AS
WITH late AS (
  SELECT d.unit, d.origin, d.fund, d.due_vnd - d.paid_vnd AS owed, d.accrued, r.rate_ppm,
    greatest(t.month, (y.due_on + INTERVAL 1 DAY)::DATE) AS first_late, t.last_day
  FROM open_debts d
  JOIN ledger_units u ON u.unit = d.unit
  JOIN due_days y ON y.month = d.origin AND y.cycle_months = u.cycle_months
  JOIN rates_now r ON r.fund = d.fund, this t
  WHERE y.due_on < t.last_day
), paid AS (
  SELECT f.unit, f.origin, f.fund, f.booked_on, sum(f.amount_vnd)::BIGINT AS amount_vnd
  FROM fills f WHERE NOT f.interest AND f.seq > 0 GROUP BY ALL
), ran AS (
  SELECT l.unit, l.origin, l.fund, l.accrued, l.rate_ppm, l.first_late, l.last_day,
    (l.owed * (l.last_day - l.first_late + 1)
      + coalesce(sum(p.amount_vnd * (greatest(p.booked_on, l.first_late - 1) - l.first_late + 1)), 0))::BIGINT AS base
  FROM late l LEFT JOIN paid p ON p.unit = l.unit AND p.origin = l.origin AND p.fund = l.fund
  GROUP BY l.unit, l.origin, l.fund, l.owed, l.accrued, l.rate_ppm, l.first_late, l.last_day
)
SELECT unit, origin, fund, base,
  (half_up_ppm(accrued + base::HUGEINT * rate_ppm) - half_up_ppm(accrued))::BIGINT AS amount_vnd,
  coalesce(base::HUGEINT * rate_ppm, 0)::HUGEINT AS accrued, first_late AS late_from, last_day AS late_to
FROM ran WHERE base > 0;
