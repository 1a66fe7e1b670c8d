-- Credit first, then each payment, fill what is owed: two rows of intervals laid over each other.
CREATE OR REPLACE TABLE funds_now AS
SELECT place, name::money_fund AS fund FROM order_now WHERE name <> 'interest';

CREATE OR REPLACE TABLE buckets AS
WITH open AS (
  SELECT d.unit, d.origin, d.fund, false AS interest, d.due_vnd - d.paid_vnd AS amount_vnd, o.place,
    0 AS part
  FROM open_debts d JOIN funds_now o ON o.fund = d.fund WHERE d.due_vnd > d.paid_vnd
  UNION ALL
  SELECT d.unit, d.origin, d.fund, true, d.interest_vnd - d.interest_paid_vnd, i.place, o.place
  FROM open_debts d JOIN funds_now o ON o.fund = d.fund JOIN order_now i ON i.name = 'interest'
  WHERE d.interest_vnd > d.interest_paid_vnd
)
SELECT *, sum(amount_vnd) OVER (
  PARTITION BY unit ORDER BY place, origin, part ROWS UNBOUNDED PRECEDING) AS upto
FROM open;

CREATE OR REPLACE TABLE sources AS
WITH coming AS (
  SELECT c.unit, 0 AS seq, t.month AS booked_on, c.amount_vnd FROM credits c, this t WHERE c.amount_vnd > 0
  UNION ALL
  SELECT l.unit, l.seq, l.booked_on, l.amount_vnd FROM ledger_payments l, this t
  WHERE l.booked_on BETWEEN t.month AND t.last_day
)
SELECT *, sum(amount_vnd) OVER (PARTITION BY unit ORDER BY seq ROWS UNBOUNDED PRECEDING) AS upto
FROM coming;

CREATE OR REPLACE TABLE fills AS
SELECT b.unit, s.seq, s.booked_on, b.origin, b.fund, b.interest,
  (least(b.upto, s.upto) - greatest(b.upto - b.amount_vnd, s.upto - s.amount_vnd))::BIGINT AS amount_vnd
FROM buckets b JOIN sources s ON s.unit = b.unit
  AND b.upto > s.upto - s.amount_vnd AND s.upto > b.upto - b.amount_vnd;
-- check empty: SELECT * FROM fills WHERE amount_vnd <= 0

CREATE OR REPLACE TABLE open_debts AS
SELECT d.* REPLACE (d.paid_vnd + coalesce(f.principal, 0) AS paid_vnd,
  d.interest_paid_vnd + coalesce(f.interest, 0) AS interest_paid_vnd)
FROM open_debts d LEFT JOIN (
  SELECT unit, origin, fund, coalesce(sum(amount_vnd) FILTER (NOT interest), 0)::BIGINT AS principal,
    coalesce(sum(amount_vnd) FILTER (interest), 0)::BIGINT AS interest
  FROM fills GROUP BY unit, origin, fund
) f ON f.unit = d.unit AND f.origin = d.origin AND f.fund = d.fund;

CREATE OR REPLACE TABLE credits AS
SELECT unit, sum(amount_vnd)::BIGINT AS amount_vnd FROM (
  SELECT unit, amount_vnd FROM sources UNION ALL SELECT unit, -amount_vnd FROM fills
) GROUP BY unit HAVING sum(amount_vnd) <> 0;
-- check empty: SELECT * FROM credits WHERE amount_vnd < 0
