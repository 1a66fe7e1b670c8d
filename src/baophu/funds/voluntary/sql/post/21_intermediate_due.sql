-- Sums of discounted and raised months, as whole numbers of 10^-28: exact to far below a đồng.
CREATE OR REPLACE TABLE vol_factors AS
WITH RECURSIVE rates AS (
  SELECT DISTINCT fund_ppm, greatest(ahead_most, missing_most) AS most FROM vol_days WHERE fund_ppm IS NOT NULL
), steps AS (
  SELECT fund_ppm, max(most) AS most, 1 AS months, 10000000000000000000000000000::HUGEINT AS now,
    10000000000000000000000000000::HUGEINT AS ahead,
    10000000000000000000000::HUGEINT * (1000000 + fund_ppm) AS raised,
    10000000000000000000000::HUGEINT * (1000000 + fund_ppm) AS missing
  FROM rates GROUP BY fund_ppm
  UNION ALL
  SELECT fund_ppm, most, months + 1, (2 * now * 1000000 + 1000000 + fund_ppm) // (2 * (1000000 + fund_ppm)),
    ahead + (2 * now * 1000000 + 1000000 + fund_ppm) // (2 * (1000000 + fund_ppm)),
    (2 * raised * (1000000 + fund_ppm) + 1000000) // 2000000,
    missing + (2 * raised * (1000000 + fund_ppm) + 1000000) // 2000000
  FROM steps WHERE months < most
)
SELECT fund_ppm, months, ahead, missing FROM steps;

-- What is due for each payment by the law of its day, or why it is not known.
CREATE OR REPLACE TABLE vol_dues AS
WITH meant AS (
  SELECT p.person_id, p.position, p.income_vnd, p.months, d.*,
    CASE WHEN d.modes IS NULL THEN 'unclear'
      WHEN list_contains(d.modes, p.mode_months) THEN 'cycle'
      WHEN p.mode_months IS NULL AND p.months <= list_max(d.modes) THEN 'cycle'
      WHEN coalesce(p.mode_months, p.months) <> p.months OR p.months <= list_max(d.modes) THEN 'unclear'
      WHEN p.to_month < date_trunc('month', p.paid_on) THEN 'missing'
      ELSE 'ahead' END AS way
  FROM vol_payments p JOIN vol_limits d ON d.paid_on = p.paid_on
), reasoned AS (
  SELECT *,
    CASE WHEN modes IS NULL THEN 'voluntary.modes'
      WHEN way = 'unclear' THEN 'way'
      WHEN way = 'ahead' AND ahead_least IS NULL THEN 'voluntary.ahead.least_months'
      WHEN way = 'ahead' AND ahead_most IS NULL THEN 'voluntary.ahead.most_months'
      WHEN way = 'ahead' AND months NOT BETWEEN ahead_least AND ahead_most THEN 'way'
      WHEN way = 'missing' AND missing_most IS NULL THEN 'voluntary.missing.most_months'
      WHEN way = 'missing' AND months > missing_most THEN 'way'
      WHEN limits_lack IS NOT NULL THEN limits_lack
      WHEN NOT (income_vnd BETWEEN line_vnd AND most_vnd)
        OR (income_vnd <> most_vnd AND (income_vnd - line_vnd) % step_vnd <> 0) THEN 'income'
      WHEN rate_ppm IS NULL THEN 'voluntary.rate'
      WHEN way <> 'cycle' AND fund_ppm IS NULL THEN 'voluntary.fund_rate'
      ELSE '' END AS due_why,
    ((2::HUGEINT * rate_ppm * income_vnd + 1000000) // 2000000)::BIGINT AS month_vnd
  FROM meant
)
SELECT r.person_id, r.position, r.way, r.due_why,
  CASE WHEN r.due_why <> '' THEN NULL
    WHEN r.way = 'cycle' THEN r.month_vnd * r.months
    WHEN r.way = 'ahead'
      THEN (r.month_vnd * f.ahead + 5000000000000000000000000000) // 10000000000000000000000000000
    ELSE (r.month_vnd * f.missing + 5000000000000000000000000000) // 10000000000000000000000000000
    END::BIGINT AS due_law_vnd
FROM reasoned r LEFT JOIN vol_factors f ON f.fund_ppm = r.fund_ppm AND f.months = r.months AND r.way <> 'cycle';
-- check unique: vol_dues(person_id, position)
