-- Each row and the cluster it belongs to, for employers and for persons; clusters are known by their earliest row.

DROP TABLE person_candidate;
DROP TABLE person_compared;
DROP TABLE person_frequency;
DROP TABLE person_number;

CREATE OR REPLACE VIEW employer_link AS
SELECT r.rid, c.label, c.how, c.weight
FROM employer_row r JOIN employer_cluster c ON c.pid = r.pid
JOIN evidence e ON e.ev = r.rid // 4294967296
WHERE e.list_name NOT IN ('tax_payroll', 'insured_members')
UNION ALL
-- a row of a payroll is as sure of its employer as the payer is; a member's unit code is exact
SELECT p.rid, p.employer, coalesce(c.how, 'exact'), c.weight
FROM person_source p LEFT JOIN payer_employer c ON c.pid = p.payer
WHERE p.employer IS NOT NULL;

CREATE OR REPLACE VIEW person_link AS
SELECT r.rid, coalesce(d.label, r.pid) AS label, coalesce(d.how, 'exact') AS how, d.weight
FROM person_row r LEFT JOIN person_drawn d ON d.pid = r.pid;

CREATE OR REPLACE VIEW link_row AS
SELECT 'employer' AS kind, * FROM employer_link
UNION ALL
SELECT 'person', * FROM person_link;

CREATE OR REPLACE VIEW row_name AS
SELECT ev, list_name || ':' || sha256 || ':' AS prefix FROM evidence;

-- check unique: person_source(rid)
-- check unique: person_drawn(pid)
-- check empty: SELECT pid FROM person_drawn ANTI JOIN person_profile USING (pid)
-- check empty: SELECT c.pid FROM person_drawn c LEFT JOIN person_drawn f ON f.pid = c.label AND f.label = c.label WHERE f.pid IS NULL OR c.label > c.pid
