-- By which terms a unit is charged in which months: its region, its pay from the budget, decisions on it.
-- A commune may mean several places in a month; only where all of them agree is its region known.
CREATE OR REPLACE TABLE commune_regions AS
WITH places AS (
  SELECT c.commune_code, c.told_on, c.month, c.choice,
    bool_or(r.code IS NOT NULL) AS in_region_iii
  FROM commune_places c
  JOIN ledger_months m ON m.month = c.month
  LEFT JOIN region_iii r ON r.code = c.code AND r.holds_from <= m.first_day AND m.first_day < r.holds_before
  GROUP BY c.commune_code, c.told_on, c.month, c.choice
)
SELECT commune_code, told_on, month,
  CASE WHEN bool_and(in_region_iii) THEN 'iii' WHEN bool_or(in_region_iii) THEN '' ELSE 'iv' END AS region
FROM places GROUP BY commune_code, told_on, month;
-- check unique: commune_regions(commune_code, told_on, month)

CREATE OR REPLACE TABLE unit_terms AS
WITH undecided AS (
  SELECT f.*, s.segment, greatest(f.from_month, s.from_month) AS begins, least(f.to_month, s.to_month) AS ends
  FROM unit_facts f
  JOIN segments s ON s.from_month <= f.to_month AND f.from_month <= s.to_month
), decided AS (
  SELECT u.unit, m.month, bool_or(d.pension_suspended) AS suspended, bool_or(d.reduced_accident) AS reduced
  FROM unit_decisions d
  JOIN units u ON u.unit_code = d.unit_code
  JOIN ledger_months m ON m.month BETWEEN d.from_month AND d.to_month
  GROUP BY u.unit, m.month
), spans AS (
  SELECT u.unit, u.segment, u.public, u.commune_code, u.told_on, u.begins, u.ends,
    false AS reduced, false AS suspended
  FROM undecided u WHERE NOT EXISTS (SELECT 1 FROM decided d WHERE d.unit = u.unit)
  UNION ALL
  SELECT u.unit, u.segment, u.public, u.commune_code, u.told_on, m.month, m.month,
    coalesce(d.reduced, false), coalesce(d.suspended, false)
  FROM undecided u JOIN ledger_months m ON m.month BETWEEN u.begins AND u.ends
  LEFT JOIN decided d ON d.unit = u.unit AND d.month = m.month
  WHERE EXISTS (SELECT 1 FROM decided e WHERE e.unit = u.unit)
)
SELECT s.unit, s.begins, s.ends, s.segment, s.public, s.reduced, s.suspended,
  CASE WHEN k.known THEN coalesce(r.region, '') END AS region
FROM spans s
JOIN law_at k ON k.month = s.segment AND k.key = 'wages.region_iii'
LEFT JOIN commune_regions r ON r.commune_code = s.commune_code AND r.told_on = s.told_on
  AND r.month = s.segment;
-- check unique: unit_terms(unit, begins)

-- Units on the same terms are of one kind.
CREATE OR REPLACE TABLE kinds AS
SELECT segment, region, public, reduced, suspended,
  CAST(row_number() OVER (ORDER BY segment, region, public, reduced, suspended) AS INTEGER) AS kind
FROM (SELECT DISTINCT segment, region, public, reduced, suspended FROM unit_terms) found;

CREATE OR REPLACE TABLE unit_kinds AS
SELECT t.unit, t.begins, t.ends, k.kind
FROM unit_terms t
JOIN kinds k ON k.segment = t.segment AND coalesce(k.region, '?') = coalesce(t.region, '?')
  AND k.public = t.public AND k.reduced = t.reduced AND k.suspended = t.suspended;
-- check unique: unit_kinds(unit, begins)
-- check empty: SELECT unit, begins FROM unit_terms EXCEPT SELECT unit, begins FROM unit_kinds
