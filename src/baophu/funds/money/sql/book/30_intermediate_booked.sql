-- On which day each transfer is booked: its own, or the first open day when its month is closed without it.
CREATE OR REPLACE TABLE posted_counts AS
SELECT unit_code, paid_on, abs(amount_vnd) AS amount_vnd, voucher_no, account,
  count(*) FILTER (amount_vnd > 0) - count(*) FILTER (amount_vnd < 0) AS standing,
  list(booked_on ORDER BY booked_on) FILTER (amount_vnd > 0) AS days
FROM posted_transfers GROUP BY ALL;

CREATE OR REPLACE TABLE transfer_rows AS
WITH placed AS (
  SELECT v.*, CASE WHEN v.held = '' AND v.paid_on < u.start THEN 'before_opening' ELSE v.held END AS stopped
  FROM verdicts_of_transfers v LEFT JOIN ledger_units u ON u.unit_code = v.unit_code
), counted AS (
  SELECT *, CASE WHEN stopped = '' THEN row_number() OVER (
    PARTITION BY stopped, unit_code, paid_on, amount_vnd, voucher_no, account ORDER BY turn) END AS place
  FROM placed
), booked AS (
  SELECT t.*, coalesce(t.place <= s.standing, false) AS posted,
    CASE WHEN t.stopped = '' THEN CASE WHEN t.place <= s.standing THEN s.days[t.place]
      ELSE greatest(t.paid_on, c.open_from) END END AS booked_on
  FROM counted t
  LEFT JOIN posted_counts s ON s.unit_code = t.unit_code AND s.paid_on = t.paid_on
    AND s.amount_vnd = t.amount_vnd AND s.voucher_no = t.voucher_no AND s.account = t.account, closing c
)
SELECT receipt_id, row, turn, paid_on, amount_vnd, voucher_no, account, posted,
  CASE WHEN booked_on > p.on_day THEN 'waits_open_month' ELSE stopped END AS held,
  CASE WHEN booked_on <= p.on_day THEN booked_on END AS booked_on, unit_code, how, other
FROM booked, money_p p;
-- check unique: transfer_rows(turn)

DROP TABLE IF EXISTS verdicts_of_transfers;

CREATE OR REPLACE TABLE reversals AS
SELECT s.unit_code, s.paid_on, s.amount_vnd, s.voucher_no, s.account,
  (s.standing - coalesce(n.now, 0))::BIGINT AS times
FROM posted_counts s
LEFT JOIN (
  SELECT unit_code, paid_on, amount_vnd, voucher_no, account, count(*) AS now
  FROM transfer_rows WHERE held IN ('', 'waits_open_month') GROUP BY ALL
) n USING (unit_code, paid_on, amount_vnd, voucher_no, account)
WHERE s.standing > coalesce(n.now, 0);

DROP TABLE IF EXISTS posted_counts;

CREATE OR REPLACE TABLE ledger_payments AS
SELECT u.unit, p.booked_on, p.amount_vnd,
  row_number() OVER (PARTITION BY u.unit ORDER BY p.booked_on, p.turn)::INTEGER AS seq
FROM (
  SELECT unit_code, booked_on, amount_vnd, 0 AS turn FROM posted_transfers WHERE amount_vnd > 0
  UNION ALL
  SELECT unit_code, booked_on, amount_vnd, turn FROM transfer_rows WHERE held = '' AND NOT posted
) p JOIN ledger_units u ON u.unit_code = p.unit_code;

DROP TABLE IF EXISTS posted_transfers;
