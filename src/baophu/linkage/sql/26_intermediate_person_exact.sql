-- Persons of one number are one where the name or the whole birthday agrees; numbers under which names or
-- birthdays differ go to the pairs.

CREATE OR REPLACE TABLE person_number AS
WITH said AS (
    SELECT 'si' AS number_kind, si_number AS number, pid, name, born_on, year_only, si_number, id_number
    FROM person_profile WHERE si_number IS NOT NULL
    UNION ALL
    SELECT 'id', id_number, pid, name, born_on, year_only, si_number, id_number
    FROM person_profile WHERE id_number IS NOT NULL
    UNION ALL
    SELECT 'tax', worker_tax_code, pid, name, born_on, year_only, si_number, id_number
    FROM person_profile WHERE worker_tax_code IS NOT NULL
), shared AS (
    -- most numbers are said once: they are put aside before names are looked at
    SELECT number_kind, number FROM said GROUP BY number_kind, number HAVING count(*) > 1
), grouped AS (
    SELECT number_kind, number, min(pid) AS first, count(*) AS n,
        count(name) = count(*) AND min(name) = max(name) AS one_name,
        count(born_on) FILTER (WHERE NOT year_only) AS whole_births,
        coalesce(min(born_on) FILTER (WHERE NOT year_only) = max(born_on) FILTER (WHERE NOT year_only), true)
            AND coalesce(min(year(born_on)) = max(year(born_on)), true) AS one_birth,
        coalesce(min(si_number) = max(si_number), true) AS one_si
    FROM said SEMI JOIN shared USING (number_kind, number)
    GROUP BY number_kind, number
)
SELECT number_kind, number, first, n,
    CASE
        WHEN number_kind = 'si' THEN one_name OR (one_birth AND whole_births = n)
        WHEN one_si THEN one_name OR (one_birth AND whole_births = n)
        ELSE one_name AND one_birth AND whole_births > 0
    END AS proven
FROM grouped;

CREATE OR REPLACE TABLE person_edge AS
SELECT n.first AS x, p.pid AS y, 'exact' AS how
FROM person_number n JOIN person_profile p ON p.si_number = n.number
WHERE n.number_kind = 'si' AND n.proven AND p.pid <> n.first
UNION
SELECT n.first, p.pid, 'exact'
FROM person_number n JOIN person_profile p ON p.id_number = n.number
WHERE n.number_kind = 'id' AND n.proven AND p.pid <> n.first
UNION
SELECT n.first, p.pid, 'exact'
FROM person_number n JOIN person_profile p ON p.worker_tax_code = n.number
WHERE n.number_kind = 'tax' AND n.proven AND p.pid <> n.first
UNION
SELECT x, y, 'judged' FROM person_judged WHERE verdict = 'same';

CREATE OR REPLACE TABLE person_label AS SELECT pid, pid AS label FROM person_profile;
