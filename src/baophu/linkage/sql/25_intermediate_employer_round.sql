-- One round of joining: two clusters that are each other's best, far enough above any rival that cannot be the
-- same employer too. Run again until a round joins nothing; every round joins pairs only, so that no chain of
-- joins can bring together what is forbidden. Rounds work on `employer_open`, the clusters that meet any.

-- A meeting is weighed again only where a cluster has changed since the round before.

DELETE FROM employer_state WHERE label IN (SELECT unnest([x, y]) FROM employer_choice);

-- What each cluster holds by now.
INSERT INTO employer_state
SELECT c.label, flatten(list(p.slots)),
    coalesce(list(p.tax_code) FILTER (WHERE p.code_stands AND d.pid IS NULL), []),
    -- a person said that two rows of one list are one employer: other lists may hold it twice as well
    max(c.how = 'judged')
FROM employer_open c
JOIN employer_profile p ON p.pid = c.pid
LEFT JOIN employer_disputed d ON d.pid = c.pid
WHERE c.changed
GROUP BY c.label;

CREATE OR REPLACE TABLE employer_forbidden AS
SELECT DISTINCT least(a.label, b.label) AS x, greatest(a.label, b.label) AS y
FROM employer_judged j
JOIN employer_open a ON a.pid = j.x
JOIN employer_open b ON b.pid = j.y
WHERE j.verdict = 'different' AND a.label <> b.label;

DELETE FROM employer_meeting
WHERE x IN (SELECT unnest([x, y]) FROM employer_choice) OR y IN (SELECT unnest([x, y]) FROM employer_choice);

INSERT INTO employer_meeting
WITH met AS (
    SELECT least(a.label, b.label) AS cx, greatest(a.label, b.label) AS cy, p.*
    FROM employer_pair p
    JOIN employer_open a ON a.pid = p.x
    JOIN employer_open b ON b.pid = p.y
    WHERE a.label <> b.label AND (a.changed OR b.changed)
), summed AS (
    SELECT cx AS x, cy AS y,
        telling(name_weight) + telling(tax_weight) + telling(unit_weight) + telling(number_weight)
            + telling(branch_weight) + telling(tail_weight) + telling(form_weight) + telling(commune_weight)
            + telling(address_weight) + telling(phone_weight) + telling(owner_weight)
            - (SELECT CAST(round(1000 * ln(n)) AS INTEGER) FROM employer_population) AS weight,
        least(telling(name_weight), 0) AS against_name,
        bool_or(proven) AS proven,
        bool_or(tax_level IN ('same', 'same_register')) AS one_code,
        min(struct_pack(least_is_best := -m.weight, x := m.x, y := m.y)) AS best
    FROM met m
    GROUP BY cx, cy
)
SELECT s.x, s.y, s.weight, s.against_name, s.proven, s.one_code, s.best.x AS left_pid, s.best.y AS right_pid,
    list_has_any(a.slots, b.slots) AND NOT a.judged AND NOT b.judged AS one_list,
    len(a.codes) > 0 AND len(b.codes) > 0 AND NOT list_has_any(a.codes, b.codes) AS two_codes,
    f.x IS NOT NULL AS forbidden
FROM summed s
JOIN employer_state a ON a.label = s.x
JOIN employer_state b ON b.label = s.y
LEFT JOIN employer_forbidden f ON f.x = s.x AND f.y = s.y;

CREATE OR REPLACE TABLE employer_rival AS
WITH possible AS (
    SELECT x, y, weight FROM employer_meeting
    WHERE NOT one_list AND NOT two_codes AND NOT forbidden AND weight >= employer_accept() - employer_margin()
), sided AS (
    SELECT x AS me, y AS other, weight FROM possible UNION ALL SELECT y, x, weight FROM possible
)
-- of two partners of one cluster, those that cannot both be it
SELECT a.me, a.other, max(b.weight) AS rival_weight
FROM sided a
JOIN sided b ON b.me = a.me AND b.other <> a.other
JOIN employer_state me ON me.label = a.me
JOIN employer_state sa ON sa.label = a.other
JOIN employer_state sb ON sb.label = b.other
LEFT JOIN employer_meeting m ON m.x = least(a.other, b.other) AND m.y = greatest(a.other, b.other)
WHERE (list_has_any(sa.slots, sb.slots) AND NOT me.judged)
    OR (len(sa.codes) > 0 AND len(sb.codes) > 0 AND NOT list_has_any(sa.codes, sb.codes))
    -- a name alone does not keep two partners apart: one may bear the new name and one the old
    OR m.forbidden OR m.weight - m.against_name < employer_doubt()
GROUP BY a.me, a.other;

CREATE OR REPLACE TABLE employer_choice AS
WITH clear AS (
    SELECT m.*, greatest(rx.rival_weight, ry.rival_weight) AS rival_weight
    FROM employer_meeting m
    LEFT JOIN employer_rival rx ON rx.me = m.x AND rx.other = m.y
    LEFT JOIN employer_rival ry ON ry.me = m.y AND ry.other = m.x
    WHERE NOT m.one_list AND NOT m.two_codes AND NOT m.forbidden AND m.weight >= employer_accept()
), allowed AS (
    SELECT * FROM clear WHERE rival_weight IS NULL OR weight - rival_weight >= employer_margin()
), sided AS (
    SELECT x AS me, weight, least(x, y) AS a, greatest(x, y) AS b FROM allowed
    UNION ALL
    SELECT y, weight, least(x, y), greatest(x, y) FROM allowed
), best AS (
    SELECT me, a, b FROM sided QUALIFY row_number() OVER (PARTITION BY me ORDER BY weight DESC, a, b) = 1
)
SELECT p.x, p.y, p.weight, p.left_pid, p.right_pid,
    CASE WHEN p.proven OR p.one_code THEN 'exact' ELSE 'probable' END AS how
FROM allowed p
JOIN best u ON u.me = p.x AND u.a = p.x AND u.b = p.y
JOIN best v ON v.me = p.y AND v.a = p.x AND v.b = p.y;

CREATE OR REPLACE TABLE employer_open AS
SELECT c.pid, coalesce(j.x, c.label) AS label,
    CASE
        WHEN j.x IS NULL OR c.how = 'judged' THEN c.how
        WHEN j.how = 'probable' OR c.how = 'probable' THEN 'probable'
        ELSE j.how
    END AS how,
    CASE
        WHEN j.x IS NULL OR j.how = 'exact' THEN c.weight
        ELSE least(coalesce(c.weight, j.weight), j.weight)
    END AS weight,
    j.x IS NOT NULL OR k.x IS NOT NULL AS changed
FROM employer_open c
LEFT JOIN employer_choice j ON j.y = c.label
LEFT JOIN employer_choice k ON k.x = c.label;

INSERT INTO employer_journal
SELECT left_pid, right_pid, how, weight FROM employer_choice;

-- check unique: employer_choice(x)
-- check unique: employer_choice(y)
-- check unique: employer_open(pid)
