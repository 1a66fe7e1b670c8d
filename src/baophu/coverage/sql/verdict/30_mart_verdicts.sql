-- The verdict on every employer from its facts; the same rule as coverage.rules.verdict_on, in columns.
CREATE OR REPLACE TABLE verdicts AS
WITH judged AS (
  SELECT f.*, p.on_day,
    f.said_closing AND NOT (f.said_until IS NOT NULL AND f.said_until <= p.on_day) AS closed,
    f.subject IS NULL
      OR f.insured >= f.subject - greatest(p.tolerance_least, f.subject * p.tolerance_percent // 100) AS enough
  FROM facts f, p
)
SELECT entity,
  CASE
    WHEN insured > 0 OR (registered AND NOT closed) THEN CASE WHEN enough THEN 'covered' ELSE 'partial' END
    WHEN closed AND (paid_since OR (said_weight = 1 AND payroll_told_later)) THEN 'unverified'
    WHEN closed THEN 'ceased'
    WHEN visit = '7' OR (branch AND (head_registered OR NOT head_known)) THEN 'unverified'
    WHEN subject IS NULL THEN 'unverified'
    WHEN subject = 0 THEN 'not_subject'
    ELSE 'missing'
  END AS standing,
  CASE
    WHEN insured > 0 OR (registered AND NOT closed) THEN
      CASE WHEN subject IS NULL THEN 'covered_no_evidence' WHEN enough THEN 'covered_enough'
           ELSE 'partial' END
    WHEN closed AND (paid_since OR (said_weight = 1 AND payroll_told_later)) THEN 'unverified_closed_but_paid'
    WHEN closed THEN 'ceased_' || said
    WHEN visit = '7' THEN 'unverified_declared_elsewhere'
    WHEN branch AND head_registered THEN 'unverified_head_registered'
    WHEN branch AND NOT head_known THEN 'unverified_head_elsewhere'
    WHEN subject IS NULL THEN 'unverified_no_evidence'
    WHEN subject = 0 THEN 'not_subject'
    ELSE 'missing'
  END AS because_code
FROM judged;
-- check unique: verdicts(entity)
-- check not null: verdicts(entity, standing, because_code)
