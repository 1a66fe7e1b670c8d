-- Each payment by law, held against what the list says; the codes of what an officer must look at.
CREATE OR REPLACE TABLE vol_settled AS
WITH sums AS (
  SELECT person_id, position, count(*) AS months,
    CASE WHEN count(support_vnd) = count(*) THEN sum(support_vnd)::BIGINT END AS support_vnd,
    count(*) FILTER (status = 'supported') AS supported_months,
    count(*) FILTER (status IN ('doubled', 'too_young', 'died', 'pension', 'lump_sum', 'insured')) AS unused_months,
    count(*) FILTER (status = 'over_limit') AS over_months,
    bool_or(status = 'doubled') AS doubled, bool_or(status = 'too_young') AS too_young,
    bool_or(status = 'died') AS died,
    bool_or(status = 'pension') AS pension, bool_or(status = 'lump_sum') AS lump_sum,
    bool_or(status = 'insured') AS insured,
    sum(sponsored_vnd)::BIGINT AS sponsored_vnd
  FROM vol_months GROUP BY person_id, position
), expected AS (
  SELECT p.*, u.way, u.due_law_vnd, u.due_why, t.grp, t.group_flag, t.poor_receipt_id, t.poor_row,
    s.* EXCLUDE (person_id, position, months), t.local_vnd AS local_month_vnd,
    CASE WHEN u.way <> 'missing' AND t.lacks = '' THEN t.state_vnd * (p.months - s.over_months) END
      AS state_law_vnd,
    EXISTS (SELECT 1 FROM vol_stretches k WHERE k.person_id = p.person_id AND k.starts_on < p.from_month)
      AS took_part_before,
    EXISTS (SELECT 1 FROM vol_stretches k WHERE k.person_id = p.person_id AND k.starts_on < p.from_month
      AND k.ends_before >= p.from_month) AS goes_on
  FROM vol_payments p
  JOIN vol_dues u ON u.person_id = p.person_id AND u.position = p.position
  JOIN vol_tariffs t ON t.person_id = p.person_id AND t.position = p.position
  JOIN sums s ON s.person_id = p.person_id AND s.position = p.position
), owned AS (
  SELECT *, CASE WHEN due_law_vnd IS NOT NULL AND state_law_vnd IS NOT NULL
    THEN greatest(0, due_law_vnd - state_law_vnd - coalesce(local_month_vnd * months, local_vnd, 0)
      - coalesce(other_vnd, 0)) END AS own_law_vnd
  FROM expected
)
SELECT *, coalesce(paid_vnd, own_law_vnd) AS own_vnd,
  ((2::HUGEINT * coalesce(paid_vnd, own_law_vnd) * unused_months + months) // (2 * months))::BIGINT AS refund_vnd,
  concat_ws(' ',
    CASE WHEN NOT day_told THEN 'day_assumed' END,
    CASE WHEN alike > 1 THEN 'repeated' END,
    CASE WHEN due_why = 'income' THEN 'income_refused' END,
    CASE WHEN due_why = 'way' THEN 'way_unclear' END,
    CASE WHEN way = 'cycle' AND months % mode_months <> 0 THEN 'span_not_of_mode' END,
    CASE WHEN due_vnd <> due_law_vnd THEN 'due_differs' END,
    CASE WHEN state_vnd <> state_law_vnd THEN 'state_differs' END,
    CASE WHEN paid_vnd < own_law_vnd THEN 'paid_short' END,
    CASE WHEN paid_vnd > own_law_vnd THEN 'paid_over' END,
    group_flag,
    CASE WHEN enrolment = 'new' AND took_part_before THEN 'not_new' END,
    CASE WHEN over_months > 0 THEN 'over_limit' END,
    CASE WHEN doubled THEN 'doubled' END,
    CASE WHEN too_young THEN 'too_young' END,
    CASE WHEN died THEN 'died' END,
    CASE WHEN pension THEN 'pension' END,
    CASE WHEN lump_sum THEN 'lump_sum' END,
    CASE WHEN insured THEN 'insured' END) AS flags
FROM owned;
-- check unique: vol_settled(person_id, position)
