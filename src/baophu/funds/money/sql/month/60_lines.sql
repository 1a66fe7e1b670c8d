-- The month's line of every unit and fund: brought forward, booked, charged, paid, carried forward.
INSERT INTO ledger_lines
WITH active AS (
  SELECT u.unit_code, f.fund, f.fund = 'social' AS pool FROM ledger_units u CROSS JOIN rates_now f, this t
  WHERE u.start <= t.month
), brought AS (
  SELECT l.unit_code, l.fund, l.carried_owed_vnd, l.carried_over_vnd, l.carried_interest_vnd
  FROM ledger_lines l, this t WHERE l.month = (t.month - INTERVAL 1 MONTH)::DATE
  UNION ALL
  SELECT n.unit_code, n.fund, greatest(n.amount_vnd, 0), greatest(-n.amount_vnd, 0),
    CASE WHEN n.fund = 'social' THEN o.interest_vnd ELSE 0 END
  FROM opening_now n JOIN openings o ON o.unit_code = n.unit_code
), adjusted AS (
  SELECT unit_code, fund, sum(amount_vnd)::BIGINT AS amount_vnd FROM adjusted_now GROUP BY unit_code, fund
), pooled AS (
  SELECT unit_code, fund, sum(amount_vnd)::BIGINT AS amount_vnd FROM pooled_now GROUP BY unit_code, fund
), filled AS (
  SELECT unit_code, fund, coalesce(sum(amount_vnd) FILTER (NOT interest), 0)::BIGINT AS principal,
    coalesce(sum(amount_vnd) FILTER (interest), 0)::BIGINT AS interest
  FROM fills GROUP BY unit_code, fund
), owed AS (
  SELECT unit_code, fund, sum(due_vnd - paid_vnd)::BIGINT AS owed,
    sum(interest_vnd - interest_paid_vnd)::BIGINT AS interest
  FROM debts GROUP BY unit_code, fund
)
SELECT a.unit_code, t.month, a.fund, coalesce(b.carried_owed_vnd, 0), coalesce(b.carried_over_vnd, 0),
  coalesce(b.carried_interest_vnd, 0),
  CASE WHEN k.unit_code IS NULL THEN 0 ELSE k.due_vnd END, coalesce(k.adjustment_vnd, 0),
  coalesce(c.base, 0), r.rate_ppm, CASE WHEN c.unit_code IS NULL THEN 0 ELSE c.interest_vnd END,
  coalesce(j.amount_vnd, 0),
  coalesce(f.principal, 0) - coalesce(p.amount_vnd, 0)
    + CASE WHEN a.pool THEN coalesce(z.amount_vnd, 0) - coalesce(w.amount_vnd, 0) ELSE 0 END,
  coalesce(f.interest, 0), coalesce(o.owed, 0), CASE WHEN a.pool THEN coalesce(z.amount_vnd, 0) ELSE 0 END,
  coalesce(o.interest, 0),
  CASE WHEN k.due_vnd IS NULL AND k.unit_code IS NOT NULL THEN k.undetermined
       WHEN c.unit_code IS NOT NULL AND (c.told_vnd IS NULL OR c.interest_vnd IS NULL) THEN r.rate_key
       ELSE '' END
FROM active a
JOIN rates_now r ON r.fund = a.fund
LEFT JOIN brought b ON b.unit_code = a.unit_code AND b.fund = a.fund
LEFT JOIN booked_now k ON k.unit_code = a.unit_code AND k.fund = a.fund
LEFT JOIN charged_now c ON c.unit_code = a.unit_code AND c.fund = a.fund
LEFT JOIN adjusted j ON j.unit_code = a.unit_code AND j.fund = a.fund
LEFT JOIN pooled p ON p.unit_code = a.unit_code AND p.fund = a.fund
LEFT JOIN filled f ON f.unit_code = a.unit_code AND f.fund = a.fund
LEFT JOIN owed o ON o.unit_code = a.unit_code AND o.fund = a.fund
LEFT JOIN credits z ON z.unit_code = a.unit_code
LEFT JOIN credit_before w ON w.unit_code = a.unit_code, this t;
