-- What each unit owes for each month: as declared, and as rectified where the newest lists say otherwise.
-- A unit whose lists all say the same has nothing to rectify; its spans stand in both tellings.
CREATE OR REPLACE TABLE corrected AS
SELECT DISTINCT unit FROM unit_spans WHERE NOT (in_declared AND in_charged);

CREATE OR REPLACE TABLE span_months AS
SELECT a.month AS charged_from, b.month AS charged_to, m.month
FROM ledger_months a
JOIN ledger_months b ON a.month <= b.month
JOIN ledger_months m ON m.month BETWEEN a.month AND b.month;

CREATE OR REPLACE TABLE unit_tellings AS
WITH told AS (
  SELECT 'declared' AS version, in_declared AS told, s.* FROM unit_spans s
  UNION ALL
  SELECT 'rectified', in_charged, s.* FROM unit_spans s JOIN corrected c ON c.unit = s.unit
)
SELECT t.version, t.unit, m.month,
  CAST(sum(CASE WHEN told THEN workers ELSE 0 END) AS INTEGER) AS workers,
  CAST(sum(CASE WHEN told THEN leave_workers ELSE 0 END) AS INTEGER) AS leave_workers,
  coalesce(min(CASE WHEN told THEN undetermined END), '') AS undetermined,
  CAST(sum(CASE WHEN told THEN social_base ELSE 0 END) AS BIGINT) AS social_base,
  CAST(sum(CASE WHEN told THEN unemployment_base ELSE 0 END) AS BIGINT) AS unemployment_base,
  CAST(sum(CASE WHEN told THEN sickness_employer ELSE 0 END) AS BIGINT) AS sickness_employer,
  CAST(sum(CASE WHEN told THEN sickness_employee ELSE 0 END) AS BIGINT) AS sickness_employee,
  CAST(sum(CASE WHEN told THEN accident_employer ELSE 0 END) AS BIGINT) AS accident_employer,
  CAST(sum(CASE WHEN told THEN retirement_employer ELSE 0 END) AS BIGINT) AS retirement_employer,
  CAST(sum(CASE WHEN told THEN retirement_employee ELSE 0 END) AS BIGINT) AS retirement_employee,
  CAST(sum(CASE WHEN told THEN unemployment_employer ELSE 0 END) AS BIGINT) AS unemployment_employer,
  CAST(sum(CASE WHEN told THEN unemployment_employee ELSE 0 END) AS BIGINT) AS unemployment_employee,
  CAST(sum(CASE WHEN told THEN health_employer ELSE 0 END) AS BIGINT) AS health_employer,
  CAST(sum(CASE WHEN told THEN health_employee ELSE 0 END) AS BIGINT) AS health_employee,
  CAST(sum(CASE WHEN told THEN union_fee ELSE 0 END) AS BIGINT) AS union_fee
FROM told t JOIN span_months m ON m.charged_from = t.charged_from AND m.charged_to = t.charged_to
GROUP BY t.version, t.unit, m.month;

-- A telling without its amounts, where they are not determined, is compared by what it does say.
CREATE OR REPLACE TABLE rectified AS
WITH compared AS (
  SELECT version, unit, month, workers, leave_workers, undetermined,
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
  FROM unit_tellings WHERE unit IN (SELECT unit FROM corrected)
)
SELECT unit, month, workers, leave_workers, undetermined, social_base, unemployment_base, sickness_employer,
    sickness_employee, accident_employer, retirement_employer, retirement_employee, unemployment_employer,
    unemployment_employee, health_employer, health_employee, union_fee
FROM compared WHERE version = 'rectified'
EXCEPT
SELECT unit, month, workers, leave_workers, undetermined, social_base, unemployment_base, sickness_employer,
    sickness_employee, accident_employer, retirement_employer, retirement_employee, unemployment_employer,
    unemployment_employee, health_employer, health_employee, union_fee
FROM compared WHERE version = 'declared';

CREATE OR REPLACE TABLE due AS
WITH said AS (
  SELECT version, unit, month, workers, leave_workers, undetermined, social_base, unemployment_base, sickness_employer,
    sickness_employee, accident_employer, retirement_employer, retirement_employee, unemployment_employer,
    unemployment_employee, health_employer, health_employee, union_fee
  FROM unit_tellings
  WHERE version = 'declared' AND (workers > 0 OR leave_workers > 0)
  UNION ALL
  SELECT 'rectified', unit, month, workers, leave_workers, undetermined, social_base, unemployment_base, sickness_employer,
    sickness_employee, accident_employer, retirement_employer, retirement_employee, unemployment_employer,
    unemployment_employee, health_employer, health_employee, union_fee
  FROM rectified
), newest AS (
  SELECT unit, told_from, max(turn) AS turn FROM unit_periods GROUP BY unit, told_from
)
SELECT u.unit_code, e.employer_id, m.first_day AS month, s.version, s.workers, s.leave_workers,
  CASE WHEN s.undetermined = '' THEN s.social_base END AS social_base_vnd,
  CASE WHEN s.undetermined = '' THEN s.unemployment_base END AS unemployment_base_vnd,
  CASE WHEN s.undetermined = '' THEN s.sickness_employer END AS sickness_maternity_employer_vnd,
  CASE WHEN s.undetermined = '' THEN s.sickness_employee END AS sickness_maternity_employee_vnd,
  CASE WHEN s.undetermined = '' THEN s.accident_employer END AS occupational_accident_employer_vnd,
  CASE WHEN s.undetermined = '' THEN CAST(0 AS BIGINT) END AS occupational_accident_employee_vnd,
  CASE WHEN s.undetermined = '' THEN s.retirement_employer END AS retirement_death_employer_vnd,
  CASE WHEN s.undetermined = '' THEN s.retirement_employee END AS retirement_death_employee_vnd,
  CASE WHEN s.undetermined = '' THEN s.unemployment_employer END AS unemployment_employer_vnd,
  CASE WHEN s.undetermined = '' THEN s.unemployment_employee END AS unemployment_employee_vnd,
  CASE WHEN s.undetermined = '' THEN s.health_employer END AS health_employer_vnd,
  CASE WHEN s.undetermined = '' THEN s.health_employee END AS health_employee_vnd,
  CASE WHEN s.undetermined = '' THEN s.union_fee END AS union_fee_vnd,
  l.receipt_id, s.undetermined
FROM said s
JOIN units u ON u.unit = s.unit
JOIN ledger_months m ON m.month = s.month
JOIN unit_periods p ON p.unit = s.unit AND s.month BETWEEN p.declared_from AND p.told_to
JOIN newest n ON n.unit = s.unit AND n.told_from = p.told_from
JOIN member_lists l ON l.turn = CASE WHEN s.version = 'declared' THEN p.turn ELSE n.turn END
LEFT JOIN unit_employers e ON e.unit = s.unit;
-- check unique: due(unit_code, month, version)
-- check not null: due(unit_code, employer_id, month, receipt_id)
-- check empty: SELECT 1 FROM due WHERE undetermined = '' AND (social_base_vnd IS NULL OR union_fee_vnd IS NULL)
