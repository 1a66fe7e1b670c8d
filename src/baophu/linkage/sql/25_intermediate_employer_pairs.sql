-- What the pairs of profiles weigh: each level is worth its weight, and what is rare tells more.

-- A code is disputed where another row says it under quite another name; the lists that issue or check codes
-- keep it, the others may have copied a neighbour's line.
CREATE OR REPLACE TABLE employer_disputed AS
WITH clash AS (
    SELECT x, y, owns_x, owns_y FROM employer_level
    WHERE code_level IN ('same', 'same_register') AND name_level IN ('different', 'overlap', 'other_trade')
)
SELECT x AS pid FROM clash WHERE NOT owns_x OR owns_y
UNION
SELECT y FROM clash WHERE NOT owns_y OR owns_x;

-- What the levels weigh together: integers only, so that no order of adding can change a decision.
CREATE OR REPLACE TABLE employer_weighed AS
WITH rare AS (
    SELECT l.*, n.n AS population,
        CASE WHEN l.code_level IN ('unlike', 'invalid') AND (dx.pid IS NOT NULL OR dy.pid IS NOT NULL)
            THEN 'disputed' ELSE l.code_level END AS tax_level,
        least(rx.name_rarity, ry.name_rarity) AS name_rarity, rx.commune_rarity, rx.address_rarity,
        rx.phone_rarity, rx.owner_rarity
    FROM employer_level l
    CROSS JOIN employer_population n
    JOIN employer_rarity rx ON rx.pid = l.x
    JOIN employer_rarity ry ON ry.pid = l.y
    LEFT JOIN employer_disputed dx ON dx.pid = l.x
    LEFT JOIN employer_disputed dy ON dy.pid = l.y
), weighed AS (
    SELECT *,
        CAST(name_rarity * employer_name_share(name_level) // 100 AS INTEGER)
            + CASE
                -- a household's sign may be named otherwise than its owner
                WHEN name_level = 'different' AND owner_level = 'same' AND 'household' IN (kind_x, kind_y)
                    THEN -1500
                ELSE employer_weight_name(name_level)
            END AS name_weight,
        employer_weight_tax_code(tax_level) AS tax_weight,
        employer_weight_unit_code(unit_level) AS unit_weight,
        employer_weight_number(number_level) AS number_weight,
        employer_weight_branch(branch_level) AS branch_weight,
        employer_weight_tail(tail_level) AS tail_weight,
        employer_weight_form(form_level) AS form_weight,
        employer_weight_commune(commune_level)
            + CASE WHEN commune_level = 'same' THEN commune_rarity ELSE 0 END AS commune_weight,
        employer_weight_address(address_level)
            + CASE WHEN address_level IN ('same', 'within') AND commune_level NOT IN ('unlike_district')
                THEN address_rarity ELSE 0 END AS address_weight,
        employer_weight_phone(phone_level) + CASE WHEN phone_level = 'same' THEN phone_rarity ELSE 0 END
            AS phone_weight,
        CASE
            WHEN owner_level = 'same' AND name_level IN ('exact', 'joined') AND owner_named THEN 500
            WHEN owner_level IN ('same', 'near') THEN owner_rarity + employer_weight_representative(owner_level)
            ELSE employer_weight_representative(owner_level)
        END AS owner_weight
    FROM rare
)
SELECT x, y, cx, cy, name_level, tax_level, unit_level, number_level, branch_level, tail_level,
    form_level, commune_level, address_level, phone_level, owner_level, name_weight, tax_weight, unit_weight,
    number_weight, branch_weight, tail_weight, form_weight, commune_weight, address_weight, phone_weight,
    owner_weight,
    name_weight + tax_weight + unit_weight + number_weight + branch_weight + tail_weight + form_weight
        + commune_weight + address_weight + phone_weight + owner_weight
        - CAST(round(1000 * ln(population)) AS INTEGER) AS weight,
    proven
FROM weighed;

-- Of clusters that not one pair of rows speaks for, nothing more need be known.
CREATE OR REPLACE TABLE employer_pair AS
SELECT w.* FROM employer_weighed w
SEMI JOIN (
    SELECT DISTINCT cx, cy FROM employer_weighed
    WHERE weight >= employer_doubt() - 3000 OR proven OR tax_level IN ('same', 'same_register')
) k ON k.cx = w.cx AND k.cy = w.cy;

-- No two clusters have met yet, and none was joined.
CREATE OR REPLACE TABLE employer_state(label BIGINT, slots INTEGER[], codes VARCHAR[], judged BOOLEAN);

CREATE OR REPLACE TABLE employer_meeting(
    x BIGINT, y BIGINT, weight INTEGER, against_name INTEGER, proven BOOLEAN, one_code BOOLEAN, left_pid BIGINT,
    right_pid BIGINT, one_list BOOLEAN, two_codes BOOLEAN, forbidden BOOLEAN
);

CREATE OR REPLACE TABLE employer_choice(x BIGINT, y BIGINT);

DROP TABLE employer_weighed;
DROP TABLE employer_level;
DROP TABLE employer_alike;
DROP TABLE employer_candidate;
DROP TABLE employer_rarity;
DROP TABLE employer_frequency;

-- check unique: employer_pair(x, y)
-- check not null: employer_pair(weight, proven)
