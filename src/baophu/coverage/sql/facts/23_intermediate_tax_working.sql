-- Who is at work by the tax department's list: listed within the window, and no statement that still holds on
-- the day says that it closed. One back from its suspension is at work again.
CREATE OR REPLACE TABLE tax_working AS
SELECT DISTINCT e.entity FROM rows_tax_enterprises r
JOIN window_receipts w ON w.receipt_id = r.receipt_id
JOIN employer_links e ON e.receipt_id = r.receipt_id AND e.row = r.row
LEFT JOIN last_statement s ON s.entity = e.entity, p
WHERE s.entity IS NULL OR NOT s.closing OR s.until <= p.on_day;
-- check unique: tax_working(entity)
