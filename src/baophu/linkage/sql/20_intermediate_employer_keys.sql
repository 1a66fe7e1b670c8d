-- Keys under which rows of one employer meet. Two rows are compared when one key at least is shared; a key
-- shared by too many rows says nothing, and is named in `block_size` instead of being compared.

CREATE OR REPLACE TABLE employer_token AS
WITH words AS (
    SELECT pid, unnest(list_distinct(tokens)) AS token FROM employer_profile WHERE tokens IS NOT NULL
), counted AS (
    SELECT token, count(*) AS n FROM words GROUP BY token
)
SELECT w.pid, w.token
FROM words w JOIN counted c ON c.token = w.token
WHERE length(w.token) >= 2
QUALIFY row_number() OVER (PARTITION BY w.pid ORDER BY c.n, w.token) <= 3;

CREATE OR REPLACE TABLE employer_key AS
WITH p AS (
    SELECT *, coalesce(commune_code, '') AS commune, coalesce(district_code, '') AS district FROM employer_profile
), keys AS (
    SELECT 'tax_code' AS block, tax_code AS key, pid FROM p
    UNION ALL
    SELECT 'tax_code', r.valid, p.pid FROM p JOIN tax_code_repair r ON r.invalid = p.tax_code
    UNION ALL
    SELECT 'unit_code', unit_code, pid FROM p
    UNION ALL
    SELECT 'name', core, pid FROM p
    UNION ALL
    SELECT 'name in commune', core || '|' || commune_code, pid FROM p
    UNION ALL
    SELECT 'name in district', core || '|' || district_code, pid FROM p
    UNION ALL
    SELECT 'proper name', proper, pid FROM p
    UNION ALL
    SELECT 'proper name in commune', proper || '|' || commune_code, pid FROM p
    UNION ALL
    SELECT 'proper name in district', proper || '|' || district_code, pid FROM p
    UNION ALL
    SELECT 'name without u', replace(bare, 'u', ''), pid FROM p
    UNION ALL
    SELECT 'name without u in commune', replace(bare, 'u', '') || '|' || commune_code, pid FROM p
    UNION ALL
    SELECT 'beginning', left(bare, 14), pid FROM p WHERE length(bare) >= 14
    UNION ALL
    SELECT 'beginning in commune', left(bare, 5) || '|' || commune_code, pid FROM p WHERE length(bare) >= 5
    UNION ALL
    SELECT 'rare beginning in commune', left(bare, 5) || '|' || commune_code, pid FROM p WHERE length(bare) >= 5
    UNION ALL
    SELECT 'beginning in district', left(bare, 8) || '|' || district_code, pid FROM p WHERE length(bare) >= 8
    UNION ALL
    SELECT 'end in commune', right(bare, 6) || '|' || commune_code, pid FROM p WHERE length(bare) >= 6
    UNION ALL
    SELECT 'end in district', right(bare, 9) || '|' || district_code, pid FROM p WHERE length(bare) >= 9
    UNION ALL
    SELECT 'phone', phone_key, pid FROM p
    UNION ALL
    SELECT 'owner in commune', owner_key || '|' || commune_code, pid FROM p
    UNION ALL
    SELECT 'owner in district', owner_key || '|' || district_code, pid FROM p
    UNION ALL
    SELECT 'address in commune', address_key || '|' || commune_code, pid FROM p
    UNION ALL
    SELECT 'address and beginning', address_key || '|' || left(bare, 4), pid FROM p WHERE length(address_key) >= 8
    UNION ALL
    SELECT 'word in commune', t.token || '|' || p.commune_code, p.pid FROM p JOIN employer_token t ON t.pid = p.pid
    UNION ALL
    SELECT 'word in district', t.token || '|' || p.district_code, p.pid FROM p JOIN employer_token t ON t.pid = p.pid
)
SELECT DISTINCT block, key, pid FROM keys WHERE key IS NOT NULL AND key <> '';

CREATE OR REPLACE TABLE employer_key_size AS
SELECT block, key, count(*) AS n FROM employer_key GROUP BY block, key HAVING count(*) > 1;
