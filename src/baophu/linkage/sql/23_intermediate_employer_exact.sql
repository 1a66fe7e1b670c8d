-- Clusters begin with what is proven: equal tax codes with a second field that agrees, and what a person judged.

CREATE OR REPLACE TABLE employer_edge AS
SELECT p.x, p.y, 'exact' AS how FROM employer_level p
ANTI JOIN employer_judged j ON j.verdict = 'different' AND j.x = p.x AND j.y = p.y
WHERE p.proven AND p.code_level IN ('same', 'same_register')
UNION ALL
SELECT x, y, 'judged' FROM employer_judged WHERE verdict = 'same';
