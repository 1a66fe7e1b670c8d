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

-- `from_month` and `to_month` lie in what the list speaks of; a row may cover none of it and still name
-- its person. The words of a row are read here, and rows that the law treats alike bear one `class`.
CREATE OR REPLACE TABLE member_rows AS
WITH told AS (
  SELECT u.unit, CAST(r.si_number AS BIGINT) AS person, r.row, l.turn, l.told_from, l.told_to,
    r.wage_vnd, r.unpaid_days, coalesce(r.movement, '') AS movement, lower(coalesce(r.job, '')) AS job,
    year(r.from_month) * 12 + month(r.from_month) - 1 AS begun,
    year(r.to_month) * 12 + month(r.to_month) - 1 AS ended,
    CASE WHEN trim(coalesce(r.funds, '')) = '' THEN 'BHXH#BHYT' ELSE
      replace(replace(replace(replace(replace(upper(r.funds),
        'BHTNLĐ', '@'), 'BHTNLD', '@'), 'TNLĐ', '@'), 'TNLD', '@'), 'BHTN', '#') END AS funds,
    replace(trim(coalesce(r.coefficient, '')), ',', '.') AS coefficient,
    replace(trim(coalesce(r.allowances, '')), ',', '.') AS allowances
  FROM member_words r
  JOIN member_lists l ON l.receipt_id = r.receipt_id
  JOIN units u ON u.unit_code = r.unit_code
), measured AS (
  SELECT *,
    CASE WHEN coefficient <> '' AND translate(coefficient, '0123456789.', '') = ''
      THEN CAST(TRY_CAST(coefficient AS DECIMAL(18, 6)) * 1000000 AS BIGINT) END AS coefficient_micro,
    CASE WHEN allowances <> '' AND translate(allowances, '0123456789.', '') = ''
      THEN CAST(TRY_CAST(allowances AS DECIMAL(18, 6)) * 1000000 AS BIGINT) END AS allowance_micro,
    funds LIKE '%BHXH%' OR funds LIKE '%XÃ HỘI%' AS social
  FROM told
), read AS (
  SELECT *, coalesce(wage_vnd, 0) = 0 AND coalesce(coefficient_micro, 0) > 0 AS by_coefficient,
    CASE
      WHEN job LIKE 'người nước ngoài%' OR job LIKE 'lao động nước ngoài%'
        OR job LIKE 'người lao động nước ngoài%' OR job LIKE 'chuyên gia nước ngoài%'
        OR job LIKE '%(người nước ngoài)%' THEN 1
      WHEN job LIKE 'chủ hộ%' THEN 2
      WHEN job LIKE '%không chuyên trách%' AND (job LIKE '%thôn%' OR job LIKE '%tổ dân phố%') THEN 3
      WHEN job LIKE '%không chuyên trách%' THEN 4
      ELSE 0
    END AS kind,
    social OR funds LIKE '%ÔĐ%' OR funds LIKE '%ỐM%' OR funds LIKE '%THAI SẢN%' AS in_sickness,
    social OR funds LIKE '%@%' OR funds LIKE '%TAI NẠN%' OR funds LIKE '%BNN%' AS in_accident,
    social OR funds LIKE '%HT%' OR funds LIKE '%HƯU%' AS in_retirement,
    funds LIKE '%#%' OR funds LIKE '%THẤT NGHIỆP%' AS in_unemployment,
    funds LIKE '%BHYT%' OR funds LIKE '%Y TẾ%' AS in_health
  FROM measured
), classed AS (
  SELECT *,
    CASE
      WHEN NOT by_coefficient AND wage_vnd IS NULL THEN 1
      WHEN by_coefficient AND allowances <> ''
        AND (allowance_micro IS NULL OR allowance_micro >= 20000000 AND allowance_micro < 1000000000) THEN 2
      ELSE 0
    END AS untold,
    CASE WHEN unpaid_days IS NOT NULL THEN least(unpaid_days, 31) + 2
      WHEN movement IN ('maternity', 'sick', 'unpaid') THEN 1 ELSE 0 END AS leave
  FROM read
)
SELECT unit, person, row, turn, told_from, told_to, begun,
  greatest(begun, told_from) AS from_month,
  least(coalesce(ended, told_to), told_to, (SELECT max(month) FROM ledger_months)) AS to_month,
  movement IN ('left', 'retired') AND ended IS NULL AS gone,
  CAST(kind + 5 * (untold + 3 * (CASE WHEN by_coefficient THEN 1 ELSE 0 END
    + 2 * (CASE WHEN in_sickness THEN 1 ELSE 0 END + 2 * (CASE WHEN in_accident THEN 1 ELSE 0 END
    + 2 * (CASE WHEN in_retirement THEN 1 ELSE 0 END + 2 * (CASE WHEN in_unemployment THEN 1 ELSE 0 END
    + 2 * (CASE WHEN in_health THEN 1 ELSE 0 END + 2 * leave))))))) AS INTEGER) AS class,
  wage_vnd, NOT by_coefficient AND wage_vnd % 1000 = 0 AS round_wage,
  CASE WHEN NOT by_coefficient THEN NULL
    WHEN allowance_micro < 20000000 THEN coefficient_micro + allowance_micro
    ELSE coefficient_micro END AS coefficient_micro,
  CASE WHEN by_coefficient AND allowance_micro >= 1000000000 THEN half_up(allowance_micro, 1000000)
    ELSE 0 END AS allowance_vnd
FROM classed;
-- check not null: member_rows(unit, person, row, from_month, to_month, class)

-- What each class of rows stands for: its number taken apart again.
CREATE OR REPLACE TABLE classes AS
WITH split AS (
  SELECT DISTINCT class, class % 5 AS kind, half_up(class - class % 5, 5) AS rest FROM member_rows
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
