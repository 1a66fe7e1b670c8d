-- One spell per row about a person: over which span, how much, with whom.
CREATE OR REPLACE VIEW spans AS
SELECT receipt_id, row, 'insured' AS kind, from_month AS starts_on,
  to_month + INTERVAL 1 MONTH AS ends_before,
  wage_vnd AS amount_vnd, NULL::BIGINT AS deducted_vnd, movement AS note
FROM rows_insured_members
UNION ALL
SELECT receipt_id, row, 'paid', begins_on, ends_on + 1, income_vnd, insurance_deducted_vnd, annex
FROM rows_tax_payroll
UNION ALL
SELECT receipt_id, row, 'voluntary', from_month, to_month + INTERVAL 1 MONTH, income_vnd, NULL, "group"
FROM rows_voluntary_members
UNION ALL
SELECT receipt_id, row, 'benefit', from_month, to_month + INTERVAL 1 MONTH, amount_vnd, NULL, benefit
FROM rows_beneficiaries
UNION ALL
SELECT receipt_id, row, 'poor', valid_from, valid_to + 1, NULL, NULL, class FROM rows_poor_households
UNION ALL
SELECT receipt_id, row, 'death', died_on, NULL, NULL, NULL, NULL FROM rows_deaths;

CREATE OR REPLACE VIEW spell_golden AS
SELECT p.entity AS person_id, e.entity AS employer_id, s.kind, s.starts_on::DATE AS starts_on,
  s.ends_before::DATE AS ends_before, s.amount_vnd::BIGINT AS amount_vnd,
  s.deducted_vnd::BIGINT AS insurance_deducted_vnd, left(coalesce(s.note::VARCHAR, ''), 40) AS note,
  s.receipt_id, s.row
FROM spans s
JOIN links p ON p.kind = 'person' AND p.receipt_id = s.receipt_id AND p.row = s.row
LEFT JOIN links e ON e.kind = 'employer' AND e.receipt_id = s.receipt_id AND e.row = s.row;
