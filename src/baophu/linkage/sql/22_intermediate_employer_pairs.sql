-- Each pair of profiles compared field by field: a level per field.

CREATE OR REPLACE TABLE employer_level AS
WITH paired AS (
    SELECT c.x, c.y, c.cx, c.cy, a.list_name AS list_x, b.list_name AS list_y,
        list_has_any(a.slots, b.slots) AS one_list,
        a.core AS core_x, b.core AS core_y, a.name_key AS key_x, b.name_key AS key_y,
        a.sort AS sort_x, b.sort AS sort_y, a.bare AS bare_x, b.bare AS bare_y, a.proper AS proper_x,
        b.proper AS proper_y, a.trade AS trade_x, b.trade AS trade_y, a.tokens AS tokens_x, b.tokens AS tokens_y,
        a.letters AS letters_x, b.letters AS letters_y, a.numbers AS numbers_x, b.numbers AS numbers_y,
        a.tax_code AS code_x, b.tax_code AS code_y, a.code_stands AS stands_x, b.code_stands AS stands_y,
        a.owns_codes AS owns_x, b.owns_codes AS owns_y,
        a.unit_code AS unit_x, b.unit_code AS unit_y, a.is_branch AS branch_x, b.is_branch AS branch_y,
        a.tail AS tail_x, b.tail AS tail_y, a.form AS form_x, b.form AS form_y, a.kind AS kind_x, b.kind AS kind_y,
        a.commune_code AS commune_x, b.commune_code AS commune_y,
        a.district_code AS district_x, b.district_code AS district_y,
        a.address_key AS address_x, b.address_key AS address_y, a.phone_key AS phone_x, b.phone_key AS phone_y,
        a.address_numbers AS address_numbers_x, b.address_numbers AS address_numbers_y,
        a.owner_key AS owner_x, b.owner_key AS owner_y,
        -- a typing error seldom spoils both ends of a name
        CASE WHEN a.bare <> b.bare AND abs(length(a.bare) - length(b.bare)) <= 3
            AND least(length(a.bare), length(b.bare)) >= 5
            AND (left(a.bare, 2) = left(b.bare, 2) OR right(a.bare, 2) = right(b.bare, 2))
            THEN damerau_levenshtein(a.bare, b.bare) ELSE 99 END AS distance
    FROM employer_candidate c
    JOIN employer_profile a ON a.pid = c.x
    JOIN employer_profile b ON b.pid = c.y
)
SELECT x, y, cx, cy, list_x, list_y, one_list, core_x, key_x, key_y, sort_x, sort_y, kind_x, kind_y, commune_x,
    address_x, phone_x, owner_x,
    CASE
        WHEN core_x IS NULL OR core_y IS NULL THEN 'unknown'
        WHEN core_x = core_y THEN 'exact'
        WHEN bare_x = bare_y THEN 'joined'
        WHEN proper_x = proper_y AND length(proper_x) >= 3
            AND (list_has_all(trade_x, trade_y) OR list_has_all(trade_y, trade_x)) THEN 'trade'
        WHEN proper_x = proper_y AND length(proper_x) >= 3 THEN 'other_trade'
        WHEN len(tokens_x) - len(tokens_y) = 1 AND list_has_all(tokens_x, tokens_y)
            AND lost_trade_word(core_x, core_y) THEN 'trade_half'
        WHEN len(tokens_y) - len(tokens_x) = 1 AND list_has_all(tokens_y, tokens_x)
            AND lost_trade_word(core_y, core_x) THEN 'trade_half'
        WHEN replace(bare_x, 'u', '') = replace(bare_y, 'u', '') AND length(bare_x) >= 5 THEN 'lost_u'
        WHEN left(core_x, 1) = left(core_y, 1) AND len(tokens_x) = len(tokens_y) AND len(tokens_x) >= 2
            AND abbreviates(tokens_x, tokens_y)
            THEN 'abbreviated'
        WHEN (starts_with(bare_x, bare_y) AND letters_y BETWEEN 28 AND 60 AND length(bare_y) >= 6)
            OR (starts_with(bare_y, bare_x) AND letters_x BETWEEN 28 AND 60 AND length(bare_x) >= 6) THEN 'cut'
        WHEN distance <= CASE WHEN least(length(bare_x), length(bare_y)) >= 10 THEN 2 ELSE 1 END THEN 'typo'
        WHEN distance <= 3 AND least(length(bare_x), length(bare_y)) >= 12 THEN 'typos'
        WHEN list_has_all(tokens_x, tokens_y) OR list_has_all(tokens_y, tokens_x) THEN 'contained'
        WHEN shared_words(tokens_x, tokens_y) THEN 'overlap'
        ELSE 'different'
    END AS name_level,
    CASE
        WHEN code_x IS NULL OR code_y IS NULL THEN 'unknown'
        WHEN code_x = code_y AND list_x <> list_y AND owns_x AND owns_y THEN 'same_register'
        WHEN code_x = code_y THEN 'same'
        WHEN stands_x AND stands_y THEN 'unlike'
        WHEN damerau_levenshtein(code_x, code_y) <= 1 THEN 'near'
        ELSE 'invalid'
    END AS code_level,
    CASE WHEN unit_x IS NULL OR unit_y IS NULL THEN 'unknown' WHEN unit_x = unit_y THEN 'same' ELSE 'unlike' END
        AS unit_level,
    CASE
        WHEN core_x IS NULL OR core_y IS NULL OR numbers_x = numbers_y THEN 'same'
        -- quite another name has said so already
        WHEN name_level = 'different' THEN 'same'
        WHEN numbers_x = '' OR numbers_y = '' THEN 'one_sided'
        ELSE 'unlike'
    END AS number_level,
    CASE
        WHEN branch_x = branch_y THEN 'same'
        -- a row that says neither name nor branch cannot contradict
        WHEN (core_x IS NULL AND NOT branch_x) OR (core_y IS NULL AND NOT branch_y) THEN 'same'
        ELSE 'unlike'
    END AS branch_level,
    CASE
        WHEN tail_x = '' OR tail_y = '' THEN 'unknown'
        WHEN tail_x = tail_y OR starts_with(tail_x, tail_y) OR starts_with(tail_y, tail_x)
            OR damerau_levenshtein(tail_x, tail_y) <= 1 THEN 'same'
        ELSE 'unlike'
    END AS tail_level,
    CASE
        WHEN kind_x <> '' AND kind_y <> '' AND kind_x <> kind_y THEN 'unlike'
        WHEN form_x = '' OR form_y = '' THEN 'unknown'
        WHEN form_x = form_y THEN 'same'
        WHEN form_x IN ('company', 'shop', 'hkd') OR form_y IN ('company', 'shop', 'hkd') THEN 'unknown'
        ELSE 'changed'
    END AS form_level,
    CASE
        WHEN commune_x = commune_y THEN 'same'
        WHEN district_x <> district_y THEN 'unlike_district'
        -- a cooperative's name holds its place: under one name at one address the commune may be a slip
        WHEN commune_x <> commune_y AND kind_x = 'cooperative' AND core_x = core_y AND address_x = address_y
            THEN 'unlike'
        WHEN commune_x <> commune_y AND (kind_x IN ('household', 'cooperative', 'public')
            OR kind_y IN ('household', 'cooperative', 'public')) THEN 'unlike_local'
        WHEN commune_x <> commune_y THEN 'unlike'
        WHEN district_x = district_y THEN 'district'
        ELSE 'unknown'
    END AS commune_level,
    CASE
        WHEN address_x IS NULL OR address_y IS NULL THEN 'unknown'
        WHEN address_x = address_y THEN 'same'
        WHEN starts_with(address_x, address_y || ' ') OR starts_with(address_y, address_x || ' ') THEN 'within'
        WHEN address_numbers_x = address_numbers_y AND length(address_x) >= 10
            AND abs(length(address_x) - length(address_y)) <= 1 AND left(address_x, 3) = left(address_y, 3)
            AND damerau_levenshtein(address_x, address_y) <= 1 THEN 'within'
        -- the trade is what tells cooperatives of one place apart
        WHEN name_level IN ('trade', 'trade_half', 'contained') AND kind_x = 'cooperative' AND kind_y = 'cooperative'
            THEN 'elsewhere'
        ELSE 'unlike'
    END AS address_level,
    CASE
        WHEN phone_x IS NULL OR phone_y IS NULL THEN 'unknown' WHEN phone_x = phone_y THEN 'same' ELSE 'unlike'
    END AS phone_level,
    CASE
        WHEN owner_x IS NULL OR owner_y IS NULL THEN 'unknown'
        WHEN owner_x = owner_y THEN 'same'
        WHEN ends_with(owner_x, ' ' || owner_y) OR ends_with(owner_y, ' ' || owner_x) THEN 'near'
        WHEN length(owner_x) >= 6 AND abs(length(owner_x) - length(owner_y)) <= 1
            AND (left(owner_x, 3) = left(owner_y, 3) OR right(owner_x, 3) = right(owner_y, 3))
            AND damerau_levenshtein(owner_x, owner_y) <= 1 THEN 'near'
        WHEN replace(replace(owner_x, ' ', ''), 'u', '') = replace(replace(owner_y, ' ', ''), 'u', '') THEN 'near'
        WHEN kind_x = 'household' OR kind_y = 'household' THEN 'unlike_household'
        ELSE 'unlike'
    END AS owner_level
