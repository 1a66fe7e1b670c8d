-- The group of the day of payment: the highest ground of what was declared and what the poor list says.
CREATE OR REPLACE TABLE vol_shares AS
UNPIVOT (SELECT paid_on, poor_ppm AS poor, near_poor_ppm AS near_poor, ethnic_minority_ppm AS ethnic_minority,
  other_ppm AS other FROM vol_days) ON poor, near_poor, ethnic_minority, other INTO NAME grp VALUE share_ppm;

CREATE OR REPLACE TABLE vol_groups AS
WITH listed AS (
  SELECT p.person_id, p.position, l.receipt_id, l.row, l.grp
  FROM vol_payments p
  JOIN vol_poor l ON l.person_id = p.person_id AND p.paid_on BETWEEN l.starts_on AND l.last_on
  QUALIFY row_number() OVER (PARTITION BY p.person_id, p.position ORDER BY l.turn DESC, l.row) = 1
), grounds AS (
  SELECT p.person_id, p.position, p.paid_on, coalesce(p.told_group, 'other') AS told, l.grp AS listed,
    l.receipt_id AS poor_receipt_id, l.row AS poor_row, a.share_ppm AS told_ppm, b.share_ppm AS listed_ppm,
    EXISTS (SELECT 1 FROM vol_poor_spans s WHERE p.paid_on BETWEEN s.begins_on AND s.ends_on) AS spoken
  FROM vol_payments p
  LEFT JOIN listed l ON l.person_id = p.person_id AND l.position = p.position
  LEFT JOIN vol_shares a ON a.paid_on = p.paid_on AND a.grp = coalesce(p.told_group, 'other')
  LEFT JOIN vol_shares b ON b.paid_on = p.paid_on AND b.grp = l.grp
)
SELECT person_id, position, paid_on, poor_receipt_id, poor_row,
  CASE WHEN listed IS NULL OR told_ppm IS NULL THEN told
    WHEN listed_ppm IS NULL OR listed_ppm > told_ppm THEN listed
    ELSE told END AS grp,
  CASE WHEN listed IS NULL AND told NOT IN ('poor', 'near_poor') THEN NULL
    WHEN listed IS NULL AND spoken THEN 'group_unlisted'
    WHEN listed IS NULL THEN 'group_unchecked'
    WHEN told_ppm IS NULL OR listed_ppm IS NULL THEN NULL
    WHEN listed_ppm > told_ppm THEN 'group_raised'
    WHEN listed_ppm < told_ppm AND told IN ('poor', 'near_poor') THEN 'group_lower' END AS group_flag
FROM grounds;

-- What a month of a payment is supported with, by the law of its day.
CREATE OR REPLACE TABLE vol_tariffs AS
SELECT g.person_id, g.position, g.grp, g.group_flag, g.poor_receipt_id, g.poor_row, d.most_months,
  s.share_ppm,
  CASE WHEN s.share_ppm = 0 THEN 0
    ELSE (2::HUGEINT * s.share_ppm * d.rate_ppm * d.line_vnd + 1000000000000) // 2000000000000
    END::BIGINT AS state_vnd,
  ((2::HUGEINT * d.local_ppm * d.rate_ppm * d.line_vnd + 1000000000000) // 2000000000000)::BIGINT AS local_vnd,
  CASE WHEN s.share_ppm IS NULL THEN 'voluntary.support.' || g.grp
    WHEN s.share_ppm = 0 THEN ''
    WHEN d.rate_ppm IS NULL THEN 'voluntary.rate'
    WHEN d.line_vnd IS NULL THEN 'voluntary.poverty_line'
    WHEN d.most_months IS NULL THEN 'voluntary.support.max_months'
    ELSE '' END AS lacks
FROM vol_groups g
JOIN vol_days d ON d.paid_on = g.paid_on
LEFT JOIN vol_shares s ON s.paid_on = g.paid_on AND s.grp = g.grp;
-- check unique: vol_tariffs(person_id, position)
