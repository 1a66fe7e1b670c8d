-- Of each field the value that survives, with the cell it came from. `employer_trust` holds, per list, the
-- place of its word for each field (data/survivorship.yaml): 0 is trusted most, nothing means never asked.
CREATE OR REPLACE TABLE employer_best AS
WITH told AS (
  SELECT s.* EXCLUDE (row, place), r.list, r.origin || s.row || ':' AS origin, r.turn + s.row AS turn,
    CASE WHEN s.district_code IS NOT NULL OR s.place IS NOT NULL
      THEN {'a': s.place, 'c': s.commune_code, 'd': s.district_code} END AS place
  FROM employer_sources s JOIN receipt_turns r ON r.receipt_id = s.receipt_id
)
SELECT s.entity,
  surviving(s.name, coalesce(s.name_column, 'name'), t.name, turn, origin) AS name,
  surviving(s.tax_code, 'tax_code', t.tax_code, turn, origin) AS tax_code,
  surviving(s.unit_code, 'unit_code', t.unit_code, turn, origin) AS unit_code,
  surviving(s.legal_form, 'legal_form', t.legal_form, turn, origin) AS legal_form,
  surviving(s.industry, 'industry', t.industry, turn, origin) AS industry,
  surviving(s.industry_code, 'industry_code', t.industry_code, turn, origin) AS industry_code,
  surviving(s.representative, coalesce(s.representative_column, 'representative'), t.representative,
    turn, origin) AS representative,
  surviving(s.phone, 'phone', t.phone, turn, origin) AS phone,
  surviving(s.place, s.place_column, t.place, turn, origin) AS place,
  surviving(s.e_filing, 'e_filing', t.e_filing, turn, origin) AS e_filing,
  bool_and(s.list IN ('insured_units', 'insured_members')) AS only_bhxh,
  string_agg(DISTINCT upper(s.stated_kind), ' ' ORDER BY upper(s.stated_kind)) AS stated
FROM told s LEFT JOIN employer_trust t ON t.list = s.list
GROUP BY s.entity;
-- check unique: employer_best(entity)
