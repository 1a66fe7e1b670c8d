-- The rate card: for each segment of months, group, region, way of being paid and decision on the unit,
-- everything that an amount is counted with, in millionths; and the key of the first value that lacks.
CREATE OR REPLACE TABLE rate_keys AS
SELECT * FROM (VALUES
  ('vietnamese', false, 1, 'sickness_employer', 'contribution.vietnamese.sickness_maternity.employer'),
  ('vietnamese', false, 2, 'accident_employer', 'contribution.vietnamese.occupational_accident.employer'),
  ('vietnamese', false, 3, 'retirement_employer', 'contribution.vietnamese.retirement_death.employer'),
  ('vietnamese', false, 4, 'retirement_employee', 'contribution.vietnamese.retirement_death.employee'),
  ('vietnamese', false, 5, 'unemployment_employer', 'contribution.vietnamese.unemployment.employer'),
  ('vietnamese', false, 6, 'unemployment_employee', 'contribution.vietnamese.unemployment.employee'),
  ('vietnamese', false, 7, 'health_employer', 'contribution.vietnamese.health.employer'),
  ('vietnamese', false, 8, 'health_employee', 'contribution.vietnamese.health.employee'),
  ('vietnamese', false, 9, 'union_fee', 'contribution.union_fee'),
  ('vietnamese', true, 1, 'sickness_employer', 'contribution.vietnamese.sickness_maternity.employer'),
  ('vietnamese', true, 2, 'accident_employer', 'contribution.state_budget.occupational_accident.employer'),
  ('vietnamese', true, 3, 'retirement_employer', 'contribution.vietnamese.retirement_death.employer'),
  ('vietnamese', true, 4, 'retirement_employee', 'contribution.vietnamese.retirement_death.employee'),
  ('vietnamese', true, 5, 'unemployment_employer', 'contribution.state_budget.unemployment.employer'),
  ('vietnamese', true, 6, 'unemployment_employee', 'contribution.vietnamese.unemployment.employee'),
  ('vietnamese', true, 7, 'health_employer', 'contribution.vietnamese.health.employer'),
  ('vietnamese', true, 8, 'health_employee', 'contribution.vietnamese.health.employee'),
  ('vietnamese', true, 9, 'union_fee', 'contribution.union_fee'),
  ('foreigner', NULL, 1, 'sickness_employer', 'contribution.foreigner.sickness_maternity.employer'),
  ('foreigner', NULL, 2, 'accident_employer', 'contribution.foreigner.occupational_accident.employer'),
  ('foreigner', NULL, 3, 'retirement_employer', 'contribution.foreigner.retirement_death.employer'),
  ('foreigner', NULL, 4, 'retirement_employee', 'contribution.foreigner.retirement_death.employee'),
  ('foreigner', NULL, 7, 'health_employer', 'contribution.foreigner.health.employer'),
  ('foreigner', NULL, 8, 'health_employee', 'contribution.foreigner.health.employee'),
  ('foreigner', NULL, 9, 'union_fee', 'contribution.union_fee'),
  ('foreigner_health', NULL, 7, 'health_employer', 'contribution.foreigner.health.employer'),
  ('foreigner_health', NULL, 8, 'health_employee', 'contribution.foreigner.health.employee'),
  ('household_owner', NULL, 2, 'sickness_employee', 'contribution.household_owner.sickness_maternity.employee'),
  ('household_owner', NULL, 4, 'retirement_employee', 'contribution.household_owner.retirement_death.employee'),
  ('part_timer', NULL, 1, 'sickness_employer', 'contribution.commune_part_timer.sickness_maternity.employer'),
  ('part_timer', NULL, 3, 'retirement_employer', 'contribution.commune_part_timer.retirement_death.employer'),
  ('part_timer', NULL, 4, 'retirement_employee', 'contribution.commune_part_timer.retirement_death.employee')
) AS k(rates_of, state, place, part, key);

