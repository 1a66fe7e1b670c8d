-- One round of joining persons: each other's best, and no one else nearly as good who is not the same person too.
-- Rounds work on `person_open`, the clusters that meet any. A meeting is weighed again only where a cluster has
-- changed since the round before.

CREATE OR REPLACE TABLE person_forbidden AS
SELECT DISTINCT least(a.label, b.label) AS x, greatest(a.label, b.label) AS y
FROM person_judged j JOIN person_open a ON a.pid = j.x JOIN person_open b ON b.pid = j.y
WHERE j.verdict = 'different' AND a.label <> b.label;

DELETE FROM person_meeting
WHERE x IN (SELECT unnest([x, y]) FROM person_choice) OR y IN (SELECT unnest([x, y]) FROM person_choice);

-- Clusters that may be one: enough speaks for it, and no number that they bear against it.
INSERT INTO person_meeting
WITH met AS (
    SELECT least(a.label, b.label) AS cx, greatest(a.label, b.label) AS cy, p.*
    FROM person_pair p JOIN person_open a ON a.pid = p.x JOIN person_open b ON b.pid = p.y
    WHERE a.label <> b.label AND (a.changed OR b.changed)
), summed AS (
    SELECT m.cx AS x, m.cy AS y,
        telling(name_weight) + telling(born_weight) + telling(id_weight) + telling(si_weight) + telling(sex_weight)
            + telling(employer_weight) + telling(commune_weight) + telling(list_weight)
            - (SELECT CAST(round(1000 * ln(n)) AS INTEGER) FROM person_population) AS weight,
        bool_or(id_level = 'near') AS near_number,
        bool_or(id_level = 'unlike') AND NOT bool_or(id_level = 'same') AS unlike_number,
        bool_or(id_level = 'same' OR si_level = 'same') AS one_number,
        min(struct_pack(least_is_best := -m.weight, x := m.x, y := m.y)) AS best
    FROM met m
    GROUP BY m.cx, m.cy
), likely AS (
    SELECT s.* FROM summed s ANTI JOIN person_forbidden f ON f.x = s.x AND f.y = s.y
    WHERE s.weight >= person_accept() - person_margin()
), bearing AS (
    -- what numbers a cluster bears by now: two of one sort that differ are two persons
    SELECT c.label, coalesce(list(p.si_number) FILTER (WHERE p.si_number IS NOT NULL), []) AS si,
        coalesce(list(p.id_number) FILTER (WHERE length(p.id_number) = 9), []) AS old_ids,
        coalesce(list(p.id_number) FILTER (WHERE length(p.id_number) = 12), []) AS new_ids
    FROM person_open c
    SEMI JOIN (SELECT x AS label FROM likely UNION SELECT y FROM likely) l ON l.label = c.label
    JOIN person_compared p ON p.pid = c.pid
    GROUP BY c.label
)
SELECT s.x, s.y, s.weight, s.one_number, s.best.x, s.best.y
FROM likely s JOIN bearing a ON a.label = s.x JOIN bearing b ON b.label = s.y
WHERE NOT (len(a.si) > 0 AND len(b.si) > 0 AND NOT list_has_any(a.si, b.si))
    AND NOT (unlike_number OR NOT near_number AND (
        len(a.old_ids) > 0 AND len(b.old_ids) > 0 AND NOT list_has_any(a.old_ids, b.old_ids)
        OR len(a.new_ids) > 0 AND len(b.new_ids) > 0 AND NOT list_has_any(a.new_ids, b.new_ids)));

CREATE OR REPLACE TABLE person_choice AS
WITH sided AS (
    SELECT x AS me, y AS other, weight FROM person_meeting UNION ALL SELECT y, x, weight FROM person_meeting
), rival AS (
    SELECT a.me, a.other, max(b.weight) AS rival_weight
    FROM sided a JOIN sided b ON b.me = a.me AND b.other <> a.other
    LEFT JOIN person_meeting m ON m.x = least(a.other, b.other) AND m.y = greatest(a.other, b.other)
        AND m.weight >= person_accept()
    WHERE m.x IS NULL
    GROUP BY a.me, a.other
), allowed AS (
    SELECT p.* FROM person_meeting p
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
SELECT p.x, p.y, p.weight, p.left_pid, p.right_pid,
    CASE WHEN p.one_number THEN 'exact' ELSE 'probable' END AS how
FROM allowed p
JOIN best u ON u.me = p.x AND u.x = p.x AND u.y = p.y
JOIN best v ON v.me = p.y AND v.x = p.x AND v.y = p.y;

CREATE OR REPLACE TABLE person_open AS
SELECT c.pid, coalesce(j.x, c.label) AS label,
    CASE
        WHEN j.x IS NULL THEN c.how
        WHEN j.how = 'probable' OR c.how = 'probable' THEN 'probable'
        ELSE j.how
    END AS how,
    CASE
        WHEN j.x IS NULL OR j.how = 'exact' THEN c.weight
        ELSE least(coalesce(c.weight, j.weight), j.weight)
    END AS weight,
    j.x IS NOT NULL OR k.x IS NOT NULL AS changed
FROM person_open c
LEFT JOIN person_choice j ON j.y = c.label
LEFT JOIN person_choice k ON k.x = c.label;

INSERT INTO person_journal SELECT left_pid, right_pid, how, weight FROM person_choice;

-- check unique: person_choice(x)
-- check unique: person_choice(y)
