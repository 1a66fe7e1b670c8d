-- One round of joining persons: each other's best, and no one else nearly as good who is not the same person too.
-- Rounds work on `person_open`, the clusters that meet any.

-- What numbers a cluster bears by now: two of one sort that differ are two persons.
CREATE OR REPLACE TABLE person_bearing AS
SELECT c.label, coalesce(list(p.si_number) FILTER (WHERE p.si_number IS NOT NULL), []) AS si,
    coalesce(list(p.id_number) FILTER (WHERE length(p.id_number) = 9), []) AS old_ids,
    coalesce(list(p.id_number) FILTER (WHERE length(p.id_number) = 12), []) AS new_ids
FROM person_open c JOIN person_profile p ON p.pid = c.pid
GROUP BY c.label;

CREATE OR REPLACE TABLE person_forbidden AS
SELECT DISTINCT least(a.label, b.label) AS x, greatest(a.label, b.label) AS y
FROM person_judged j JOIN person_open a ON a.pid = j.x JOIN person_open b ON b.pid = j.y
WHERE j.verdict = 'different' AND a.label <> b.label;

CREATE OR REPLACE TABLE person_meeting AS
WITH met AS (
    SELECT least(a.label, b.label) AS cx, greatest(a.label, b.label) AS cy, p.*
    FROM person_pair p JOIN person_open a ON a.pid = p.x JOIN person_open b ON b.pid = p.y
    WHERE a.label <> b.label
), summed AS (
    SELECT m.cx AS x, m.cy AS y,
        telling(name_weight) + telling(born_weight) + telling(id_weight) + telling(si_weight) + telling(sex_weight)
            + telling(employer_weight) + telling(commune_weight) + telling(list_weight)
            - (SELECT CAST(round(1000 * ln(n)) AS INTEGER) FROM person_population) AS weight,
        bool_or(id_level = 'near') AS near_number,
        bool_or(id_level = 'unlike') AND NOT bool_or(id_level = 'same') AS unlike_number,
        bool_or(id_level = 'same' OR si_level = 'same') AS one_number,
        min(struct_pack(least_is_best := -m.weight, x := m.x, y := m.y)) AS best,
        bool_or(f.x IS NOT NULL) AS forbidden
    FROM met m LEFT JOIN person_forbidden f ON f.x = m.cx AND f.y = m.cy
    GROUP BY m.cx, m.cy
)
SELECT s.*,
    len(a.si) > 0 AND len(b.si) > 0 AND NOT list_has_any(a.si, b.si) AS two_si,
    unlike_number OR NOT near_number AND (
        len(a.old_ids) > 0 AND len(b.old_ids) > 0 AND NOT list_has_any(a.old_ids, b.old_ids)
        OR len(a.new_ids) > 0 AND len(b.new_ids) > 0 AND NOT list_has_any(a.new_ids, b.new_ids)
    ) AS two_numbers
FROM summed s JOIN person_bearing a ON a.label = s.x JOIN person_bearing b ON b.label = s.y;

CREATE OR REPLACE TABLE person_choice AS
WITH possible AS (
    SELECT * FROM person_meeting
    WHERE NOT two_numbers AND NOT two_si AND NOT forbidden AND weight >= person_accept() - person_margin()
), sided AS (
    SELECT x AS me, y AS other, weight FROM possible UNION ALL SELECT y, x, weight FROM possible
), rival AS (
    SELECT a.me, a.other, max(b.weight) AS rival_weight
    FROM sided a JOIN sided b ON b.me = a.me AND b.other <> a.other
    LEFT JOIN possible m ON m.x = least(a.other, b.other) AND m.y = greatest(a.other, b.other)
        AND m.weight >= person_accept()
    WHERE m.x IS NULL
    GROUP BY a.me, a.other
), allowed AS (
    SELECT p.* FROM possible p
    LEFT JOIN rival rx ON rx.me = p.x AND rx.other = p.y
    LEFT JOIN rival ry ON ry.me = p.y AND ry.other = p.x
    WHERE p.weight >= person_accept()
        AND p.weight - coalesce(greatest(rx.rival_weight, ry.rival_weight), p.weight - person_margin())
            >= person_margin()
), both_sides AS (
    SELECT x AS me, weight, x, y FROM allowed UNION ALL SELECT y, weight, x, y FROM allowed
), best AS (
    SELECT me, x, y FROM both_sides QUALIFY row_number() OVER (PARTITION BY me ORDER BY weight DESC, x, y) = 1
)
SELECT p.x, p.y, p.weight, p.best.x AS left_pid, p.best.y AS right_pid,
    CASE WHEN p.one_number THEN 'exact' ELSE 'probable' END AS how
FROM allowed p
JOIN best u ON u.me = p.x AND u.x = p.x AND u.y = p.y
JOIN best v ON v.me = p.y AND v.x = p.x AND v.y = p.y;

CREATE OR REPLACE TABLE person_joined AS
SELECT c.pid, j.x AS label,
    CASE WHEN j.how = 'probable' OR c.how = 'probable' THEN 'probable' ELSE j.how END AS how,
    CASE WHEN j.how = 'exact' THEN c.weight ELSE least(coalesce(c.weight, j.weight), j.weight) END AS weight
FROM person_open c JOIN person_choice j ON j.y = c.label;

UPDATE person_open SET label = j.label, how = j.how, weight = j.weight
FROM person_joined j WHERE j.pid = person_open.pid;

INSERT INTO person_journal SELECT left_pid, right_pid, how, weight FROM person_choice;

-- check unique: person_choice(x)
-- check unique: person_choice(y)
