-- Persons of one number are one where the name or the whole birthday agrees; numbers under which names or
-- birthdays differ go to the pairs.

CREATE OR REPLACE VIEW person_said_number AS
SELECT 'si' AS number_kind, hash('si', si_number) AS number, pid, name, born_on, year_only, si_number
FROM person_profile WHERE si_number IS NOT NULL
UNION ALL
SELECT 'id', hash('id', id_number), pid, name, born_on, year_only, si_number
FROM person_profile WHERE id_number IS NOT NULL
UNION ALL
SELECT 'tax', hash('tax', worker_tax_code), pid, name, born_on, year_only, si_number
FROM person_profile WHERE worker_tax_code IS NOT NULL;

-- Most numbers are said once: they are put aside before names are looked at.
CREATE OR REPLACE TABLE person_numbered AS
SELECT s.*
FROM person_said_number s
SEMI JOIN (SELECT number FROM person_said_number GROUP BY number HAVING count(*) > 1) m ON m.number = s.number;

CREATE OR REPLACE TABLE person_number AS
WITH grouped AS (
    SELECT number, any_value(number_kind) AS number_kind, min(pid) AS first, count(*) AS n,
        count(name) = count(*) AND min(name) = max(name) AS one_name,
        count(born_on) FILTER (WHERE NOT year_only) AS whole_births,
        coalesce(min(born_on) FILTER (WHERE NOT year_only) = max(born_on) FILTER (WHERE NOT year_only), true)
            AND coalesce(year(min(born_on)) = year(max(born_on)), true) AS one_birth,
        coalesce(min(si_number) = max(si_number), true) AS one_si
    FROM person_numbered
    GROUP BY number
)
SELECT number, first,
    CASE
        WHEN number_kind = 'si' OR one_si THEN one_name OR (one_birth AND whole_births = n)
        ELSE one_name AND one_birth AND whole_births > 0
    END AS proven
FROM grouped;

CREATE OR REPLACE TABLE person_edge AS
SELECT DISTINCT n.first AS x, s.pid AS y, 'exact' AS how
FROM person_number n JOIN person_numbered s ON s.number = n.number
WHERE n.proven AND s.pid <> n.first
UNION ALL
SELECT x, y, 'judged' FROM person_judged WHERE verdict = 'same';
