-- Names once each, taken apart by the table of legal forms (the functions are written from it). Many spellings
-- fold to one text and many texts are written out alike: each is looked at once.

CREATE OR REPLACE TABLE employer_spelling AS
SELECT name, fold_plain(plain, name) AS folded
FROM (
    SELECT name, plain_text(name) AS plain
    FROM (
        SELECT name FROM employer_source WHERE name IS NOT NULL
        UNION
        -- what a column says of the legal form is written out by the same table
        SELECT form_text FROM employer_source WHERE form_text IS NOT NULL
    )
);

CREATE OR REPLACE VIEW employer_text AS SELECT DISTINCT folded FROM employer_spelling;

CREATE OR REPLACE TABLE employer_written AS
SELECT * FROM names_written('employer_text');

CREATE OR REPLACE TABLE employer_part AS
WITH branched AS (
    SELECT expanded, name_is_branch(expanded) AS is_branch,
        CASE WHEN name_is_branch(expanded) THEN name_unbranched(expanded) ELSE expanded END AS unbranched
    FROM (SELECT DISTINCT expanded FROM employer_written)
), bare AS (
    SELECT expanded, is_branch,
        CASE WHEN is_branch THEN name_tail(unbranched) ELSE '' END AS tail,
        CASE WHEN is_branch THEN name_untailed(unbranched) ELSE unbranched END AS rest
    FROM branched
)
SELECT expanded, is_branch, tail, name_form(rest) AS form, name_kind(rest) AS kind, name_core(rest) AS core
FROM bare;

-- What the core of a name is made of. How long the name came counts as well: some systems cut it.
CREATE OR REPLACE TABLE employer_name AS
SELECT s.name, length(s.name) AS letters, p.is_branch, p.tail, p.form, p.kind, p.core
FROM employer_spelling s
JOIN employer_written w ON w.folded = s.folded
JOIN employer_part p ON p.expanded = w.expanded
WHERE p.core <> '';

CREATE OR REPLACE TABLE employer_core AS
WITH cored AS (
    SELECT core, replace(core, ' ', '') AS bare, name_proper(core) AS proper, name_trade(core) AS trade,
        array_to_string(name_numbers(core), ' ') AS numbers, string_split(core, ' ') AS tokens
    FROM (SELECT DISTINCT core FROM employer_name)
)
SELECT row_number() OVER (ORDER BY n.core, n.letters) AS name_id, n.letters, c.core, c.bare, c.proper, c.trade,
    c.numbers, c.tokens, len(list_distinct(c.tokens)) AS words
FROM (SELECT DISTINCT core, letters FROM employer_name) n JOIN cored c ON c.core = n.core;

-- check unique: employer_name(name)
-- check unique: employer_core(core, letters)
