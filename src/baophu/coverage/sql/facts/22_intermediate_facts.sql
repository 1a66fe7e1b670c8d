-- One row per employer: all that its standing follows from.
-- An officer's own visit outranks the counts of lists told before it (ADR 0007).
CREATE OR REPLACE TABLE visits AS
SELECT e.entity, r.receipt_id, r.list, r.file, r.row, coalesce(r.found_on, r.as_of) AS found_on,
  left(r.outcome::VARCHAR, 1) AS outcome,
  CASE WHEN left(r.outcome::VARCHAR, 1) = '2' THEN 0 ELSE r.headcount END::INTEGER AS people
FROM rows_findings r JOIN employer_links e ON e.receipt_id = r.receipt_id AND e.row = r.row, p
WHERE coalesce(r.found_on, r.as_of) BETWEEN p.window_from AND p.on_day
QUALIFY row_number() OVER (
  PARTITION BY e.entity ORDER BY coalesce(r.found_on, r.as_of) DESC, r.receipt_id DESC, r.row DESC) = 1;
-- check unique: visits(entity)

CREATE OR REPLACE TABLE visit_counts AS
SELECT * FROM visits WHERE outcome IN ('1', '2') AND people IS NOT NULL;

CREATE OR REPLACE TABLE counted AS
SELECT h.* FROM headcounts h LEFT JOIN visit_counts v ON v.entity = h.entity
WHERE v.entity IS NULL OR h.as_of > v.found_on
UNION ALL
SELECT entity, list, receipt_id, file, row, CASE outcome WHEN '2' THEN 'outcome' ELSE 'headcount' END,
  people, people, found_on, row::VARCHAR
FROM visit_counts;

CREATE OR REPLACE TABLE subjects AS
SELECT entity, max(people) AS subject,
  coalesce(max(people_low) FILTER (list = 'tax_payroll'), min(people)) AS subject_low,
  max(CASE WHEN list = 'tax_payroll' THEN people
    ELSE people + greatest(p.error_least, people * p.error_percent // 100) END) AS subject_high
FROM counted, p GROUP BY entity;

-- A branch or office by its code or name; its head office by the ten digits.
CREATE OR REPLACE TABLE heads AS
SELECT g.employer_id AS head_id, g.tax_code AS head_code, coalesce(i.registered, false) AS registered
FROM employer_golden g LEFT JOIN insured_counts i ON i.entity = g.employer_id
WHERE length(g.tax_code) = 10
QUALIFY row_number() OVER (
  PARTITION BY g.tax_code ORDER BY coalesce(i.registered, false) DESC, g.employer_id) = 1;

CREATE OR REPLACE TABLE facts AS
SELECT g.employer_id AS entity,
  coalesce(i.registered, false) AS registered, coalesce(i.insured, 0) AS insured,
  s.subject, least(s.subject_low, s.subject) AS subject_low, s.subject_high,
  coalesce(c.what, '') AS said, c.said_on, c.until AS said_until, coalesce(c.closing, false) AS said_closing,
  coalesce(c.weight, 0) AS said_weight,
  coalesce(n.told_on > c.said_on, false) AS payroll_told_later,
  coalesce(n.began_on >= c.said_on, false) AS paid_since,
  g.kind = 'branch' AS branch, h.head_code IS NOT NULL AS head_known,
  coalesce(h.registered, false) AS head_registered,
  v.outcome AS visit, v.found_on AS visited_on,
  coalesce(d.people, 0) AS deducted_not_insured
FROM employer_golden g
LEFT JOIN insured_counts i ON i.entity = g.employer_id
LEFT JOIN subjects s ON s.entity = g.employer_id
LEFT JOIN last_statement c ON c.entity = g.employer_id
LEFT JOIN payroll_news n ON n.entity = g.employer_id
LEFT JOIN heads h ON g.kind = 'branch' AND h.head_code = left(g.tax_code, 10) AND h.head_id <> g.employer_id
LEFT JOIN visits v ON v.entity = g.employer_id
LEFT JOIN deducted d ON d.entity = g.employer_id;
-- check unique: facts(entity)
-- check not null: facts(entity, registered, insured, said, branch)
