-- Clusters that share a key within budget, with every pair of their profiles, compared and weighed.

CREATE OR REPLACE TABLE person_candidate AS
WITH keyed AS (
    SELECT DISTINCT k.key, u.name = 'number' AS is_number, k.label, k.has_si, coalesce(s.n, 1) AS n
    FROM person_key k
    JOIN person_block_use u ON u.block = k.block
    JOIN block_budget b ON b.subject = 'person' AND b.block = u.name
    LEFT JOIN person_state s ON s.label = k.label
    WHERE k.n <= b.most_rows
), met AS (
    SELECT DISTINCT a.label AS x, b.label AS y
    FROM keyed a JOIN keyed b ON a.key = b.key AND a.label < b.label
    WHERE (NOT (a.has_si AND b.has_si) OR a.is_number) AND a.n * b.n <= 400
), drawn AS (
    SELECT m.x, m.y, coalesce(a.pid, m.x) AS a, coalesce(b.pid, m.y) AS b
    FROM met m LEFT JOIN person_drawn a ON a.label = m.x LEFT JOIN person_drawn b ON b.label = m.y
)
SELECT least(a, b) AS x, greatest(a, b) AS y FROM drawn;

-- How many persons say what one of the compared says: what is rare tells more.
CREATE OR REPLACE TABLE person_compared AS
SELECT p.* FROM person_profile p
SEMI JOIN (SELECT x AS pid FROM person_candidate UNION SELECT y FROM person_candidate) c ON c.pid = p.pid;

CREATE OR REPLACE TABLE person_frequency AS
WITH named AS (
    SELECT name, label, single FROM person_seen SEMI JOIN (SELECT DISTINCT name FROM person_compared) USING (name)
), employed AS (
    SELECT employer, label, single FROM person_seen
    SEMI JOIN (SELECT DISTINCT employer FROM person_compared) USING (employer)
)
-- a profile that is a cluster by itself needs no telling apart
SELECT 'name' AS field, name AS value, count(*) FILTER (single) + count(DISTINCT label) FILTER (NOT single) AS n
FROM named GROUP BY name
UNION ALL
SELECT 'employer', CAST(employer AS UBIGINT), count(*) FILTER (single) + count(DISTINCT label) FILTER (NOT single)
FROM employed GROUP BY employer
UNION ALL
SELECT 'commune', hash(commune_code), count(*) FILTER (single) + count(DISTINCT label) FILTER (NOT single)
FROM person_seen WHERE commune_code IS NOT NULL GROUP BY commune_code;

-- Between which slots a profile of several rows was seen.
CREATE OR REPLACE TABLE person_span AS
SELECT pid, min(slot) AS first, max(slot) AS last FROM person_again GROUP BY pid;

