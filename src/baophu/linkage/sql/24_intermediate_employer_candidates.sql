-- Clusters that share a key within budget, with every pair of their profiles, so that what speaks against
-- a pair is heard as well. Two clusters seen in one list and period do not meet: a list does not name an
-- employer twice without saying its code twice.

CREATE OR REPLACE TABLE employer_candidate AS
WITH located AS (
    SELECT c.label, max(p.commune_code IS NOT NULL) AS placed, count(*) AS n,
        flatten(list(p.slots)) AS slots
    FROM employer_cluster c JOIN employer_profile p ON p.pid = c.pid
    GROUP BY c.label
), keyed AS (
    -- a part of a name within a district is asked for only where a commune is not known
    SELECT DISTINCT k.key, u.alone, u.unplaced AND l.placed AS placed, c.label
    FROM employer_key k
    JOIN employer_block_use u ON u.block = k.block
    JOIN block_budget b ON b.subject = 'employer' AND b.block = u.name
    JOIN employer_cluster c ON c.pid = k.pid
    JOIN located l ON l.label = c.label
    WHERE k.n <= b.most_rows
), met AS (
    SELECT a.label AS x, b.label AS y
    FROM keyed a JOIN keyed b ON a.key = b.key AND a.label < b.label
    WHERE NOT (a.placed AND b.placed)
    GROUP BY a.label, b.label
    -- a part of a name, a place or an owner's name in a district is a hint; two hints are worth comparing
    HAVING count(*) >= 2 OR bool_or(a.alone)
), apart AS (
    SELECT m.x, m.y FROM met m JOIN located a ON a.label = m.x JOIN located b ON b.label = m.y
    WHERE a.n * b.n <= 400 AND NOT list_has_any(a.slots, b.slots)
)
SELECT least(a.pid, b.pid) AS x, greatest(a.pid, b.pid) AS y, m.x AS cx, m.y AS cy
FROM apart m JOIN employer_cluster a ON a.label = m.x JOIN employer_cluster b ON b.label = m.y
UNION
-- pairs of one code stay, joined or not: what disputes a code is read from them
SELECT p.x, p.y, least(a.label, b.label), greatest(a.label, b.label)
FROM employer_candidate p
JOIN employer_cluster a ON a.pid = p.x
JOIN employer_cluster b ON b.pid = p.y;

DROP TABLE employer_source;
DROP TABLE employer_key;
DROP TABLE employer_key_size;
DROP TABLE employer_token;

-- check unique: employer_candidate(x, y)
