-- Who still seeks: a cluster without a social insurance number may be someone who has one, or someone who has
-- none either. Two clusters with different social insurance numbers are never compared. Only keys that a seeker
-- says are counted.

-- Clusters of several profiles; every other profile is a cluster by itself.
CREATE OR REPLACE TABLE person_state AS
SELECT d.label, max(p.si_number IS NOT NULL) AS has_si, count(*) AS n
FROM person_drawn d JOIN person_profile p ON p.pid = d.pid
GROUP BY d.label;

CREATE OR REPLACE TABLE person_population AS
SELECT greatest(person_least_population(), (SELECT count(*) FROM person_profile)
    - (SELECT count(*) FROM person_drawn) + (SELECT count(*) FROM person_state)) AS n;

CREATE OR REPLACE TABLE person_seen AS
WITH drawn AS (
    SELECT d.pid, d.label, s.has_si FROM person_drawn d JOIN person_state s ON s.label = d.label
)
SELECT p.pid, p.name, CASE WHEN p.year_only THEN NULL ELSE p.born_on END AS birthday,
    year(p.born_on) AS birth_year, p.employer, p.commune_code, coalesce(d.label, p.pid) AS label,
    coalesce(d.has_si, p.si_number IS NOT NULL) AS has_si, d.pid IS NULL AS single
FROM person_profile p LEFT JOIN drawn d ON d.pid = p.pid
WHERE p.name IS NOT NULL;

CREATE OR REPLACE VIEW person_said_key AS
SELECT person_block('name and birthday') AS block,
    hash(person_block('name and birthday'), name, birthday) AS key, label, has_si
FROM person_seen WHERE birthday IS NOT NULL
UNION ALL
SELECT person_block('name and employer'), hash(person_block('name and employer'), name, employer), label, has_si
FROM person_seen WHERE employer IS NOT NULL
UNION ALL
SELECT person_block('name, year and commune'),
    hash(person_block('name, year and commune'), name, birth_year, commune_code), label, has_si
FROM person_seen WHERE birth_year IS NOT NULL AND commune_code IS NOT NULL
UNION ALL
SELECT person_block('birthday and employer'), hash(person_block('birthday and employer'), birthday, employer),
    label, has_si
FROM person_seen WHERE birthday IS NOT NULL AND employer IS NOT NULL
UNION ALL
SELECT person_block('birthday and commune'), hash(person_block('birthday and commune'), birthday, commune_code),
    label, has_si
FROM person_seen WHERE birthday IS NOT NULL AND commune_code IS NOT NULL;

CREATE OR REPLACE TABLE person_key AS
WITH sought AS (
    SELECT key, count(*) AS n FROM person_said_key GROUP BY key HAVING count(*) > 1 AND NOT bool_and(has_si)
), numbered AS (
    SELECT person_block('number') AS block, hash(person_block('number'), n.number) AS key, p.label, p.has_si
    FROM person_number n
    JOIN person_numbered s ON s.number = n.number
    JOIN person_seen p ON p.pid = s.pid
    WHERE NOT n.proven
)
SELECT k.block, k.key, k.label, k.has_si, s.n FROM person_said_key k JOIN sought s ON s.key = k.key
UNION ALL
SELECT k.block, k.key, k.label, k.has_si, s.n
FROM numbered k
JOIN (SELECT key, count(*) AS n FROM numbered GROUP BY key HAVING count(*) > 1) s ON s.key = k.key;

CREATE OR REPLACE TABLE person_key_size AS
SELECT u.name AS block, k.key, k.n
FROM (SELECT key, any_value(block) AS block, count(*) AS n FROM person_key GROUP BY key) k
JOIN person_block_use u ON u.block = k.block;
