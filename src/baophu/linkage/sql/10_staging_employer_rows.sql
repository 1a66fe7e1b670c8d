-- Every row that names an employer, in one shape. A payer is one row however many people it paid; a unit of
-- insured members that no list of units holds is one row too.

CREATE OR REPLACE TABLE payer AS
SELECT min(rid) AS rid, slot, tax_code, payer_name
FROM list_tax_payroll
WHERE tax_code IS NOT NULL OR payer_name IS NOT NULL
GROUP BY slot, tax_code, payer_name;

CREATE OR REPLACE TABLE member_unit AS
SELECT min(rid) AS rid, arg_min(slot, rid) AS slot, unit_code
FROM list_insured_members
WHERE unit_code IS NOT NULL
GROUP BY unit_code;

CREATE OR REPLACE TABLE orphan_unit AS
SELECT m.rid, m.slot, m.unit_code
FROM member_unit m
ANTI JOIN (SELECT DISTINCT unit_code FROM list_insured_units WHERE unit_code IS NOT NULL) u
ON m.unit_code = u.unit_code;

-- An officer names an employer by a code or by its name, and may write its codes and its place beside it.
CREATE OR REPLACE VIEW finding_employer AS
SELECT rid, slot, employer, tax_code, unit_code, commune_code, district_code,
    regexp_matches(employer, '^([0-9]{10}(-[0-9]{3})?|[0-9]{12})$') AS is_tax_code,
    regexp_matches(bare, '^[A-Z]{1,3}[0-9]{3,}[A-Z]{0,2}$') AS is_unit_code, bare
FROM (SELECT *, upper(regexp_replace(employer, '[^0-9A-Za-z]', '', 'g')) AS bare FROM list_findings);

CREATE OR REPLACE TABLE employer_source AS
SELECT rid, slot, 'tax_enterprises' AS list_name, tax_code, CAST(NULL AS VARCHAR) AS unit_code, name,
    representative AS owner, address, commune_code, district_code, phone, legal_form AS form_text
FROM list_tax_enterprises
UNION ALL
SELECT rid, slot, 'new_businesses', tax_code, NULL, name, representative, address, commune_code, district_code,
    phone, legal_form
FROM list_new_businesses
UNION ALL
SELECT rid, slot, 'commune_businesses', tax_code, NULL, coalesce(name, owner), owner, address, commune_code,
    district_code, phone, kind
FROM list_commune_businesses
UNION ALL
SELECT rid, slot, 'labour_use', tax_code, NULL, name, NULL, address, commune_code, district_code, NULL, NULL
FROM list_labour_use
UNION ALL
SELECT rid, slot, 'zone_enterprises', tax_code, NULL, name, NULL, NULL, NULL, NULL, phone, NULL
FROM list_zone_enterprises
UNION ALL
SELECT rid, slot, 'trade_unions', tax_code, NULL, name, NULL, NULL, NULL, NULL, NULL, NULL
FROM list_trade_unions
UNION ALL
SELECT rid, slot, 'insured_units', tax_code, unit_code, name, NULL, address, commune_code, district_code, phone,
    unit_type
FROM list_insured_units
UNION ALL
SELECT rid, slot, 'association_members', tax_code, NULL, name, NULL, NULL, commune_code, district_code, NULL, NULL
FROM list_association_members
UNION ALL
SELECT rid, slot, 'business_events', tax_code, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM list_business_events
UNION ALL
SELECT rid, slot, 'findings', coalesce(CASE WHEN is_tax_code THEN employer END, tax_code),
    coalesce(CASE WHEN is_unit_code THEN bare END, unit_code),
    CASE WHEN NOT is_tax_code AND NOT is_unit_code THEN employer END,
    NULL, NULL, commune_code, district_code, NULL, NULL
FROM finding_employer
UNION ALL
SELECT rid, slot, 'tax_payroll', tax_code, NULL, payer_name, NULL, NULL, NULL, NULL, NULL, NULL
FROM payer
UNION ALL
SELECT rid, slot, 'insured_members', NULL, unit_code, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM orphan_unit;

-- check unique: employer_source(rid)
-- check not null: employer_source(rid, slot, list_name)
