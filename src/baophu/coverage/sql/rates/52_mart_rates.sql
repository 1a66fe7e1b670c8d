-- Every rate with its bounds: shares from numerators and denominators, rounded half up to six places.
CREATE OR REPLACE MACRO share_micro(num, den) AS
CASE WHEN den > 0 THEN (2 * num * 1000000 + den) // (2 * den) END::BIGINT;

CREATE OR REPLACE TABLE shares AS
SELECT indicator, level, area_code, dimension, category, num, den, den_most, den_least FROM unit_rates
UNION ALL
SELECT 'labour_force', l.level, l.area_code, '', '', coalesce(a.people, 0) * 1000000::HUGEINT,
  l.people * 1000000::HUGEINT, l.people * 1000000::HUGEINT, l.people * 1000000::HUGEINT
FROM labour_force l
LEFT JOIN people_by_area a ON a.what = 'insured' AND a.level = l.level AND a.area_code = l.area_code
WHERE l.people > 0
UNION ALL
SELECT 'reporting', level, area_code, '', '', arrived * 1000000::HUGEINT, communes * 1000000::HUGEINT,
  communes * 1000000::HUGEINT, communes * 1000000::HUGEINT
FROM reporting_communes WHERE communes > 0
UNION ALL
SELECT 'arrears_ratio', s.level, s.area_code, '', '', sum(a.owed_vnd) * 1000000::HUGEINT,
  sum(a.due_vnd) * 1000000::HUGEINT, sum(a.due_vnd) * 1000000::HUGEINT, sum(a.due_vnd) * 1000000::HUGEINT
FROM spread s JOIN employer_arrears a ON a.employer_id = s.entity
WHERE s.dimension = '' GROUP BY s.level, s.area_code HAVING sum(a.due_vnd) > 0;

CREATE OR REPLACE TABLE voluntary_growth AS
SELECT n.level, n.area_code, n.people, b.people AS before,
  share_micro((n.people - b.people)::HUGEINT, b.people) AS grown
FROM voluntary_counts n
JOIN voluntary_counts b ON b.moment = 'before' AND b.level = n.level AND b.area_code = n.area_code
WHERE n.moment = 'now';

CREATE OR REPLACE TABLE rates AS
SELECT indicator, level, area_code, dimension, category,
  (num // 100)::DECIMAL(38,0) AS num_e4, (den // 100)::DECIMAL(38,0) AS den_e4,
  share_micro(num, den) AS value_micro, share_micro(num, den_most) AS low_micro,
  share_micro(num, den_least) AS high_micro,
  CASE WHEN den > 0 THEN '' ELSE 'Không có đơn vị nào thuộc diện trong địa bàn này.' END AS why
FROM shares
UNION ALL
SELECT 'voluntary', level, area_code, '', '', people * 10000, NULL,
  people * 1000000, people * 1000000, people * 1000000, ''
FROM voluntary_counts WHERE moment = 'now'
UNION ALL
SELECT 'voluntary_growth', level, area_code, '', '', people * 10000, before * 10000, grown, grown, grown,
  CASE WHEN before > 0 THEN '' ELSE 'Cùng kỳ năm trước không có ai tham gia BHXH tự nguyện ở địa bàn này.' END
FROM voluntary_growth;
-- check unique: rates(indicator, level, area_code, dimension, category)
