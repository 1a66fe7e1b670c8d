-- What decides a unit's rates, by months: its commune and whether the State's budget pays its people.
-- A list of units holds from its month until the next one that names the unit; the first also for all before.
CREATE OR REPLACE TABLE unit_employers AS
SELECT unit, entity AS employer_id FROM (
  SELECT r.unit, e.entity, row_number() OVER (PARTITION BY r.unit ORDER BY r.turn DESC) AS place
  FROM (SELECT unit, turn, min(row) AS row FROM member_rows GROUP BY unit, turn) r
  JOIN member_lists l ON l.turn = r.turn
  JOIN links e ON e.kind = 'employer' AND e.receipt_id = l.receipt_id AND e.row = r.row
) found
WHERE place = 1;
-- check unique: unit_employers(unit)

CREATE OR REPLACE TABLE unit_facts AS
WITH told AS (
  SELECT u.unit, year(r.begins_on) * 12 + month(r.begins_on) - 1 AS month, r.ends_on AS told_on,
    r.commune_code, lower(coalesce(r.unit_type, '')) AS unit_type,
    row_number() OVER (
      PARTITION BY u.unit, year(r.begins_on) * 12 + month(r.begins_on) - 1
      ORDER BY r.ends_on DESC, r.sha256 DESC, r.sender_code DESC, r.row DESC) AS place
  FROM rows_insured_units r JOIN units u ON u.unit_code = r.unit_code
), listed AS (
  SELECT unit, month, told_on, commune_code,
    (unit_type LIKE '%hành chính%' OR unit_type LIKE '%sự nghiệp%' OR unit_type LIKE '%đoàn thể%'
      OR unit_type LIKE '%hcsn%') AND unit_type NOT LIKE '%ngoài công lập%' AS public
  FROM told WHERE place = 1
), spans AS (
  SELECT unit, told_on, commune_code, public,
    CASE WHEN lag(month) OVER w IS NULL THEN 0 ELSE month END AS from_month,
    coalesce(lead(month) OVER w - 1, 999999) AS to_month
  FROM listed WINDOW w AS (PARTITION BY unit ORDER BY month)
)
SELECT u.unit, coalesce(s.from_month, 0) AS from_month, coalesce(s.to_month, 999999) AS to_month,
  coalesce(s.public, false) AS public,
  coalesce(nullif(s.commune_code, ''), g.commune_code, '') AS commune_code,
  CASE WHEN nullif(s.commune_code, '') IS NULL THEN d.on_day ELSE s.told_on END AS told_on
FROM units u
CROSS JOIN ledger_day d
LEFT JOIN spans s ON s.unit = u.unit
LEFT JOIN unit_employers e ON e.unit = u.unit
LEFT JOIN employer_golden g ON g.employer_id = e.employer_id;
-- check unique: unit_facts(unit, from_month)
