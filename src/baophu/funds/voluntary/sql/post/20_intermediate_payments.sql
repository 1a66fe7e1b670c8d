-- One row a payment: the newest list that tells it holds, its day is the receipt's, else the first list's.
CREATE OR REPLACE TABLE vol_payments AS
WITH keyed AS (
  SELECT *, CASE WHEN receipt_no <> '' THEN 'N' || receipt_no ELSE 'M' || from_month END AS key FROM vol_rows
), told AS (
  SELECT *, max(turn) OVER (PARTITION BY person_id, key) AS newest,
    min(as_of) OVER (PARTITION BY person_id, key) AS first_as_of
  FROM keyed
), said AS (
  SELECT *, coalesce(receipt_on, first_as_of) AS paid_on, receipt_on IS NOT NULL AS day_told,
    count(*) OVER (PARTITION BY person_id, key, from_month, to_month) AS alike
  FROM told WHERE turn = newest
  QUALIFY row_number() OVER (PARTITION BY person_id, key, from_month, to_month ORDER BY row) = 1
)
SELECT * EXCLUDE (key, newest, first_as_of),
  row_number() OVER (PARTITION BY person_id ORDER BY paid_on, from_month, turn, row)::INTEGER AS position
FROM said;
-- check unique: vol_payments(person_id, position)
-- check unique: vol_payments(receipt_id, row)

-- The law of each day of payment, one row a day; what has no known value is null.
CREATE OR REPLACE TABLE vol_days AS
WITH days AS (SELECT DISTINCT paid_on FROM vol_payments)
SELECT d.paid_on,
  max(l.ppm) FILTER (l.key = 'voluntary.rate') AS rate_ppm,
  max(l.whole) FILTER (l.key = 'voluntary.least_age') AS least_age,
  max(l.whole) FILTER (l.key = 'voluntary.poverty_line') AS line_vnd,
  max(l.whole) FILTER (l.key = 'voluntary.income_step') AS step_vnd,
  max(l.ppm) FILTER (l.key = 'voluntary.income_cap') AS cap_ppm,
  max(l.word) FILTER (l.key = 'contribution.cap.social_health_of') AS cap_of,
  max(l.whole) FILTER (l.key = 'wages.base_salary') AS base_salary_vnd,
  max(l.whole) FILTER (l.key = 'wages.reference_level') AS reference_vnd,
  max(l.whole) FILTER (l.key = 'voluntary.ahead.least_months') AS ahead_least,
  max(l.whole) FILTER (l.key = 'voluntary.ahead.most_months') AS ahead_most,
  max(l.whole) FILTER (l.key = 'voluntary.missing.most_months') AS missing_most,
  max(l.ppm) FILTER (l.key = 'voluntary.fund_rate') AS fund_ppm,
  max(l.whole) FILTER (l.key = 'voluntary.support.max_months') AS most_months,
  max(l.ppm) FILTER (l.key = 'voluntary.support.local') AS local_ppm,
  max(l.ppm) FILTER (l.key = 'voluntary.support.poor') AS poor_ppm,
  max(l.ppm) FILTER (l.key = 'voluntary.support.near_poor') AS near_poor_ppm,
  max(l.ppm) FILTER (l.key = 'voluntary.support.ethnic_minority') AS ethnic_minority_ppm,
  max(l.ppm) FILTER (l.key = 'voluntary.support.other') AS other_ppm,
  list(l.part) FILTER (l.key = 'voluntary.modes') AS modes
FROM days d LEFT JOIN vol_law l ON d.paid_on >= l.holds_from AND d.paid_on < l.holds_before
GROUP BY d.paid_on;
-- check unique: vol_days(paid_on)

CREATE OR REPLACE TABLE vol_limits AS
WITH base AS (
  SELECT *, CASE cap_of WHEN 'base_salary' THEN base_salary_vnd WHEN 'reference_level' THEN reference_vnd END
    AS base_vnd
  FROM vol_days
)
SELECT *, ((2::HUGEINT * cap_ppm * base_vnd + 1000000) // 2000000)::BIGINT AS most_vnd,
  CASE WHEN cap_ppm IS NULL THEN 'voluntary.income_cap'
    WHEN cap_of IS NULL THEN 'contribution.cap.social_health_of'
    WHEN base_vnd IS NULL THEN 'wages.' || cap_of
    WHEN line_vnd IS NULL THEN 'voluntary.poverty_line'
    WHEN step_vnd IS NULL THEN 'voluntary.income_step' END AS limits_lack
FROM base;
