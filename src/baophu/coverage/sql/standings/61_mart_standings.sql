-- One row per employer, ready for the sentences.
CREATE OR REPLACE TABLE standing_rows AS
SELECT v.entity AS employer_id, g.kind, g.name, g.tax_code, g.unit_code, c.district_code, c.commune_code,
  c.sector, c.size, v.standing, f.subject_low, f.subject, f.subject_high, f.insured, c.paying_tax,
  f.deducted_not_insured, v.because_code, f.said_on, f.visited_on, k.rows, coalesce(e.evidence, '[]') AS evidence
FROM verdicts v
JOIN employer_golden g ON g.employer_id = v.entity
JOIN facts f ON f.entity = v.entity
JOIN standing_cells c ON c.entity = v.entity
JOIN evidence_keys k ON k.entity = v.entity
LEFT JOIN evidence_cells e ON e.entity = v.entity;
-- check unique: standing_rows(employer_id)
-- check not null: standing_rows(employer_id, standing, insured, because_code, rows)
-- check empty: SELECT entity FROM verdicts WHERE entity NOT IN (SELECT employer_id FROM standing_rows)
