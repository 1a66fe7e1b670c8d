-- Persons' profiles, their names folded once each.

CREATE OR REPLACE TABLE person_grouped AS
SELECT key, min(rid) AS pid, min(slot) AS first_slot, max(slot) AS last_slot, any_value(si_number) AS si_number, any_value(id_number) AS id_number,
    any_value(worker_tax_code) AS worker_tax_code, any_value(full_name) AS full_name, any_value(born_on) AS born_on,
    any_value(sex) AS sex, any_value(employer) AS employer, any_value(commune_code) AS commune_code
FROM person_keyed
GROUP BY key;

CREATE OR REPLACE TABLE person_row AS
SELECT k.rid, g.pid FROM person_keyed k JOIN person_grouped g ON g.key = k.key;

CREATE OR REPLACE TABLE person_name AS
SELECT full_name, person_key(full_name) AS folded
FROM (SELECT DISTINCT full_name FROM person_grouped WHERE full_name IS NOT NULL);

CREATE OR REPLACE TABLE person_profile AS
SELECT g.pid, g.first_slot, g.last_slot, g.si_number, g.id_number, g.worker_tax_code, nullif(n.folded, '') AS name, g.born_on,
    is_year_only(g.born_on) AS year_only,
    CASE WHEN lower(g.sex) IN ('nam', 'm', 'male') THEN 'm' WHEN lower(g.sex) IN ('nữ', 'nu', 'f', 'female') THEN 'f'
    END AS sex, g.employer, g.commune_code
FROM person_grouped g LEFT JOIN person_name n ON n.full_name = g.full_name;

DROP TABLE person_grouped;

-- check unique: person_profile(pid)
-- check unique: person_row(rid)
