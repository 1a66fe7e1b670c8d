-- Each transfer's unit, or why it is held.
CREATE OR REPLACE TABLE named_codes AS
SELECT t.turn, list_sort(list(DISTINCT n.unit_code)) AS codes
FROM (
  SELECT receipt_id, row, unnest(regexp_extract_all(upper(reference), '[A-Z0-9]{4,24}')) AS unit_code
  FROM rows_payments
  UNION ALL SELECT receipt_id, row, told_code FROM told_transfers WHERE told_code <> ''
) n SEMI JOIN money_units USING (unit_code)
JOIN told_transfers t ON t.receipt_id = n.receipt_id AND t.row = n.row
GROUP BY t.turn;

CREATE OR REPLACE TABLE named_tax_codes AS
SELECT t.turn, list_sort(list(DISTINCT u.unit_code)) AS codes
FROM (
  SELECT receipt_id, row, unnest(regexp_extract_all(reference, '[0-9-]+')) AS tax_code FROM rows_payments
) n
JOIN money_units u ON u.tax_code = n.tax_code AND u.tax_code <> ''
JOIN told_transfers t ON t.receipt_id = n.receipt_id AND t.row = n.row
WHERE regexp_full_match(n.tax_code, '[0-9]{10}(-[0-9]{3})?')
GROUP BY t.turn;

CREATE OR REPLACE TABLE payers AS
SELECT payer, money_name(payer) AS folded FROM (SELECT DISTINCT payer FROM rows_payments WHERE payer <> '');

CREATE OR REPLACE TABLE named_payers AS
SELECT y.payer, list_sort(list(DISTINCT n.unit_code)) AS codes
FROM payers y JOIN unit_names n ON n.folded = y.folded
GROUP BY y.payer;

-- A code that stands in the reference alone, and a payer whom no list knows: half its words are the unit's, or not.
CREATE OR REPLACE TABLE strangers AS
SELECT t.turn
FROM named_codes c
JOIN told_transfers t ON t.turn = c.turn AND t.told_code = '' AND len(c.codes) = 1
JOIN rows_payments p ON p.receipt_id = t.receipt_id AND p.row = t.row
JOIN payers y ON y.payer = p.payer AND y.folded <> ''
ANTI JOIN named_payers k ON k.payer = y.payer
JOIN unit_names n ON n.unit_code = c.codes[1]
GROUP BY t.turn
HAVING NOT bool_or(2 * len(list_intersect(list_distinct(string_split(y.folded, ' ')),
    list_distinct(string_split(n.folded, ' ')))) >= len(list_distinct(string_split(y.folded, ' '))));

CREATE OR REPLACE TABLE verdicts_of_transfers AS
WITH known AS (
  SELECT t.*, r.transfer_key AS duplicate_of, a.unit_code AS assigned, o.unit_code IS NOT NULL AS cell_known,
    w.unit_code IS NOT NULL AS assigned_known, c.codes, x.codes AS taxed, n.codes AS bearers,
    coalesce(c.codes[1], x.codes[1]) AS likely, s.turn IS NOT NULL AS strange
  FROM told_transfers t
  JOIN rows_payments p ON p.receipt_id = t.receipt_id AND p.row = t.row
  LEFT JOIN repeated r ON r.turn = t.turn
  LEFT JOIN assigned a ON a.turn = t.turn
  LEFT JOIN money_units w ON w.unit_code = a.unit_code
  LEFT JOIN money_units o ON o.unit_code = t.told_code
  LEFT JOIN named_codes c ON c.turn = t.turn
  LEFT JOIN named_tax_codes x ON x.turn = t.turn
  LEFT JOIN named_payers n ON n.payer = p.payer
  LEFT JOIN strangers s ON s.turn = t.turn
), judged AS (
  SELECT k.*, CASE
      WHEN duplicate_of IS NOT NULL THEN 'duplicate'
      WHEN amount_vnd <= 0 THEN 'not_positive'
      WHEN paid_on > p.on_day THEN 'after_day'
      WHEN assigned IS NOT NULL THEN CASE WHEN assigned_known THEN '' ELSE 'unknown_unit' END
      WHEN told_code <> '' AND NOT cell_known THEN 'unknown_code'
      WHEN len(codes) > 1 THEN 'codes_conflict'
      WHEN codes IS NULL AND len(taxed) > 1 THEN 'several_units'
      WHEN likely IS NOT NULL AND bearers IS NOT NULL AND NOT list_contains(bearers, likely)
        THEN 'payer_conflict'
      WHEN strange THEN 'payer_unknown'
      WHEN likely IS NOT NULL THEN ''
      WHEN bearers IS NULL THEN 'no_trace'
      WHEN len(bearers) > 1 THEN 'several_units'
      ELSE '' END AS held
  FROM known k, money_p p
)
SELECT receipt_id, row, turn, paid_on, amount_vnd, voucher_no, account, held,
  CASE WHEN held <> '' THEN '' WHEN assigned IS NOT NULL THEN assigned
       ELSE coalesce(likely, bearers[1]) END AS unit_code,
  CASE WHEN held <> '' THEN '' WHEN assigned IS NOT NULL THEN 'assigned'
       WHEN codes IS NOT NULL THEN CASE WHEN told_code <> '' THEN 'unit_code' ELSE 'reference' END
       WHEN taxed IS NOT NULL THEN 'tax_code' ELSE 'payer' END AS how,
  CASE held WHEN 'duplicate' THEN duplicate_of WHEN 'unknown_unit' THEN assigned
       WHEN 'unknown_code' THEN told_code WHEN 'codes_conflict' THEN array_to_string(codes, ', ')
       WHEN 'payer_conflict' THEN likely || ', ' || array_to_string(bearers, ', ')
       WHEN 'payer_unknown' THEN likely
       WHEN 'several_units' THEN array_to_string(CASE WHEN codes IS NULL AND len(taxed) > 1 THEN taxed ELSE bearers END, ', ')
       ELSE '' END AS other
FROM judged;
-- check unique: verdicts_of_transfers(turn)

DROP TABLE IF EXISTS told_transfers;
DROP TABLE IF EXISTS named_codes;
DROP TABLE IF EXISTS named_tax_codes;
DROP TABLE IF EXISTS named_payers;
DROP TABLE IF EXISTS payers;
DROP TABLE IF EXISTS strangers;
