-- Every row of the lists of payments in one order, and which row of an earlier list it repeats.
CREATE OR REPLACE TABLE told_transfers AS
WITH told AS (
  SELECT list || ':' || sha256 || ':' || row AS transfer_key, receipt_id, row, paid_on, amount_vnd,
    coalesce(unit_code, '') AS told_code, coalesce(reference, '') AS reference,
    coalesce(voucher_no, '') AS voucher_no, coalesce(payer, '') AS payer, coalesce(account, '') AS account,
    row_number() OVER (ORDER BY begins_on, sha256, row, sender_code) AS turn
  FROM rows_payments
), counted AS (
  SELECT *, row_number() OVER (
    PARTITION BY receipt_id, paid_on, amount_vnd, voucher_no, account ORDER BY turn) AS place
  FROM told
)
SELECT * EXCLUDE (place), CASE WHEN voucher_no <> '' THEN nullif(first_value(transfer_key) OVER (
    PARTITION BY paid_on, amount_vnd, voucher_no, account, place ORDER BY turn), transfer_key)
  END AS duplicate_of
FROM counted;
-- check unique: told_transfers(turn)
