-- Persons of one number are one where the name or the whole birthday agrees; numbers under which names or
-- birthdays differ go to the pairs.

CREATE OR REPLACE VIEW person_said_number AS
SELECT 'si' AS number_kind, si_number AS number, pid FROM person_profile WHERE si_number IS NOT NULL
UNION ALL
SELECT 'id', id_number, pid FROM person_profile WHERE id_number IS NOT NULL
UNION ALL
SELECT 'tax', worker_tax_code, pid FROM person_profile WHERE worker_tax_code IS NOT NULL;

-- Most numbers are said once: they are put aside before names are looked at.
CREATE OR REPLACE TABLE person_numbered AS
SELECT s.number_kind, s.number, s.pid
FROM person_said_number s
SEMI JOIN (
    SELECT number_kind, number FROM person_said_number GROUP BY number_kind, number HAVING count(*) > 1
) m ON m.number = s.number AND m.number_kind = s.number_kind;

CREATE OR REPLACE TABLE person_number AS
WITH grouped AS (
    SELECT s.number_kind, s.number, min(s.pid) AS first, count(*) AS n,
        count(p.name) = count(*) AND min(p.name) = max(p.name) AS one_name,
        count(p.born_on) FILTER (WHERE NOT p.year_only) AS whole_births,
        coalesce(min(p.born_on) FILTER (WHERE NOT p.year_only) = max(p.born_on) FILTER (WHERE NOT p.year_only), true)
            AND coalesce(min(year(p.born_on)) = max(year(p.born_on)), true) AS one_birth,
        coalesce(min(p.si_number) = max(p.si_number), true) AS one_si
    FROM person_numbered s JOIN person_profile p ON p.pid = s.pid
    GROUP BY s.number_kind, s.number
)
SELECT number_kind, number, first, n,
    CASE
        WHEN number_kind = 'si' THEN one_name OR (one_birth AND whole_births = n)
        WHEN one_si THEN one_name OR (one_birth AND whole_births = n)
        ELSE one_name AND one_birth AND whole_births > 0
    END AS proven
FROM grouped;

CREATE OR REPLACE TABLE person_edge AS
SELECT DISTINCT n.first AS x, s.pid AS y, 'exact' AS how
FROM person_number n JOIN person_numbered s ON s.number = n.number AND s.number_kind = n.number_kind
WHERE n.proven AND s.pid <> n.first
UNION ALL
SELECT x, y, 'judged' FROM person_judged WHERE verdict = 'same';