CREATE OR REPLACE TABLE person_pair AS
WITH paired AS (
    SELECT c.x, c.y, a.name AS name_x, b.name AS name_y, s.folded AS text_x, t.folded AS text_y,
        CASE WHEN a.name <> b.name THEN string_split(s.folded, ' ') END AS words_x,
        CASE WHEN a.name <> b.name THEN string_split(t.folded, ' ') END AS words_y,
        a.born_on AS born_x, b.born_on AS born_y, a.year_only AS year_x, b.year_only AS year_y,
        a.id_number AS id_x, b.id_number AS id_y, a.si_number AS si_x, b.si_number AS si_y,
        coalesce(a.sex, sex_in_number(a.id_number)) AS sex_x, coalesce(b.sex, sex_in_number(b.id_number)) AS sex_y,
        coalesce(i.first, a.slot) = coalesce(j.last, b.slot) AND coalesce(i.last, a.slot) = coalesce(j.first, b.slot)
            AS one_slot,
        a.employer AS employer_x, b.employer AS employer_y, a.commune_code AS commune_x, b.commune_code AS commune_y
    FROM person_candidate c
    JOIN person_compared a ON a.pid = c.x
    JOIN person_compared b ON b.pid = c.y
    LEFT JOIN person_name s ON s.name = a.name
    LEFT JOIN person_name t ON t.name = b.name
    LEFT JOIN person_span i ON i.pid = c.x
    LEFT JOIN person_span j ON j.pid = c.y
), levelled AS (
    SELECT *,
        CASE
            WHEN name_x IS NULL OR name_y IS NULL THEN 'unknown'
            WHEN name_x = name_y THEN 'exact'
            WHEN abs(len(words_x) - len(words_y)) BETWEEN 1 AND 2 AND least(len(words_x), len(words_y)) >= 2
                AND words_x[1] = words_y[1] AND words_x[len(words_x)] = words_y[len(words_y)]
                AND (list_has_all(words_x, words_y) OR list_has_all(words_y, words_x)) THEN 'shortened'
            WHEN replace(text_x, 'u', '') = replace(text_y, 'u', '') THEN 'typo'
            WHEN abs(length(text_x) - length(text_y)) <= 2 AND least(length(text_x), length(text_y)) >= 6 AND
                within_errors(text_x, text_y, CASE WHEN least(length(text_x), length(text_y)) >= 14 THEN 2 ELSE 1 END)
                THEN 'typo'
            ELSE 'different'
        END AS name_level,
        CASE
            WHEN born_x IS NULL OR born_y IS NULL THEN 'unknown'
            WHEN born_x = born_y AND NOT year_x THEN 'same'
            WHEN year(born_x) = year(born_y) AND (year_x OR year_y) THEN 'year'
            WHEN year(born_x) = year(born_y) AND month(born_x) = day(born_y) AND day(born_x) = month(born_y)
                THEN 'swapped'
            WHEN year(born_x) = year(born_y) AND (month(born_x) = month(born_y) OR day(born_x) = day(born_y)) THEN 'near'
            WHEN month(born_x) = month(born_y) AND day(born_x) = day(born_y) AND NOT year_x
                AND damerau_levenshtein(CAST(year(born_x) AS VARCHAR), CAST(year(born_y) AS VARCHAR)) <= 1 THEN 'near'
            ELSE 'unlike'
        END AS born_level,
        CASE
            WHEN id_x IS NULL OR id_y IS NULL THEN 'unknown'
            WHEN id_x = id_y THEN 'same'
            WHEN length(id_x) <> length(id_y) THEN
                CASE WHEN born_in_number(id_x, born_y) AND born_in_number(id_y, born_x)
                    AND coalesce(sex_x = sex_y, true) THEN 'old_and_new' ELSE 'old_and_new_unlike' END
            -- numbers of one list that follow each other are two persons registered together, not an error
            WHEN within_errors(id_x, id_y, 1) AND NOT one_slot THEN 'near'
            ELSE 'unlike'
        END AS id_level,
        CASE
            WHEN si_x IS NULL OR si_y IS NULL THEN 'unknown'
            WHEN si_x = si_y THEN 'same'
            WHEN within_errors(si_x, si_y, 1) THEN 'near'
            ELSE 'unlike'
        END AS si_level,
        CASE WHEN sex_x IS NULL OR sex_y IS NULL THEN 'unknown' WHEN sex_x = sex_y THEN 'same' ELSE 'unlike' END
            AS sex_level,
        CASE WHEN employer_x IS NULL OR employer_y IS NULL THEN 'unknown' WHEN employer_x = employer_y THEN 'same'
            ELSE 'unlike' END AS employer_level,
        CASE WHEN commune_x IS NULL OR commune_y IS NULL THEN 'unknown' WHEN commune_x = commune_y THEN 'same'
            ELSE 'unlike' END AS commune_level,
        -- one list that says a name twice and no birthday speaks of two namesakes; one that says two names, or two
        -- birthdays, beside each other speaks of siblings
        CASE
            WHEN one_slot AND id_level <> 'same' AND si_level <> 'same' AND employer_level <> 'unlike'
                AND (name_level <> 'exact' OR born_level NOT IN ('same', 'year', 'unknown')) THEN 'beside'
            WHEN one_slot AND (born_x IS NULL OR born_y IS NULL OR year_x OR year_y) AND id_level <> 'same'
            THEN 'again' ELSE 'other' END AS list_level
    FROM paired
), rare AS (
    SELECT l.*,
        least(rarity(coalesce(fx.n, 1), n.n, person_unseen('any'), person_cap_name()),
            rarity(coalesce(fy.n, 1), n.n, person_unseen('any'), person_cap_name())) AS name_rarity,
        rarity(coalesce(fe.n, 1), n.n, 100, person_cap_employer()) AS employer_rarity,
        rarity(coalesce(fc.n, 1), n.n, 100, person_cap_commune()) AS commune_rarity
    FROM levelled l
    CROSS JOIN person_population n
    LEFT JOIN person_frequency fx ON fx.field = 'name' AND fx.value = l.name_x
    LEFT JOIN person_frequency fy ON fy.field = 'name' AND fy.value = l.name_y
    LEFT JOIN person_frequency fe ON fe.field = 'employer' AND fe.value = CAST(l.employer_x AS UBIGINT)
    LEFT JOIN person_frequency fc ON fc.field = 'commune' AND fc.value = hash(l.commune_x)
), weighed AS (
    SELECT x, y, name_level, born_level, id_level, si_level, sex_level, employer_level, commune_level, list_level,
        CAST(name_rarity * person_name_share(name_level) // 100 AS INTEGER) + person_weight_name(name_level)
            AS name_weight,
        person_weight_born(born_level) AS born_weight,
        person_weight_id_number(id_level) AS id_weight,
        person_weight_si_number(si_level) AS si_weight,
        person_weight_sex(sex_level) AS sex_weight,
        person_weight_employer(employer_level) + CASE WHEN employer_level = 'same' THEN employer_rarity ELSE 0 END
            AS employer_weight,
        person_weight_commune(commune_level) + CASE WHEN commune_level = 'same' THEN commune_rarity ELSE 0 END
            AS commune_weight,
        person_weight_one_list(list_level) AS list_weight
    FROM rare
)
SELECT *, name_weight + born_weight + id_weight + si_weight + sex_weight + employer_weight + commune_weight
    + list_weight AS weight
FROM weighed;

-- No two clusters have met yet, and none was joined.
CREATE OR REPLACE TABLE person_meeting(
    x BIGINT, y BIGINT, weight INTEGER, one_number BOOLEAN, left_pid BIGINT, right_pid BIGINT
);

CREATE OR REPLACE TABLE person_choice(x BIGINT, y BIGINT);

DROP TABLE person_key;
DROP TABLE person_key_size;
DROP TABLE person_numbered;
DROP TABLE person_span;
DROP VIEW person_said_key;
DROP TABLE person_seen;

-- check unique: person_candidate(x, y)
-- check unique: person_pair(x, y)
-- check unique: person_frequency(field, value)
