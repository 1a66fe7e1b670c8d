-- Who still seeks: a cluster without a social insurance number may be someone who has one, or someone who has
-- none either. Two clusters with different social insurance numbers are never compared. Only keys that a seeker
-- says are counted.

CREATE OR REPLACE TABLE person_state AS
SELECT c.label, max(p.si_number IS NOT NULL) AS has_si, count(*) AS n
FROM person_cluster c JOIN person_profile p ON p.pid = c.pid
GROUP BY c.label;

CREATE OR REPLACE TABLE person_seen AS
SELECT p.pid, p.name, p.born_on, CASE WHEN p.year_only THEN NULL ELSE p.born_on END AS birthday,
    year(p.born_on) AS birth_year, p.employer, p.commune_code, p.si_number, p.id_number, p.worker_tax_code, c.label,
    s.has_si
FROM person_profile p JOIN person_cluster c ON c.pid = p.pid JOIN person_state s ON s.label = c.label
WHERE p.name IS NOT NULL;

CREATE OR REPLACE VIEW person_said_key AS
SELECT 'name and birthday' AS block, hash(name, birthday) AS key, pid, label, has_si FROM person_seen
WHERE birthday IS NOT NULL
UNION ALL
SELECT 'name and employer', hash(name, employer), pid, label, has_si FROM person_seen WHERE employer IS NOT NULL
UNION ALL
SELECT 'name, year and commune', hash(name, birth_year, commune_code), pid, label, has_si FROM person_seen
WHERE birth_year IS NOT NULL AND commune_code IS NOT NULL
UNION ALL
SELECT 'birthday and employer', hash(birthday, employer), pid, label, has_si FROM person_seen
WHERE birthday IS NOT NULL AND employer IS NOT NULL
UNION ALL
SELECT 'birthday and commune', hash(birthday, commune_code), pid, label, has_si FROM person_seen
WHERE birthday IS NOT NULL AND commune_code IS NOT NULL;

CREATE OR REPLACE TABLE person_key AS
WITH sought AS (
    SELECT DISTINCT block, key FROM person_said_key WHERE NOT has_si
)
SELECT k.block, k.key, k.pid, k.label, k.has_si FROM person_said_key k SEMI JOIN sought USING (block, key)
UNION ALL
SELECT 'number', hash(n.number_kind, n.number), p.pid, p.label, p.has_si
FROM person_number n JOIN person_seen p ON p.si_number = n.number WHERE n.number_kind = 'si' AND NOT n.proven
UNION ALL
SELECT 'number', hash(n.number_kind, n.number), p.pid, p.label, p.has_si
FROM person_number n JOIN person_seen p ON p.id_number = n.number WHERE n.number_kind = 'id' AND NOT n.proven
UNION ALL
SELECT 'number', hash(n.number_kind, n.number), p.pid, p.label, p.has_si
FROM person_number n JOIN person_seen p ON p.worker_tax_code = n.number
WHERE n.number_kind = 'tax' AND NOT n.proven;

CREATE OR REPLACE TABLE person_key_size AS
SELECT block, key, count(*) AS n FROM person_key GROUP BY block, key HAVING count(*) > 1;
