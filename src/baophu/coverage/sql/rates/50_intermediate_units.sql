-- Units and workers of each area as whole counts, with what the unverified ones would add in micro-units.
CREATE OR REPLACE TABLE unit_sums AS
WITH asked AS (
  SELECT 'units' AS indicator, *, standing IN ('covered', 'partial') AS inside FROM spread
  UNION ALL
  SELECT 'units_plan', *, standing IN ('covered', 'partial') FROM spread WHERE paying_tax
  UNION ALL
  SELECT 'units_unemployment', *, standing IN ('covered', 'partial') AND unemployment FROM spread
  WHERE paying_tax AND (SELECT bool_or(funds_told) FROM standing_cells)
)
SELECT indicator, level, area_code, dimension, category,
  count(*) FILTER (inside) AS n_in,
  count(*) FILTER (standing IN ('covered', 'partial', 'missing')) AS n_known,
  count(*) FILTER (standing = 'unverified') AS n_open,
  coalesce(sum(q_micro) FILTER (standing = 'unverified'), 0)::BIGINT AS open_micro
FROM asked GROUP BY ALL;

CREATE OR REPLACE TABLE worker_sums AS
WITH counted_workers AS (
  SELECT *, standing IN ('covered', 'partial', 'missing') AS known, standing = 'unverified' AS open,
    greatest(coalesce(subject, insured), insured) AS liable,
    greatest(coalesce(subject_low, insured), insured) AS liable_least,
    greatest(coalesce(subject_high, insured), insured) AS liable_most
  FROM spread
)
SELECT 'workers' AS indicator, level, area_code, dimension, category,
  coalesce(sum(insured), 0)::BIGINT AS n_in,
  coalesce(sum(liable) FILTER (known), 0)::BIGINT AS n_known,
  coalesce(sum(liable_least) FILTER (known), 0)::BIGINT AS n_least,
  coalesce(sum(liable_most) FILTER (known), 0)::BIGINT AS n_most,
  coalesce(sum((q_micro::HUGEINT * mean_micro + 500000) // 1000000) FILTER (open), 0)::BIGINT AS open_micro,
  coalesce(sum(mean_micro) FILTER (open), 0)::BIGINT AS open_most_micro
FROM counted_workers GROUP BY ALL;

CREATE OR REPLACE TABLE unit_rates AS
SELECT indicator, level, area_code, dimension, category,
  n_in * 1000000::HUGEINT AS num, n_known * 1000000::HUGEINT + open_micro AS den,
  (n_known + n_open) * 1000000::HUGEINT AS den_most, n_known * 1000000::HUGEINT AS den_least
FROM unit_sums
UNION ALL
SELECT indicator, level, area_code, dimension, category,
  n_in * 1000000::HUGEINT, n_known * 1000000::HUGEINT + open_micro,
  n_most * 1000000::HUGEINT + open_most_micro, n_least * 1000000::HUGEINT
FROM worker_sums
UNION ALL
SELECT 'e_filing', level, area_code, dimension, category,
  count(*) FILTER (e_filing) * 1000000::HUGEINT, count(*) FILTER (e_filing IS NOT NULL) * 1000000::HUGEINT,
  count(*) * 1000000::HUGEINT, count(*) FILTER (e_filing IS NOT NULL) * 1000000::HUGEINT
FROM spread WHERE registered AND dimension = ''
GROUP BY ALL HAVING count(*) FILTER (e_filing IS NOT NULL) > 0;
