-- What is owed on the day, by month and fund, with its age and the list that says so.
-- Views: a run's rows are read once, a month at a time, when they are kept.
DROP TABLE IF EXISTS lines_now;
DROP TABLE IF EXISTS booked_now;
DROP TABLE IF EXISTS charged_now;
DROP TABLE IF EXISTS parts;
DROP TABLE IF EXISTS debts_new;
DROP TABLE IF EXISTS buckets;
DROP TABLE IF EXISTS sources;
DROP TABLE IF EXISTS fills;

CREATE OR REPLACE VIEW ledger_lines AS
SELECT u.unit_code, l.* EXCLUDE (unit) FROM aside.lines l JOIN ledger_units u ON u.unit = l.unit;

CREATE OR REPLACE VIEW all_debts AS
SELECT * FROM aside.settled_debts
UNION ALL
SELECT * EXCLUDE (accrued) REPLACE (fund::VARCHAR AS fund) FROM open_debts;
-- check unique: all_debts(unit, origin, fund)

CREATE OR REPLACE VIEW debts AS
SELECT u.unit_code, d.* EXCLUDE (unit) FROM all_debts d JOIN ledger_units u ON u.unit = d.unit;

CREATE OR REPLACE VIEW balance_rows AS
SELECT u.employer_id, u.unit_code, d.origin AS month, d.fund, d.due_vnd, d.paid_vnd,
  d.due_vnd - d.paid_vnd AS owed_vnd, d.interest_vnd, d.interest_paid_vnd, y.due_on,
  CASE WHEN p.on_day <= y.due_on THEN 'not_due'
       WHEN late.months >= p.long_from THEN 'long' WHEN late.months >= p.owed_from THEN 'owed'
       ELSE 'late' END AS age,
  d.undetermined_from, d.undetermined_to, d.origin < u.start AS opening,
  left(coalesce(CASE WHEN d.origin < u.start THEN s.list || ':' || s.file || ':' || o.row
    ELSE s.list || ':' || s.file END, ''), 400) AS source,
  coalesce(g.district_code, '') AS district_code, coalesce(g.commune_code, '') AS commune_code
FROM all_debts d
JOIN ledger_units u ON u.unit = d.unit
JOIN due_days y ON y.month = d.origin AND y.cycle_months = u.cycle_months
LEFT JOIN openings o ON o.unit_code = u.unit_code
LEFT JOIN told_dues k ON k.unit = d.unit AND k.month = d.origin
LEFT JOIN receipts s ON s.receipt_id = CASE WHEN d.origin < u.start THEN o.receipt_id ELSE k.receipt_id END
LEFT JOIN employer_golden g ON g.employer_id = u.employer_id, money_p p,
LATERAL (SELECT datediff('month', (y.due_on + INTERVAL 1 DAY)::DATE, (p.on_day + INTERVAL 1 DAY)::DATE) AS months) late;

CREATE OR REPLACE VIEW line_rows AS
SELECT u.employer_id, l.* FROM ledger_lines l JOIN ledger_units u ON u.unit_code = l.unit_code
WHERE l.brought_owed_vnd <> 0 OR l.brought_over_vnd <> 0 OR l.brought_interest_vnd <> 0 OR l.due_vnd IS NULL
  OR l.due_vnd <> 0 OR l.adjustment_vnd <> 0 OR l.interest_base_vnd <> 0 OR l.interest_vnd IS NULL
  OR l.interest_vnd <> 0 OR l.interest_adjustment_vnd <> 0 OR l.paid_vnd <> 0 OR l.paid_interest_vnd <> 0
  OR l.carried_owed_vnd <> 0 OR l.carried_over_vnd <> 0 OR l.carried_interest_vnd <> 0;

CREATE OR REPLACE TABLE change_rows AS
SELECT u.employer_id, u.unit_code, c.month, c.of_month, c.fund::VARCHAR AS fund, c.kind, c.amount_vnd
FROM (SELECT * FROM changes UNION ALL SELECT * FROM interest_changes) c JOIN ledger_units u ON u.unit = c.unit;

CREATE OR REPLACE TABLE reversal_rows AS
SELECT u.employer_id, r.unit_code, c.open_from AS booked_on, r.paid_on, r.amount_vnd, r.voucher_no, r.account, r.times
FROM reversals r JOIN ledger_units u ON u.unit_code = r.unit_code, closing c;

CREATE OR REPLACE TABLE opening_rows AS
SELECT u.employer_id, o.unit_code, o.month, o.social_vnd, o.health_vnd, o.unemployment_vnd, o.accident_vnd,
  o.interest_vnd, o.receipt_id, o.row
FROM openings o JOIN ledger_units u ON u.unit_code = o.unit_code;

CREATE OR REPLACE VIEW transfer_marts AS
SELECT u.employer_id, p.list || ':' || p.sha256 || ':' || p.row AS transfer_key, t.receipt_id, t.row, t.paid_on,
  t.amount_vnd, t.unit_code, t.how, t.held, t.other, t.booked_on, left(coalesce(p.reference, ''), 400) AS reference,
  left(t.voucher_no, 60) AS voucher_no, left(coalesce(p.payer, ''), 400) AS payer, left(t.account, 60) AS account
FROM transfer_rows t JOIN rows_payments p ON p.receipt_id = t.receipt_id AND p.row = t.row
LEFT JOIN money_units u ON u.unit_code = t.unit_code;
-- Money is conserved: every row of the lists of payments is matched and booked, or held.
-- check empty: SELECT * FROM (SELECT (SELECT coalesce(sum(amount_vnd), 0) FROM rows_payments) AS came, (SELECT coalesce(sum(amount_vnd), 0) FROM transfer_marts) AS told) WHERE came <> told

CREATE OR REPLACE VIEW head_rows AS
SELECT u.employer_id, u.unit_code, d.month, d.workers, d.leave_workers, d.social_base_vnd, d.unemployment_base_vnd
FROM told_dues d JOIN ledger_units u ON u.unit = d.unit, money_p p
WHERE d.month BETWEEN u.start - INTERVAL 1 MONTH AND p.on_day;

-- What each employer owes past its due day, and what the year's months came to.
CREATE OR REPLACE TABLE employer_arrears AS
SELECT u.employer_id, coalesce(sum(d.due_vnd - d.paid_vnd) FILTER (p.on_day > y.due_on), 0)::BIGINT AS owed_vnd,
  coalesce(sum(d.due_vnd) FILTER (d.origin >= u.start AND d.origin >= p.january), 0)::BIGINT AS due_vnd
FROM all_debts d JOIN ledger_units u ON u.unit = d.unit
JOIN due_days y ON y.month = d.origin AND y.cycle_months = u.cycle_months, money_p p
WHERE u.employer_id IS NOT NULL GROUP BY u.employer_id;
