-- Every unit that a list names, with its tax codes, its names and the register's employer.
CREATE OR REPLACE TABLE unit_rows AS
SELECT u.unit_code, coalesce(u.tax_code, '') AS tax_code, money_name(coalesce(u.name, '')) AS folded,
  coalesce(u.pay_mode, '') AS pay_mode, l.entity AS employer_id,
  row_number() OVER (PARTITION BY u.unit_code ORDER BY u.begins_on DESC, u.sha256, u.row) AS age
FROM rows_insured_units u
LEFT JOIN links l ON l.kind = 'employer' AND l.receipt_id = u.receipt_id AND l.row = u.row
WHERE u.unit_code IS NOT NULL;

CREATE OR REPLACE TABLE money_units AS
WITH named AS (
  SELECT unit_code, arg_min(employer_id, age) AS employer_id,
    coalesce(arg_min(tax_code, age) FILTER (tax_code <> ''), '') AS tax_code,
    coalesce(arg_min(pay_mode, age) FILTER (pay_mode <> ''), '') AS pay_mode
  FROM unit_rows GROUP BY unit_code
), insuring AS (
  SELECT unit_code, min(employer_id) AS employer_id FROM due GROUP BY unit_code
)
SELECT unit_code, coalesce(n.employer_id, i.employer_id) AS employer_id, coalesce(n.tax_code, '') AS tax_code,
  CASE WHEN regexp_matches(n.pay_mode, '(^|[^0-9])0?3 *(th|$)') THEN 3
       WHEN regexp_matches(n.pay_mode, '(^|[^0-9])0?6 *(th|$)') THEN 6 ELSE 1 END AS cycle_months
FROM named n FULL JOIN insuring i USING (unit_code);
-- check unique: money_units(unit_code)

-- A payer writes its name as its own papers have it: the names of the register and of the tax list count too.
CREATE OR REPLACE TABLE unit_names AS
SELECT DISTINCT folded, unit_code FROM unit_rows WHERE folded <> ''
UNION
SELECT money_name(g.name), u.unit_code
FROM money_units u JOIN employer_golden g ON g.employer_id = u.employer_id WHERE money_name(g.name) <> ''
UNION
SELECT money_name(t.name), u.unit_code
FROM rows_tax_enterprises t
JOIN links l ON l.kind = 'employer' AND l.receipt_id = t.receipt_id AND l.row = t.row
JOIN money_units u ON u.employer_id = l.entity WHERE money_name(t.name) <> '';
