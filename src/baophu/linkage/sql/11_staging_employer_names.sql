-- Names once each, taken apart by the table of legal forms (the functions are written from it).

CREATE OR REPLACE TABLE employer_name AS
WITH named AS (
    SELECT name, name_expanded(fold_text(name)) AS expanded
    FROM (SELECT DISTINCT name FROM employer_source WHERE name IS NOT NULL)
), branched AS (
    SELECT name, name_is_branch(expanded) AS is_branch,
        CASE WHEN name_is_branch(expanded) THEN name_unbranched(expanded) ELSE expanded END AS unbranched
    FROM named
), bare AS (
    SELECT name, is_branch,
        CASE WHEN is_branch THEN name_tail(unbranched) ELSE '' END AS tail,
        CASE WHEN is_branch THEN name_untailed(unbranched) ELSE unbranched END AS rest
    FROM branched
), cored AS (
    SELECT name, is_branch, tail, name_form(rest) AS form, name_kind(rest) AS kind, name_core(rest) AS core
    FROM bare
)
SELECT name, is_branch, tail, form, kind, core, name_proper(core) AS proper, name_trade(core) AS trade,
    array_to_string(name_numbers(core), ' ') AS numbers, replace(core, ' ', '') AS bare,
    string_split(core, ' ') AS tokens, length(name) AS letters
FROM cored
WHERE core <> '';

-- check unique: employer_name(name)
