-- The dues that the lists tell now: rectified where they were rectified, in the four columns of the notice.
CREATE OR REPLACE TABLE told_dues AS
WITH charged AS (
  SELECT * FROM due QUALIFY row_number() OVER (PARTITION BY unit_code, month ORDER BY version = 'rectified' DESC) = 1
), summed AS (
  SELECT unit_code, month, undetermined,
    coalesce(sickness_maternity_employer_vnd, 0) + coalesce(sickness_maternity_employee_vnd, 0)
      + coalesce(retirement_death_employer_vnd, 0) + coalesce(retirement_death_employee_vnd, 0) AS social,
    coalesce(health_employer_vnd, 0) + coalesce(health_employee_vnd, 0) AS health,
    coalesce(unemployment_employer_vnd, 0) + coalesce(unemployment_employee_vnd, 0) AS unemployment,
    coalesce(occupational_accident_employer_vnd, 0) + coalesce(occupational_accident_employee_vnd, 0) AS accident
  FROM charged
)
SELECT unit_code, month, undetermined, fund, CASE WHEN undetermined = '' THEN due_vnd END::BIGINT AS due_vnd
FROM summed UNPIVOT (due_vnd FOR fund IN (social, health, unemployment, accident));
-- check unique: told_dues(unit_code, month, fund)
