-- Interest of the monthly regime on unpaid dues, up to and with `p.on_day`: charged on the first day of each
-- month, first so many months after the one owed, at the rate of the charging day's year.
-- `debts(unit_code, month, fund, owed_vnd)`, `monthly_rate(fund, year, micro)`, `p(on_day, first_charge)`.
CREATE OR REPLACE TABLE charging AS
WITH months AS (
  SELECT DISTINCT month FROM debts
), days AS (
  SELECT m.month, year(p.on_day) * 12 + month(p.on_day) - 1 AS last,
    year(m.month) * 12 + month(m.month) - 1 + p.first_charge AS first
  FROM months m, p
), by_year AS (
  SELECT d.month, r.fund, r.micro,
    least(d.last, r.year * 12 + 11) - greatest(d.first, r.year * 12) + 1 AS times
  FROM days d JOIN monthly_rate r ON r.year * 12 + 11 >= d.first AND r.year * 12 <= d.last
)
SELECT month, fund, micro, times FROM by_year WHERE times > 0;

CREATE OR REPLACE TABLE interest AS
SELECT d.unit_code, d.month, d.fund, d.owed_vnd,
  coalesce(sum(c.times * half_up(d.owed_vnd * c.micro, 1000000)), 0) AS interest_vnd,
  count(*) FILTER (WHERE c.times IS NOT NULL AND c.micro IS NULL) > 0 AS undetermined
FROM debts d LEFT JOIN charging c ON c.month = d.month AND c.fund = d.fund
GROUP BY d.unit_code, d.month, d.fund, d.owed_vnd;
