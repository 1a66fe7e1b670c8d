-- Who stands in which list of insured people, over which months. Months are counted from the year 0.
-- A list speaks of the months of its year up to its last one; lists are told apart in time by their order.
CREATE OR REPLACE TABLE member_lists AS
SELECT receipt_id, year(ends_on) * 12 AS told_from, year(ends_on) * 12 + month(ends_on) - 1 AS told_to,
  row_number() OVER (ORDER BY ends_on, begins_on, sha256, agency_code) AS turn
FROM receipts
WHERE list = 'insured_members'
  AND year(ends_on) * 12 + month(ends_on) - 1 >= (SELECT min(month) FROM ledger_months)
  AND year(ends_on) * 12 <= (SELECT max(month) FROM ledger_months);
-- check unique: member_lists(turn)

CREATE OR REPLACE TABLE units AS
SELECT unit_code, CAST(row_number() OVER (ORDER BY unit_code) AS INTEGER) AS unit
FROM (
  SELECT DISTINCT w.unit_code FROM member_words w JOIN member_lists l ON l.receipt_id = w.receipt_id
) named;
-- check unique: units(unit_code)

-- The words of rows, each combination once: few people stand in words of their own. Rows that the law treats
-- alike bear one `class`.
CREATE OR REPLACE TABLE words AS
WITH written AS (
  SELECT DISTINCT r.job, r.movement, r.funds, r.coefficient, r.allowances, r.unpaid_days,
    CASE WHEN r.wage_vnd IS NULL THEN 0 WHEN r.wage_vnd = 0 THEN 1 ELSE 2 END AS pay
  FROM member_words r JOIN member_lists l ON l.receipt_id = r.receipt_id
), told AS (
  SELECT job, movement, funds, coefficient, allowances, unpaid_days, pay,
    lower(coalesce(job, '')) AS job_told,
    CASE WHEN trim(coalesce(funds, '')) = '' THEN 'BHXH#BHYT' ELSE
      replace(replace(replace(replace(replace(upper(funds),
        'BHTNLĐ', '@'), 'BHTNLD', '@'), 'TNLĐ', '@'), 'TNLD', '@'), 'BHTN', '#') END AS funds_told,
    replace(trim(coalesce(coefficient, '')), ',', '.') AS coefficient_told,
    replace(trim(coalesce(allowances, '')), ',', '.') AS allowances_told
  FROM written
), measured AS (
  SELECT *,
    CASE WHEN coefficient_told <> '' AND translate(coefficient_told, '0123456789.', '') = ''
      THEN CAST(TRY_CAST(coefficient_told AS DECIMAL(18, 6)) * 1000000 AS BIGINT) END AS coefficient_micro,
    CASE WHEN allowances_told <> '' AND translate(allowances_told, '0123456789.', '') = ''
      THEN CAST(TRY_CAST(allowances_told AS DECIMAL(18, 6)) * 1000000 AS BIGINT) END AS allowance_micro,
    funds_told LIKE '%BHXH%' OR funds_told LIKE '%XÃ HỘI%' AS social
  FROM told
), read AS (
  SELECT *, pay < 2 AND coalesce(coefficient_micro, 0) > 0 AS by_coefficient,
    CASE
      WHEN job_told LIKE 'người nước ngoài%' OR job_told LIKE 'lao động nước ngoài%'
        OR job_told LIKE 'người lao động nước ngoài%' OR job_told LIKE 'chuyên gia nước ngoài%'
        OR job_told LIKE '%(người nước ngoài)%' THEN 1
      WHEN job_told LIKE 'chủ hộ%' THEN 2
      WHEN job_told LIKE '%không chuyên trách%'
        AND (job_told LIKE '%thôn%' OR job_told LIKE '%tổ dân phố%') THEN 3
      WHEN job_told LIKE '%không chuyên trách%' THEN 4
      ELSE 0
    END AS kind,
    social OR funds_told LIKE '%ÔĐ%' OR funds_told LIKE '%ỐM%' OR funds_told LIKE '%THAI SẢN%' AS in_sickness,
    social OR funds_told LIKE '%@%' OR funds_told LIKE '%TAI NẠN%' OR funds_told LIKE '%BNN%' AS in_accident,
    social OR funds_told LIKE '%HT%' OR funds_told LIKE '%HƯU%' AS in_retirement,
    funds_told LIKE '%#%' OR funds_told LIKE '%THẤT NGHIỆP%' AS in_unemployment,
    funds_told LIKE '%BHYT%' OR funds_told LIKE '%Y TẾ%' AS in_health
  FROM measured
), classed AS (
  SELECT *,
    CASE
      WHEN NOT by_coefficient AND pay = 0 THEN 1
      WHEN by_coefficient AND allowances_told <> ''
        AND (allowance_micro IS NULL OR allowance_micro >= 20000000 AND allowance_micro < 1000000000) THEN 2
      ELSE 0
    END AS untold,
    CASE WHEN unpaid_days IS NOT NULL THEN least(unpaid_days, 31) + 2
      WHEN movement IN ('maternity', 'sick', 'unpaid') THEN 1 ELSE 0 END AS leave
  FROM read
)
SELECT job, movement, funds, coefficient, allowances, unpaid_days, pay, by_coefficient,
  CAST(row_number() OVER (
    ORDER BY job, movement, funds, coefficient, allowances, unpaid_days, pay) AS INTEGER) AS word,
  coalesce(movement IN ('left', 'retired'), false) AS leaves,
  CAST(kind + 5 * (untold + 3 * (CASE WHEN by_coefficient THEN 1 ELSE 0 END
    + 2 * (CASE WHEN in_sickness THEN 1 ELSE 0 END + 2 * (CASE WHEN in_accident THEN 1 ELSE 0 END
    + 2 * (CASE WHEN in_retirement THEN 1 ELSE 0 END + 2 * (CASE WHEN in_unemployment THEN 1 ELSE 0 END
    + 2 * (CASE WHEN in_health THEN 1 ELSE 0 END + 2 * leave))))))) AS INTEGER) AS class,
  CASE WHEN NOT by_coefficient THEN NULL
    WHEN allowance_micro < 20000000 THEN coefficient_micro + allowance_micro
    ELSE coefficient_micro END AS coefficient_micro,
  CASE WHEN by_coefficient AND allowance_micro >= 1000000000 THEN half_up(allowance_micro, 1000000)
    ELSE 0 END AS allowance_vnd
