-- Months that the lists tell; of a sender's newest month on its newest list alone, and that for a year.
CREATE OR REPLACE TABLE vol_told AS
WITH each_month AS (
  SELECT r.*, n.begins_on AS newest_on,
    unnest(generate_series(r.from_month::TIMESTAMP, r.to_month::TIMESTAMP, INTERVAL 1 MONTH))::DATE AS month
  FROM vol_rows r JOIN vol_newest n ON n.agency_code = r.sender
)
SELECT person_id, month, mode_months, district_code, commune_code, agent_code FROM each_month
WHERE month < CASE WHEN list_on = newest_on THEN date_trunc('month', newest_on) + INTERVAL 12 MONTH
  ELSE date_trunc('month', newest_on) END
QUALIFY row_number() OVER (PARTITION BY person_id, month ORDER BY turn DESC, row) = 1;
-- check unique: vol_told(person_id, month)

CREATE OR REPLACE TABLE vol_stretches AS
WITH marked AS (
  SELECT *, (lag(month) OVER life + INTERVAL 1 MONTH = month) IS NOT TRUE AS begins
  FROM vol_told WINDOW life AS (PARTITION BY person_id ORDER BY month)
), numbered AS (
  SELECT *, sum(begins::INTEGER) OVER (PARTITION BY person_id ORDER BY month)::INTEGER AS number FROM marked
), spans AS (
  SELECT person_id, number, min(month) AS starts_on, (max(month) + INTERVAL 1 MONTH)::DATE AS ends_before,
    max_by({'m': mode_months, 'd': district_code, 'c': commune_code, 'a': agent_code}, month) AS last
  FROM numbered GROUP BY person_id, number
)
SELECT s.person_id, s.number, s.starts_on, s.ends_before,
  last_day((s.ends_before + to_months((coalesce(a.whole, b.whole) - 1)::INTEGER))::DATE) AS renew_by,
  s.last.d AS district_code, s.last.c AS commune_code, s.last.a AS agent_code
FROM spans s
LEFT JOIN vol_law a ON a.key = 'voluntary.due_months' AND a.part = s.last.m
  AND s.ends_before >= a.holds_from AND s.ends_before < a.holds_before
LEFT JOIN vol_law b ON b.key = 'voluntary.due_months' AND b.part = 1
  AND s.ends_before >= b.holds_from AND s.ends_before < b.holds_before;
-- check unique: vol_stretches(person_id, number)
