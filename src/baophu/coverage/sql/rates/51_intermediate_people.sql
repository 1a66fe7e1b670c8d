-- People: voluntary members in force, those of a year before, and all insured against the labour force.
CREATE OR REPLACE TABLE voluntary_lists AS
WITH days AS (
  SELECT 'now' AS moment, on_day AS day FROM p UNION ALL SELECT 'before', year_before FROM p
)
SELECT d.moment, d.day, c.receipt_id, c.area_code FROM receipts c, days d
WHERE c.list = 'voluntary_members' AND c.begins_on <= d.day AND c.begins_on > d.day - INTERVAL 1 YEAR
QUALIFY rank() OVER (PARTITION BY d.moment, c.agency_code ORDER BY c.begins_on DESC) = 1;

CREATE OR REPLACE TABLE voluntary_in_force AS
SELECT DISTINCT n.moment, q.entity AS person, coalesce(m.commune_code, '') AS commune_code,
  coalesce(m.district_code, r.district_code, '') AS district_code
FROM rows_voluntary_members r JOIN voluntary_lists n ON n.receipt_id = r.receipt_id
JOIN links q ON q.kind = 'person' AND q.receipt_id = r.receipt_id AND q.row = r.row
LEFT JOIN area_map m ON m.code = r.commune_code
WHERE (r.from_month IS NULL OR r.from_month <= n.day)
  AND (r.to_month IS NULL OR r.to_month >= date_trunc('month', n.day));

CREATE OR REPLACE TABLE people_by_area AS
WITH everyone AS (
  SELECT 'voluntary_' || moment AS what, person, commune_code, district_code FROM voluntary_in_force
  UNION ALL
  SELECT 'insured', i.person, coalesce(m.commune_code, c.commune_code, ''),
    coalesce(m.district_code, c.district_code, '')
  FROM insured_people i
  JOIN standing_cells c ON c.entity = i.entity
  LEFT JOIN area_map m ON m.code = i.commune_code
  UNION ALL
  SELECT 'insured', person, commune_code, district_code FROM voluntary_in_force WHERE moment = 'now'
), placed AS (
  SELECT what, 'province' AS level, p.province AS area_code, person FROM everyone, p
  UNION ALL SELECT what, 'district', district_code, person FROM everyone WHERE district_code <> ''
  UNION ALL SELECT what, 'commune', commune_code, person FROM everyone WHERE commune_code <> ''
)
SELECT what, level, area_code, count(DISTINCT person) AS people FROM placed GROUP BY what, level, area_code;
-- check unique: people_by_area(what, level, area_code)

-- An area without a member counts none where a list that covers it came, and is left out where none did.
CREATE OR REPLACE TABLE voluntary_counts AS
WITH told AS (
  SELECT DISTINCT l.moment, a.level, a.area_code FROM voluntary_lists l
  JOIN areas a ON l.area_code = a.area_code OR l.area_code = a.district_code OR l.area_code = a.province
  UNION
  SELECT replace(what, 'voluntary_', ''), level, area_code FROM people_by_area WHERE what <> 'insured'
)
SELECT t.moment, t.level, t.area_code, coalesce(n.people, 0) AS people
FROM told t
LEFT JOIN people_by_area n
  ON n.what = 'voluntary_' || t.moment AND n.level = t.level AND n.area_code = t.area_code;
-- check unique: voluntary_counts(moment, level, area_code)

CREATE OR REPLACE TABLE labour_force AS
WITH newest AS (
  SELECT coalesce(m.commune_code, r.commune_code) AS commune_code,
    coalesce(m.district_code, r.district_code, '') AS district_code, r.labour_force
  FROM rows_population r LEFT JOIN area_map m ON m.code = r.commune_code, p
  WHERE r.year <= year(p.on_day) AND r.labour_force IS NOT NULL
  QUALIFY rank() OVER (
    PARTITION BY coalesce(r.commune_code, r.commune) ORDER BY r.year DESC, r.begins_on DESC) = 1
), placed AS (
  SELECT 'province' AS level, p.province AS area_code, labour_force FROM newest, p
  UNION ALL SELECT 'district', district_code, labour_force FROM newest WHERE district_code <> ''
  UNION ALL SELECT 'commune', commune_code, labour_force FROM newest WHERE commune_code IS NOT NULL
)
SELECT level, area_code, sum(labour_force)::BIGINT AS people FROM placed GROUP BY level, area_code;
-- check unique: labour_force(level, area_code)
