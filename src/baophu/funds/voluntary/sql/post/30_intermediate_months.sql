-- Every month of every payment; a month belongs to the payment first made for it.
CREATE OR REPLACE TABLE vol_held AS
WITH each_month AS (
  SELECT person_id, position, from_month,
    unnest(generate_series(from_month::TIMESTAMP, to_month::TIMESTAMP, INTERVAL 1 MONTH))::DATE AS month
  FROM vol_payments
)
SELECT person_id, position, month, datediff('month', from_month, month) AS at,
  row_number() OVER (PARTITION BY person_id, month ORDER BY position) AS claimant
FROM each_month;

-- Months in which the person is in compulsory insurance: of each unit the newest list speaking of the month.
CREATE OR REPLACE TABLE vol_insured AS
WITH spoken AS (
  SELECT h.person_id, h.month, m.unit_code,
    m.contributes AND coalesce(m.from_month <= h.month, true) AND coalesce(m.to_month >= h.month, true) AS inside
  FROM (SELECT DISTINCT person_id, month FROM vol_held) h
  JOIN vol_members m ON m.person_id = h.person_id AND h.month BETWEEN m.speaks_from AND m.speaks_to
  QUALIFY rank() OVER (PARTITION BY h.person_id, h.month, m.unit_code ORDER BY m.turn DESC) = 1
)
SELECT DISTINCT person_id, month FROM spoken WHERE inside;

-- The age in full years on the day of payment, unknown without a birthday.
CREATE OR REPLACE TABLE vol_ages AS
SELECT p.person_id, p.position, d.least_age,
  year(p.paid_on) - year(p.born_on)
    - (100 * month(p.paid_on) + day(p.paid_on) < 100 * month(p.born_on) + day(p.born_on))::INTEGER AS age
FROM vol_payments p JOIN vol_days d ON d.paid_on = p.paid_on;
-- check unique: vol_ages(person_id, position)

CREATE OR REPLACE TABLE vol_judged AS
SELECT h.person_id, h.position, h.month, h.at, t.grp, t.state_vnd, t.local_vnd, t.most_months,
  CASE WHEN a.age IS NOT NULL AND a.least_age IS NULL THEN 'voluntary.least_age' ELSE t.lacks END AS lacks, u.way,
  CASE WHEN h.claimant > 1 THEN 'doubled'
    WHEN a.age < a.least_age THEN 'too_young'
    WHEN h.month > x.died_in THEN 'died'
    WHEN h.month >= b.pension_from THEN 'pension'
    WHEN h.month >= b.lump_sum_from AND p.paid_on < b.lump_sum_from + INTERVAL 1 MONTH THEN 'lump_sum'
    WHEN i.month IS NOT NULL THEN 'insured'
    WHEN u.way = 'missing' THEN 'missing'
    WHEN a.age IS NOT NULL AND a.least_age IS NULL THEN 'undetermined'
    WHEN t.lacks <> '' THEN 'undetermined'
    WHEN t.share_ppm = 0 THEN 'not_yet'
    ELSE 'counted' END AS verdict
FROM vol_held h
JOIN vol_payments p ON p.person_id = h.person_id AND p.position = h.position
JOIN vol_tariffs t ON t.person_id = h.person_id AND t.position = h.position
JOIN vol_dues u ON u.person_id = h.person_id AND u.position = h.position
JOIN vol_ages a ON a.person_id = h.person_id AND a.position = h.position
LEFT JOIN vol_deaths x ON x.person_id = h.person_id
LEFT JOIN vol_benefits b ON b.person_id = h.person_id
LEFT JOIN vol_insured i ON i.person_id = h.person_id AND i.month = h.month;
-- check unique: vol_judged(person_id, position, month)

-- The supported months of a life are numbered; `room` is how far the limit of some day has cut the number.
CREATE OR REPLACE TABLE vol_numbered AS
WITH counted AS (
  SELECT person_id, position, month, most_months,
    row_number() OVER (PARTITION BY person_id ORDER BY position, month) AS nth
  FROM vol_judged WHERE verdict = 'counted'
), used AS (
  SELECT *, nth + least(0, min(most_months - nth) OVER life) AS used_after
  FROM counted
  WINDOW life AS (PARTITION BY person_id ORDER BY nth ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
SELECT person_id, position, month, used_after,
  used_after > lag(used_after, 1, 0) OVER (PARTITION BY person_id ORDER BY nth) AS supported
FROM used;
