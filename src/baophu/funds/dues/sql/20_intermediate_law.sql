-- The law of each month's first day, as it was handed over: `law_value` holds a row for each span of a key.
CREATE OR REPLACE TABLE law_at AS
SELECT m.month, v.key, v.begun, v.known, v.whole, v.micro, v.word, v.says
FROM ledger_months m JOIN law_value v ON v.holds_from <= m.first_day AND m.first_day < v.holds_before;
-- check unique: law_at(month, key)

-- Months among which neither law nor places change.
CREATE OR REPLACE TABLE segments AS
WITH changes AS (
  SELECT m.month,
    m.places_changed OR EXISTS (
      SELECT 1 FROM law_value v WHERE year(v.holds_from) * 12 + month(v.holds_from)
        - CASE WHEN day(v.holds_from) = 1 THEN 1 ELSE 0 END = m.month)
    OR m.month = (SELECT min(month) FROM ledger_months) AS starts
  FROM ledger_months m
)
SELECT month AS segment, month AS from_month,
  coalesce(lead(month) OVER (ORDER BY month) - 1, (SELECT max(month) FROM ledger_months)) AS to_month
FROM changes WHERE starts;

CREATE OR REPLACE TABLE law_words AS
SELECT l.month,
  max(CASE WHEN key = 'contribution.floor.kind' THEN word END) AS floor_kind,
  max(CASE WHEN key = 'contribution.cap.social_health_of' THEN word END) AS social_of,
  max(CASE WHEN key = 'contribution.cap.social_health' THEN micro END) AS social_times,
  max(CASE WHEN key = 'contribution.cap.unemployment_of' THEN word END) AS unemployment_of,
  max(CASE WHEN key = 'contribution.cap.unemployment_state_of' THEN word END) AS unemployment_state_of,
  max(CASE WHEN key = 'contribution.cap.unemployment' THEN micro END) AS unemployment_times,
  max(CASE WHEN key = 'contribution.commune_part_timer.base' THEN word END) AS part_timer_base,
  max(CASE WHEN key = 'wages.base_salary' THEN whole END) AS base_salary,
  max(CASE WHEN key = 'contribution.unpaid_days' THEN whole END) AS unpaid_days,
  max(CASE WHEN key = 'participation.min_contract_months.health' THEN whole END) AS health_months
FROM law_at l JOIN segments s ON s.segment = l.month
GROUP BY l.month;

-- The amounts that floors and caps are counted on, by the word that names them.
CREATE OR REPLACE TABLE levels AS
SELECT l.month, n.word, n.region, n.key, l.whole AS amount_vnd
FROM (VALUES
  ('base_salary', 'iii', 'wages.base_salary'), ('base_salary', 'iv', 'wages.base_salary'),
  ('reference_level', 'iii', 'wages.reference_level'), ('reference_level', 'iv', 'wages.reference_level'),
  ('regional_minimum', 'iii', 'wages.regional_minimum.iii'),
  ('regional_minimum', 'iv', 'wages.regional_minimum.iv')
) AS n(word, region, key)
JOIN law_at l ON l.key = n.key;

-- The floor and the caps of a segment, by region and whether on the State's scale; the key of what lacks.
CREATE OR REPLACE TABLE limits AS
SELECT w.month AS segment, r.region, t.state, w.part_timer_base, g.amount_vnd AS grant_base_vnd,
  CASE WHEN w.floor_kind = 'regional_minimum' AND t.state THEN 0 ELSE f.amount_vnd END AS floor_vnd,
  CASE WHEN w.floor_kind IS NULL THEN 'contribution.floor.kind'
    WHEN NOT (w.floor_kind = 'regional_minimum' AND t.state) AND f.amount_vnd IS NULL THEN f.key
  END AS floor_lacks,
  half_up(w.social_times * g.amount_vnd, 1000000) AS social_cap_vnd,
  CASE WHEN w.social_of IS NULL THEN 'contribution.cap.social_health_of'
    WHEN g.amount_vnd IS NULL THEN g.key END AS grant_lacks,
  CASE WHEN w.social_times IS NULL THEN 'contribution.cap.social_health' END AS times_lacks,
  half_up(w.unemployment_times * u.amount_vnd, 1000000) AS unemployment_cap_vnd,
  CASE
    WHEN t.state AND w.unemployment_state_of IS NULL THEN 'contribution.cap.unemployment_state_of'
    WHEN NOT t.state AND w.unemployment_of IS NULL THEN 'contribution.cap.unemployment_of'
    WHEN u.amount_vnd IS NULL THEN u.key
    WHEN w.unemployment_times IS NULL THEN 'contribution.cap.unemployment'
  END AS unemployment_lacks
FROM law_words w
CROSS JOIN (VALUES ('iii'), ('iv')) AS r(region)
CROSS JOIN (VALUES (false), (true)) AS t(state)
LEFT JOIN levels f ON f.month = w.month AND f.region = r.region AND f.word = w.floor_kind
LEFT JOIN levels g ON g.month = w.month AND g.region = r.region AND g.word = w.social_of
LEFT JOIN levels u ON u.month = w.month AND u.region = r.region
  AND u.word = CASE WHEN t.state THEN w.unemployment_state_of ELSE w.unemployment_of END;
-- check unique: limits(segment, region, state)

-- Whether the law reaches a group; before it reached foreigners, a contract obliged them in health alone.
CREATE OR REPLACE TABLE law_groups AS
WITH asked AS (
  SELECT g.who, g.place, g.only_if, l.month, l.key, l.known, l.says
  FROM (VALUES
    ('vietnamese', 1, true, 'participation.min_contract_months.social'),
    ('foreigner', 1, true, 'participation.foreigner.social'),
    ('foreigner', 2, false, 'participation.foreigner.permit'),
    ('foreigner', 3, false, 'participation.min_contract_months.foreigner'),
    ('household_owner', 1, true, 'participation.household_owner.declaring'),
    ('commune_part_timer', 1, true, 'participation.commune_part_timer.commune'),
    ('village_part_timer', 1, true, 'participation.commune_part_timer.village'),
    ('village_part_timer', 2, false, 'participation.commune_part_timer.commune')
  ) AS g(who, place, only_if, key)
  JOIN law_at l ON l.key = g.key
  JOIN segments s ON s.segment = l.month
), judged AS (
  SELECT month, who,
    coalesce(bool_and(CASE WHEN only_if AND known THEN coalesce(says, true) END), false) AS reached,
    bool_and(known OR NOT only_if) AS judgeable,
    substr(min(CASE WHEN NOT known AND only_if THEN place || key END), 2) AS first_lacks,
    substr(min(CASE WHEN NOT known THEN place || key END), 2) AS lacks
  FROM asked GROUP BY month, who
)
SELECT j.month AS segment, j.who,
  CASE WHEN j.who = 'foreigner' AND NOT j.reached THEN 'foreigner_health' ELSE j.who END AS rates_of,
  j.reached OR j.who = 'foreigner' AND j.judgeable AS liable,
  CASE WHEN NOT j.judgeable THEN j.first_lacks
    WHEN j.reached THEN j.lacks
    WHEN j.who = 'foreigner' AND w.health_months IS NULL THEN 'participation.min_contract_months.health'
  END AS lacks
FROM judged j JOIN law_words w ON w.month = j.month;
-- check unique: law_groups(segment, who)
