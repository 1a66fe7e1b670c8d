-- How many employers of the fullest list say a thing: what is rare tells more. Counted by clusters, so that a
-- firm listed twice does not make its own name common.

CREATE OR REPLACE TABLE employer_frequency AS
WITH said AS (
    SELECT r.slot, n.label, p.name_key, p.commune_code, p.address_key, p.phone_key, p.owner_key
    FROM employer_row r JOIN employer_profile p ON p.pid = r.pid JOIN employer_label n ON n.pid = r.pid
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
FROM (SELECT count(DISTINCT label) AS n FROM employer_row JOIN employer_label USING (pid) GROUP BY slot);

-- check unique: employer_frequency(field, value)
-- check not null: employer_population(n)
