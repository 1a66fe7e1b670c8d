-- Every row of the lists of payments in one order, and which row of an earlier list it repeats; without its texts.
CREATE OR REPLACE TABLE told_transfers AS
WITH told AS (
  SELECT receipt_id, row, paid_on, amount_vnd, coalesce(unit_code, '') AS told_code,
    coalesce(voucher_no, '') AS voucher_no, coalesce(account, '') AS account,
    row_number() OVER (ORDER BY begins_on, sha256, row, sender_code)::INTEGER AS turn
  FROM rows_payments
), counted AS (
  SELECT *, row_number() OVER (
    PARTITION BY receipt_id, paid_on, amount_vnd, voucher_no, account ORDER BY turn) AS place
  FROM told
)
SELECT * EXCLUDE (place), CASE WHEN voucher_no <> '' THEN nullif(first_value(turn) OVER (
    PARTITION BY paid_on, amount_vnd, voucher_no, account, place ORDER BY turn), turn)
  END AS repeats
FROM counted;
-- check unique: told_transfers(turn)
-- check unique: told_transfers(receipt_id, row)

CREATE OR REPLACE TABLE assigned AS
SELECT t.turn, a.unit_code FROM assignments a
JOIN rows_payments p ON p.list || ':' || p.sha256 || ':' || p.row = a.transfer_key
JOIN told_transfers t ON t.receipt_id = p.receipt_id AND t.row = p.row;

CREATE OR REPLACE TABLE repeated AS
SELECT t.turn, p.list || ':' || p.sha256 || ':' || p.row AS transfer_key
FROM told_transfers t JOIN told_transfers f ON f.turn = t.repeats
JOIN rows_payments p ON p.receipt_id = f.receipt_id AND p.row = f.row;
