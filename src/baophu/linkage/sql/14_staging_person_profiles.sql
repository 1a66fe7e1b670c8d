-- Persons' profiles: the first of the rows that say the same. Their names are folded once each.

CREATE OR REPLACE TABLE person_first AS
SELECT key, min(rid) AS pid, min(slot) AS first_slot, max(slot) AS last_slot FROM person_source GROUP BY key;

CREATE OR REPLACE TABLE person_row AS
SELECT s.rid, f.pid FROM person_source s JOIN person_first f ON f.key = s.key;

CREATE OR REPLACE TABLE person_name AS
SELECT full_name, nullif(person_key(full_name), '') AS folded
FROM (SELECT DISTINCT full_name FROM person_source WHERE full_name IS NOT NULL);

CREATE OR REPLACE TABLE person_profile AS
SELECT f.pid, f.first_slot, f.last_slot, s.si_number, s.id_number, s.worker_tax_code, n.folded AS name, s.born_on,
    is_year_only(s.born_on) AS year_only,
    CASE WHEN lower(s.sex) IN ('nam', 'm', 'male') THEN 'm' WHEN lower(s.sex) IN ('nữ', 'nu', 'f', 'female') THEN 'f'
    END AS sex, s.employer, s.commune_code
FROM person_source s
JOIN person_first f ON f.pid = s.rid
LEFT JOIN person_name n ON n.full_name = s.full_name;

-- What the links of employers need of these rows; the rest is in the profiles.
CREATE OR REPLACE TABLE person_employer AS
SELECT rid, employer AS label, payer FROM person_source WHERE employer IS NOT NULL;

DROP TABLE person_source;
DROP TABLE person_first;
DROP TABLE person_name;

-- check unique: person_profile(pid)
-- check unique: person_row(rid)
