-- Each transfer's unit, or why it is held.
CREATE OR REPLACE TABLE named_codes AS
SELECT transfer_key, list_sort(list(DISTINCT unit_code)) AS codes
FROM (
  SELECT transfer_key, unnest(regexp_extract_all(upper(reference), '[A-Z0-9]{4,24}')) AS unit_code
  FROM told_transfers
  UNION ALL SELECT transfer_key, told_code FROM told_transfers WHERE told_code <> ''
) SEMI JOIN money_units USING (unit_code)
GROUP BY transfer_key;

CREATE OR REPLACE TABLE named_tax_codes AS
SELECT t.transfer_key, list_sort(list(DISTINCT u.unit_code)) AS codes
FROM (
  SELECT transfer_key, unnest(regexp_extract_all(reference, '[0-9-]+')) AS tax_code FROM told_transfers
) t
JOIN money_units u ON u.tax_code = t.tax_code AND u.tax_code <> ''
WHERE regexp_full_match(t.tax_code, '[0-9]{10}(-[0-9]{3})?')
GROUP BY t.transfer_key;

CREATE OR REPLACE TABLE named_payers AS
SELECT t.transfer_key, list_sort(list(DISTINCT n.unit_code)) AS codes
FROM told_transfers t JOIN unit_names n ON n.folded = money_fold(t.payer)
GROUP BY t.transfer_key;

CREATE OR REPLACE TABLE verdicts_of_transfers AS
WITH known AS (
  SELECT t.*, a.unit_code AS assigned, o.unit_code IS NOT NULL AS cell_known,
    w.unit_code IS NOT NULL AS assigned_known, c.codes, x.codes AS taxed, n.codes AS bearers,
    coalesce(c.codes[1], x.codes[1]) AS likely
  FROM told_transfers t
  LEFT JOIN assignments a ON a.transfer_key = t.transfer_key
  LEFT JOIN money_units w ON w.unit_code = a.unit_code
  LEFT JOIN money_units o ON o.unit_code = t.told_code
  LEFT JOIN named_codes c ON c.transfer_key = t.transfer_key
  LEFT JOIN named_tax_codes x ON x.transfer_key = t.transfer_key
  LEFT JOIN named_payers n ON n.transfer_key = t.transfer_key
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
      WHEN likely IS NOT NULL THEN ''
      WHEN bearers IS NULL THEN 'no_trace'
      WHEN len(bearers) > 1 THEN 'several_units'
      ELSE '' END AS held
  FROM known k, money_p p
)
SELECT transfer_key, receipt_id, row, turn, paid_on, amount_vnd, told_code, reference, voucher_no, payer, account,
  held,
  CASE WHEN held <> '' THEN '' WHEN assigned IS NOT NULL THEN assigned
       ELSE coalesce(likely, bearers[1]) END AS unit_code,
  CASE WHEN held <> '' THEN '' WHEN assigned IS NOT NULL THEN 'assigned'
       WHEN codes IS NOT NULL THEN CASE WHEN told_code <> '' THEN 'unit_code' ELSE 'reference' END
       WHEN taxed IS NOT NULL THEN 'tax_code' ELSE 'payer' END AS how,
  CASE held WHEN 'duplicate' THEN duplicate_of WHEN 'unknown_unit' THEN assigned
       WHEN 'unknown_code' THEN told_code WHEN 'codes_conflict' THEN array_to_string(codes, ', ')
       WHEN 'payer_conflict' THEN likely
       WHEN 'several_units' THEN array_to_string(CASE WHEN codes IS NULL AND len(taxed) > 1 THEN taxed ELSE bearers END, ', ')
       ELSE '' END AS other
FROM judged;
-- check unique: verdicts_of_transfers(turn)
