-- What each unit is charged by stretches of months in which nobody comes or goes and no law changes: each
-- person rounded half up to the đồng fund by fund and side by side, added up by unit and stretch.
CREATE OR REPLACE TABLE stretches AS
WITH stays AS (
  SELECT DISTINCT unit, from_month, to_month FROM member_spans
), breaks AS (
  SELECT unit, begins AS month FROM unit_kinds
  UNION
  SELECT unit, from_month FROM stays
  UNION
  SELECT unit, to_month + 1 FROM stays
), cut AS (
  SELECT unit, month AS begins, lead(month) OVER (PARTITION BY unit ORDER BY month) - 1 AS ends FROM breaks
)
SELECT CAST(row_number() OVER (ORDER BY c.unit, c.begins) AS INTEGER) AS stretch,
  c.unit, c.begins, coalesce(c.ends, 999999) AS ends, k.kind
FROM cut c JOIN unit_kinds k ON k.unit = c.unit AND c.begins BETWEEN k.begins AND k.ends;
-- check unique: stretches(unit, begins)

-- Spans whose wage meets a floor or a cap or is rounded somewhere, by the kinds that their unit is of.
CREATE OR REPLACE TABLE other_spans AS
SELECT s.unit, s.telling, s.class, s.word, s.wage_vnd, s.from_month, s.to_month,
  p.rounded OR NOT coalesce(s.wage_vnd % 1000 = 0, false) AS rounded
FROM member_spans s
JOIN plain_wages p ON p.class = s.class
WHERE NOT coalesce(s.wage_vnd % 1000 = 0 AND s.wage_vnd BETWEEN p.from_vnd AND p.to_vnd, false);

CREATE OR REPLACE VIEW met AS
SELECT s.unit, s.telling, s.class, s.word, s.wage_vnd, s.rounded, k.kind * 100000 + s.class AS line,
  greatest(s.from_month, k.begins) AS from_month, least(s.to_month, k.ends) AS to_month
FROM other_spans s
JOIN unit_kinds k ON k.unit = s.unit AND k.begins <= s.to_month AND s.from_month <= k.ends;

-- Where nothing is rounded, wages are added up before they are multiplied; where no wage meets a floor or a
-- cap either, before it is looked at how the law changes. What is kept are thousands of đồng.
CREATE OR REPLACE TABLE even_bases AS
WITH plain AS (
  SELECT s.unit, s.class, s.from_month, s.to_month, s.telling,
    count(*) AS people, half_up(CAST(sum(s.wage_vnd) AS BIGINT), 1000) AS wages
  FROM member_spans s
  JOIN plain_wages p ON p.class = s.class AND s.wage_vnd BETWEEN p.from_vnd AND p.to_vnd
  WHERE s.wage_vnd % 1000 = 0
  GROUP BY s.unit, s.class, s.from_month, s.to_month, s.telling
), limited AS (
  SELECT s.unit, s.line, s.telling, s.from_month, s.to_month,
    CASE WHEN s.wage_vnd < t.sure_from_vnd OR s.wage_vnd > t.sure_to_vnd THEN 1 ELSE 0 END AS open,
    CAST(least(greatest(s.wage_vnd, t.floor_vnd), t.social_cap_vnd) AS INTEGER) AS social_vnd,
    CAST(least(greatest(s.wage_vnd, t.floor_vnd), t.unemployment_cap_vnd) AS INTEGER) AS unemployment_vnd
  FROM met s
  JOIN tariff t ON t.line = s.line AND t.exact
  WHERE s.wage_vnd % 1000 = 0
), bounded AS (
  SELECT unit, line, from_month, to_month, telling, count(*) AS people, max(open) AS open,
    half_up(CAST(sum(social_vnd) AS BIGINT), 1000) AS social,
    half_up(CAST(sum(unemployment_vnd) AS BIGINT), 1000) AS unemployment
  FROM limited
  GROUP BY unit, line, from_month, to_month, telling
), even AS (
  SELECT h.stretch, h.kind * 100000 + p.class AS line, p.telling, p.people, 0 AS open,
    p.wages AS social, p.wages AS unemployment
  FROM plain p JOIN stretches h ON h.unit = p.unit AND h.begins BETWEEN p.from_month AND p.to_month
  UNION ALL
  SELECT h.stretch, b.line, b.telling, b.people, b.open, b.social, b.unemployment
  FROM bounded b JOIN stretches h ON h.unit = b.unit AND h.begins BETWEEN b.from_month AND b.to_month
)
SELECT stretch, telling, line, CAST(sum(people) AS INTEGER) AS people, max(open) AS open,
  CAST(sum(social) AS BIGINT) AS social, CAST(sum(unemployment) AS BIGINT) AS unemployment
