-- The state of insurance on the day: BHXH's newest period begun by then, per sender.
CREATE OR REPLACE TABLE newest_bhxh AS
SELECT c.list, c.receipt_id, c.agency_code FROM receipts c, p
WHERE c.begins_on <= p.on_day
  AND c.list IN ('insured_units', 'insured_members', 'voluntary_members', 'beneficiaries')
QUALIFY rank() OVER (PARTITION BY c.list, c.agency_code ORDER BY c.begins_on DESC) = 1;

-- Senders report at their own pace: of a unit that several of them name, the newest period holds.
CREATE OR REPLACE TABLE newest_of_unit AS
WITH named AS (
  SELECT list, begins_on, unit_code FROM rows_insured_units
  UNION
  SELECT list, begins_on, unit_code FROM rows_insured_members
)
SELECT m.list, m.unit_code, max(m.begins_on) AS begins_on
FROM named m, p WHERE m.begins_on <= p.on_day GROUP BY m.list, m.unit_code;
-- check unique: newest_of_unit(list, unit_code)

CREATE OR REPLACE TABLE insured_people AS
SELECT DISTINCT e.entity, q.entity AS person, r.commune_code, r.district_code,
  regexp_matches(upper(coalesce(r.funds, '')), 'TN|THẤT NGHIỆP') AS unemployment,
  r.funds IS NOT NULL AS funds_told
FROM rows_insured_members r
JOIN newest_bhxh n ON n.list = 'insured_members' AND n.receipt_id = r.receipt_id
JOIN newest_of_unit u ON u.list = r.list AND u.unit_code = r.unit_code AND u.begins_on = r.begins_on
JOIN links e ON e.kind = 'employer' AND e.receipt_id = r.receipt_id AND e.row = r.row
JOIN links q ON q.kind = 'person' AND q.receipt_id = r.receipt_id AND q.row = r.row, p
WHERE (r.from_month IS NULL OR r.from_month <= p.on_day)
  AND (r.to_month IS NULL OR r.to_month >= date_trunc('month', p.on_day))
  AND NOT regexp_matches(
    lower(coalesce(r.movement::VARCHAR, '')), '^(left|retired|giảm|nghỉ việc|nghỉ hưu|thôi việc)');

-- A unit's own number holds only where no list of its people came from the same sender.
CREATE OR REPLACE TABLE registered_units AS
SELECT e.entity, r.receipt_id, r.list, r.file, r.row, r.unit_code, r.insured_workers, r.e_filing,
  NOT EXISTS (
    SELECT 1 FROM newest_bhxh m WHERE m.list = 'insured_members' AND m.agency_code = r.sender_code
  ) AS own_number_holds,
  (r.left_on IS NULL OR r.left_on > p.on_day)
    AND NOT regexp_matches(
      lower(coalesce(r.status, '')),
      'ngừng|giải thể|chấm dứt|đã giảm|di chuyển|tạm dừng|không còn') AS in_force
FROM rows_insured_units r
JOIN newest_bhxh n ON n.list = 'insured_units' AND n.receipt_id = r.receipt_id
JOIN newest_of_unit u ON u.list = r.list AND u.unit_code = r.unit_code AND u.begins_on = r.begins_on
JOIN employer_links e ON e.receipt_id = r.receipt_id AND e.row = r.row, p
WHERE r.joined_on IS NULL OR r.joined_on <= p.on_day;

CREATE OR REPLACE TABLE insured_counts AS
WITH people AS (
  SELECT entity, count(DISTINCT person) AS people, bool_or(unemployment) AS unemployment,
    bool_or(funds_told) AS funds_told
  FROM insured_people GROUP BY entity
), unit_numbers AS ( -- a unit listed twice is one unit; an employer may hold several
  SELECT entity, unit_code, bool_or(in_force) AS in_force, bool_or(e_filing) AS e_filing,
    max(insured_workers) FILTER (own_number_holds AND in_force) AS own_number
  FROM registered_units GROUP BY entity, unit_code
), units AS (
  SELECT entity, bool_or(in_force) AS in_force, bool_or(e_filing) AS e_filing, sum(own_number) AS own_number
  FROM unit_numbers GROUP BY entity
)
SELECT coalesce(people.entity, units.entity) AS entity,
  coalesce(units.in_force, true) OR coalesce(people.people, 0) > 0 AS registered,
  units.e_filing, coalesce(people.people, units.own_number, 0)::INTEGER AS insured,
  people.unemployment, coalesce(people.funds_told, false) AS funds_told
FROM people FULL JOIN units ON units.entity = people.entity;
-- check unique: insured_counts(entity)

-- People who are insured, but with another employer only: they do not count in the lowest figure.
CREATE OR REPLACE TABLE payroll_counts AS
WITH known AS (
  SELECT l.entity, l.receipt_id, l.person,
    bool_or(i.entity IS NOT NULL AND i.entity <> l.entity)
      AND NOT bool_or(coalesce(i.entity = l.entity, false)) AS elsewhere
  FROM payroll_liable l
  LEFT JOIN (SELECT DISTINCT entity, person FROM insured_people) i ON i.person = l.person
  GROUP BY l.entity, l.receipt_id, l.person
), counted AS (
  SELECT entity, receipt_id, count(*) AS people, count(*) FILTER (NOT elsewhere) AS people_low
  FROM known GROUP BY ALL
)
SELECT c.entity, 'tax_payroll' AS list, c.receipt_id, any_value(l.file) AS file, min(l.row) AS row,
  'annex' AS field, c.people::INTEGER AS people, c.people_low::INTEGER AS people_low,
  any_value(l.as_of) AS as_of,
  string_agg(l.row::VARCHAR, ',' ORDER BY l.row) AS all_rows
FROM counted c JOIN payroll_liable l ON l.entity = c.entity AND l.receipt_id = c.receipt_id
GROUP BY c.entity, c.receipt_id, c.people, c.people_low;

INSERT INTO headcounts
SELECT entity, list, receipt_id, file, row, field, people, people_low, as_of, all_rows FROM payroll_counts;

-- The gravest sign: insurance taken off the wage of people whom nobody insures.
CREATE OR REPLACE TABLE deducted AS
SELECT pp.entity, count(DISTINCT pp.person)::INTEGER AS people, min(pp.file) AS file,
  min(pp.receipt_id) AS receipt_id, min(pp.row) AS row
FROM payroll_people pp ANTI JOIN insured_people i ON i.person = pp.person
WHERE pp.deducted_vnd > 0
GROUP BY pp.entity;
