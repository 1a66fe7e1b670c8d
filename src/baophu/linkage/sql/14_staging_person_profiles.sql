-- Persons' profiles: the first of the rows that say the same. Their names are folded once each, and known by a
-- number from then on; the text is looked up again where two names differ.

-- Few rows say what another said: only these are told of which row they repeat.
CREATE OR REPLACE TABLE person_again AS
WITH repeated AS (
    SELECT key, min(rid) AS pid FROM person_source GROUP BY key HAVING count(*) > 1
)
SELECT s.rid, s.slot, r.pid FROM person_source s JOIN repeated r ON r.key = s.key;

CREATE OR REPLACE VIEW person_row AS
SELECT s.rid, coalesce(a.pid, s.rid) AS pid FROM person_source s LEFT JOIN person_again a ON a.rid = s.rid;

CREATE OR REPLACE TABLE person_spelling AS
SELECT full_name, nullif(person_key(folded), '') AS folded
FROM (
    SELECT full_name, fold_plain(plain, full_name) AS folded
    FROM (
        SELECT full_name, plain_text(full_name) AS plain
        FROM (SELECT DISTINCT full_name FROM person_source WHERE full_name IS NOT NULL)
    )
);

CREATE OR REPLACE TABLE person_name AS
SELECT hash(folded) AS name, folded FROM (SELECT DISTINCT folded FROM person_spelling WHERE folded IS NOT NULL);

CREATE OR REPLACE TABLE person_profile AS
WITH spelt AS (
    SELECT full_name, hash(folded) AS name FROM person_spelling WHERE folded IS NOT NULL
)
SELECT s.rid AS pid, s.slot, s.si_number, s.id_number, s.worker_tax_code, n.name, s.born_on,
    is_year_only(s.born_on) AS year_only,
    CASE WHEN lower(s.sex) IN ('nam', 'm', 'male') THEN 'm' WHEN lower(s.sex) IN ('nữ', 'nu', 'f', 'female') THEN 'f'
    END AS sex, s.employer, s.commune_code
FROM person_source s
ANTI JOIN (SELECT rid FROM person_again WHERE rid <> pid) later ON later.rid = s.rid
LEFT JOIN spelt n ON n.full_name = s.full_name;

DROP TABLE person_spelling;

-- check unique: person_name(name)
-- check unique: person_again(rid)
-- check empty: SELECT 1 WHERE (SELECT count(*) FROM person_profile) + (SELECT count(*) FROM person_again WHERE rid <> pid) <> (SELECT count(*) FROM person_source)
