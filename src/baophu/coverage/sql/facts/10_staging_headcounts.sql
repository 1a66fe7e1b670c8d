-- One row per count of workers that a list gives for an employer, within the evidence window.
-- `p` holds the run's day, window and law; `links`, `rows_<list>` and `receipts` come from the linkage.
CREATE OR REPLACE TABLE employer_links AS
SELECT entity, list, receipt_id, file, row FROM links WHERE kind = 'employer';

CREATE OR REPLACE TABLE window_receipts AS
SELECT c.* FROM receipts c, p WHERE c.as_of >= p.window_from AND c.begins_on <= p.on_day;

CREATE OR REPLACE TABLE payroll_people AS
SELECT e.entity, r.receipt_id, r.file, r.row, r.begins_on, r.as_of, q.entity AS person,
  replace(coalesce(r.annex, ''), ' ', '') AS annex, r.months,
  coalesce(r.insurance_deducted_vnd, 0) AS deducted_vnd
FROM rows_tax_payroll r
JOIN window_receipts w ON w.receipt_id = r.receipt_id
JOIN links e ON e.kind = 'employer' AND e.receipt_id = r.receipt_id AND e.row = r.row
JOIN links q ON q.kind = 'person' AND q.receipt_id = r.receipt_id AND q.row = r.row;

-- Annex 05-1 holds contracts of three months or more; 05-2 the shorter ones, liable only from the day the
-- law reaches them, and then only where the tax department added a month worked.
CREATE OR REPLACE TABLE payroll_liable AS
SELECT pp.* FROM payroll_people pp, p
WHERE pp.annex LIKE '05-1%'
   OR (pp.annex LIKE '05-2%' AND pp.begins_on >= p.short_contracts_from AND coalesce(pp.months, 0) >= 1);

CREATE OR REPLACE TABLE headcounts AS
WITH stated AS (
  SELECT receipt_id, list, file, row, as_of, 'headcount' AS field, headcount AS people
  FROM rows_tax_enterprises
  UNION ALL
  SELECT receipt_id, list, file, row, as_of, 'headcount', headcount FROM rows_labour_use
  UNION ALL
  SELECT receipt_id, list, file, row, as_of, 'headcount', headcount FROM rows_zone_enterprises
  UNION ALL
  SELECT receipt_id, list, file, row, as_of, 'headcount', headcount FROM rows_trade_unions
  UNION ALL
  SELECT receipt_id, list, file, row, as_of, 'hired', hired FROM rows_commune_businesses
  UNION ALL
  -- the headcount of a household counts its owner and family; others hire all whom they count
  SELECT receipt_id, list, file, row, as_of, 'headcount', headcount FROM rows_commune_businesses
  WHERE hired IS NULL AND NOT regexp_matches(upper(coalesce(kind, '')), 'HKD|HỘ')
)
SELECT e.entity, s.list, s.receipt_id, s.file, s.row, s.field, s.people::INTEGER AS people,
  s.people::INTEGER AS people_low, s.as_of, s.row::VARCHAR AS all_rows
FROM stated s
JOIN window_receipts w ON w.receipt_id = s.receipt_id
JOIN employer_links e ON e.receipt_id = s.receipt_id AND e.row = s.row
WHERE s.people IS NOT NULL;
