-- Spammers change their domains every three weeks, and share them within a campaign.
-- Names say nothing of what was planted.
CREATE MACRO campaign_domain(campaign, step, n) AS
  ['prime', 'next', 'smart', 'urban', 'bright', 'open', 'swift', 'royal', 'mega', 'pure'][pick2('dom1', campaign * 100 + step, n, 10)] || '-'
    || ['offers', 'store', 'media', 'club', 'zone', 'picks', 'line', 'point', 'world', 'shop'][pick2('dom2', campaign * 100 + step, n, 10)]
    || (campaign * 37 + step * 4 + n) || '.test';
CREATE MACRO spam_domain(campaign, i, d) AS
  CASE WHEN campaign < 13 THEN campaign_domain(campaign, CAST(floor(d / 21) AS INTEGER), CAST(hash(campaign, i) % 4 AS INTEGER))
       ELSE ['cheap-meds', 'fast-coins', 'win-phone', 'hot-deals', 'easy-loans'][pick2('dom', i, 0, 5)] || (hash(i) % 60) || '.test' END;

CREATE TABLE events AS
WITH contents AS (
  SELECT *,
    event_type IN ('post', 'reply', 'message') AS has_text,
    CASE WHEN is_spam THEN kind IN ('link_farm', 'link_spam', 'slow_drip', 'compromised', 'message_scam', 'ban_evasion') AND (h >> 7) % 10 < 8 ELSE event_type = 'post' AND (h >> 7) % 100 < CASE habit WHEN 'news' THEN 85 ELSE 14 END END AS has_link,
    CASE WHEN is_spam THEN kind IN ('hijacked_hashtag', 'copy_paste_swarm') ELSE event_type = 'post' AND (h >> 9) % 100 < 22 END AS has_hashtag,
    CASE WHEN is_spam THEN kind = 'media_reuse' OR (h >> 11) % 10 < 1 ELSE event_type = 'post' AND (h >> 11) % 100 < 15 END AS has_media
  FROM drafts
),
worded AS (
  SELECT *,
    CASE WHEN has_link THEN CASE WHEN is_spam THEN spam_domain(campaign, i, d) ELSE ['daily-news', 'weather', 'recipes', 'match-report', 'travel', 'museum'][1 + CAST((h >> 13) % 6 AS INTEGER)] || ((h >> 15) % 25) || '.example' END END AS domain,
    CASE WHEN has_hashtag THEN CASE WHEN is_spam THEN CASE kind WHEN 'hijacked_hashtag' THEN 'cityfestival' ELSE 'truthnow' END ELSE ['monday', 'coffee', 'football', 'cats', 'music', 'cityfestival', 'books', 'garden', 'photo', 'election'][1 + CAST((h >> 17) % 10 AS INTEGER)] END END AS hashtag,
    CASE WHEN has_media THEN CASE WHEN is_spam AND kind = 'media_reuse' THEN md5('reused' || ((h >> 19) % 12)) ELSE md5('media' || h) END END AS media_hash
  FROM contents
)
SELECT
  event_id,
  account_name(i) AS account_id,
  event_type,
  CASE event_type WHEN 'follow' THEN account_name(CAST(CASE WHEN is_spam AND kind = 'follow_ring' THEN hash(campaign, (h >> 3) % 40) ELSE h END % {accounts} AS BIGINT))
    WHEN 'like' THEN account_name(CAST(CASE WHEN is_spam THEN hash(campaign, (h >> 3) % 60) ELSE h END % {accounts} AS BIGINT)) END AS target_id,
  occurred_at,
  CASE WHEN has_text THEN
    CASE
      WHEN is_spam AND campaign IN (3, 8) THEN ['They do not want you to know what happened at the square', 'Share before it is deleted', 'Everyone is talking about this'][1 + CAST(d % 3 AS INTEGER)]
      WHEN is_spam THEN ['Limited offer', 'You have been chosen', 'Earn from home', 'Last chance today', 'I made it in a week'][1 + CAST((h >> 21) % 5 AS INTEGER)] || ['!', '!!', ' now', ' friends', ' dear'][1 + CAST((h >> 23) % 5 AS INTEGER)]
      WHEN h % 20011 = 7 THEN '<script>alert(document.domain)</script> ${1+1} =1+1'
      ELSE ['the', 'our', 'every', 'this', 'my', 'that'][1 + CAST((h >> 21) % 6 AS INTEGER)] || ' ' || ['morning', 'team', 'garden', 'train', 'kitchen', 'street', 'concert', 'lesson', 'market', 'river', 'match', 'story'][1 + CAST((h >> 24) % 12 AS INTEGER)]
        || ' ' || ['was', 'feels', 'looks', 'sounded', 'became', 'stays'][1 + CAST((h >> 28) % 6 AS INTEGER)] || ' ' || ['lovely', 'late', 'loud', 'new', 'quiet', 'better', 'odd', 'full', 'bright', 'slow', 'calm', 'busy'][1 + CAST((h >> 31) % 12 AS INTEGER)]
        || CASE WHEN (h >> 34) % 3 = 0 THEN ' ' || ['today', 'again', 'in ' || lang, 'at last', 'for once', 'with friends'][1 + CAST((h >> 36) % 6 AS INTEGER)] ELSE '' END
    END
    || CASE WHEN domain IS NULL THEN '' ELSE ' https://' || domain || '/' || CASE WHEN is_spam THEN substr(md5(kind || campaign || (h % 5)), 1, 6) ELSE substr(md5(CAST(h AS VARCHAR)), 1, 6) END END
    || CASE WHEN hashtag IS NULL THEN '' ELSE ' #' || hashtag END
  END AS text,
  CASE WHEN has_media THEN media_hash END AS media_hash,
  CASE WHEN has_text THEN lang END AS lang,
  CASE event_type WHEN 'message' THEN 'messages' WHEN 'reply' THEN 'replies' WHEN 'follow' THEN 'profile' WHEN 'profile_edit' THEN 'profile'
    ELSE ['home_feed', 'home_feed', 'home_feed', 'home_feed', 'search', 'trends'][1 + CAST((h >> 41) % 6 AS INTEGER)] END AS surface,
  CASE WHEN event_type IN ('post', 'reply') THEN CAST(floor(CASE WHEN is_spam THEN 3 ELSE 28 END * exp(1.3 * sqrt(-2 * ln(greatest(((h >> 11) % 1000003) / 1000003.0, 1e-6))) * cos(6.283185 * ((h >> 29) % 1000003) / 1000003.0)) * (0.3 + 3 * power(popularity, 6))) AS BIGINT) END AS views,
  domain,
  hashtag,
  is_spam,
  kind,
  i,
  d
FROM worded;

CREATE TABLE event_objects AS
SELECT DISTINCT event_id, kind, object_id
FROM (
  SELECT event_id, 'domain' AS kind, domain AS object_id FROM events WHERE domain IS NOT NULL AND text IS NOT NULL
  UNION ALL
  SELECT event_id, 'url', regexp_extract(text, 'https://\S+') FROM events WHERE domain IS NOT NULL AND text IS NOT NULL
  UNION ALL
  SELECT event_id, 'hashtag', hashtag FROM events WHERE hashtag IS NOT NULL AND text IS NOT NULL
  UNION ALL
  SELECT event_id, 'media', media_hash FROM events WHERE media_hash IS NOT NULL
  UNION ALL
  SELECT event_id, 'text', md5(lower(text)) FROM events WHERE text IS NOT NULL AND event_type = 'post'
) AS shared;
