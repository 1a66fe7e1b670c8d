-- What lists say of an employer having closed or being at work, each with its day.
-- weight 2: a register's word; 1: a remark. `closing` false: it works, or works again.
CREATE OR REPLACE TABLE tax_statements AS
SELECT r.receipt_id, r.list, r.file, r.row, 'status' AS field, r.status AS said,
  least(coalesce(r.closed_on, r.as_of), r.as_of) AS said_on, 2 AS weight,
  CASE
    WHEN r.closed_on IS NOT NULL AND regexp_matches(lower(coalesce(r.status, '')), 'đang hoạt động')
      THEN 'code_closed'
    WHEN r.status IS NULL AND r.closed_on IS NOT NULL THEN 'code_closed'
    WHEN regexp_matches(lower(r.status), 'tạm (nghỉ|ngừng)') THEN 'suspended'
    WHEN regexp_matches(lower(r.status), 'không (còn )?hoạt động tại địa chỉ|bỏ (địa chỉ|trốn)|mất tích')
      THEN 'not_at_address'
    WHEN regexp_matches(lower(r.status), 'phá sản') THEN 'bankrupt'
    WHEN regexp_matches(lower(r.status), 'giải thể') THEN 'dissolved'
    WHEN regexp_matches(lower(r.status), 'ngừng|đóng (mst|mã)|đã đóng|chấm dứt|thu hồi') THEN 'code_closed'
    WHEN regexp_matches(lower(r.status), 'đang hoạt động|hoạt động trở lại|khôi phục') THEN 'working'
  END AS what,
  NULL::DATE AS until
FROM rows_tax_enterprises r;

CREATE OR REPLACE TABLE commune_statements AS
SELECT r.receipt_id, r.list, r.file, r.row, 'note' AS field, r.note AS said, r.as_of AS said_on, 1 AS weight,
  CASE
    WHEN regexp_matches(said, '(^|[^ìêđ])(đã nghỉ|nghỉ (hẳn|kinh doanh|bán)|ngừng|ngưng|không còn'
        || '|thôi kinh doanh|đóng cửa|đã đóng|giải thể|bỏ kinh doanh|chuyển đi)')
      AND NOT regexp_matches(said, 'hoạt động (trở )?lại|kinh doanh (trở )?lại|không ngừng')
        THEN 'remark'
    -- the same words from a keyboard without accents
    WHEN NOT regexp_matches(said, '[^\x00-\x7F]')
      AND regexp_matches(said, '\b(da nghi|nghi (han|kinh doanh|ban)|ngung|khong con'
        || '|thoi kinh doanh|dong cua|da dong|giai the|bo kinh doanh|chuyen di)\b')
      AND NOT regexp_matches(said, 'hoat dong (tro )?lai|kinh doanh (tro )?lai|khong ngung')
        THEN 'remark'
  END AS what,
  NULL::DATE AS until
FROM (
  -- what was paid, stopped being paid or is not owed says nothing of closing
  SELECT *, regexp_replace(lower(note), '(đã đóng|da dong|(ngừng|ngưng|ngung) (đóng|dong|nộp|nop|tham gia|thuê|thue)'
      || '|(không còn|khong con) (nợ|no|thuê|thue|lao động|lao dong|lđ|ld)) ?'
      || '((thuế|thue|bhxh|bhyt|bh|bảo hiểm|bao hiem|phí|phi|lệ phí|tiền|tien|nợ|no|lao động|lao dong|mướn|muon|ai)[^,;.]*|$)',
      '', 'g') AS said
  FROM rows_commune_businesses WHERE note IS NOT NULL
) r;

CREATE OR REPLACE TABLE event_statements AS
SELECT r.receipt_id, r.list, r.file, r.row, 'event' AS field, r.event::VARCHAR AS said, r."on" AS said_on,
  2 AS weight,
  CASE
    WHEN regexp_matches(lower(r.event::VARCHAR), '^(return|hoạt động|trở lại|khôi phục|quay lại)')
      THEN 'working'
    WHEN regexp_matches(lower(r.event::VARCHAR), 'suspen|tạm') THEN 'suspended'
    WHEN regexp_matches(lower(r.event::VARCHAR), 'bankrupt|phá sản') THEN 'bankrupt'
    WHEN regexp_matches(lower(r.event::VARCHAR), 'dissol|giải thể|chấm dứt|thu hồi') THEN 'dissolved'
  END AS what,
  r.until
FROM rows_business_events r, p WHERE r."on" <= p.on_day;

CREATE OR REPLACE TABLE officer_statements AS
SELECT r.receipt_id, r.list, r.file, r.row, 'outcome' AS field, r.outcome::VARCHAR AS said,
  coalesce(r.found_on, r.as_of) AS said_on, 2 AS weight,
  CASE left(r.outcome::VARCHAR, 1)
    WHEN '1' THEN 'working'
    WHEN '2' THEN 'working'
    WHEN '3' THEN 'not_at_address'
    WHEN '4' THEN 'suspended'
    WHEN '5' THEN 'closed_found'
    WHEN '6' THEN 'dissolved'
    WHEN '7' THEN 'working'
  END AS what,
  NULL::DATE AS until
FROM rows_findings r, p WHERE coalesce(r.found_on, r.as_of) <= p.on_day;

CREATE OR REPLACE TABLE statements AS
WITH every AS (
  SELECT * FROM tax_statements
  UNION ALL SELECT * FROM commune_statements
  UNION ALL SELECT * FROM event_statements
  UNION ALL SELECT * FROM officer_statements
)
SELECT e.entity, s.list, s.receipt_id, s.file, s.row, s.field, s.said, s.said_on, s.weight, s.what,
  s.what <> 'working' AS closing, s.until
FROM every s JOIN employer_links e ON e.receipt_id = s.receipt_id AND e.row = s.row
WHERE s.what IS NOT NULL;

-- The newest statement holds; on one day a register beats a remark, and a closure beats being at work.
CREATE OR REPLACE TABLE last_statement AS
SELECT * FROM statements
QUALIFY row_number() OVER (
  PARTITION BY entity ORDER BY said_on DESC, weight DESC, closing DESC, list, file, row) = 1;
-- check unique: last_statement(entity)

CREATE OR REPLACE TABLE payroll_news AS
SELECT entity, max(as_of) AS told_on, max(begins_on) AS began_on FROM payroll_people GROUP BY entity;
