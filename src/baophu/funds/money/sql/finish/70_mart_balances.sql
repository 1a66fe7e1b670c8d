-- What is owed on the day, by month and fund, with its age and the list that says so.
CREATE OR REPLACE TABLE due_sources AS
SELECT unit_code, month, arg_max(receipt_id, version = 'rectified') AS receipt_id FROM due GROUP BY unit_code, month;

CREATE OR REPLACE TABLE balance_rows AS
SELECT u.employer_id, d.unit_code, d.origin AS month, d.fund, d.due_vnd, d.paid_vnd,
  d.due_vnd - d.paid_vnd AS owed_vnd, d.interest_vnd, d.interest_paid_vnd, y.due_on,
  CASE WHEN p.on_day <= y.due_on THEN 'not_due'
       WHEN late.months >= p.long_from THEN 'long' WHEN late.months >= p.owed_from THEN 'owed'
       ELSE 'late' END AS age,
  d.undetermined_from, d.undetermined_to, d.origin < u.start AS opening,
  left(coalesce(CASE WHEN d.origin < u.start THEN s.list || ':' || s.file || ':' || o.row
    ELSE s.list || ':' || s.file END, ''), 400) AS source,
  coalesce(g.district_code, '') AS district_code, coalesce(g.commune_code, '') AS commune_code
FROM debts d
JOIN ledger_units u ON u.unit_code = d.unit_code
JOIN due_days y ON y.month = d.origin AND y.cycle_months = u.cycle_months
LEFT JOIN openings o ON o.unit_code = d.unit_code
LEFT JOIN due_sources k ON k.unit_code = d.unit_code AND k.month = d.origin
LEFT JOIN receipts s ON s.receipt_id = CASE WHEN d.origin < u.start THEN o.receipt_id ELSE k.receipt_id END
LEFT JOIN employer_golden g ON g.employer_id = u.employer_id, money_p p,
LATERAL (SELECT datediff('month', (y.due_on + INTERVAL 1 DAY)::DATE, (p.on_day + INTERVAL 1 DAY)::DATE) AS months) late;
-- check unique: balance_rows(unit_code, month, fund)

CREATE OR REPLACE TABLE line_rows AS
SELECT u.employer_id, l.* FROM ledger_lines l JOIN ledger_units u ON u.unit_code = l.unit_code
WHERE l.brought_owed_vnd <> 0 OR l.brought_over_vnd <> 0 OR l.brought_interest_vnd <> 0 OR l.due_vnd IS NULL
  OR l.due_vnd <> 0 OR l.adjustment_vnd <> 0 OR l.interest_base_vnd <> 0 OR l.interest_vnd IS NULL
  OR l.interest_vnd <> 0 OR l.interest_adjustment_vnd <> 0 OR l.paid_vnd <> 0 OR l.paid_interest_vnd <> 0
  OR l.carried_owed_vnd <> 0 OR l.carried_over_vnd <> 0 OR l.carried_interest_vnd <> 0;
-- check empty: SELECT * FROM line_rows WHERE carried_owed_vnd - carried_over_vnd <> brought_owed_vnd - brought_over_vnd + coalesce(due_vnd, 0) + adjustment_vnd - paid_vnd
-- check empty: SELECT * FROM line_rows WHERE carried_interest_vnd <> brought_interest_vnd + coalesce(interest_vnd, 0) + interest_adjustment_vnd - paid_interest_vnd

CREATE OR REPLACE TABLE change_rows AS
SELECT u.employer_id, c.* FROM (
  SELECT unit_code, month, of_month, fund, kind, amount_vnd FROM changes
  UNION ALL SELECT unit_code, month, of_month, fund, kind, amount_vnd FROM interest_changes
) c JOIN ledger_units u ON u.unit_code = c.unit_code;

CREATE OR REPLACE TABLE reversal_rows AS
SELECT u.employer_id, r.unit_code, c.open_from AS booked_on, r.paid_on, r.amount_vnd, r.voucher_no, r.account, r.times
FROM reversals r JOIN ledger_units u ON u.unit_code = r.unit_code, closing c;

CREATE OR REPLACE TABLE opening_rows AS
SELECT u.employer_id, o.unit_code, o.month, o.social_vnd, o.health_vnd, o.unemployment_vnd, o.accident_vnd,
  o.interest_vnd, o.receipt_id, o.row
FROM openings o JOIN ledger_units u ON u.unit_code = o.unit_code;

CREATE OR REPLACE TABLE transfer_marts AS
SELECT u.employer_id, t.transfer_key, t.receipt_id, t.row, t.paid_on, t.amount_vnd, t.unit_code, t.how, t.held,
  t.other, t.booked_on, left(t.reference, 400) AS reference, left(t.voucher_no, 60) AS voucher_no,
  left(t.payer, 400) AS payer, left(t.account, 60) AS account
FROM transfer_rows t LEFT JOIN money_units u ON u.unit_code = t.unit_code;
-- Money is conserved: every row of the lists of payments is matched and booked, or held.
-- check empty: SELECT * FROM (SELECT (SELECT coalesce(sum(amount_vnd), 0) FROM rows_payments) AS came, (SELECT coalesce(sum(amount_vnd), 0) FROM transfer_marts) AS told) WHERE came <> told

CREATE OR REPLACE TABLE head_rows AS
SELECT u.employer_id, d.unit_code, d.month, d.workers, d.leave_workers, d.social_base_vnd, d.unemployment_base_vnd
FROM due d JOIN ledger_units u ON u.unit_code = d.unit_code, money_p p
WHERE d.month BETWEEN u.start - INTERVAL 1 MONTH AND p.on_day
QUALIFY row_number() OVER (PARTITION BY d.unit_code, d.month ORDER BY d.version = 'rectified' DESC) = 1;
-- check unique: head_rows(unit_code, month)

-- What each employer owes past its due day, and what the year's months came to.
CREATE OR REPLACE TABLE employer_arrears AS
SELECT employer_id, coalesce(sum(owed_vnd) FILTER (age <> 'not_due'), 0)::BIGINT AS owed_vnd,
  coalesce(sum(due_vnd) FILTER (NOT opening AND month >= p.january), 0)::BIGINT AS due_vnd
FROM balance_rows, money_p p WHERE employer_id IS NOT NULL GROUP BY employer_id;
