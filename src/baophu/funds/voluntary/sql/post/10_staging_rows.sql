-- The rows of voluntary members with their person, each list with its turn (the newest highest), and what
-- other lists say of the same people. `vol_p` holds the run's day; `vol_law` the law book's values.
CREATE OR REPLACE TABLE vol_turns AS
SELECT receipt_id, list, agency_code, begins_on, ends_on, as_of,
  row_number() OVER (ORDER BY begins_on, sha256, list, agency_code, period) AS turn
FROM receipts;
-- check unique: vol_turns(receipt_id)

CREATE OR REPLACE TABLE vol_newest AS
SELECT agency_code, max(begins_on) AS begins_on FROM vol_turns, vol_p
WHERE list = 'voluntary_members' AND begins_on <= on_day GROUP BY agency_code;

-- A span longer than one payment may cover is no payment; the contract's bound.
CREATE OR REPLACE TABLE vol_rows AS
WITH spans AS (
  SELECT l.entity AS person_id, r.receipt_id, r.row::INTEGER AS row, t.turn, t.agency_code AS sender,
    t.begins_on AS list_on, t.as_of,
    date_trunc('month', r.from_month)::DATE AS from_month, date_trunc('month', r.to_month)::DATE AS to_month,
    datediff('month', r.from_month, r.to_month) + 1 AS months,
    r.income_vnd, r.mode_months, r.born_on,
    CASE r."group" WHEN 'nghèo' THEN 'poor' WHEN 'cận nghèo' THEN 'near_poor'
      WHEN 'dân tộc' THEN 'ethnic_minority' WHEN 'khác' THEN 'other' END AS told_group,
    upper(regexp_replace(coalesce(r.receipt_no, ''), '\s', '', 'g')) AS receipt_no, r.receipt_on,
    r.due_vnd, r.paid_vnd, r.state_support_vnd AS state_vnd, r.local_support_vnd AS local_vnd,
    r.other_support_vnd AS other_vnd, coalesce(r.enrolment, '') AS enrolment,
    coalesce(r.agent_code, '') AS agent_code, coalesce(r.collection_staff, '') AS staff,
    coalesce(r.si_number, '') AS si_number,
    coalesce(r.commune_code, '') AS commune_code, coalesce(r.district_code, '') AS district_code
  FROM rows_voluntary_members r
  JOIN vol_turns t ON t.receipt_id = r.receipt_id
  JOIN links l ON l.kind = 'person' AND l.receipt_id = r.receipt_id AND l.row = r.row
  WHERE r.from_month IS NOT NULL AND r.to_month IS NOT NULL AND r.income_vnd IS NOT NULL
)
SELECT * FROM spans WHERE months BETWEEN 1 AND 240;
-- check unique: vol_rows(receipt_id, row)

CREATE OR REPLACE TABLE vol_people AS SELECT DISTINCT person_id FROM vol_rows;

CREATE OR REPLACE TABLE vol_poor AS
SELECT l.entity AS person_id, r.receipt_id, r.row::INTEGER AS row, t.turn,
  coalesce(r.valid_from, t.begins_on) AS starts_on, coalesce(r.valid_to, t.ends_on) AS last_on,
  CASE r."class" WHEN 'nghèo' THEN 'poor' WHEN 'cận nghèo' THEN 'near_poor' END AS grp
FROM rows_poor_households r
JOIN vol_turns t ON t.receipt_id = r.receipt_id
JOIN links l ON l.kind = 'person' AND l.receipt_id = r.receipt_id AND l.row = r.row
SEMI JOIN vol_people v ON v.person_id = l.entity
WHERE r."class" IN ('nghèo', 'cận nghèo');

CREATE OR REPLACE TABLE vol_poor_spans AS
SELECT DISTINCT begins_on, ends_on FROM vol_turns WHERE list = 'poor_households';

-- Members of units: a list speaks of its year up to its month.
CREATE OR REPLACE TABLE vol_members AS
SELECT l.entity AS person_id, r.unit_code, t.turn,
  date_trunc('year', t.begins_on)::DATE AS speaks_from, date_trunc('month', t.ends_on)::DATE AS speaks_to,
  date_trunc('month', r.from_month)::DATE AS from_month, date_trunc('month', r.to_month)::DATE AS to_month,
  coalesce(r.movement, '') NOT IN ('left', 'retired', 'unpaid') AS contributes
FROM rows_insured_members r
JOIN vol_turns t ON t.receipt_id = r.receipt_id
JOIN links l ON l.kind = 'person' AND l.receipt_id = r.receipt_id AND l.row = r.row
SEMI JOIN vol_people v ON v.person_id = l.entity;

CREATE OR REPLACE TABLE vol_deaths AS
SELECT l.entity AS person_id, date_trunc('month', r.died_on)::DATE AS died_in
FROM rows_deaths r
JOIN vol_turns t ON t.receipt_id = r.receipt_id
JOIN links l ON l.kind = 'person' AND l.receipt_id = r.receipt_id AND l.row = r.row
SEMI JOIN vol_people v ON v.person_id = l.entity
WHERE r.died_on IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY l.entity ORDER BY t.turn DESC, r.row) = 1;

-- The social pension of the aged is no pension of the insured.
CREATE OR REPLACE TABLE vol_benefits AS
WITH told AS (
  SELECT l.entity AS person_id, strip_accents(lower(r.benefit)) AS benefit,
    date_trunc('month', r.from_month)::DATE AS from_month
  FROM rows_beneficiaries r
  JOIN links l ON l.kind = 'person' AND l.receipt_id = r.receipt_id AND l.row = r.row
  SEMI JOIN vol_people v ON v.person_id = l.entity
  WHERE r.from_month IS NOT NULL
)
SELECT person_id,
  min(from_month) FILTER (benefit LIKE '%huu%' AND benefit NOT LIKE '%xa hoi%') AS pension_from,
  min(from_month) FILTER (benefit LIKE '%mot lan%') AS lump_sum_from
FROM told GROUP BY person_id;
