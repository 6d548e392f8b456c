CREATE TABLE people AS SELECT 'a1' AS account_id;
SELECT account_id FROM people;