FROM paired;

-- What the levels weigh together: integers only, so that no order of adding can change a decision.

-- A code is disputed where another row says it under quite another name; the lists that issue or check codes
-- keep it, the others may have copied a neighbour's line.
CREATE OR REPLACE TABLE employer_disputed AS
WITH clash AS (
    SELECT x, y FROM employer_level
    WHERE code_level IN ('same', 'same_register') AND name_level IN ('different', 'overlap', 'other_trade')
), owned AS (
    SELECT pid FROM employer_profile WHERE owns_codes
)
SELECT DISTINCT pid FROM (
    SELECT x AS pid, y AS other FROM clash UNION ALL SELECT y, x FROM clash
) c
ANTI JOIN (
    SELECT a.pid AS pid, b.pid AS other FROM owned a JOIN employer_profile b ON NOT b.owns_codes
        AND b.tax_code IS NOT NULL JOIN employer_profile s ON s.pid = a.pid AND s.tax_code = b.tax_code
) k ON k.pid = c.pid AND k.other = c.other;

CREATE OR REPLACE TABLE employer_weighed AS
WITH rare AS (
    SELECT l.*, n.n AS population,
        CASE WHEN l.code_level IN ('unlike', 'invalid') AND (dx.pid IS NOT NULL OR dy.pid IS NOT NULL)
            THEN 'disputed' ELSE l.code_level END AS tax_level,
        least(
            rarity(coalesce(fx.n, 1), n.n, employer_unseen(l.sort_x),
                employer_cap_name()),
            rarity(coalesce(fy.n, 1), n.n, employer_unseen(l.sort_y),
                employer_cap_name())
        ) AS name_rarity,
        rarity(coalesce(fc.n, 1), n.n, 100, employer_cap_commune()) AS commune_rarity,
        rarity(coalesce(fa.n, 1), n.n, 100, employer_cap_address()) AS address_rarity,
        rarity(coalesce(fp.n, 1), n.n, 100, employer_cap_phone()) AS phone_rarity,
        rarity(coalesce(fo.n, 1), n.n, 100, employer_cap_representative()) AS owner_rarity
    FROM employer_level l
    CROSS JOIN employer_population n
    LEFT JOIN employer_disputed dx ON dx.pid = l.x
    LEFT JOIN employer_disputed dy ON dy.pid = l.y
    LEFT JOIN employer_frequency fx ON fx.field = 'name' AND fx.value = l.key_x
    LEFT JOIN employer_frequency fy ON fy.field = 'name' AND fy.value = l.key_y
    LEFT JOIN employer_frequency fc ON fc.field = 'commune' AND fc.value = l.commune_x
    LEFT JOIN employer_frequency fa ON fa.field = 'address' AND fa.value = l.address_x
    LEFT JOIN employer_frequency fp ON fp.field = 'phone' AND fp.value = l.phone_x
    LEFT JOIN employer_frequency fo ON fo.field = 'owner' AND fo.value = l.owner_x
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
            -- the owner's name already spoke as the household's name
            WHEN owner_level = 'same' AND name_level IN ('exact', 'joined') AND contains(core_x, owner_x) THEN 500
            WHEN owner_level IN ('same', 'near') THEN owner_rarity + employer_weight_representative(owner_level)
            ELSE employer_weight_representative(owner_level)
        END AS owner_weight
    FROM rare
)
SELECT x, y, cx, cy, one_list, name_level, tax_level, unit_level, number_level, branch_level, tail_level,
    form_level, commune_level, address_level, phone_level, owner_level, name_weight, tax_weight, unit_weight,
    number_weight, branch_weight, tail_weight, form_weight, commune_weight, address_weight, phone_weight,
    owner_weight,
    name_weight + tax_weight + unit_weight + number_weight + branch_weight + tail_weight + form_weight
        + commune_weight + address_weight + phone_weight + owner_weight
        - CAST(round(1000 * ln(population)) AS INTEGER) AS weight,
    -- equal codes prove nothing alone: a name, a place, a person or a telephone must agree as well
    (tax_level IN ('same', 'same_register') OR unit_level = 'same') AND branch_level = 'same'
        AND number_level <> 'unlike' AND (
            name_level IN ('exact', 'joined', 'trade', 'trade_half', 'lost_u', 'abbreviated', 'typo', 'cut')
            OR (name_level IN ('typos', 'contained', 'overlap')
                AND (commune_level = 'same' OR owner_level = 'same' OR phone_level = 'same'))
        ) AS proven
FROM weighed;

-- Of clusters that not one pair of rows speaks for, nothing more need be known.
CREATE OR REPLACE TABLE employer_pair AS
SELECT w.* FROM employer_weighed w
SEMI JOIN (
    SELECT DISTINCT cx, cy FROM employer_weighed
    WHERE weight >= employer_doubt() - 3000 OR proven OR tax_level IN ('same', 'same_register')
) k ON k.cx = w.cx AND k.cy = w.cy;

DROP TABLE employer_weighed;

-- check unique: employer_pair(x, y)
-- check not null: employer_pair(weight, proven)
-- check empty: SELECT x FROM employer_pair EXCEPT SELECT x FROM employer_candidate