CREATE OR REPLACE TABLE card_rates AS
WITH decided AS (
  SELECT * FROM (VALUES (false), (true)) AS r(reduced) CROSS JOIN (VALUES (false), (true)) AS s(suspended)
  CROSS JOIN (VALUES (false), (true)) AS t(state)
), lines AS (
  SELECT k.rates_of, d.state, d.reduced, d.suspended, k.place, k.part, l.month, l.key, l.known, l.micro,
    -- a fund that the group has only later has no rate yet
    k.rates_of = 'part_timer' AND k.part = 'sickness_employer' AND NOT l.begun AS later,
    d.suspended AND k.part LIKE 'retirement%' AS held_back,
    d.reduced AND NOT d.state AND k.rates_of = 'vietnamese' AND k.part = 'accident_employer'
      AND l.micro > 0 AS lowered
  FROM rate_keys k
  JOIN decided d ON k.state IS NULL OR k.state = d.state
  JOIN law_at l ON l.key = k.key
  JOIN segments s ON s.segment = l.month
), judged AS (
  SELECT n.rates_of, n.state, n.reduced, n.suspended, n.place, n.part, n.month,
    NOT (n.later OR n.held_back) AS present,
    CASE WHEN n.later OR n.held_back THEN 0 WHEN n.lowered THEN r.micro ELSE n.micro END AS micro,
    CASE
      WHEN n.later THEN NULL
      WHEN n.held_back THEN CASE WHEN NOT p.known THEN p.key END
      WHEN n.lowered THEN CASE WHEN NOT r.known THEN r.key END
      WHEN NOT n.known THEN n.key
    END AS lacks
  FROM lines n
  JOIN law_at r ON r.month = n.month
    AND r.key = 'contribution.vietnamese.occupational_accident_reduced.employer'
  JOIN law_at p ON p.month = n.month AND p.key = 'contribution.suspension'
)
SELECT month AS segment, rates_of, state, reduced, suspended,
  coalesce(max(CASE WHEN part = 'sickness_employer' THEN micro END), 0) AS sickness_employer,
  coalesce(max(CASE WHEN part = 'sickness_employee' THEN micro END), 0) AS sickness_employee,
  coalesce(max(CASE WHEN part = 'accident_employer' THEN micro END), 0) AS accident_employer,
  coalesce(max(CASE WHEN part = 'retirement_employer' THEN micro END), 0) AS retirement_employer,
  coalesce(max(CASE WHEN part = 'retirement_employee' THEN micro END), 0) AS retirement_employee,
  coalesce(max(CASE WHEN part = 'unemployment_employer' THEN micro END), 0) AS unemployment_employer,
  coalesce(max(CASE WHEN part = 'unemployment_employee' THEN micro END), 0) AS unemployment_employee,
  coalesce(max(CASE WHEN part = 'health_employer' THEN micro END), 0) AS health_employer,
  coalesce(max(CASE WHEN part = 'health_employee' THEN micro END), 0) AS health_employee,
  coalesce(max(CASE WHEN part = 'union_fee' THEN micro END), 0) AS union_fee,
  -- which funds the group has at all, be the rate nothing
  bool_or(present AND part LIKE 'sickness%') AS has_sickness,
  bool_or(present AND part LIKE 'accident%') AS has_accident,
  bool_or(present AND part LIKE 'retirement%') AS has_retirement,
  bool_or(present AND part LIKE 'unemployment%') AS has_unemployment,
  bool_or(present AND part LIKE 'health%') AS has_health,
  substr(min(CASE WHEN lacks IS NOT NULL THEN place || lacks END), 2) AS lacks
FROM judged
GROUP BY month, rates_of, state, reduced, suspended;
-- check unique: card_rates(segment, rates_of, state, reduced, suspended)

-- A unit whose region is open (a blank one) is counted for where both regions give the same: not below the
-- higher floor, not above the lower cap.
CREATE OR REPLACE TABLE card AS
WITH bounded AS (
  SELECT g.segment, g.who, g.rates_of, g.liable, g.lacks AS group_lacks, n.region, a.state,
    g.rates_of = 'part_timer' AND a.part_timer_base <> 'pay' AS on_base_salary,
    a.grant_base_vnd, b.floor_vnd, b.social_cap_vnd, b.unemployment_cap_vnd,
    CASE WHEN a.floor_vnd <> b.floor_vnd THEN greatest(a.floor_vnd, b.floor_vnd) END AS sure_from_vnd,
    CASE WHEN g.rates_of = 'vietnamese' AND a.unemployment_cap_vnd <> b.unemployment_cap_vnd
      THEN least(a.unemployment_cap_vnd, b.unemployment_cap_vnd) END AS sure_to_vnd,
    CASE
      WHEN g.rates_of = 'part_timer' AND a.part_timer_base IS NULL
        THEN 'contribution.commune_part_timer.base'
      WHEN g.rates_of = 'part_timer' AND a.part_timer_base <> 'pay' THEN a.grant_lacks
      ELSE coalesce(a.floor_lacks, a.times_lacks, a.grant_lacks,
        CASE WHEN g.rates_of = 'vietnamese' THEN a.unemployment_lacks END)
    END AS limit_lacks,
    CASE WHEN NOT (g.rates_of = 'part_timer' AND coalesce(a.part_timer_base, '') <> 'pay')
      THEN coalesce(b.floor_lacks, CASE WHEN g.rates_of = 'vietnamese' THEN b.unemployment_lacks END)
    END AS other_limit_lacks
  FROM (
    SELECT segment, who, liable, lacks,
      CASE WHEN rates_of LIKE '%part_timer' THEN 'part_timer' ELSE rates_of END AS rates_of
    FROM law_groups
  ) g
  CROSS JOIN (VALUES ('iii', 'iii', 'iii'), ('iv', 'iv', 'iv'), ('', 'iii', 'iv')) AS n(region, one, other)
  JOIN limits a ON a.segment = g.segment AND a.region = n.one
  JOIN limits b ON b.segment = g.segment AND b.region = n.other AND b.state = a.state
)
SELECT b.segment, b.who, b.region, b.state, r.reduced, r.suspended, b.liable, b.group_lacks,
  coalesce(b.limit_lacks, r.lacks, b.other_limit_lacks) AS lacks,
  CASE WHEN b.on_base_salary THEN b.grant_base_vnd END AS fixed_base_vnd,
  b.floor_vnd, b.social_cap_vnd, b.unemployment_cap_vnd,
  CASE WHEN NOT b.on_base_salary THEN b.sure_from_vnd END AS sure_from_vnd, b.sure_to_vnd,
  w.base_salary, w.unpaid_days,
  r.sickness_employer, r.sickness_employee, r.accident_employer, r.retirement_employer,
  r.retirement_employee, r.unemployment_employer, r.unemployment_employee, r.health_employer,
  r.health_employee, r.union_fee,
  r.has_sickness, r.has_accident, r.has_retirement, r.has_unemployment, r.has_health
FROM bounded b
JOIN card_rates r ON r.segment = b.segment AND r.rates_of = b.rates_of AND r.state = b.state
JOIN law_words w ON w.month = b.segment;
-- check unique: card(segment, who, region, state, reduced, suspended)
-- check empty: SELECT 1 FROM card WHERE lacks IS NULL AND coalesce(fixed_base_vnd, social_cap_vnd) IS NULL
