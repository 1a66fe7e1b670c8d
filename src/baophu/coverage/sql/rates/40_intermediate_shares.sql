-- Each employer with its place on the run's day, and the share of unverified ones that would be liable (q).
-- All shares are whole micro-units, so that sums do not depend on their order.
CREATE OR REPLACE TABLE standing_cells AS
WITH placed AS (
  SELECT v.entity, v.standing, CASE g.kind WHEN 'branch' THEN 'enterprise' ELSE g.kind END AS kind,
    coalesce(m.commune_code, '') AS commune_code,
    coalesce(m.district_code, g.district_code, '') AS district_code,
    f.subject, f.subject_low, f.subject_high, f.insured, f.registered,
    greatest(coalesce(f.subject, 0), f.insured) AS workers, coalesce(s.section, '') AS sector
  FROM verdicts v
  JOIN employer_golden g ON g.employer_id = v.entity
  JOIN facts f ON f.entity = v.entity
  LEFT JOIN area_map m ON m.code = g.commune_code
  LEFT JOIN sectors s ON s.division = left(coalesce(nullif(regexp_replace(g.industry_code, '[^0-9]', '', 'g'), ''),
    regexp_extract(g.industry, '^\s*([0-9]{4,5})\s*[:.–-]', 1)), 2)  -- the tax department writes 4711:Bán lẻ
)
SELECT c.* EXCLUDE (workers),
  CASE WHEN workers >= 200 THEN '200+' WHEN workers >= 50 THEN '50-199' WHEN workers >= 10 THEN '10-49'
    WHEN workers >= 1 THEN '1-9' ELSE '0' END AS size,
  coalesce(i.unemployment, false) AS unemployment, coalesce(i.funds_told, false) AS funds_told, i.e_filing,
  c.standing <> 'ceased' AND t.entity IS NOT NULL AS paying_tax
FROM placed c
LEFT JOIN insured_counts i ON i.entity = c.entity
LEFT JOIN tax_working t ON t.entity = c.entity;
-- check unique: standing_cells(entity)

CREATE OR REPLACE TABLE known_shares AS
SELECT kind, district_code,
  count(*) FILTER (standing IN ('covered', 'partial', 'missing')) AS liable,
  count(*) FILTER (standing IN ('covered', 'partial', 'missing', 'not_subject')) AS known
FROM standing_cells GROUP BY kind, district_code;

CREATE OR REPLACE TABLE province_shares AS
SELECT kind, sum(liable)::BIGINT AS liable, sum(known)::BIGINT AS known FROM known_shares GROUP BY kind;

CREATE OR REPLACE TABLE verified_share AS
SELECT count(*) FILTER (outcome = '1') AS liable, count(*) FILTER (outcome IN ('1', '2')) AS known
FROM visits;

CREATE OR REPLACE TABLE q_shares AS
SELECT k.kind, k.district_code,
  CASE WHEN vs.known >= p.enough_visits THEN (2000000 * vs.liable + vs.known) // (2 * vs.known)
       WHEN k.known >= p.small_group THEN (2000000 * k.liable + k.known) // (2 * k.known)
       WHEN pr.known > 0 THEN (2000000 * pr.liable + pr.known) // (2 * pr.known)
       ELSE 1000000 END::BIGINT AS q_micro
FROM known_shares k JOIN province_shares pr ON pr.kind = k.kind, verified_share vs, p;
-- check unique: q_shares(kind, district_code)

CREATE OR REPLACE TABLE missing_means AS
WITH district AS (
  SELECT kind, district_code, sum(subject)::BIGINT AS people, count(*) AS n
  FROM standing_cells WHERE standing = 'missing' GROUP BY kind, district_code
), province AS (
  SELECT kind, sum(people)::BIGINT AS people, sum(n)::BIGINT AS n FROM district GROUP BY kind
)
SELECT q.kind, q.district_code,
  CASE WHEN coalesce(d.n, 0) >= p.small_group THEN (2000000 * d.people + d.n) // (2 * d.n)
       WHEN coalesce(pr.n, 0) > 0 THEN (2000000 * pr.people + pr.n) // (2 * pr.n)
       ELSE 0 END::BIGINT AS mean_micro
FROM q_shares q
LEFT JOIN district d ON d.kind = q.kind AND d.district_code = q.district_code
LEFT JOIN province pr ON pr.kind = q.kind, p;
-- check unique: missing_means(kind, district_code)

CREATE OR REPLACE TABLE spread AS
WITH cell AS (
  SELECT c.*, q.q_micro, mm.mean_micro FROM standing_cells c
  JOIN q_shares q ON q.kind = c.kind AND q.district_code = c.district_code
  JOIN missing_means mm ON mm.kind = c.kind AND mm.district_code = c.district_code
), placed AS (
  SELECT 'province' AS level, p.province AS area_code, cell.* FROM cell, p
  UNION ALL SELECT 'district', cell.district_code, cell.* FROM cell WHERE cell.district_code <> ''
  UNION ALL SELECT 'commune', cell.commune_code, cell.* FROM cell WHERE cell.commune_code <> ''
)
SELECT '' AS dimension, '' AS category, placed.* FROM placed
UNION ALL SELECT 'kind', kind, placed.* FROM placed WHERE level <> 'commune'
UNION ALL SELECT 'size', size, placed.* FROM placed WHERE level <> 'commune'
UNION ALL SELECT 'sector', sector, placed.* FROM placed WHERE level <> 'commune' AND sector <> '';
