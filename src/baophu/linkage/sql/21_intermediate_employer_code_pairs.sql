-- Rows that say the same code, or a code that one typing error turns into the other's.

CREATE OR REPLACE TABLE employer_candidate AS
WITH keyed AS (
    SELECT k.key, k.pid
    FROM employer_key k
    JOIN employer_block_use u ON u.block = k.block
    JOIN block_budget b ON b.subject = 'employer' AND b.block = u.name
    WHERE u.name IN ('tax_code', 'unit_code') AND k.n <= b.most_rows
)
SELECT DISTINCT a.pid AS x, b.pid AS y, a.pid AS cx, b.pid AS cy
FROM keyed a JOIN keyed b ON a.key = b.key AND a.pid < b.pid;

-- check unique: employer_candidate(x, y)