FROM even GROUP BY stretch, telling, line;

CREATE OR REPLACE TABLE uneven_spans AS
WITH based AS (
  SELECT s.unit, s.from_month, s.to_month, s.telling, t.*,
    CASE WHEN t.by_coefficient
      THEN half_up(w.coefficient_micro * t.base_salary, 1000000) + w.allowance_vnd
      ELSE s.wage_vnd END AS wage_vnd
  FROM met s
  JOIN words w ON w.word = s.word
  JOIN tariff t ON t.line = s.line
  WHERE s.rounded AND (NOT coalesce(s.wage_vnd % 1000 = 0, false) OR NOT t.exact)
), limited AS (
  SELECT *,
    coalesce(undetermined,
      CASE WHEN wage_vnd < sure_from_vnd OR wage_vnd > sure_to_vnd THEN 'wages.region_iii' END) AS lacks,
    CAST(least(greatest(wage_vnd, floor_vnd), social_cap_vnd) AS INTEGER) AS social_vnd,
    CAST(least(greatest(wage_vnd, floor_vnd), unemployment_cap_vnd) AS INTEGER) AS unemployment_vnd
  FROM based
)
SELECT unit, from_month, to_month, telling,
  CAST(sum(workers) AS INTEGER) AS workers, CAST(sum(leave_workers) AS INTEGER) AS leave_workers,
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
GROUP BY unit, from_month, to_month, telling;

CREATE OR REPLACE TABLE charges AS
WITH charged AS (
  SELECT e.stretch, e.telling, e.people * t.workers AS workers, e.people * t.leave_workers AS leave_workers,
    coalesce(t.undetermined, CASE WHEN e.open = 1 THEN 'wages.region_iii' END) AS undetermined,
    e.social * t.on_social_base AS social_base, e.unemployment * t.on_unemployment_base AS unemployment_base,
    e.social * t.sickness_employer AS sickness_employer,
    e.social * t.sickness_employee AS sickness_employee,
    e.social * t.accident_employer AS accident_employer,
    e.social * t.retirement_employer AS retirement_employer,
    e.social * t.retirement_employee AS retirement_employee,
    e.unemployment * t.unemployment_employer AS unemployment_employer,
    e.unemployment * t.unemployment_employee AS unemployment_employee,
    e.social * t.health_employer AS health_employer,
    e.social * t.health_employee AS health_employee,
    e.social * t.union_fee AS union_fee
  FROM even_bases e JOIN even_tariff t ON t.line = e.line
  UNION ALL
  SELECT h.stretch, u.telling, u.workers, u.leave_workers, u.undetermined, u.social_base, u.unemployment_base,
    u.sickness_employer,
    u.sickness_employee,
    u.accident_employer,
    u.retirement_employer,
    u.retirement_employee,
    u.unemployment_employer,
    u.unemployment_employee,
    u.health_employer,
    u.health_employee,
    u.union_fee
  FROM uneven_spans u JOIN stretches h ON h.unit = u.unit AND h.begins BETWEEN u.from_month AND u.to_month
)
SELECT stretch, telling, CAST(sum(workers) AS INTEGER) AS workers,
  CAST(sum(leave_workers) AS INTEGER) AS leave_workers, min(undetermined) AS undetermined,
  CAST(sum(social_base) AS BIGINT) AS social_base, CAST(sum(unemployment_base) AS BIGINT) AS unemployment_base,
  CAST(sum(sickness_employer) AS BIGINT) AS sickness_employer,
  CAST(sum(sickness_employee) AS BIGINT) AS sickness_employee,
  CAST(sum(accident_employer) AS BIGINT) AS accident_employer,
  CAST(sum(retirement_employer) AS BIGINT) AS retirement_employer,
  CAST(sum(retirement_employee) AS BIGINT) AS retirement_employee,
  CAST(sum(unemployment_employer) AS BIGINT) AS unemployment_employer,
  CAST(sum(unemployment_employee) AS BIGINT) AS unemployment_employee,
  CAST(sum(health_employer) AS BIGINT) AS health_employer,
  CAST(sum(health_employee) AS BIGINT) AS health_employee,
  CAST(sum(union_fee) AS BIGINT) AS union_fee
FROM charged GROUP BY stretch, telling;
