-- What the State, the province and others pay of each month. Parts of an amount for several months: the
-- first months take the rest.
CREATE OR REPLACE TABLE vol_amounts AS
WITH known AS (
  SELECT j.person_id, j.position, j.month, j.at, j.grp, j.way, p.months, p.commune_code, p.district_code, p.si_number,
    CASE WHEN j.verdict <> 'counted' THEN j.verdict WHEN n.supported THEN 'supported' ELSE 'over_limit' END
      AS status,
    CASE WHEN n.supported THEN n.used_after END::INTEGER AS number,
    CASE WHEN n.supported THEN j.state_vnd WHEN j.verdict IN ('missing', 'undetermined') THEN NULL ELSE 0 END
      AS support_vnd,
    CASE WHEN j.verdict IN ('doubled', 'too_young', 'died', 'pension', 'lump_sum', 'insured') THEN 0
      WHEN j.way <> 'missing' THEN j.local_vnd END AS local_vnd,
    coalesce(p.other_vnd, 0) // p.months + (j.at < coalesce(p.other_vnd, 0) % p.months)::BIGINT AS other_vnd,
    u.due_law_vnd // p.months + (j.at < u.due_law_vnd % p.months)::BIGINT AS due_vnd,
    CASE WHEN j.verdict = 'undetermined' THEN j.lacks ELSE '' END AS lacks
  FROM vol_judged j
  JOIN vol_payments p ON p.person_id = j.person_id AND p.position = j.position
  JOIN vol_dues u ON u.person_id = j.person_id AND u.position = j.position
  LEFT JOIN vol_numbered n ON n.person_id = j.person_id AND n.position = j.position AND n.month = j.month
)
SELECT *, CASE WHEN due_vnd IS NOT NULL
  THEN greatest(0, due_vnd - coalesce(support_vnd, 0) - coalesce(local_vnd, 0)) END AS spare_vnd FROM known;

-- Sponsors pay in the order of their sponsorships, together never more than the participant would.
CREATE OR REPLACE TABLE vol_sponsored AS
WITH wanted AS (
  SELECT a.person_id, a.position, a.month, a.spare_vnd, s.id AS sponsorship_id,
    coalesce(s.amount_vnd, (2::HUGEINT * s.share_ppm * a.due_vnd + 1000000) // 2000000)::BIGINT AS wanted_vnd
  FROM vol_amounts a
  JOIN vol_sponsorships s ON a.month >= s.starts_on AND a.month < s.ends_before
    AND (s.groups = '' OR list_contains(string_split(s.groups, ' '), a.grp))
    AND s.area_code IN ('', a.commune_code, a.district_code)
    AND (s.people = '' OR list_contains(string_split(s.people, ' '), a.si_number))
  WHERE a.spare_vnd > 0 AND a.status NOT IN ('doubled', 'too_young', 'died', 'pension', 'lump_sum', 'insured')
), filled AS (
  SELECT *, least(spare_vnd, sum(wanted_vnd) OVER (
    PARTITION BY person_id, position, month ORDER BY sponsorship_id))::BIGINT AS filled_vnd
  FROM wanted
), parts AS (
  SELECT person_id, position, month, sponsorship_id,
    filled_vnd - lag(filled_vnd, 1, 0) OVER (
      PARTITION BY person_id, position, month ORDER BY sponsorship_id) AS amount_vnd
  FROM filled
)
SELECT * FROM parts WHERE amount_vnd > 0;
-- check unique: vol_sponsored(person_id, month, sponsorship_id)

CREATE OR REPLACE TABLE vol_months AS
SELECT a.person_id, a.position, a.month, a.status, a.grp, a.number, a.support_vnd, a.local_vnd, a.other_vnd,
  coalesce(s.amount_vnd, 0)::BIGINT AS sponsored_vnd, a.lacks
FROM vol_amounts a
LEFT JOIN (
  SELECT person_id, position, month, sum(amount_vnd) AS amount_vnd FROM vol_sponsored GROUP BY ALL
) s ON s.person_id = a.person_id AND s.position = a.position AND s.month = a.month;
-- check unique: vol_months(person_id, position, month)
