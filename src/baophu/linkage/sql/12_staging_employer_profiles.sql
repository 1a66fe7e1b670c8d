-- Rows of one list that say the same are one profile. Where nothing but a person's name and a place is said,
-- each row stays by itself: two households of one owner's name are not one because a clerk knew no more.

CREATE OR REPLACE TABLE employer_row AS
WITH keyed AS (
    SELECT s.rid, s.slot,
        hash(s.list_name, s.tax_code, s.unit_code, s.name, s.owner, s.address, s.commune_code,
            s.district_code, s.phone, s.form_text,
            CASE
                WHEN a.rid IS NOT NULL THEN s.rid
                WHEN s.tax_code IS NULL AND s.unit_code IS NULL AND s.phone IS NULL AND s.address IS NULL
                    AND coalesce(n.kind, '') NOT IN ('enterprise', 'cooperative', 'public') THEN s.rid
                ELSE 0
            END) AS key
    FROM employer_source s
    LEFT JOIN employer_name n ON n.name = s.name
    LEFT JOIN employer_apart a ON a.rid = s.rid
)
SELECT k.rid, k.slot, f.pid
FROM keyed k JOIN (SELECT key, min(rid) AS pid FROM keyed GROUP BY key) f ON f.key = k.key;

-- Addresses, owners and forms once each.
CREATE OR REPLACE TABLE employer_address AS
SELECT address, address_key, regexp_replace(address_key, '[^0-9]', '', 'g') AS address_numbers
FROM (
    SELECT address, address_key(address) AS address_key
    FROM (SELECT DISTINCT address FROM employer_source WHERE address IS NOT NULL)
);

CREATE OR REPLACE TABLE employer_profile AS
WITH seen AS (
    SELECT pid, CASE WHEN min(slot) = max(slot) THEN [min(slot)] ELSE list_sort(list_distinct(list(slot))) END AS slots
    FROM employer_row GROUP BY pid
), form AS (
    SELECT f.form_text, kind_named(w.expanded) AS kind
    FROM (SELECT DISTINCT form_text FROM employer_source WHERE form_text IS NOT NULL) f
    JOIN employer_spelling s ON s.name = f.form_text
    JOIN employer_written w ON w.folded = s.folded
), owner AS (
    SELECT owner, nullif(person_key(fold_plain(plain, owner)), '') AS owner_key
    FROM (
        SELECT owner, plain_text(owner) AS plain
        FROM (SELECT DISTINCT owner FROM employer_source WHERE owner IS NOT NULL)
    )
), prepared AS (
    SELECT s.rid AS pid, w.slots, s.list_name, s.tax_code, s.unit_code, s.commune_code,
        s.district_code, n.is_branch OR length(s.tax_code) = 14 AS branch_named, n.tail, n.form,
        coalesce(nullif(n.kind, ''), nullif(f.kind, ''),
            CASE WHEN s.list_name IN ('zone_enterprises', 'trade_unions') THEN 'enterprise' ELSE '' END) AS kind,
        c.name_id, c.core, c.proper, c.bare, len(c.tokens) AS words,
        a.address_key, a.address_numbers, phone_key(s.phone) AS phone_key, o.owner_key
    FROM employer_source s
    JOIN seen w ON w.pid = s.rid
    LEFT JOIN employer_name n ON n.name = s.name
    LEFT JOIN employer_core c ON c.core = n.core AND c.letters = n.letters
    LEFT JOIN form f ON f.form_text = s.form_text
    LEFT JOIN owner o ON o.owner = s.owner
    LEFT JOIN employer_address a ON a.address = s.address
)
SELECT pid, slots, list_name, tax_code, unit_code, commune_code, district_code,
    coalesce(branch_named, false) AS is_branch, coalesce(tail, '') AS tail, coalesce(form, '') AS form, kind,
    name_id, core, core || CASE WHEN coalesce(branch_named, false) THEN ' @' || coalesce(tail, '') ELSE '' END
        AS name_key,
    proper, bare, nullif(address_key, '') AS address_key, address_numbers, nullif(phone_key, '') AS phone_key,
    coalesce(owner_key, CASE WHEN form = 'hkd' THEN core END) AS owner_key,
    tax_code IS NOT NULL AND tax_code_stands(tax_code) AS code_stands,
    CASE
        -- a shop's trade and its owner's whole name together are hardly said twice
        WHEN form = 'shop' AND words >= 5 THEN 'sign'
        WHEN kind = '' THEN 'other'
        ELSE kind
    END AS sort,
    list_name IN ('tax_enterprises', 'new_businesses', 'tax_payroll', 'business_events') AS owns_codes
FROM prepared;

DROP VIEW employer_text;
DROP TABLE employer_spelling;
DROP TABLE employer_written;
DROP TABLE employer_part;
DROP TABLE employer_address;

-- check unique: employer_row(rid)
-- check unique: employer_profile(pid)
-- check empty: SELECT rid FROM employer_row ANTI JOIN employer_profile USING (pid)
-- check empty: SELECT rid FROM employer_source ANTI JOIN employer_row USING (rid)
