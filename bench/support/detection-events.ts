/**
 * SQL that makes `events` and `event_objects` of a platform for measuring: 28 days, an account for every fifty events; of all events 40 % share an
 * object, popular ones far more often than others, 25 % follow or like one of a hundredth as many targets as there are accounts' own, 20 % have
 * a text of which a third are variants of some thousand. Times are by the second, all of it from hashes.
 */
export function detectionEvents(events: number): string {
  const [accounts, objects] = [Math.floor(events / 50), Math.floor(events / 25)];
  return `
    CREATE TABLE drawn AS
    SELECT i, hash(i, 1) AS h, hash(i, 2) AS g, hash(i, 3) AS f FROM range(${events}) AS series (i);
    CREATE TABLE events AS
    SELECT 'e' || i AS event_id, 'a' || (h % ${accounts}) AS account_id,
      CASE WHEN g % 100 < 40 THEN 'post' WHEN g % 100 < 65 THEN 'like' WHEN g % 100 < 85 THEN 'reply' ELSE 'repost' END AS event_type,
      CASE WHEN g % 100 BETWEEN 40 AND 64 THEN 'a' || CAST(floor(${accounts} * pow((f % 1000003) / 1000003.0, 3)) AS BIGINT) END AS target_id,
      TIMESTAMP '2026-01-05 00:00:00' + to_seconds(CAST(f % 2419200 AS BIGINT)) AS occurred_at,
      CASE WHEN g % 100 BETWEEN 65 AND 84 THEN
        CASE WHEN f % 3 = 0 THEN 'have a look at this great offer number ' || (f % 1009) || ' before it is gone for ever today ' || (h % 3)
          ELSE 'nobody else wrote ' || md5(CAST(f AS VARCHAR)) || ' about ' || md5(CAST(g AS VARCHAR)) END
      END AS text
    FROM drawn;
    CREATE TABLE event_objects AS
    SELECT 'e' || i AS event_id, 'url' AS kind, 'o' || CAST(floor(${objects} * pow(((f >> 20) % 1000003) / 1000003.0, 4)) AS BIGINT) AS object_id
    FROM drawn WHERE g % 100 < 40;
    DROP TABLE drawn`;
}
