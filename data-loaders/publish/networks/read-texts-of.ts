import type { Engine } from "../../engine/engine.js";

/** Characters of a text that are published. */
const longestText = 160;

/**
 * What texts say that are known by their hashes: that of the first of the events that hold it, in the order of their texts.
 *
 * @param wanted SELECT of one column, `object_id`
 */
export async function readTextsOf(engine: Engine, wanted: string): Promise<Map<string, string>> {
  const rows = await engine.query<{ object: string; text: string }>(
    `SELECT o.object_id AS object, @sub(min(e.text), 1, ${longestText}) AS text
     FROM (SELECT DISTINCT object_id FROM (${wanted}) AS asked) AS w
     JOIN event_objects o ON o.kind = 'text' AND o.object_id = w.object_id
     JOIN events e ON e.event_id = o.event_id
     WHERE e.text IS NOT NULL
     GROUP BY o.object_id`,
  );
  return new Map(rows.map(({ object, text }) => [object, text]));
}
