CREATE TABLE countries AS
SELECT code, lang, zone, 1.0 / power(rank, 0.85) AS weight, rank
FROM (
  VALUES ('US', 'en', -6, 1), ('IN', 'hi', 5, 2), ('BR', 'pt', -3, 3), ('ID', 'id', 7, 4), ('JP', 'ja', 9, 5), ('GB', 'en', 0, 6),
    ('MX', 'es', -6, 7), ('DE', 'de', 1, 8), ('FR', 'fr', 1, 9), ('TR', 'tr', 3, 10), ('PH', 'en', 8, 11), ('ES', 'es', 1, 12),
    ('NG', 'en', 1, 13), ('EG', 'ar', 2, 14), ('PK', 'ur', 5, 15), ('VN', 'vi', 7, 16), ('TH', 'th', 7, 17), ('IT', 'it', 1, 18),
    ('PL', 'pl', 1, 19), ('AR', 'es', -3, 20), ('CO', 'es', -5, 21), ('CA', 'en', -5, 22), ('KR', 'ko', 9, 23), ('SA', 'ar', 3, 24),
    ('ZA', 'en', 2, 25), ('NL', 'nl', 1, 26), ('UA', 'uk', 2, 27), ('MY', 'ms', 8, 28), ('BD', 'bn', 6, 29), ('AU', 'en', 10, 30),
    ('CL', 'es', -4, 31), ('PE', 'es', -5, 32), ('KE', 'en', 3, 33), ('MA', 'ar', 1, 34), ('DZ', 'ar', 1, 35), ('RO', 'ro', 2, 36),
    ('SE', 'sv', 1, 37), ('BE', 'nl', 1, 38), ('PT', 'pt', 0, 39), ('GR', 'el', 2, 40), ('CZ', 'cs', 1, 41), ('HU', 'hu', 1, 42),
    ('AT', 'de', 1, 43), ('CH', 'de', 1, 44), ('IL', 'he', 2, 45), ('AE', 'ar', 4, 46), ('SG', 'en', 8, 47), ('TW', 'zh', 8, 48),
    ('HK', 'zh', 8, 49), ('NZ', 'en', 12, 50), ('IE', 'en', 0, 51), ('NO', 'no', 1, 52), ('DK', 'da', 1, 53), ('FI', 'fi', 2, 54),
    ('EC', 'es', -5, 55), ('VE', 'es', -4, 56), ('GH', 'en', 0, 57), ('TZ', 'sw', 3, 58), ('LK', 'si', 5, 59), ('NP', 'ne', 5, 60)
) AS places (code, lang, zone, rank);

-- Each country's share of [0, 1), so that a number between them chooses one.
CREATE TABLE country_ranges AS
SELECT code, lang, zone, rank,
  sum(weight) OVER (ORDER BY rank) / sum(weight) OVER () - weight / sum(weight) OVER () AS low,
  sum(weight) OVER (ORDER BY rank) / sum(weight) OVER () AS high
FROM countries;

-- A thousand steps stand for the ranges: a join on a whole number instead of an interval.
CREATE TABLE country_steps AS
SELECT step, arg_min(code, rank) AS code, arg_min(lang, rank) AS lang, arg_min(zone, rank) AS zone
FROM range(1000) AS steps (step) JOIN country_ranges ON (step + 0.5) / 1000 >= low AND (step + 0.5) / 1000 < high
GROUP BY step;
