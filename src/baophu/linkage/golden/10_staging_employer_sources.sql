-- Every row that says something of an employer, in the fields of the golden record. A column is named only
-- where the list calls it otherwise than the field. `turn` puts the newest period first, then the smallest
-- hash and row: of two lists that are trusted alike, the lower turn speaks.
CREATE OR REPLACE TABLE receipt_turns AS
SELECT receipt_id, list, list || ':' || receipt_id || ':' AS origin,
  -- there is room for 2^28 rows between two turns
  row_number() OVER (ORDER BY begins_on DESC, sha256, list, agency_code, period) * 268435456 AS turn
FROM receipts;
-- check unique: receipt_turns(receipt_id)

CREATE OR REPLACE VIEW employer_words AS
SELECT receipt_id, row, name, tax_code, legal_form, industry, industry_code, representative, phone,
  address AS place, 'address' AS place_column, commune_code, district_code
FROM rows_tax_enterprises
UNION ALL BY NAME
SELECT receipt_id, row, name, tax_code, legal_form, industry, industry_code, representative, phone,
  address AS place, 'address' AS place_column, commune_code, district_code
FROM rows_new_businesses
UNION ALL BY NAME
SELECT receipt_id, row, coalesce(name, owner) AS name, tax_code, industry, owner AS representative,
  'owner' AS representative_column, phone, address AS place, 'address' AS place_column,
  commune_code, district_code, kind AS stated_kind
FROM rows_commune_businesses
UNION ALL BY NAME
SELECT receipt_id, row, name, tax_code, address AS place, 'address' AS place_column,
  commune_code, district_code
FROM rows_labour_use
UNION ALL BY NAME
SELECT receipt_id, row, name, tax_code, phone FROM rows_zone_enterprises
UNION ALL BY NAME
SELECT receipt_id, row, name, tax_code FROM rows_trade_unions
UNION ALL BY NAME
SELECT receipt_id, row, name, tax_code, commune AS place, 'commune' AS place_column,
  commune_code, district_code
FROM rows_association_members
UNION ALL BY NAME
SELECT receipt_id, row, name, tax_code, unit_code, phone, e_filing, address AS place,
  'address' AS place_column, commune_code, district_code, unit_type AS stated_kind
FROM rows_insured_units
UNION ALL BY NAME
SELECT receipt_id, row, employer AS name, 'employer' AS name_column, tax_code, unit_code, commune AS place,
  'commune' AS place_column, commune_code, district_code
FROM rows_findings
UNION ALL BY NAME
SELECT receipt_id, row, name, tax_code FROM rows_business_events;

-- Lists of people name an employer on each row: its first row there speaks for all.
CREATE OR REPLACE TABLE employer_sources AS
SELECT l.entity, w.* FROM employer_words w
JOIN links l ON l.kind = 'employer' AND l.receipt_id = w.receipt_id AND l.row = w.row
UNION ALL BY NAME
SELECT l.entity, r.receipt_id, min(r.row) AS row, min_by(r.tax_code, r.row) AS tax_code,
  any_value(r.payer_name ORDER BY r.row) AS name, 'payer_name' AS name_column
FROM rows_tax_payroll r
JOIN links l ON l.kind = 'employer' AND l.receipt_id = r.receipt_id AND l.row = r.row
GROUP BY l.entity, r.receipt_id
UNION ALL BY NAME
SELECT l.entity, r.receipt_id, min(r.row) AS row, min_by(r.unit_code, r.row) AS unit_code
FROM rows_insured_members r
JOIN links l ON l.kind = 'employer' AND l.receipt_id = r.receipt_id AND l.row = r.row
GROUP BY l.entity, r.receipt_id;
-- check not null: employer_sources(entity, receipt_id, row)
