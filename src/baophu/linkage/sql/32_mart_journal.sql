-- The machine's journal, and what it left to a person. Only pairs that one of them names are put into words.

CREATE OR REPLACE TABLE employer_told AS
SELECT p.* FROM employer_pair p
SEMI JOIN (
    SELECT x, y FROM employer_edge WHERE how = 'exact'
    UNION ALL SELECT x, y FROM employer_journal
    UNION ALL SELECT least(left_pid, right_pid), greatest(left_pid, right_pid) FROM employer_meeting
) t ON t.x = p.x AND t.y = p.y;

CREATE OR REPLACE VIEW employer_said AS
SELECT x, y, weight, '{' || concat_ws(', ',
    json_level('tax_code', tax_level, tax_weight), json_level('unit_code', unit_level, unit_weight),
    json_level('name', name_level, name_weight), json_level('number', number_level, number_weight),
    json_level('branch', branch_level, branch_weight), json_level('tail', tail_level, tail_weight),
    json_level('form', form_level, form_weight), json_level('commune', commune_level, commune_weight),
    json_level('address', address_level, address_weight), json_level('phone', phone_level, phone_weight),
    json_level('representative', owner_level, owner_weight)
) || '}' AS levels
FROM employer_told;

CREATE OR REPLACE TABLE person_told AS
SELECT p.* FROM person_pair p SEMI JOIN person_journal t ON t.x = p.x AND t.y = p.y;

CREATE OR REPLACE VIEW person_said AS
SELECT x, y, weight, '{' || concat_ws(', ',
    json_level('id_number', id_level, id_weight), json_level('si_number', si_level, si_weight),
    json_level('name', name_level, name_weight), json_level('born', born_level, born_weight),
    json_level('sex', sex_level, sex_weight), json_level('employer', employer_level, employer_weight),
    json_level('commune', commune_level, commune_weight), json_level('one_list', list_level, list_weight)
) || '}' AS levels
FROM person_told;

-- Equal codes joined before any weighing stand once per row that the earliest of its cluster drew in.
CREATE OR REPLACE TABLE journal_edge AS
WITH edges AS (
    SELECT 'employer' AS kind, e.x, e.y, 'same' AS verdict, 'proven code' AS rule, s.weight, s.levels
    FROM employer_edge e JOIN employer_said s ON s.x = e.x AND s.y = e.y WHERE e.how = 'exact'
    UNION ALL
    SELECT 'employer', j.x, j.y, 'same', j.how || ' best pair', j.weight, s.levels
    FROM employer_journal j LEFT JOIN employer_said s ON s.x = j.x AND s.y = j.y
    UNION ALL
    SELECT 'person', j.x, j.y, 'same', j.how || ' best pair', j.weight, s.levels
    FROM person_journal j LEFT JOIN person_said s ON s.x = j.x AND s.y = j.y
)
SELECT e.kind, a.prefix || CAST(e.x % 4294967296 AS VARCHAR) AS "left",
    b.prefix || CAST(e.y % 4294967296 AS VARCHAR) AS "right", e.verdict, e.rule, e.weight AS weight_milli,
    coalesce(e.levels, '{}') AS levels
FROM edges e
JOIN row_name a ON a.ev = e.x // 4294967296
JOIN row_name b ON b.ev = e.y // 4294967296;

CREATE OR REPLACE TABLE doubtful AS
WITH settled AS (
    -- a disputed code whose row found the employer it names asks nothing more
    SELECT DISTINCT c.label FROM employer_disputed d
    JOIN employer_cluster c ON c.pid = d.pid JOIN employer_cluster o ON o.label = c.label AND o.pid <> c.pid
), open AS (
    SELECT m.x, m.y, m.left_pid, m.right_pid, m.weight,
        CASE
            WHEN m.two_codes AND m.weight - p.tax_weight >= employer_accept() AND p.name_weight > 0
                THEN 'code_conflict'
            WHEN m.two_codes THEN NULL
            WHEN m.weight >= employer_accept() THEN 'rival'
            WHEN m.weight >= employer_doubt() THEN 'near_threshold'
            WHEN m.one_code AND dx.label IS NULL AND dy.label IS NULL THEN 'code_alone'
        END AS why
    FROM employer_meeting m
    JOIN employer_told p ON p.x = least(m.left_pid, m.right_pid) AND p.y = greatest(m.left_pid, m.right_pid)
    LEFT JOIN settled dx ON dx.label = m.x
    LEFT JOIN settled dy ON dy.label = m.y
    WHERE NOT m.forbidden AND (NOT m.one_list OR m.one_code)
), bounded AS (
    SELECT *, row_number() OVER (ORDER BY weight DESC, x, y) AS place FROM open WHERE why IS NOT NULL
)
SELECT a.prefix || CAST(d.left_pid % 4294967296 AS VARCHAR) AS "left",
    b.prefix || CAST(d.right_pid % 4294967296 AS VARCHAR) AS "right",
    ex.entity AS left_entity, ey.entity AS right_entity, d.weight AS weight_milli,
    coalesce(s.levels, '{}') AS levels, d.why
FROM bounded d
JOIN row_name a ON a.ev = d.left_pid // 4294967296
JOIN row_name b ON b.ev = d.right_pid // 4294967296
JOIN employer_cluster cx ON cx.pid = d.left_pid
JOIN employer_cluster cy ON cy.pid = d.right_pid
JOIN entity ex ON ex.kind = 'employer' AND ex.label = cx.label
JOIN entity ey ON ey.kind = 'employer' AND ey.label = cy.label
LEFT JOIN employer_said s ON s.x = least(d.left_pid, d.right_pid) AND s.y = greatest(d.left_pid, d.right_pid)
-- no more than a person can look at: two in a hundred employers
WHERE d.place <= (SELECT count(*) // 50 FROM entity WHERE kind = 'employer') OR d.place <= 3;
