-- What each unit owes for each month: as declared, and as rectified where the newest lists say otherwise.
-- A unit whose lists all say the same has nothing to rectify. Where a value of law lacks there are no amounts.
CREATE OR REPLACE TABLE corrected AS
SELECT DISTINCT unit FROM member_spans WHERE telling <> 0;

CREATE OR REPLACE TABLE unit_tellings AS
WITH told AS (
  SELECT h.unit, h.begins, h.ends, v.version, CASE WHEN c.telling IN (0, v.telling) THEN 1 ELSE 0 END AS counts, c.*
  FROM charges c
  JOIN stretches h ON h.stretch = c.stretch
  JOIN corrected d ON d.unit = h.unit
  CROSS JOIN (VALUES (1, 'declared'), (2, 'rectified')) AS v(telling, version)
), summed AS (
  SELECT unit, begins, ends, 'declared' AS version, workers, leave_workers,
    coalesce(undetermined, '') AS undetermined,
    social_base, unemployment_base, sickness_employer, sickness_employee, accident_employer,
    retirement_employer, retirement_employee, unemployment_employer, unemployment_employee, health_employer,
    health_employee, union_fee
  FROM (
    SELECT h.unit, h.begins, h.ends, c.*
    FROM charges c
    JOIN stretches h ON h.stretch = c.stretch
    ANTI JOIN corrected d ON d.unit = h.unit
  ) alike
  UNION ALL
  SELECT unit, begins, ends, version, CAST(sum(counts * workers) AS INTEGER),
    CAST(sum(counts * leave_workers) AS INTEGER), coalesce(min(CASE WHEN counts = 1 THEN undetermined END), ''),
    CAST(sum(counts * social_base) AS BIGINT),
    CAST(sum(counts * unemployment_base) AS BIGINT),
    CAST(sum(counts * sickness_employer) AS BIGINT),
    CAST(sum(counts * sickness_employee) AS BIGINT),
    CAST(sum(counts * accident_employer) AS BIGINT),
    CAST(sum(counts * retirement_employer) AS BIGINT),
    CAST(sum(counts * retirement_employee) AS BIGINT),
    CAST(sum(counts * unemployment_employer) AS BIGINT),
    CAST(sum(counts * unemployment_employee) AS BIGINT),
    CAST(sum(counts * health_employer) AS BIGINT),
    CAST(sum(counts * health_employee) AS BIGINT),
    CAST(sum(counts * union_fee) AS BIGINT)
  FROM told GROUP BY unit, begins, ends, version
)
SELECT unit, begins, ends, version, workers, leave_workers, undetermined,
  CASE WHEN undetermined = '' THEN social_base END AS social_base,
  CASE WHEN undetermined = '' THEN unemployment_base END AS unemployment_base,
  CASE WHEN undetermined = '' THEN sickness_employer END AS sickness_employer,
  CASE WHEN undetermined = '' THEN sickness_employee END AS sickness_employee,
  CASE WHEN undetermined = '' THEN accident_employer END AS accident_employer,
  CASE WHEN undetermined = '' THEN retirement_employer END AS retirement_employer,
  CASE WHEN undetermined = '' THEN retirement_employee END AS retirement_employee,
  CASE WHEN undetermined = '' THEN unemployment_employer END AS unemployment_employer,
  CASE WHEN undetermined = '' THEN unemployment_employee END AS unemployment_employee,
  CASE WHEN undetermined = '' THEN health_employer END AS health_employer,
  CASE WHEN undetermined = '' THEN health_employee END AS health_employee,
  CASE WHEN undetermined = '' THEN union_fee END AS union_fee
FROM summed;
-- check unique: unit_tellings(unit, begins, version)

CREATE OR REPLACE TABLE rectified AS
SELECT unit, begins, ends,
  workers, leave_workers, undetermined, social_base, unemployment_base, sickness_employer, sickness_employee,
  accident_employer, retirement_employer, retirement_employee, unemployment_employer, unemployment_employee,
  health_employer, health_employee, union_fee
FROM unit_tellings WHERE version = 'rectified'
EXCEPT
SELECT unit, begins, ends,
  workers, leave_workers, undetermined, social_base, unemployment_base, sickness_employer, sickness_employee,
  accident_employer, retirement_employer, retirement_employee, unemployment_employer, unemployment_employee,
  health_employer, health_employee, union_fee
FROM unit_tellings WHERE version = 'declared';

CREATE OR REPLACE TABLE span_months AS
SELECT a.month AS begins, b.month AS ends, m.month, m.first_day
FROM ledger_months a
JOIN ledger_months b ON a.month <= b.month
JOIN ledger_months m ON m.month BETWEEN a.month AND b.month;

CREATE OR REPLACE TABLE due AS
WITH said AS (
  SELECT unit, begins, ends, version,
    workers, leave_workers, undetermined, social_base, unemployment_base, sickness_employer,
    sickness_employee, accident_employer, retirement_employer, retirement_employee, unemployment_employer,
    unemployment_employee, health_employer, health_employee, union_fee
  FROM unit_tellings
  WHERE version = 'declared' AND (workers > 0 OR leave_workers > 0)
  UNION ALL
  SELECT unit, begins, ends, 'rectified',
    workers, leave_workers, undetermined, social_base, unemployment_base, sickness_employer,
    sickness_employee, accident_employer, retirement_employer, retirement_employee, unemployment_employer,
    unemployment_employee, health_employer, health_employee, union_fee
  FROM rectified
), newest AS (
  SELECT p.*, max(turn) OVER (PARTITION BY unit, told_from) AS newest_turn FROM unit_periods p
), held AS ( -- no stretch in which anybody stands goes beyond a period: its rows do not
  SELECT u.unit_code, e.employer_id, s.*,
    CASE WHEN s.version = 'declared' THEN d.receipt_id ELSE n.receipt_id END AS receipt_id
  FROM said s
  JOIN newest p ON p.unit = s.unit AND s.begins BETWEEN p.declared_from AND p.told_to
  JOIN member_lists d ON d.turn = p.turn
  JOIN member_lists n ON n.turn = p.newest_turn
  JOIN units u ON u.unit = s.unit
  LEFT JOIN unit_employers e ON e.unit = s.unit
)
SELECT s.unit_code, s.employer_id, m.first_day AS month, s.version, s.workers, s.leave_workers,
  s.social_base AS social_base_vnd,
  s.unemployment_base AS unemployment_base_vnd,
  s.sickness_employer AS sickness_maternity_employer_vnd,
  s.sickness_employee AS sickness_maternity_employee_vnd,
  s.accident_employer AS occupational_accident_employer_vnd,
  CASE WHEN s.undetermined = '' THEN CAST(0 AS BIGINT) END AS occupational_accident_employee_vnd,
  s.retirement_employer AS retirement_death_employer_vnd,
  s.retirement_employee AS retirement_death_employee_vnd,
  s.unemployment_employer AS unemployment_employer_vnd,
  s.unemployment_employee AS unemployment_employee_vnd,
  s.health_employer AS health_employer_vnd,
  s.health_employee AS health_employee_vnd,
  s.union_fee AS union_fee_vnd,
  s.receipt_id, s.undetermined
FROM held s JOIN span_months m ON m.begins = s.begins AND m.ends = s.ends;
-- check unique: due(unit_code, month, version)
-- check not null: due(unit_code, employer_id, month, receipt_id)
-- check empty: SELECT 1 FROM due WHERE undetermined = '' AND (social_base_vnd IS NULL OR union_fee_vnd IS NULL)