FROM classed;
-- check unique: words(word)

-- `from_month` and `to_month` lie in what the list speaks of; a row may cover none of it and still name
-- its person. Who is paid by a coefficient has no wage here.
CREATE OR REPLACE TABLE member_rows AS
WITH told AS (
  SELECT u.unit, CAST(r.si_number AS BIGINT) AS person, r.row, l.turn, l.told_from, l.told_to,
    year(r.from_month) * 12 + month(r.from_month) - 1 AS begun,
    year(r.to_month) * 12 + month(r.to_month) - 1 AS ended,
    w.word, w.class, w.leaves, CASE WHEN NOT w.by_coefficient THEN r.wage_vnd END AS wage_vnd
  FROM member_words r
  JOIN member_lists l ON l.receipt_id = r.receipt_id
  JOIN units u ON u.unit_code = r.unit_code
  JOIN words w ON w.job IS NOT DISTINCT FROM r.job AND w.movement IS NOT DISTINCT FROM r.movement
    AND w.funds IS NOT DISTINCT FROM r.funds AND w.coefficient IS NOT DISTINCT FROM r.coefficient
    AND w.allowances IS NOT DISTINCT FROM r.allowances AND w.unpaid_days IS NOT DISTINCT FROM r.unpaid_days
    AND w.pay = CASE WHEN r.wage_vnd IS NULL THEN 0 WHEN r.wage_vnd = 0 THEN 1 ELSE 2 END
)
SELECT unit, person, row, turn, told_from, told_to, begun, word, class, wage_vnd,
  greatest(begun, told_from) AS from_month,
  least(coalesce(ended, told_to), told_to, (SELECT max(month) FROM ledger_months)) AS to_month,
  leaves AND ended IS NULL AS gone
FROM told;
-- check not null: member_rows(unit, person, row, from_month, to_month, class)

-- What each class of rows stands for: its number taken apart again.
CREATE OR REPLACE TABLE classes AS
WITH split AS (
  SELECT DISTINCT class, class % 5 AS kind, half_up(class - class % 5, 5) AS rest FROM words
), parts AS (
  SELECT class, kind, rest % 3 AS untold, half_up(rest - rest % 3, 3) AS bits FROM split
)
SELECT class,
  CASE kind WHEN 1 THEN 'foreigner' WHEN 2 THEN 'household_owner' WHEN 3 THEN 'village_part_timer'
    WHEN 4 THEN 'commune_part_timer' ELSE 'vietnamese' END AS who,
  CASE untold WHEN 1 THEN 'insured_members.wage_vnd' WHEN 2 THEN 'insured_members.allowances' END AS untold,
  bits % 2 = 1 AS by_coefficient,
  half_up(bits - bits % 2, 2) % 2 = 1 AS in_sickness,
  half_up(bits - bits % 4, 4) % 2 = 1 AS in_accident,
  half_up(bits - bits % 8, 8) % 2 = 1 AS in_retirement,
  half_up(bits - bits % 16, 16) % 2 = 1 AS in_unemployment,
  half_up(bits - bits % 32, 32) % 2 = 1 AS in_health,
  half_up(bits - bits % 64, 64) = 1 AS leave_told,
  CASE WHEN half_up(bits - bits % 64, 64) >= 2 THEN half_up(bits - bits % 64, 64) - 2 END AS unpaid_days
FROM parts;
-- check unique: classes(class)
