-- The outer hash matters: the inner one combines its values by exclusive or, so that two purposes alone would go together.
-- All chance comes from hashes of the seed, a purpose and names: equal seeds give equal platforms, whatever runs in parallel.
CREATE MACRO u(purpose, a) AS (hash(hash({seed}::BIGINT, purpose, a)) >> 11)::DOUBLE / 9007199254740992.0;
CREATE MACRO u2(purpose, a, b) AS (hash(hash({seed}::BIGINT, purpose, a, b)) >> 11)::DOUBLE / 9007199254740992.0;
CREATE MACRO pick(purpose, a, n) AS 1 + CAST(hash(hash({seed}::BIGINT, purpose, a)) % n AS INTEGER);
CREATE MACRO pick2(purpose, a, b, n) AS 1 + CAST(hash(hash({seed}::BIGINT, purpose, a, b)) % n AS INTEGER);
-- Standard normal by Box and Muller (1958).
CREATE MACRO normal(purpose, a) AS sqrt(-2 * ln(greatest(u(purpose || '/1', a), 1e-12))) * cos(6.283185307179586 * u(purpose || '/2', a));
CREATE MACRO account_name(i) AS 'a' || lpad(CAST(i AS VARCHAR), 8, '0');
CREATE MACRO window_start() AS DATE '2026-01-03';
CREATE MACRO window_days() AS {days};
CREATE MACRO window_end() AS DATE '2026-01-03' + {days};
-- Campaigns and incidents are dated within 240 days; a shorter platform has them at the same share of its length.
CREATE MACRO scaled(day) AS CAST(floor(day * {days} / 240.0) AS INTEGER);
