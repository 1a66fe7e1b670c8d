-- Each row and the cluster it belongs to, for employers and for persons; clusters are known by their earliest row.

CREATE OR REPLACE TABLE employer_link AS
SELECT r.rid, c.label, c.how, c.weight
FROM employer_row r JOIN employer_cluster c ON c.pid = r.pid
JOIN evidence e ON e.ev = r.rid // 4294967296
WHERE e.list_name NOT IN ('tax_payroll', 'insured_members')
UNION ALL
-- a row of a payroll is as sure of its employer as the payer is; a member's unit code is exact
SELECT p.rid, p.label, coalesce(c.how, 'exact'), c.weight
FROM person_employer p LEFT JOIN employer_cluster c ON c.pid = p.payer;

CREATE OR REPLACE TABLE person_link AS
SELECT r.rid, c.label, c.how, c.weight
FROM person_row r JOIN person_cluster c ON c.pid = r.pid;

CREATE OR REPLACE VIEW link_row AS
SELECT 'employer' AS kind, * FROM employer_link
UNION ALL
SELECT 'person', * FROM person_link;

CREATE OR REPLACE VIEW row_name AS
SELECT ev, list_name || ':' || sha256 || ':' AS prefix FROM evidence;

-- check empty: SELECT rid FROM employer_link GROUP BY rid HAVING count(*) > 1
-- check empty: SELECT pid FROM person_profile ANTI JOIN person_cluster USING (pid)
-- check empty: SELECT c.pid FROM person_cluster c LEFT JOIN person_cluster f ON f.pid = c.label AND f.label = c.label WHERE f.pid IS NULL OR c.label > c.pid
