-- The month's line of every unit and fund: brought forward, booked, charged, paid, carried forward.
CREATE OR REPLACE TABLE lines_now AS
WITH active AS (
  SELECT u.unit, r.fund, r.rate_ppm, r.rate_key, r.fund = 'social' AS pool
  FROM ledger_units u CROSS JOIN rates_now r, this t WHERE u.start <= t.month
), brought AS (
  SELECT unit, fund, owed_vnd, over_vnd, interest_vnd FROM carried
  UNION ALL
  SELECT n.unit, n.fund, greatest(n.amount_vnd, 0), greatest(-n.amount_vnd, 0),
    CASE WHEN n.fund = 'social' THEN coalesce(o.interest_vnd, 0) ELSE 0 END
  FROM opening_now n LEFT JOIN opening_interest_now o ON o.unit = n.unit
), adjusted AS (
  SELECT unit, fund, sum(amount_vnd)::BIGINT AS amount_vnd FROM adjusted_now GROUP BY unit, fund
), pooled AS (
  SELECT unit, fund, sum(amount_vnd)::BIGINT AS amount_vnd FROM pooled_now GROUP BY unit, fund
), filled AS (
  SELECT unit, fund, coalesce(sum(amount_vnd) FILTER (NOT interest), 0)::BIGINT AS principal,
    coalesce(sum(amount_vnd) FILTER (interest), 0)::BIGINT AS interest
  FROM fills GROUP BY unit, fund
), owed AS (
  SELECT unit, fund, sum(due_vnd - paid_vnd)::BIGINT AS owed,
    sum(interest_vnd - interest_paid_vnd)::BIGINT AS interest
  FROM open_debts GROUP BY unit, fund
)
SELECT a.unit, t.month, a.fund, coalesce(b.owed_vnd, 0) AS brought_owed_vnd,
  coalesce(b.over_vnd, 0) AS brought_over_vnd, coalesce(b.interest_vnd, 0) AS brought_interest_vnd,
  CASE WHEN k.unit IS NULL THEN 0 ELSE k.due_vnd END AS due_vnd, coalesce(k.adjustment_vnd, 0) AS adjustment_vnd,
  coalesce(c.base, 0) AS interest_base_vnd, a.rate_ppm,
  CASE WHEN c.unit IS NULL THEN 0 ELSE c.interest_vnd END AS interest_vnd,
  coalesce(j.amount_vnd, 0) AS interest_adjustment_vnd,
  coalesce(f.principal, 0) - coalesce(p.amount_vnd, 0)
    + CASE WHEN a.pool THEN coalesce(z.amount_vnd, 0) - coalesce(w.amount_vnd, 0) ELSE 0 END AS paid_vnd,
  coalesce(f.interest, 0) AS paid_interest_vnd, coalesce(o.owed, 0) AS carried_owed_vnd,
  CASE WHEN a.pool THEN coalesce(z.amount_vnd, 0) ELSE 0 END AS carried_over_vnd,
  coalesce(o.interest, 0) AS carried_interest_vnd,
  CASE WHEN k.due_vnd IS NULL AND k.unit IS NOT NULL THEN k.undetermined
       WHEN c.unit IS NOT NULL AND (c.told_vnd IS NULL OR c.interest_vnd IS NULL) THEN a.rate_key
       ELSE '' END AS undetermined
FROM active a
LEFT JOIN brought b ON b.unit = a.unit AND b.fund = a.fund
LEFT JOIN booked_now k ON k.unit = a.unit AND k.fund = a.fund
LEFT JOIN charged_now c ON c.unit = a.unit AND c.fund = a.fund
LEFT JOIN adjusted j ON j.unit = a.unit AND j.fund = a.fund
LEFT JOIN pooled p ON p.unit = a.unit AND p.fund = a.fund
LEFT JOIN filled f ON f.unit = a.unit AND f.fund = a.fund
LEFT JOIN owed o ON o.unit = a.unit AND o.fund = a.fund
LEFT JOIN credits z ON z.unit = a.unit
LEFT JOIN credit_before w ON w.unit = a.unit, this t;
-- check unique: lines_now(unit, fund)
-- check empty: SELECT * FROM lines_now WHERE carried_owed_vnd - carried_over_vnd <> brought_owed_vnd - brought_over_vnd + coalesce(due_vnd, 0) + adjustment_vnd - paid_vnd
-- check empty: SELECT * FROM lines_now WHERE carried_interest_vnd <> brought_interest_vnd + coalesce(interest_vnd, 0) + interest_adjustment_vnd - paid_interest_vnd
