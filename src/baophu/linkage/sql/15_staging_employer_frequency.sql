-- How many employers of the fullest list say a thing: what is rare tells more. Counted by clusters, so that a
-- firm listed twice does not make its own name common.

CREATE OR REPLACE TABLE employer_frequency AS
WITH said AS (
    SELECT r.slot, n.label, p.name_key, p.commune_code, p.address_key, p.phone_key, p.owner_key
    FROM employer_row r JOIN employer_profile p ON p.pid = r.pid JOIN employer_cluster n ON n.pid = r.pid
), counted AS (
    SELECT 'name' AS field, name_key AS value, count(DISTINCT label) AS n FROM said WHERE name_key IS NOT NULL
    GROUP BY slot, name_key
    UNION ALL
    SELECT 'commune', commune_code, count(DISTINCT label) FROM said WHERE commune_code IS NOT NULL
    GROUP BY slot, commune_code
    UNION ALL
    SELECT 'address', address_key, count(DISTINCT label) FROM said WHERE address_key IS NOT NULL
    GROUP BY slot, address_key
    UNION ALL
    SELECT 'phone', phone_key, count(DISTINCT label) FROM said WHERE phone_key IS NOT NULL
    GROUP BY slot, phone_key
    UNION ALL
    SELECT 'owner', owner_key, count(DISTINCT label) FROM said WHERE owner_key IS NOT NULL
    GROUP BY slot, owner_key
)
SELECT field, value, max(n) AS n FROM counted GROUP BY field, value;

CREATE OR REPLACE TABLE employer_population AS
SELECT greatest(employer_least_population(), coalesce(max(n), 0)) AS n
FROM (SELECT count(DISTINCT label) AS n FROM employer_row JOIN employer_cluster USING (pid) GROUP BY slot);

-- What is rare in what a profile says, in the thousandths that its weight may add.
CREATE OR REPLACE TABLE employer_rarity AS
SELECT p.pid,
    rarity(coalesce(fn.n, 1), n.n, employer_unseen(p.sort), employer_cap_name()) AS name_rarity,
    rarity(coalesce(fc.n, 1), n.n, 100, employer_cap_commune()) AS commune_rarity,
    rarity(coalesce(fa.n, 1), n.n, 100, employer_cap_address()) AS address_rarity,
    rarity(coalesce(fp.n, 1), n.n, 100, employer_cap_phone()) AS phone_rarity,
    rarity(coalesce(fo.n, 1), n.n, 100, employer_cap_representative()) AS owner_rarity
FROM employer_profile p
CROSS JOIN employer_population n
LEFT JOIN employer_frequency fn ON fn.field = 'name' AND fn.value = p.name_key
LEFT JOIN employer_frequency fc ON fc.field = 'commune' AND fc.value = p.commune_code
LEFT JOIN employer_frequency fa ON fa.field = 'address' AND fa.value = p.address_key
LEFT JOIN employer_frequency fp ON fp.field = 'phone' AND fp.value = p.phone_key
LEFT JOIN employer_frequency fo ON fo.field = 'owner' AND fo.value = p.owner_key;

-- check unique: employer_rarity(pid)
-- check unique: employer_frequency(field, value)
-- check not null: employer_population(n)
