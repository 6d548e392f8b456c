-- The planted campaigns: who takes part (share of accounts), when (days of 240), how busily (events a day and member). Those in the
-- background go on all the time, and their members come and go one by one.
CREATE TABLE campaigns AS
SELECT campaign, kind, share, scaled(first_day) AS first_day, greatest(1, scaled(length)) AS length, rate, policy_id, background
FROM (
  VALUES (1, 'link_farm', 0.0030, 30, 60, 2.5, 'link_spam', FALSE), (2, 'follow_ring', 0.0025, 60, 45, 4.0, 'engagement_spam', FALSE),
    (3, 'copy_paste_swarm', 0.0020, 95, 10, 9.0, 'coordinated_activity', FALSE), (4, 'impersonation', 0.0020, 0, 240, 1.2, 'impersonation', TRUE),
    (5, 'media_reuse', 0.0012, 120, 60, 1.8, 'reused_media', FALSE), (6, 'slow_drip', 0.0025, 0, 240, 0.35, 'link_spam', TRUE),
    (7, 'compromised', 0.0010, 140, 14, 7.0, 'compromised_account', FALSE), (8, 'hijacked_hashtag', 0.0015, 165, 4, 12.0, 'coordinated_activity', FALSE),
    (9, 'ban_evasion', 0.0015, 80, 120, 1.8, 'fake_account', FALSE), (10, 'message_scam', 0.0015, 45, 90, 3.0, 'financial_scam', FALSE),
    (11, 'like_farm', 0.0030, 70, 100, 2.5, 'engagement_spam', FALSE), (12, 'report_brigade', 0.0010, 185, 12, 1.0, 'coordinated_activity', FALSE),
    (13, 'link_spam', 0.0180, 0, 240, 1.3, 'link_spam', TRUE), (14, 'fake_account', 0.0060, 0, 240, 0.9, 'fake_account', TRUE),
    (15, 'engagement_spam', 0.0060, 0, 240, 1.2, 'engagement_spam', TRUE), (16, 'message_scam', 0.0050, 0, 240, 1.6, 'financial_scam', TRUE),
    (17, 'compromised', 0.0010, 0, 240, 4.0, 'compromised_account', TRUE)
) AS planted (campaign, kind, share, first_day, length, rate, policy_id, background);

CREATE TABLE campaign_ranges AS
SELECT *, sum(share) OVER (ORDER BY campaign) - share AS low, sum(share) OVER (ORDER BY campaign) AS high FROM campaigns;
