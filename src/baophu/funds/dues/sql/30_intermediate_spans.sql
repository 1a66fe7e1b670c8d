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

-- Most people stand in one row a year. Where there are more, they are weighed by lists, and by months where
-- rows of a list meet: of the lists of one period the newest declares, of those of the year the newest holds.
CREATE OR REPLACE TABLE contested AS
SELECT unit, person, told_from FROM member_rows GROUP BY unit, person, told_from HAVING count(*) > 1;

CREATE OR REPLACE TABLE weighed AS
WITH met AS (
  SELECT r.*, max(r.turn) OVER (PARTITION BY r.unit, r.person, r.told_to) = r.turn AS declares,
    max(r.turn) OVER (PARTITION BY r.unit, r.person, r.told_from) = r.turn AS holds,
    max(r.to_month) OVER (PARTITION BY r.unit, r.person, r.turn ORDER BY r.begun, r.row
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) >= r.from_month AS meets_former
  FROM member_rows r
  JOIN contested c ON c.unit = r.unit AND c.person = r.person AND c.told_from = r.told_from
), ranked AS (
  SELECT *, bool_or(coalesce(meets_former, false)) OVER (PARTITION BY unit, person, turn) AS several
  FROM met
), by_month AS (
  SELECT r.unit, r.told_to, m.month AS from_month, m.month AS to_month, r.gone, r.class, r.word, r.wage_vnd,
    r.declares, r.holds,
    row_number() OVER (
      PARTITION BY r.unit, r.person, r.turn, m.month ORDER BY r.begun DESC, r.row DESC) AS place
  FROM ranked r JOIN ledger_months m ON m.month BETWEEN r.from_month AND r.to_month
  WHERE r.several AND r.declares
), held AS (
  SELECT unit, told_to, from_month, to_month, gone, class, word, wage_vnd, holds
  FROM by_month WHERE place = 1
  UNION ALL
  SELECT unit, told_to, from_month, to_month, gone, class, word, wage_vnd, holds
  FROM ranked WHERE NOT several AND declares
  UNION ALL -- nobody contests it, but an earlier period declared some of its months
  SELECT r.unit, r.told_to, r.from_month, r.to_month, r.gone, r.class, r.word, r.wage_vnd, true
  FROM member_rows r
  JOIN unit_periods p ON p.unit = r.unit AND p.told_to = r.told_to
    AND p.declared_from > p.told_from AND r.from_month < p.declared_from
  ANTI JOIN contested c ON c.unit = r.unit AND c.person = r.person AND c.told_from = r.told_from
)
SELECT h.unit, h.to_month, h.class, h.word, h.wage_vnd,
  t.telling, CASE WHEN t.in_charged THEN h.from_month ELSE greatest(h.from_month, p.declared_from) END AS from_month
FROM held h
JOIN unit_periods p ON p.unit = h.unit AND p.told_to = h.told_to
CROSS JOIN (VALUES (0, true, true), (1, true, false), (2, false, true)) AS t(telling, in_declared, in_charged)
WHERE NOT h.gone AND h.from_month <= h.to_month
  AND CASE WHEN h.holds AND h.from_month >= p.declared_from
    THEN t.in_declared AND t.in_charged
    WHEN t.in_declared AND t.in_charged THEN false
    WHEN t.in_declared THEN h.to_month >= p.declared_from
    ELSE h.holds END;

-- Which telling a span belongs to: 0 both, 1 what was declared, 2 what is charged now.
CREATE OR REPLACE TABLE member_spans AS
SELECT r.unit, r.from_month, r.to_month, r.class, r.word, r.wage_vnd, 0 AS telling
FROM member_rows r
ANTI JOIN contested c ON c.unit = r.unit AND c.person = r.person AND c.told_from = r.told_from
ANTI JOIN (SELECT unit, told_to, declared_from FROM unit_periods WHERE declared_from > told_from) p
  ON p.unit = r.unit AND p.told_to = r.told_to AND r.from_month < p.declared_from
WHERE NOT r.gone AND r.from_month <= r.to_month
UNION ALL
SELECT unit, from_month, to_month, class, word, wage_vnd, telling
FROM weighed;
