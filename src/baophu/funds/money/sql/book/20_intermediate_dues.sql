-- What the lists tell now of each unit and month: rectified where it was rectified, in the notice's four columns.
CREATE OR REPLACE TABLE told_dues AS
WITH charged AS (
  SELECT * FROM due WHERE version = 'rectified'
  UNION ALL
  SELECT d.* FROM due d ANTI JOIN (SELECT unit_code, month FROM due WHERE version = 'rectified') r
    ON r.unit_code = d.unit_code AND r.month = d.month
)
SELECT u.unit, c.month, c.undetermined,
  coalesce(sickness_maternity_employer_vnd, 0) + coalesce(sickness_maternity_employee_vnd, 0)
    + coalesce(retirement_death_employer_vnd, 0) + coalesce(retirement_death_employee_vnd, 0) AS social,
  coalesce(health_employer_vnd, 0) + coalesce(health_employee_vnd, 0) AS health,
  coalesce(unemployment_employer_vnd, 0) + coalesce(unemployment_employee_vnd, 0) AS unemployment,
  coalesce(occupational_accident_employer_vnd, 0) + coalesce(occupational_accident_employee_vnd, 0) AS accident,
  c.workers, c.leave_workers, c.social_base_vnd, c.unemployment_base_vnd, c.receipt_id
FROM charged c JOIN ledger_units u ON u.unit_code = c.unit_code;
-- check unique: told_dues(unit, month)

-- What closings froze.
CREATE OR REPLACE TABLE posted AS
SELECT u.unit, p.month, p.of_month, p.fund::money_fund AS fund, p.kind, p.amount_vnd
FROM postings p JOIN ledger_units u ON u.unit_code = p.unit_code;

DROP TABLE IF EXISTS postings;
