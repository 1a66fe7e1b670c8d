-- Who still seeks: a cluster without a social insurance number may be someone who has one, or someone who has
-- none either. Two clusters with different social insurance numbers are never compared. Only keys that a seeker
-- says are counted.

CREATE OR REPLACE TABLE person_state AS
SELECT c.label, max(p.si_number IS NOT NULL) AS has_si, count(*) AS n
FROM person_cluster c JOIN person_profile p ON p.pid = c.pid
GROUP BY c.label;

CREATE OR REPLACE TABLE person_seen AS
SELECT p.pid, p.name, CASE WHEN p.year_only THEN NULL ELSE p.born_on END AS birthday,
    year(p.born_on) AS birth_year, p.employer, p.commune_code, c.label, s.has_si
FROM person_profile p JOIN person_cluster c ON c.pid = p.pid JOIN person_state s ON s.label = c.label
WHERE p.name IS NOT NULL;

CREATE OR REPLACE VIEW person_said_key AS
SELECT person_block('name and birthday') AS block,
    hash(person_block('name and birthday'), name, birthday) AS key, pid, label, has_si
FROM person_seen WHERE birthday IS NOT NULL
UNION ALL
SELECT person_block('name and employer'), hash(person_block('name and employer'), name, employer), pid, label, has_si
FROM person_seen WHERE employer IS NOT NULL
UNION ALL
SELECT person_block('name, year and commune'),
    hash(person_block('name, year and commune'), name, birth_year, commune_code), pid, label, has_si
FROM person_seen WHERE birth_year IS NOT NULL AND commune_code IS NOT NULL
UNION ALL
SELECT person_block('birthday and employer'), hash(person_block('birthday and employer'), birthday, employer), pid,
    label, has_si
FROM person_seen WHERE birthday IS NOT NULL AND employer IS NOT NULL
UNION ALL
SELECT person_block('birthday and commune'), hash(person_block('birthday and commune'), birthday, commune_code), pid,
    label, has_si
FROM person_seen WHERE birthday IS NOT NULL AND commune_code IS NOT NULL;

CREATE OR REPLACE TABLE person_key AS
WITH said AS (
    SELECT k.block, k.key, k.pid, k.label, k.has_si
    FROM person_said_key k
    SEMI JOIN (SELECT DISTINCT key FROM person_said_key WHERE NOT has_si) sought ON sought.key = k.key
    UNION ALL
    SELECT person_block('number'), hash(person_block('number'), n.number_kind, n.number), p.pid, p.label, p.has_si
    FROM person_number n
    JOIN person_numbered s ON s.number = n.number AND s.number_kind = n.number_kind
    JOIN person_seen p ON p.pid = s.pid
    WHERE NOT n.proven
), shared AS (
    SELECT key, count(*) AS n FROM said GROUP BY key HAVING count(*) > 1
)
SELECT k.block, k.key, k.pid, k.label, k.has_si, z.n FROM said k JOIN shared z ON z.key = k.key;

CREATE OR REPLACE TABLE person_key_size AS
SELECT u.name AS block, k.key, k.n
FROM (SELECT key, any_value(block) AS block, count(*) AS n FROM person_key GROUP BY key) k
JOIN person_block_use u ON u.block = k.block;
