-- Each person's charge by each span of equal law, rounded half up to the đồng fund by fund and side by side,
-- added up by unit and span.
CREATE OR REPLACE VIEW met AS
SELECT s.unit, s.in_declared, s.in_charged, s.round_wage,
  greatest(s.from_month, k.begins) AS charged_from, least(s.to_month, k.ends) AS charged_to,
  s.wage_vnd, s.coefficient_micro, s.allowance_vnd, s.class, k.kind
FROM spans s
JOIN unit_kinds k ON k.unit = s.unit AND k.begins <= s.to_month AND s.from_month <= k.ends;

-- Where nothing is rounded, bases are added up before they are multiplied.
CREATE OR REPLACE TABLE even_spans AS
WITH grouped AS (
  SELECT m.unit, m.kind, m.class, m.charged_from, m.charged_to, m.in_declared, m.in_charged,
    count(*) AS people,
    max(CASE WHEN m.wage_vnd < t.sure_from_vnd OR m.wage_vnd > t.sure_to_vnd THEN 1 ELSE 0 END) AS open,
    CAST(sum(CAST(least(greatest(m.wage_vnd, t.floor_vnd), t.social_cap_vnd) AS INTEGER)) AS BIGINT)
      AS social_vnd,
    CAST(sum(CAST(least(greatest(m.wage_vnd, t.floor_vnd), t.unemployment_cap_vnd) AS INTEGER)) AS BIGINT)
      AS unemployment_vnd
  FROM met m
  JOIN (
    SELECT kind, class, sure_from_vnd, sure_to_vnd, floor_vnd, social_cap_vnd, unemployment_cap_vnd
    FROM tariff WHERE exact
  ) t ON t.kind = m.kind AND t.class = m.class
  WHERE m.round_wage
  GROUP BY m.unit, m.kind, m.class, m.charged_from, m.charged_to, m.in_declared, m.in_charged
)
SELECT g.unit, g.charged_from, g.charged_to, g.in_declared, g.in_charged,
  g.people * t.workers AS workers, g.people * t.leave_workers AS leave_workers,
  coalesce(t.undetermined, CASE WHEN g.open = 1 THEN 'wages.region_iii' END) AS undetermined,
  g.social_vnd * t.on_social_base AS social_base, g.unemployment_vnd AS unemployment_base,
  half_up(g.social_vnd * t.sickness_employer, 1000000) AS sickness_employer,
  half_up(g.social_vnd * t.sickness_employee, 1000000) AS sickness_employee,
  half_up(g.social_vnd * t.accident_employer, 1000000) AS accident_employer,
  half_up(g.social_vnd * t.retirement_employer, 1000000) AS retirement_employer,
  half_up(g.social_vnd * t.retirement_employee, 1000000) AS retirement_employee,
  half_up(g.unemployment_vnd * t.unemployment_employer, 1000000) AS unemployment_employer,
  half_up(g.unemployment_vnd * t.unemployment_employee, 1000000) AS unemployment_employee,
  half_up(g.social_vnd * t.health_employer, 1000000) AS health_employer,
  half_up(g.social_vnd * t.health_employee, 1000000) AS health_employee,
  half_up(g.social_vnd * t.union_fee, 1000000) AS union_fee
FROM grouped g JOIN tariff t ON t.kind = g.kind AND t.class = g.class;

CREATE OR REPLACE TABLE uneven_spans AS
WITH based AS (
  SELECT m.unit, m.charged_from, m.charged_to, m.in_declared, m.in_charged, t.*,
    CASE WHEN t.by_coefficient
      THEN half_up(m.coefficient_micro * t.base_salary, 1000000) + m.allowance_vnd
      ELSE m.wage_vnd END AS wage_vnd
  FROM met m
  JOIN tariff t ON t.kind = m.kind AND t.class = m.class
  WHERE NOT coalesce(m.round_wage, false) OR NOT t.exact
), limited AS (
  SELECT *,
    coalesce(undetermined,
      CASE WHEN wage_vnd < sure_from_vnd OR wage_vnd > sure_to_vnd THEN 'wages.region_iii' END) AS lacks,
    CAST(least(greatest(wage_vnd, floor_vnd), social_cap_vnd) AS INTEGER) AS social_vnd,
    CAST(least(greatest(wage_vnd, floor_vnd), unemployment_cap_vnd) AS INTEGER) AS unemployment_vnd
  FROM based
)
SELECT unit, charged_from, charged_to, in_declared, in_charged,
  CAST(sum(workers) AS BIGINT) AS workers, CAST(sum(leave_workers) AS BIGINT) AS leave_workers,
  min(lacks) AS undetermined,
  CAST(sum(social_vnd * on_social_base) AS BIGINT) AS social_base,
  CAST(sum(unemployment_vnd) AS BIGINT) AS unemployment_base,
  CAST(sum(CAST(half_up(social_vnd * sickness_employer, 1000000) AS INTEGER)) AS BIGINT) AS sickness_employer,
  CAST(sum(CAST(half_up(social_vnd * sickness_employee, 1000000) AS INTEGER)) AS BIGINT) AS sickness_employee,
  CAST(sum(CAST(half_up(social_vnd * accident_employer, 1000000) AS INTEGER)) AS BIGINT) AS accident_employer,
  CAST(sum(CAST(half_up(social_vnd * retirement_employer, 1000000) AS INTEGER)) AS BIGINT) AS retirement_employer,
  CAST(sum(CAST(half_up(social_vnd * retirement_employee, 1000000) AS INTEGER)) AS BIGINT) AS retirement_employee,
  CAST(sum(CAST(half_up(unemployment_vnd * unemployment_employer, 1000000) AS INTEGER)) AS BIGINT) AS unemployment_employer,
  CAST(sum(CAST(half_up(unemployment_vnd * unemployment_employee, 1000000) AS INTEGER)) AS BIGINT) AS unemployment_employee,
  CAST(sum(CAST(half_up(social_vnd * health_employer, 1000000) AS INTEGER)) AS BIGINT) AS health_employer,
  CAST(sum(CAST(half_up(social_vnd * health_employee, 1000000) AS INTEGER)) AS BIGINT) AS health_employee,
  CAST(sum(CAST(half_up(social_vnd * union_fee, 1000000) AS INTEGER)) AS BIGINT) AS union_fee
FROM limited
GROUP BY unit, charged_from, charged_to, in_declared, in_charged;

CREATE OR REPLACE VIEW unit_spans AS
SELECT * FROM even_spans UNION ALL SELECT * FROM uneven_spans;
