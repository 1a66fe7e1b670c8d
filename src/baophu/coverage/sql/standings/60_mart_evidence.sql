-- The rows and cells that each standing rests on.
CREATE OR REPLACE TABLE told AS
SELECT entity, list, receipt_id, file, row, field, people::VARCHAR AS said, all_rows, 1 AS place, as_of
FROM counted
UNION ALL
SELECT entity, list, receipt_id, file, row, field, said, row::VARCHAR, 2, said_on FROM last_statement
UNION ALL
SELECT entity, list, receipt_id, file, row, 'insured_workers', insured_workers::VARCHAR, row::VARCHAR, 0, NULL
FROM registered_units
UNION ALL
SELECT entity, 'tax_payroll', receipt_id, file, row, 'insurance_deducted_vnd', people::VARCHAR, row::VARCHAR,
  3, NULL
FROM deducted;

-- An employer known by a name alone still rests on the rows that name it.
CREATE OR REPLACE TABLE named_rows AS
SELECT entity, list, receipt_id, any_value(file) AS file, min(row) AS row
FROM employer_links ANTI JOIN told USING (entity)
GROUP BY entity, list, receipt_id;

-- Neighbouring rows of a file are kept in one piece, list:file:first-last (coverage.sources reads them back).
CREATE OR REPLACE TABLE evidence_keys AS
WITH single AS (
  SELECT entity, list, file, unnest(string_split(all_rows, ','))::INTEGER AS row FROM told
  UNION
  SELECT entity, list, file, row FROM named_rows
), neighbours AS (
  SELECT *, row - row_number() OVER (PARTITION BY entity, list, file ORDER BY row) AS piece FROM single
), pieces AS (
  SELECT entity, list, file, min(row) AS first_row, max(row) AS last_row
  FROM neighbours GROUP BY entity, list, file, piece
)
SELECT entity, string_agg(
    list || ':' || file || ':' || first_row ||
      CASE WHEN last_row > first_row THEN '-' || last_row ELSE '' END,
    ';' ORDER BY list, file, first_row) AS rows
FROM pieces GROUP BY entity;

CREATE OR REPLACE TABLE evidence_cells AS
SELECT entity,
  to_json(list({
    'receipt': receipt_id, 'list': list, 'row': row, 'column': field, 'value': said, 'as_of': as_of::VARCHAR
  } ORDER BY place, list, receipt_id, row, field))::VARCHAR AS evidence
FROM told GROUP BY entity;
