CREATE TABLE people AS
WITH drawn AS (
  SELECT i, u('role', i) AS role, CAST(floor(1000 * u('country', i)) AS BIGINT) AS step FROM range({accounts}) AS ids (i)
)
SELECT
  i,
  account_name(i) AS account_id,
  coalesce(c.kind, 'organic') AS kind,
  coalesce(c.campaign, 0) AS campaign,
  -- A compromised account is somebody's own until it is taken over.
  c.campaign IS NOT NULL AND c.kind <> 'compromised' AS is_spammer,
  p.code AS country,
  p.lang,
  p.zone,
  -- Days of spam, counted from the platform's first.
  CASE WHEN c.background THEN CAST(floor(u('from', i) * {days}) AS INTEGER) - 20
       ELSE c.first_day + CAST(floor(u('from', i) * least(5, c.length)) AS INTEGER) END AS spam_from,
  CASE WHEN c.background THEN CAST(floor(u('from', i) * {days}) + 15 + 45 * u('stay', i) AS INTEGER) ELSE c.first_day + c.length END AS spam_to,
  coalesce(c.rate * exp(0.6 * normal('busy', i) - 0.18), 0) AS spam_rate,
  -- Some people look like spammers to a rule: they pass on news, like everything, or invite a club.
  CASE WHEN c.campaign IS NULL THEN CASE WHEN u('habit', i) < 0.0020 THEN 'news' WHEN u('habit', i) < 0.0045 THEN 'fan' WHEN u('habit', i) < 0.0055 THEN 'organiser' ELSE 'none' END ELSE 'none' END AS habit,
  -- Log-normal activity: a few accounts make most of what is posted.
  CASE WHEN c.campaign IS NULL OR c.kind = 'compromised' THEN least(25, 0.055 * CASE WHEN u('habit', i) < 0.0055 THEN 7 ELSE 1 END * exp(1.5 * normal('rate', i) - 1.125)) ELSE 0.01 END AS rate,
  u('popular', i) AS popularity,
  c.policy_id
FROM drawn LEFT JOIN campaign_ranges c ON role >= c.low AND role < c.high JOIN country_steps p USING (step);

CREATE TABLE accounts AS
SELECT
  account_id,
  CASE
    WHEN i % 9973 = 11 THEN 'x' || repeat('y', 9999)
    WHEN kind = 'impersonation' THEN ['offlcial_bank', 'supp0rt_desk', 'ce1ebrity_news', 'city_p0lice'][pick('mask', i, 4)] || i
    ELSE ['sunny', 'quiet', 'red', 'north', 'tiny', 'fast', 'blue', 'wild', 'old', 'lucky'][pick('h1', i, 10)] || '_'
      || ['otter', 'maple', 'river', 'pixel', 'lantern', 'cactus', 'comet', 'violet', 'harbor', 'piano'][pick('h2', i, 10)]
      || CASE WHEN u('digits', i) < CASE WHEN is_spammer THEN 0.6 ELSE 0.1 END THEN lpad(CAST(i % 100000 AS VARCHAR), 5, '0') ELSE CAST(i % 997 AS VARCHAR) END
  END AS handle,
  CASE CAST(i % 4001 AS INTEGER)
    WHEN 1 THEN '<img src=x onerror=alert(1)>'
    WHEN 2 THEN '=HYPERLINK("http://pay.test","Win")'
    WHEN 3 THEN 'user' || chr(8238) || 'nimda'
    WHEN 4 THEN 'Z' || repeat(chr(768) || chr(789) || chr(807), 20) || 'algo'
    WHEN 5 THEN '${alert(1)} {{7*7}}'
    WHEN 6 THEN 'Robert''); DROP TABLE accounts;--'
    WHEN 7 THEN '+1' || chr(9) || '|cmd' || chr(10) || 'second line'
    ELSE ['Ana', 'Bo', 'Chidi', 'Dara', 'Eli', 'Fatma', 'Goran', 'Hana', 'Iris', 'Jun'][pick('n1', i, 10)] || ' '
      || ['of the hills', 'reads', 'cooks', 'on tour', 'writes', 'runs', 'sings', 'builds'][pick('n2', i, 8)]
  END AS display_name,
  CASE
    WHEN kind IN ('link_farm', 'link_spam') AND u('bio', i) < 0.6 THEN 'Best deals at https://' || ['deals', 'pills', 'coins', 'loans'][pick('bio1', i, 4)] || pick('bio2', i, 40) || '.test'
    WHEN u('bio', i) < 0.5 THEN ['Tea and maps.', 'Opinions my own.', 'Football on Sundays.', 'Here for the cats.', 'Learning to paint.'][pick('bio3', i, 5)]
  END AS bio,
  CASE WHEN kind = 'impersonation' THEN md5('avatar' || pick('mask', i, 4)) WHEN u('avatar', i) < CASE WHEN is_spammer THEN 0.45 ELSE 0.92 END THEN md5('own' || i) END AS avatar_hash,
  CASE
    WHEN is_spammer THEN CAST(window_start() AS TIMESTAMP) + to_seconds(CAST((spam_from - 12 * u('age', i)) * 86400 AS BIGINT))
    -- Five years of signups, more of them every year.
    ELSE CAST(window_start() AS TIMESTAMP) + to_seconds(CAST((window_days() - 1 - 1825 * power(u('age', i), 1.25)) * 86400 AS BIGINT))
  END AS created_at,
  country,
  lang,
  CASE WHEN is_spammer AND u('mail', i) < 0.5 THEN 'mail' || pick('mail1', i, 6) || '.test' ELSE ['post', 'inbox', 'letters', 'home'][pick('mail2', i, 4)] || '.example' END AS email_domain,
  '+' || (10 + pick('phone', country, 80)) AS phone_prefix,
  CAST(CASE WHEN is_spammer THEN 20 * exp(1.1 * normal('fol', i)) ELSE 60 * exp(1.6 * normal('fol', i)) + 4000 * power(popularity, 60) END AS BIGINT) AS followers,
  CAST(CASE WHEN kind IN ('follow_ring', 'fake_account') THEN 900 * exp(0.6 * normal('fng', i)) WHEN is_spammer THEN 200 * exp(1.0 * normal('fng', i)) ELSE 110 * exp(1.2 * normal('fng', i)) END AS BIGINT) AS following,
  CAST(NULL AS BIGINT) AS posts,
  popularity > 0.999 AND NOT is_spammer AS is_verified
FROM people;
