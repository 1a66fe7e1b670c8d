-- Keys under which rows of one employer meet. Two rows are compared when one key at least is shared; a key
-- shared by too many rows says nothing, and is named in `block_left_out` instead of being compared.

-- The three rarest words of a name, counted by profiles.
CREATE OR REPLACE TABLE employer_token AS
WITH said AS (
    SELECT name_id, count(*) AS n FROM employer_profile WHERE name_id IS NOT NULL GROUP BY name_id
), words AS (
    SELECT c.name_id, s.n, unnest(list_distinct(c.tokens)) AS token
    FROM employer_core c JOIN said s ON s.name_id = c.name_id
), counted AS (
    SELECT token, sum(n) AS n FROM words GROUP BY token
)
SELECT w.name_id, w.token
FROM words w JOIN counted c ON c.token = w.token
WHERE length(w.token) >= 2
QUALIFY row_number() OVER (PARTITION BY w.name_id ORDER BY c.n, w.token) <= 3;

-- What profiles of a relation say, and where; an empty place where the block asks for none.
CREATE OR REPLACE MACRO employer_said_key(profiles) AS TABLE
SELECT employer_block('tax_code') AS block, tax_code AS said, '' AS place, pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('tax_code'), r.valid, '', p.pid
FROM query_table(profiles) p JOIN tax_code_repair r ON r.invalid = p.tax_code
UNION ALL
SELECT employer_block('unit_code'), unit_code, '', pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('name'), core, '', pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('name in commune'), core, commune_code, pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('name in district'), core, district_code, pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('proper name'), proper, '', pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('proper name in commune'), proper, commune_code, pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('proper name in district'), proper, district_code, pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('name without u'), replace(bare, 'u', ''), '', pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('name without u in commune'), replace(bare, 'u', ''), commune_code, pid
FROM query_table(profiles)
UNION ALL
SELECT employer_block('beginning'), left(bare, 14), '', pid FROM query_table(profiles) WHERE length(bare) >= 14
UNION ALL
SELECT employer_block('beginning in commune'), left(bare, 5), commune_code, pid
FROM query_table(profiles) WHERE length(bare) >= 5
UNION ALL
SELECT employer_block('rare beginning in commune'), left(bare, 5), commune_code, pid
FROM query_table(profiles) WHERE length(bare) >= 5
UNION ALL
SELECT employer_block('beginning in district'), left(bare, 8), district_code, pid
FROM query_table(profiles) WHERE length(bare) >= 8
UNION ALL
SELECT employer_block('end in commune'), right(bare, 6), commune_code, pid
FROM query_table(profiles) WHERE length(bare) >= 6
UNION ALL
SELECT employer_block('end in district'), right(bare, 9), district_code, pid
FROM query_table(profiles) WHERE length(bare) >= 9
UNION ALL
SELECT employer_block('phone'), phone_key, '', pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('owner in commune'), owner_key, commune_code, pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('owner in district'), owner_key, district_code, pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('address in commune'), address_key, commune_code, pid FROM query_table(profiles)
UNION ALL
SELECT employer_block('address and beginning'), address_key, left(bare, 4), pid
FROM query_table(profiles) WHERE length(address_key) >= 8
UNION ALL
SELECT employer_block('word in commune'), t.token, p.commune_code, p.pid
FROM query_table(profiles) p JOIN employer_token t ON t.name_id = p.name_id
UNION ALL
SELECT employer_block('word in district'), t.token, p.district_code, p.pid
FROM query_table(profiles) p JOIN employer_token t ON t.name_id = p.name_id;

-- Keys are numbers, so that they are quick to count and to join; each says its block as well.
CREATE OR REPLACE MACRO employer_key_words(profiles) AS TABLE
SELECT block, hash(block, said, place) AS key, said, place, pid
FROM employer_said_key(profiles)
WHERE said IS NOT NULL AND place IS NOT NULL AND (said <> '' OR place <> '');

CREATE OR REPLACE TABLE employer_key AS
WITH numbered AS (
    SELECT block, key, pid FROM employer_key_words('employer_profile')
), shared AS (
    SELECT key, count(*) AS n FROM numbered GROUP BY key HAVING count(*) > 1
)
SELECT k.block, k.key, k.pid, s.n FROM numbered k JOIN shared s ON s.key = k.key;

CREATE OR REPLACE TABLE employer_key_size AS
SELECT u.name AS block, k.key, k.n
FROM (SELECT key, any_value(block) AS block, count(*) AS n FROM employer_key GROUP BY key) k
JOIN employer_block_use u ON u.block = k.block;
