-- Identifiers: a cluster keeps the identifier that its earliest row known before had, unless another cluster
-- holds the row from which that identifier was minted; else one is minted from its earliest row.

CREATE OR REPLACE TABLE label_first AS
SELECT 'employer' AS kind, label, min(rid) AS rid FROM employer_link GROUP BY label
UNION ALL
-- a person's label is the earliest row itself, a row of an employer's people may stand before the employer's own
SELECT 'person', pid, pid FROM person_cluster WHERE pid = label;

CREATE OR REPLACE TABLE known AS
SELECT l.kind, l.label, p.entity AS previous, min(l.rid) AS first_rid,
    max(CASE WHEN m.rid IS NOT NULL THEN 1 ELSE 0 END) AS holds_minted
FROM link_row l
JOIN previous_link p ON p.kind = l.kind AND p.rid = l.rid
LEFT JOIN previous_minted m ON m.kind = p.kind AND m.entity = p.entity AND m.rid = l.rid
GROUP BY l.kind, l.label, p.entity;

CREATE OR REPLACE TABLE keeper AS
SELECT kind, previous, label, first_rid FROM known
QUALIFY row_number() OVER (PARTITION BY kind, previous ORDER BY holds_minted DESC, first_rid) = 1;

CREATE OR REPLACE TABLE entity AS
WITH kept AS (
    SELECT kind, label, previous FROM keeper
    QUALIFY row_number() OVER (PARTITION BY kind, label ORDER BY first_rid) = 1
)
SELECT f.kind, f.label,
    coalesce(k.previous, CASE f.kind WHEN 'employer' THEN 'E' ELSE 'P' END
        || substr(md5(n.prefix || CAST(f.rid % 4294967296 AS VARCHAR)), 1, 14)) AS entity,
    coalesce(m.minted_from, n.prefix || CAST(f.rid % 4294967296 AS VARCHAR)) AS minted_from,
    k.previous IS NULL AS is_new
FROM label_first f
JOIN row_name n ON n.ev = f.rid // 4294967296
LEFT JOIN kept k ON k.kind = f.kind AND k.label = f.label
LEFT JOIN previous_minted m ON m.kind = f.kind AND m.entity = k.previous;

CREATE OR REPLACE TABLE identity_event AS
SELECT k.kind AS subject, k.previous AS left_id, e.entity AS right_id, 'merged_into' AS kind
FROM keeper k JOIN entity e ON e.kind = k.kind AND e.label = k.label
WHERE e.entity <> k.previous
UNION
SELECT n.kind, e.entity, n.previous, 'split_from'
FROM known n
JOIN entity e ON e.kind = n.kind AND e.label = n.label
JOIN keeper k ON k.kind = n.kind AND k.previous = n.previous
WHERE e.is_new AND k.label <> n.label;

-- check empty: SELECT 1 WHERE (SELECT count(*) FROM entity) <> (SELECT count(*) FROM label_first)
-- check unique: entity(kind, entity)
-- check not null: entity(entity, minted_from)
