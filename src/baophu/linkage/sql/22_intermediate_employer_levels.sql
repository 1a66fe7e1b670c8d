-- Each pair of profiles compared field by field: a level per field.

-- Names that meet are compared once, however many rows say them. What is dear to compute is computed only where
-- nothing cheaper has told two names alike.
CREATE OR REPLACE TABLE employer_alike AS
WITH met AS (
    SELECT DISTINCT least(a.name_id, b.name_id) AS x, greatest(a.name_id, b.name_id) AS y
    FROM employer_candidate c
    JOIN employer_profile a ON a.pid = c.x
    JOIN employer_profile b ON b.pid = c.y
    WHERE a.name_id <> b.name_id
), looked AS (
    SELECT m.x, m.y, a.bare AS bare_x, b.bare AS bare_y, a.numbers AS numbers_x, b.numbers AS numbers_y,
        a.tokens AS tokens_x, b.tokens AS tokens_y, a.proper AS proper_x, b.proper AS proper_y, a.words AS words_x, b.words AS words_y,
        least(length(a.bare), length(b.bare)) AS shorter,
        CASE
            WHEN a.core = b.core THEN 'exact'
            WHEN a.bare = b.bare THEN 'joined'
            WHEN a.proper = b.proper AND length(a.proper) >= 3
                AND (list_has_all(a.trade, b.trade) OR list_has_all(b.trade, a.trade)) THEN 'trade'
            WHEN a.proper = b.proper AND length(a.proper) >= 3 THEN 'other_trade'
            WHEN len(a.tokens) - len(b.tokens) = 1 AND list_has_all(a.tokens, b.tokens)
                AND lost_trade_word(a.core, b.core) THEN 'trade_half'
            WHEN len(b.tokens) - len(a.tokens) = 1 AND list_has_all(b.tokens, a.tokens)
                AND lost_trade_word(b.core, a.core) THEN 'trade_half'
            WHEN replace(a.bare, 'u', '') = replace(b.bare, 'u', '') AND length(a.bare) >= 5 THEN 'lost_u'
            WHEN left(a.core, 1) = left(b.core, 1) AND len(a.tokens) = len(b.tokens) AND len(a.tokens) >= 2
                AND abbreviates(a.tokens, b.tokens)
                THEN 'abbreviated'
            WHEN (starts_with(a.bare, b.bare) AND b.letters BETWEEN 28 AND 60 AND length(b.bare) >= 6)
                OR (starts_with(b.bare, a.bare) AND a.letters BETWEEN 28 AND 60 AND length(a.bare) >= 6) THEN 'cut'
        END AS likeness
    FROM met m
    JOIN employer_core a ON a.name_id = m.x
    JOIN employer_core b ON b.name_id = m.y
), measured AS (
    SELECT *, CASE WHEN shorter >= 10 THEN 2 ELSE 1 END AS few,
        -- a typing error seldom spoils both ends of a name; a swap of two letters is two errors in the cheaper measure
        CASE WHEN likeness IS NULL AND abs(length(bare_x) - length(bare_y)) <= 3 AND shorter >= 5
            AND (left(bare_x, 2) = left(bare_y, 2) OR right(bare_x, 2) = right(bare_y, 2))
            THEN levenshtein(bare_x, bare_y) ELSE 99 END AS errors
    FROM looked
), typed AS (
    SELECT *,
        CASE
            WHEN likeness IS NOT NULL THEN likeness
            WHEN errors <= few THEN 'typo'
            WHEN errors > CASE WHEN shorter >= 12 THEN 6 ELSE 2 * few END THEN NULL
            WHEN shorter < 12 THEN CASE WHEN damerau_levenshtein(bare_x, bare_y) <= few THEN 'typo' END
            ELSE CASE damerau_levenshtein(bare_x, bare_y) WHEN 2 THEN 'typo' WHEN 3 THEN 'typos' END
        END AS nearness
    FROM measured
), worded AS (
    SELECT *, CASE WHEN nearness IS NULL THEN len(list_intersect(tokens_x, tokens_y)) END AS shared FROM typed
), levelled AS (
    SELECT x, y, numbers_x, numbers_y,
        CASE
            WHEN nearness IS NOT NULL THEN nearness
            WHEN shared = words_x OR shared = words_y THEN 'contained'
            WHEN 2 * shared < least(len(tokens_x), len(tokens_y)) THEN 'different'
            -- words of trade alone ("thương mại dịch vụ") are shared by half of all firms
            WHEN list_has_any(string_split(proper_x, ' '), string_split(proper_y, ' ')) THEN 'overlap'
            ELSE 'trade_words'
        END AS name_level
    FROM worded
)
SELECT x, y, name_level,
    CASE
        -- quite another name has said so already
        WHEN numbers_x = numbers_y OR name_level = 'different' THEN 'same'
        WHEN numbers_x = '' OR numbers_y = '' THEN 'one_sided'
        ELSE 'unlike'
    END AS number_level
FROM levelled;

