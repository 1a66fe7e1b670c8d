-- Every row that names a person, in one shape, with the cluster of the employer it names.

CREATE OR REPLACE TABLE unit_employer AS
WITH unit AS (
    SELECT rid, unit_code FROM list_insured_units WHERE unit_code IS NOT NULL
    UNION ALL
    SELECT rid, unit_code FROM orphan_unit
), newest AS (
    SELECT unit_code, max(rid) AS rid FROM unit GROUP BY unit_code
)
SELECT n.unit_code, c.label
FROM newest n JOIN employer_row r ON r.rid = n.rid JOIN employer_cluster c ON c.pid = r.pid;

CREATE OR REPLACE TABLE payer_employer AS
SELECT hash(p.slot, p.tax_code, p.payer_name) AS payer, r.pid, c.label, c.how, c.weight
FROM payer p JOIN employer_row r ON r.rid = p.rid JOIN employer_cluster c ON c.pid = r.pid;

-- Rows that say the same are one profile and have one key; a row without a number and without a whole birthday
-- at a known employer or commune stays by itself.
CREATE OR REPLACE TABLE person_source AS
WITH said AS (
    SELECT m.rid, m.slot, m.si_number, m.id_number, CAST(NULL AS VARCHAR) AS worker_tax_code, m.full_name,
        m.born_on, m.sex, u.label AS employer, CAST(NULL AS BIGINT) AS payer, m.commune_code
    FROM list_insured_members m LEFT JOIN unit_employer u ON u.unit_code = m.unit_code
    UNION ALL
    SELECT t.rid, t.slot, NULL, t.id_number, t.worker_tax_code, t.full_name, t.born_on, NULL, p.label, p.pid, NULL
    FROM list_tax_payroll t LEFT JOIN payer_employer p
    ON p.payer = hash(t.slot, t.tax_code, t.payer_name)
    UNION ALL
    SELECT rid, slot, si_number, id_number, NULL, full_name, born_on, sex, NULL, NULL, commune_code
    FROM list_voluntary_members
    UNION ALL
    SELECT rid, slot, NULL, id_number, NULL, full_name, born_on, NULL, NULL, NULL, commune_code
    FROM list_poor_households
    UNION ALL
    SELECT rid, slot, si_number, id_number, NULL, full_name, born_on, NULL, NULL, NULL, commune_code
    FROM list_beneficiaries
    UNION ALL
    SELECT rid, slot, NULL, id_number, NULL, full_name, born_on, NULL, NULL, NULL, commune_code
    FROM list_deaths
)
SELECT s.*,
    hash(s.si_number, s.id_number, s.worker_tax_code, s.full_name, s.born_on, s.sex, s.employer, s.commune_code,
        CASE
            WHEN a.rid IS NOT NULL THEN s.rid
            WHEN s.si_number IS NULL AND s.id_number IS NULL AND s.worker_tax_code IS NULL
                AND (s.born_on IS NULL OR is_year_only(s.born_on) OR coalesce(s.employer, 0) = 0
                    AND s.commune_code IS NULL) THEN s.rid
            ELSE 0
        END) AS key
FROM said s LEFT JOIN person_apart a ON a.rid = s.rid;

-- check unique: payer_employer(payer)
