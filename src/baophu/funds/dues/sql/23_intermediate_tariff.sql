-- How a row of each class is charged in a unit of each kind: rates that are nothing where a fund is not the
-- row's, a floor and caps of nothing where nothing is charged, or the key of what is not known.
CREATE OR REPLACE TABLE tariff AS
WITH met AS (
  SELECT k.kind, c.class, c.by_coefficient, d.base_salary, d.fixed_base_vnd, d.floor_vnd, d.social_cap_vnd,
    d.unemployment_cap_vnd, d.sure_from_vnd, d.sure_to_vnd,
    CASE WHEN c.unpaid_days IS NULL THEN c.leave_told ELSE c.unpaid_days >= d.unpaid_days END AS on_leave,
    CASE
      WHEN c.unpaid_days IS NOT NULL AND d.unpaid_days IS NULL THEN 'contribution.unpaid_days'
      WHEN c.unpaid_days IS NULL AND c.leave_told OR c.unpaid_days >= d.unpaid_days THEN NULL
      WHEN d.group_lacks IS NOT NULL THEN d.group_lacks
      WHEN NOT d.liable THEN NULL
      WHEN c.untold IS NOT NULL THEN c.untold
      WHEN c.by_coefficient AND d.base_salary IS NULL THEN 'wages.base_salary'
      WHEN NOT (c.in_sickness OR c.in_accident OR c.in_retirement OR c.in_unemployment OR c.in_health)
        THEN 'insured_members.funds'
      WHEN k.region IS NULL THEN 'wages.region_iii'
      ELSE d.lacks
    END AS undetermined,
    d.liable,
    c.in_sickness AND d.has_sickness AS in_sickness, c.in_accident AND d.has_accident AS in_accident,
    c.in_retirement AND d.has_retirement AS in_retirement,
    c.in_unemployment AND d.has_unemployment AS in_unemployment, c.in_health AND d.has_health AS in_health,
    c.in_sickness OR c.in_retirement AS in_social,
    d.sickness_employer, d.sickness_employee, d.accident_employer, d.retirement_employer,
    d.retirement_employee, d.unemployment_employer, d.unemployment_employee, d.health_employer,
    d.health_employee, d.union_fee
  FROM kinds k
  CROSS JOIN classes c
  JOIN card d ON d.segment = k.segment AND d.region = coalesce(k.region, '') AND d.who = c.who
    AND d.state = (k.public OR c.by_coefficient) AND d.reduced = k.reduced AND d.suspended = k.suspended
), judged AS (
  SELECT *, undetermined IS NULL AND liable AND NOT on_leave
    AND (in_sickness OR in_accident OR in_retirement OR in_unemployment OR in_health) AS charged,
    in_sickness OR in_accident OR in_retirement OR in_health AS on_social_base
  FROM met
), charged_by AS (
  SELECT kind, class, by_coefficient, coalesce(base_salary, 0) AS base_salary, undetermined,
    CASE WHEN charged OR undetermined IS NOT NULL THEN 1 ELSE 0 END AS workers,
    CASE WHEN on_leave AND undetermined IS NULL THEN 1 ELSE 0 END AS leave_workers,
    CASE WHEN charged THEN sure_from_vnd END AS sure_from_vnd,
    CASE WHEN charged AND in_unemployment THEN sure_to_vnd END AS sure_to_vnd,
    CASE WHEN NOT charged THEN 0 ELSE coalesce(fixed_base_vnd, floor_vnd) END AS floor_vnd,
    CASE WHEN NOT charged THEN 0 ELSE coalesce(fixed_base_vnd, social_cap_vnd) END AS social_cap_vnd,
    CASE WHEN charged AND in_unemployment THEN unemployment_cap_vnd ELSE 0 END AS unemployment_cap_vnd,
    CASE WHEN charged AND on_social_base THEN 1 ELSE 0 END AS on_social_base,
    CASE WHEN charged AND in_unemployment THEN 1 ELSE 0 END AS on_unemployment_base, charged,
    CASE WHEN charged AND in_sickness THEN sickness_employer ELSE 0 END AS sickness_employer,
    CASE WHEN charged AND in_sickness THEN sickness_employee ELSE 0 END AS sickness_employee,
    CASE WHEN charged AND in_accident THEN accident_employer ELSE 0 END AS accident_employer,
    CASE WHEN charged AND in_retirement THEN retirement_employer ELSE 0 END AS retirement_employer,
    CASE WHEN charged AND in_retirement THEN retirement_employee ELSE 0 END AS retirement_employee,
    CASE WHEN charged AND in_unemployment THEN unemployment_employer ELSE 0 END AS unemployment_employer,
    CASE WHEN charged AND in_unemployment THEN unemployment_employee ELSE 0 END AS unemployment_employee,
    CASE WHEN charged AND in_health THEN health_employer ELSE 0 END AS health_employer,
    CASE WHEN charged AND in_health THEN health_employee ELSE 0 END AS health_employee,
    CASE WHEN charged AND in_social THEN union_fee ELSE 0 END AS union_fee
  FROM judged
)
-- Nothing is rounded where limits are whole thousands and rates whole thousandths, nor are wages uneven.
SELECT *, kind * 100000 + class AS line,
  floor_vnd % 1000 = 0 AND social_cap_vnd % 1000 = 0 AND unemployment_cap_vnd % 1000 = 0
    AND sickness_employer % 1000 = 0 AND sickness_employee % 1000 = 0 AND accident_employer % 1000 = 0
    AND retirement_employer % 1000 = 0 AND retirement_employee % 1000 = 0
    AND unemployment_employer % 1000 = 0 AND unemployment_employee % 1000 = 0
    AND health_employer % 1000 = 0 AND health_employee % 1000 = 0 AND union_fee % 1000 = 0 AS exact
FROM charged_by;
-- check unique: tariff(kind, class)
-- check not null: tariff(floor_vnd, social_cap_vnd, unemployment_cap_vnd, union_fee)

-- What a thousand đồng costs where nothing is rounded, in đồng.
CREATE OR REPLACE TABLE even_tariff AS
SELECT line, workers, leave_workers, undetermined,
  CAST(1000 * on_social_base AS BIGINT) AS on_social_base,
  CAST(1000 * on_unemployment_base AS BIGINT) AS on_unemployment_base,
  half_up(sickness_employer, 1000) AS sickness_employer,
  half_up(sickness_employee, 1000) AS sickness_employee,
  half_up(accident_employer, 1000) AS accident_employer,
  half_up(retirement_employer, 1000) AS retirement_employer,
  half_up(retirement_employee, 1000) AS retirement_employee,
  half_up(unemployment_employer, 1000) AS unemployment_employer,
  half_up(unemployment_employee, 1000) AS unemployment_employee,
  half_up(health_employer, 1000) AS health_employer,
  half_up(health_employee, 1000) AS health_employee,
  half_up(union_fee, 1000) AS union_fee
FROM tariff WHERE exact;

-- Between which wages a class meets no floor and no cap, whatever its unit and month; none where anything is
-- rounded even of whole thousands.
CREATE OR REPLACE TABLE plain_wages AS
SELECT class, NOT bool_and(exact) AS rounded,
  CASE WHEN bool_and(exact) THEN max(CASE WHEN charged THEN greatest(floor_vnd, sure_from_vnd) END) END
    AS from_vnd,
  CASE WHEN bool_and(exact) THEN min(CASE WHEN charged THEN least(social_cap_vnd,
    CASE WHEN on_unemployment_base = 1 THEN unemployment_cap_vnd END, sure_to_vnd) END) END AS to_vnd
FROM tariff GROUP BY class;
-- check unique: plain_wages(class)