CREATE OR REPLACE TABLE employer_level AS
WITH paired AS (
    SELECT c.x, c.y, c.cx, c.cy, a.list_name AS list_x, b.list_name AS list_y,
        a.core AS core_x, b.core AS core_y, a.name_id AS name_x, b.name_id AS name_y,
        a.tax_code AS code_x, b.tax_code AS code_y, a.code_stands AS stands_x, b.code_stands AS stands_y,
        a.owns_codes AS owns_x, b.owns_codes AS owns_y,
        a.unit_code AS unit_x, b.unit_code AS unit_y, a.is_branch AS branch_x, b.is_branch AS branch_y,
        a.tail AS tail_x, b.tail AS tail_y, a.form AS form_x, b.form AS form_y, a.kind AS kind_x, b.kind AS kind_y,
        a.commune_code AS commune_x, b.commune_code AS commune_y,
        a.district_code AS district_x, b.district_code AS district_y,
        a.address_key AS address_x, b.address_key AS address_y, a.phone_key AS phone_x, b.phone_key AS phone_y,
        a.address_numbers AS address_numbers_x, b.address_numbers AS address_numbers_y,
        a.owner_key AS owner_x, b.owner_key AS owner_y,
        -- shared words of trade are something where the same person or the same house speaks too, else nothing
        CASE
            WHEN n.name_level <> 'trade_words' THEN n.name_level
            WHEN a.owner_key = b.owner_key OR a.address_key = b.address_key THEN 'overlap'
            ELSE 'different'
        END AS unlike_name_level,
        n.number_level AS unlike_number_level
    FROM employer_candidate c
    JOIN employer_profile a ON a.pid = c.x
    JOIN employer_profile b ON b.pid = c.y
    LEFT JOIN employer_alike n
    ON n.x = least(a.name_id, b.name_id) AND n.y = greatest(a.name_id, b.name_id)
), levelled AS (
    SELECT x, y, cx, cy, kind_x, kind_y, owns_x, owns_y,
        -- the owner's name spoke already as the household's name
        contains(core_x, owner_x) AS owner_named,
        CASE
            WHEN name_x IS NULL OR name_y IS NULL THEN 'unknown'
            WHEN name_x = name_y THEN 'exact'
            ELSE unlike_name_level
        END AS name_level,
        CASE
            WHEN name_x IS NULL OR name_y IS NULL OR name_x = name_y OR unlike_name_level = 'different' THEN 'same'
            ELSE unlike_number_level
        END AS number_level,
        CASE
            WHEN code_x IS NULL OR code_y IS NULL THEN 'unknown'
            WHEN code_x = code_y AND list_x <> list_y AND owns_x AND owns_y THEN 'same_register'
            WHEN code_x = code_y THEN 'same'
            WHEN stands_x AND stands_y THEN 'unlike'
            WHEN within_errors(code_x, code_y, 1) THEN 'near'
            ELSE 'invalid'
        END AS code_level,
        CASE WHEN unit_x IS NULL OR unit_y IS NULL THEN 'unknown' WHEN unit_x = unit_y THEN 'same' ELSE 'unlike' END
            AS unit_level,
        CASE
            WHEN branch_x = branch_y THEN 'same'
            -- a row that says neither name nor branch cannot contradict
            WHEN (name_x IS NULL AND NOT branch_x) OR (name_y IS NULL AND NOT branch_y) THEN 'same'
            ELSE 'unlike'
        END AS branch_level,
        CASE
            WHEN tail_x = '' OR tail_y = '' THEN 'unknown'
            WHEN tail_x = tail_y OR starts_with(tail_x, tail_y) OR starts_with(tail_y, tail_x)
                OR within_errors(tail_x, tail_y, 1) THEN 'same'
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
                AND within_errors(address_x, address_y, 1) THEN 'within'
            -- the trade is what tells cooperatives of one place apart
            WHEN name_level IN ('trade', 'trade_half', 'contained') AND kind_x = 'cooperative'
                AND kind_y = 'cooperative' THEN 'elsewhere'
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
                AND within_errors(owner_x, owner_y, 1) THEN 'near'
            WHEN replace(replace(owner_x, ' ', ''), 'u', '') = replace(replace(owner_y, ' ', ''), 'u', '') THEN 'near'
            WHEN kind_x = 'household' OR kind_y = 'household' THEN 'unlike_household'
            ELSE 'unlike'
        END AS owner_level
    FROM paired
)
SELECT *,
    -- equal codes prove nothing alone: a name, a place, a person or a telephone must agree as well
    (code_level IN ('same', 'same_register') OR unit_level = 'same') AND branch_level = 'same'
        AND number_level <> 'unlike' AND (
            name_level IN ('exact', 'joined', 'trade', 'trade_half', 'lost_u', 'abbreviated', 'typo', 'cut')
            OR (name_level IN ('typos', 'contained', 'overlap')
                AND (commune_level = 'same' OR owner_level = 'same' OR phone_level = 'same'))
        ) AS proven
FROM levelled;

-- check unique: employer_level(x, y)
-- check not null: employer_level(proven)
-- check empty: SELECT x FROM employer_level EXCEPT SELECT x FROM employer_candidate
