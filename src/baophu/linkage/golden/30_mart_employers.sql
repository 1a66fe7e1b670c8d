-- The golden record of each employer, in the columns of the register. The words of each kind of employer, as
-- names_branch, names_cooperative and so on, come from data/employer_kinds.yaml.
CREATE OR REPLACE TABLE employer_golden AS
WITH plain AS (
  SELECT entity, only_bhxh, stated, place.v AS place, e_filing.v AS e_filing,
    coalesce(name.v, '') AS name, coalesce(tax_code.v, '') AS tax_code,
    coalesce(unit_code.v, '') AS unit_code,
    coalesce(legal_form.v, '') AS legal_form, coalesce(industry.v, '') AS industry,
    coalesce(industry_code.v, '') AS industry_code, coalesce(representative.v, '') AS representative,
    coalesce(phone.v, '') AS phone,
    json_merge_patch('{}', to_json({
      'name': name.s, 'tax_code': tax_code.s, 'unit_code': unit_code.s, 'legal_form': legal_form.s,
      'industry': industry.s, 'industry_code': industry_code.s, 'representative': representative.s,
      'phone': phone.s, 'place': place.s, 'e_filing': e_filing.s
    }))::VARCHAR AS sources -- the patch leaves out the fields that nobody told
  FROM employer_best
), folded AS (
  SELECT *, fold_text(name) AS folded, fold_text(representative) AS owner_folded FROM plain
)
SELECT entity AS employer_id,
  CASE
    WHEN tax_code LIKE '%-%' OR names_branch(folded) THEN 'branch'
    WHEN names_cooperative(folded) OR stated LIKE '%HTX%' THEN 'cooperative'
    WHEN names_enterprise(folded) THEN 'enterprise'
    WHEN names_household(folded) OR stated LIKE '%HKD%' OR lower(legal_form) LIKE 'hộ kinh doanh%'
      THEN 'household'
    WHEN only_bhxh AND tax_code = '' THEN 'public' -- it insures people and pays no tax
    WHEN names_public(folded) AND legal_form = '' THEN 'public'
    WHEN legal_form <> '' OR stated LIKE '%DN%' THEN 'enterprise'
    ELSE 'household'
  END AS kind,
  left(CASE WHEN name <> '' THEN name WHEN unit_code <> '' THEN 'Đơn vị mã ' || unit_code
    ELSE 'Đơn vị MST ' || tax_code END, 400) AS name,
  left(tax_code, 14) AS tax_code, left(unit_code, 24) AS unit_code,
  left(coalesce(place.a, ''), 400) AS address,
  coalesce(place.c, '') AS commune_code, coalesce(place.d, '') AS district_code,
  left(legal_form, 160) AS legal_form, left(industry_code, 12) AS industry_code,
  left(industry, 400) AS industry,
  left(representative, 120) AS representative, left(phone, 40) AS phone, e_filing, '' AS parent_id,
  left(folded || ' ' || tax_code || ' ' || lower(unit_code) || ' ' || owner_folded, 600) AS search, sources
FROM folded;
-- check unique: employer_golden(employer_id)
-- check not null: employer_golden(employer_id, kind, name, tax_code, unit_code, search, sources)
