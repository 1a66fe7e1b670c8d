-- The golden record of each person, in the columns of the register; of two numbers the twelve digits hold and
-- the nine stand beside. `person_trust` holds the order of trust as `employer_trust` does.
CREATE OR REPLACE TABLE person_golden AS
WITH told AS (
  SELECT s.* EXCLUDE (row), r.list, r.turn + s.row AS turn,
    CASE WHEN length(s.id_number) = 12 THEN s.id_number END AS new_number,
    CASE WHEN length(s.id_number) = 9 THEN s.id_number END AS old_number,
    CASE WHEN s.commune_code IS NOT NULL THEN {'c': s.commune_code, 'd': s.district_code} END AS place
  FROM person_sources s JOIN receipt_turns r ON r.receipt_id = s.receipt_id
), best AS (
  SELECT s.entity,
    surviving(s.full_name, '', t.full_name, turn, '').v AS full_name,
    surviving(s.born_on, '', t.born_on, turn, '').v AS born_on,
    surviving(s.sex, '', t.sex, turn, '').v AS sex,
    surviving(s.new_number, '', t.id_number, turn, '').v AS new_number,
    surviving(s.old_number, '', t.id_number, turn, '').v AS old_number,
    surviving(s.si_number, '', t.si_number, turn, '').v AS si_number,
    surviving(s.place, '', t.place, turn, '').v AS place
  FROM told s LEFT JOIN person_trust t ON t.list = s.list
  GROUP BY s.entity
)
SELECT entity AS person_id, left(coalesce(full_name, ''), 120) AS full_name, born_on,
  coalesce(left(sex, 1), '') AS sex, coalesce(new_number, old_number, '') AS id_number,
  CASE WHEN new_number IS NOT NULL THEN coalesce(old_number, '') ELSE '' END AS old_id_number,
  coalesce(si_number, '') AS si_number,
  coalesce(place.c, '') AS commune_code, coalesce(place.d, '') AS district_code
FROM best;
-- check unique: person_golden(person_id)
