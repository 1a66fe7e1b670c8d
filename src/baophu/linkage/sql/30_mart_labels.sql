-- Each row and the cluster it belongs to, for employers and for persons; clusters are known by their earliest row.

CREATE OR REPLACE TABLE employer_link AS
SELECT r.rid, c.label, c.pid, c.how, c.weight
FROM employer_row r JOIN employer_cluster c ON c.pid = r.pid
JOIN evidence e ON e.ev = r.rid // 4294967296
WHERE e.list_name NOT IN ('tax_payroll', 'insured_members')
UNION ALL
SELECT t.rid, p.label, p.pid, c.how, c.weight
FROM list_tax_payroll t
JOIN payer_employer p ON p.slot = t.slot AND p.tax_code IS NOT DISTINCT FROM t.tax_code
    AND p.payer_name IS NOT DISTINCT FROM t.payer_name
JOIN employer_cluster c ON c.pid = p.pid
UNION ALL
SELECT m.rid, u.label, m.rid, 'exact', NULL
FROM list_insured_members m JOIN unit_employer u ON u.unit_code = m.unit_code;

CREATE OR REPLACE TABLE person_link AS
SELECT r.rid, c.label, c.pid, c.how, c.weight
FROM person_row r JOIN person_cluster c ON c.pid = r.pid;

CREATE OR REPLACE VIEW link_row AS
SELECT 'employer' AS kind, * FROM employer_link
UNION ALL
SELECT 'person', * FROM person_link;

CREATE OR REPLACE VIEW row_name AS
SELECT ev, list_name || ':' || sha256 || ':' AS prefix FROM evidence;

-- check empty: SELECT rid FROM employer_link GROUP BY rid HAVING count(*) > 1
-- check empty: SELECT pid FROM person_profile ANTI JOIN person_cluster USING (pid)
