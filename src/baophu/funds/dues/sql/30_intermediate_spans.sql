-- Which row holds for whom in which months, as first declared and as it is charged now.
-- Of a year's lists that name a person in a unit the newest one speaks for all its months; what the first
-- period to speak of a month said is declared.
CREATE OR REPLACE TABLE unit_periods AS
SELECT unit, told_from, told_to, turn,
  coalesce(lag(told_to) OVER (PARTITION BY unit, told_from ORDER BY told_to) + 1, told_from) AS declared_from
FROM (
  SELECT unit, told_from, told_to, max(turn) AS turn FROM member_rows GROUP BY unit, told_from, told_to
) told;
-- check unique: unit_periods(unit, told_to)

-- Most people stand in one row a year. Where there are more, they are weighed by lists and by months: of the
-- lists of one period the newest declares, of those of the year the newest holds.
CREATE OR REPLACE TABLE contested AS
SELECT unit, person, told_from FROM member_rows GROUP BY unit, person, told_from HAVING count(*) > 1;

CREATE OR REPLACE TABLE weighed AS
WITH ranked AS (
  SELECT r.*, max(r.turn) OVER (PARTITION BY r.unit, r.person, r.told_to) = r.turn AS declares,
    max(r.turn) OVER (PARTITION BY r.unit, r.person, r.told_from) = r.turn AS holds,
    count(*) OVER (PARTITION BY r.unit, r.person, r.turn) > 1 AS several
  FROM member_rows r
  JOIN contested c ON c.unit = r.unit AND c.person = r.person AND c.told_from = r.told_from
), by_month AS (
  SELECT r.unit, r.told_to, m.month AS from_month, m.month AS to_month, r.gone, r.class, r.wage_vnd,
    r.round_wage, r.coefficient_micro, r.allowance_vnd, r.declares, r.holds,
    row_number() OVER (
      PARTITION BY r.unit, r.person, r.turn, m.month ORDER BY r.begun DESC, r.row DESC) AS place
  FROM ranked r JOIN ledger_months m ON m.month BETWEEN r.from_month AND r.to_month
  WHERE r.several AND r.declares
), held AS (
  SELECT unit, told_to, from_month, to_month, gone, class, wage_vnd, round_wage, coefficient_micro, allowance_vnd,
    holds
  FROM by_month WHERE place = 1
  UNION ALL
  SELECT unit, told_to, from_month, to_month, gone, class, wage_vnd, round_wage, coefficient_micro, allowance_vnd,
    holds
  FROM ranked WHERE NOT several AND declares
  UNION ALL -- nobody contests it, but an earlier period declared some of its months
  SELECT r.unit, r.told_to, r.from_month, r.to_month, r.gone, r.class, r.wage_vnd, r.round_wage,
    r.coefficient_micro, r.allowance_vnd, true
  FROM member_rows r
  JOIN unit_periods p ON p.unit = r.unit AND p.told_to = r.told_to AND r.from_month < p.declared_from
  ANTI JOIN contested c ON c.unit = r.unit AND c.person = r.person AND c.told_from = r.told_from
)
SELECT h.unit, h.to_month, h.class, h.wage_vnd, h.round_wage, h.coefficient_micro, h.allowance_vnd,
  t.in_declared, t.in_charged,
  CASE WHEN t.in_charged THEN h.from_month ELSE greatest(h.from_month, p.declared_from) END AS from_month
FROM held h
JOIN unit_periods p ON p.unit = h.unit AND p.told_to = h.told_to
CROSS JOIN (VALUES (true, true), (true, false), (false, true)) AS t(in_declared, in_charged)
WHERE NOT h.gone AND h.from_month <= h.to_month
  AND CASE WHEN h.holds AND h.from_month >= p.declared_from
    THEN t.in_declared AND t.in_charged
    WHEN t.in_declared AND t.in_charged THEN false
    WHEN t.in_declared THEN h.to_month >= p.declared_from
    ELSE h.holds END;

CREATE OR REPLACE VIEW spans AS
SELECT r.unit, r.from_month, r.to_month, r.class, r.wage_vnd, r.round_wage, r.coefficient_micro, r.allowance_vnd,
  true AS in_declared, true AS in_charged
FROM member_rows r
JOIN unit_periods p ON p.unit = r.unit AND p.told_to = r.told_to AND r.from_month >= p.declared_from
ANTI JOIN contested c ON c.unit = r.unit AND c.person = r.person AND c.told_from = r.told_from
WHERE NOT r.gone AND r.from_month <= r.to_month
UNION ALL
SELECT unit, from_month, to_month, class, wage_vnd, round_wage, coefficient_micro, allowance_vnd,
  in_declared, in_charged
FROM weighed;
