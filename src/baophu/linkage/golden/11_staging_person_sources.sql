-- Every row that says something of a person, in the fields of the golden record.
CREATE OR REPLACE VIEW person_words AS
SELECT receipt_id, row, full_name, born_on, sex, id_number, si_number, commune_code, district_code
FROM rows_insured_members
UNION ALL BY NAME
SELECT receipt_id, row, full_name, born_on, sex, id_number, si_number, commune_code, district_code
FROM rows_voluntary_members
UNION ALL BY NAME
SELECT receipt_id, row, full_name, born_on, id_number, si_number, commune_code, district_code
FROM rows_beneficiaries
UNION ALL BY NAME
SELECT receipt_id, row, full_name, born_on, id_number FROM rows_tax_payroll
UNION ALL BY NAME
SELECT receipt_id, row, full_name, born_on, id_number, commune_code, district_code FROM rows_poor_households
UNION ALL BY NAME
SELECT receipt_id, row, full_name, born_on, id_number, commune_code, district_code FROM rows_deaths;

CREATE OR REPLACE VIEW person_sources AS
SELECT l.entity, w.* FROM person_words w
JOIN links l ON l.kind = 'person' AND l.receipt_id = w.receipt_id AND l.row = w.row;
